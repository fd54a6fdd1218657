"""From lines to the paragraphs that a reader sees.

Newspaper text comes with paragraphs cut in mid-sentence by columns and captions, with captions and bylines between
them, and with whole paragraphs printed twice.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.page.layout import CAPTION_LENGTH, CLOSING, ENUMERATOR, Cues, Kind, Paragraph, is_closed, lines
from ingest.page.tables import cells

REPEATED_TAIL, REPEATED_WHOLE = 20, 80
"""Shorter paragraphs may be the same and meant: statutes repeat whole items."""
STRAY = re.compile(r"[\u4e00-\u9fff](?<![他她它其这那该])")
DATED = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日[ \u3000]")
"""The lines of a chronicle begin so."""
FEWEST_SPACED = 3
"""A line parted by wide spaces is a row from so many cells on; two are a heading or a name."""
SECTION = re.compile(r"[（(]?[一二三四五六七八九十]+[）)、]")
TERM = re.compile(r"[“‘\"「][^”’\"」]{1,12}[”’\"」]")
"""A quoted word that a definition begins with; a speech is longer."""
CLAUSES = re.compile(r"[，,；;。！？：:]")
PREDICATE = re.compile(r"[^，。]{2,}(?:是|由|为)[^，。]{2,}$")


def paragraphs(
    text: str, cues: Cues, mark_filler: Callable[[Sequence[Paragraph]], list[Paragraph]] = list
) -> list[Paragraph]:
    """The paragraphs of a document's text, cut ones rejoined and repeated ones marked as filler."""
    found = _with_captions(mark_filler(list(lines(text, cues))))
    return _marked_repeats(_rejoined(found, cues))


def _with_captions(found: list[Paragraph]) -> list[Paragraph]:
    """Marks captions that no word tells as such: short sentences without a clause, in a row with one that is told."""
    for row in (range(1, len(found)), range(len(found) - 2, -1, -1)):
        for i in row:
            beside = found[i - 1 if row.step > 0 else i + 1]
            line = found[i]
            short = len(line.text) <= CAPTION_LENGTH and is_closed(line.text) and not CLAUSES.search(line.text[:-1])
            if beside.kind is Kind.CAPTION and line.kind is Kind.BODY and short:
                found[i] = replace(line, kind=Kind.CAPTION)
    return found


def _rejoined(found: Sequence[Paragraph], cues: Cues) -> list[Paragraph]:
    """Joins each paragraph that breaks off to the one that goes on with it; text in between is a caption."""
    out: list[Paragraph] = []
    broken: int | None = None
    told = 0  # from here on stand lines of which it is open whether they interrupt the broken paragraph
    for position, line in enumerate(found):
        head = None if broken is None else out[broken]
        if head is not None and broken is not None and _goes_on(head, line, cues):
            kind = head.kind if head.kind is Kind.BYLINE else Kind.BODY
            out[told:] = [replace(p, kind=Kind.CAPTION) if p.kind is Kind.BODY else p for p in out[told:]]
            told = len(out)
            out[broken] = Paragraph(head.text + line.text, head.pieces + line.pieces, kind)
            broken = None if is_closed(line.text) else broken
            continue
        out.append(line)
        between = head is not None and _stands_between(line, position + 1 < len(found), cues)
        if not between:
            broken = len(out) - 1 if _may_break(line, cues) else None
            told = len(out)
    return out


def _may_break(line: Paragraph, cues: Cues) -> bool:
    """Whether the line can be the first half of a paragraph: it ends neither as a sentence nor with a bracket."""
    prose = line.kind in {Kind.BODY, Kind.HEADING} or cues.is_source(line.text)
    return prose and not is_closed(line.text) and line.text[-1] not in "）)】》"


def _goes_on(head: Paragraph, line: Paragraph, cues: Cues) -> bool:
    """Whether `line` continues `head`, which ends without a full stop."""
    if line.kind not in {Kind.BODY, Kind.HEADING}:
        return False
    if head.kind is Kind.BYLINE:
        return not line.after_blank
    if _begins_anew(head.text, line.text, cues):
        return False
    if head.kind is Kind.HEADING or line.kind is Kind.HEADING:
        named = PREDICATE.search(head.text) and line.kind is Kind.BODY and cues.one_name_across(head.text, line.text)
        return bool(named) or cues.one_word_across(head.text, line.text)
    if _is_item(head, line) or _introduces(head.text, line.text):
        return False
    return len(line.text) > CAPTION_LENGTH or not cues.begins_with_name(line.text)


def _begins_anew(head: str, line: str, cues: Cues) -> bool:
    """Whether the line opens a paragraph or a section, or both lines are figures of a list."""
    opens = line.startswith(cues.openers) and head[-1] not in "，,、：:"
    return opens or bool(SECTION.match(line)) or (head[-1].isdigit() and line[0].isdigit())


def _is_item(head: Paragraph, line: Paragraph) -> bool:
    """Whether the line is an entry of a list, a chronicle or a table, or a remark in brackets."""
    text = line.text
    marked = line.in_list or ENUMERATOR.match(text) or DATED.match(text) or _is_row(text)
    return bool(marked) or head.text[-1] in "；;" or _is_row(head.text) or (text[0] in "（(" and text[-1] in "）)")


def _introduces(head: str, line: str) -> bool:
    """Whether `head` announces with its colon what follows, other than a speech."""
    speech = head[-1] in "：:" and line[0] in "“‘\"'「" and not TERM.match(line)
    return head.rstrip(CLOSING)[-1:] in {"：", ":"} and not speech


def _stands_between(line: Paragraph, more: bool, cues: Cues) -> bool:
    """Whether `line` is a caption or filler set between the halves of a paragraph."""
    if line.kind in {Kind.CAPTION, Kind.BYLINE, Kind.FILLER}:
        return True
    return more and line.kind is Kind.BODY and len(line.text) <= CAPTION_LENGTH and cues.begins_with_name(line.text)


def _marked_repeats(found: Sequence[Paragraph]) -> list[Paragraph]:
    """Marks as filler a paragraph that is the end of another, with a stray character before it or long."""
    repeats: set[int] = set()
    for earlier, later in pairwise(sorted(range(len(found)), key=lambda i: (found[i].text[::-1], i))):
        one, other = found[earlier], found[later]
        if one.kind is other.kind is Kind.BODY and _repeats(one.text, other.text):
            repeats.add(max(earlier, later) if one.text == other.text else earlier)
    return [replace(p, kind=Kind.FILLER) if i in repeats else p for i, p in enumerate(found)]


def _repeats(text: str, whole: str) -> bool:
    if whole.endswith(text):
        return len(text) > REPEATED_WHOLE
    is_tail = REPEATED_TAIL < len(text) < len(whole) - REPEATED_TAIL
    return is_tail and STRAY.match(text) is not None and whole.endswith(text[1:])


def _is_row(text: str) -> bool:
    """Whether the line is a row of a table, its cells set apart by tabs, bars or, if three or more, wide spaces."""
    barred = text[0] in "|｜" or text[-1] in "|｜" or text.count("|") + text.count("｜") > 1
    return "\t" in text or barred or len(cells(text)) >= FEWEST_SPACED
