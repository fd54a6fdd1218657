"""What stands on a page and is no part of any article: navigation, share links, page numbers, boxes of contents."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.lexicon import Lexicon
from ingest.page.layout import Kind, Paragraph

LONGEST = 100
"""Longer lines are text, whatever they begin with."""
ROW = 3
"""So many words of a navigation bar side by side, or one below the other, make one."""
SHARED = 2
"""The lines of a box of contents begin with so many equal characters ("2025年度人物", "2025年度热词")."""
SEPARATORS = re.compile(r"[ \u3000\t|｜>＞»›·/]+")


class Boilerplate:
    """Marks filler among the lines of a page."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.tables["boilerplate"]
        self._line = re.compile("|".join(f"(?:{pattern})" for pattern in (*table["lines"], *table["folios"])))
        self._box = re.compile("|".join(f"(?:{pattern})" for pattern in table["boxes"]))
        self._list_head = frozenset(table["list_heads"])
        self._navigation = frozenset(table["navigation"])

    def mark(self, lines: Sequence[Paragraph]) -> list[Paragraph]:
        """The lines, those that are filler with that kind; the lines of one notice as one paragraph."""
        filler = {i for i, line in enumerate(lines) if line.kind is not Kind.RECORD and self._is_filler(line.text)}
        filler |= self._bars(lines) | self._lists(lines) | self._boxes(lines)
        marked = [replace(line, kind=Kind.FILLER) if i in filler else line for i, line in enumerate(lines)]
        found: list[Paragraph] = []
        for line in marked:
            if found and found[-1].kind is line.kind is Kind.FILLER and not line.after_blank:
                found[-1] = replace(found[-1], text=found[-1].text + line.text, pieces=found[-1].pieces + line.pieces)
            else:
                found.append(line)
        return found

    def _is_filler(self, text: str) -> bool:
        if len(text) > LONGEST:
            return False
        words = [word for word in SEPARATORS.split(text) if word]
        row = len(words) >= ROW and sum(word in self._navigation for word in words) * 2 > len(words)
        return row or ("。" not in text and self._line.fullmatch(text) is not None)

    def _bars(self, lines: Sequence[Paragraph]) -> set[int]:
        """Navigation bars that stand one word a line."""
        found: set[int] = set()
        run: list[int] = []
        for i, line in enumerate((*lines, None)):
            if line is not None and line.text in self._navigation:
                run.append(i)
                continue
            found.update(run if len(run) >= ROW else ())
            run = []
        return found

    def _lists(self, lines: Sequence[Paragraph]) -> set[int]:
        """Lists of other articles: from "相关阅读" down to the next text, less the headline of that text."""
        found: set[int] = set()
        for i, line in enumerate(lines):
            if line.text.strip(" \u3000:：>》【】[]|") not in self._list_head:
                continue
            end = i + 1
            while end < len(lines) and lines[end].kind is Kind.HEADING:
                end += 1
            followed = end < len(lines) and lines[end].kind in {Kind.BODY, Kind.BYLINE}
            last = end - 1 if followed and end > i + 1 else end
            if last > i + 1 or not followed:
                found.update(range(i, last))
        return found

    def _boxes(self, lines: Sequence[Paragraph]) -> set[int]:
        """Boxes of contents: the headline above "(见5~8版)" and the lines below that are alike."""
        found: set[int] = set()
        for i, line in enumerate(lines):
            if not self._box.fullmatch(line.text):
                continue
            found.add(i)
            if i and lines[i - 1].kind is Kind.HEADING:
                found.add(i - 1)
            end = i + 1
            while end < len(lines) and lines[end].kind is Kind.HEADING and _alike(lines[i + 1].text, lines[end].text):
                end += 1
            found.update(range(i + 1, end) if end > i + 1 + 1 else ())
        return found


def _alike(one: str, other: str) -> bool:
    return one[:SHARED] == other[:SHARED]
