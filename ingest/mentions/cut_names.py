"""Persons whose name's last character the tagger took for the next word, everywhere in the document."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from ingest.facts import EntityType
from ingest.lexicon import Lexicon
from ingest.mentions.mention import Mention, free
from ingest.tagging.words import is_word

CUT = 2
"""A name of so many characters may have lost its last one."""
LEAST = 2
"""Before so many different words the character is the name's own."""
FOLLOWING = 2


class CutNames:
    """Gives names their last character back ("顾正|才学艺", "顾正|才收徒" and "顾正|才退休" are all told of 顾正才)."""

    def __init__(self, lexicon: Lexicon, is_name: Callable[[str], bool]) -> None:
        self._last = frozenset(lexicon.tables["name_parts"]["given_ends"])
        self._is_name = is_name

    def whole(self, texts: Sequence[str], mentions: Sequence[Sequence[Mention]]) -> list[tuple[Mention, ...]]:
        """The mentions of each text, the cut names among them whole.

        Args:
            texts: the document's sentences.
            mentions: those of each sentence, sorted.
        """
        named = Counter(m.name for row in mentions for m in row if m.type is EntityType.PERSON and len(m.name) == CUT)
        longer = {name: whole for name in named if (whole := self._longer(name, texts))}
        if not longer:
            return [tuple(row) for row in mentions]
        return [tuple(self._lengthened(text, row, longer)) for text, row in zip(texts, mentions, strict=True)]

    def _longer(self, name: str, texts: Sequence[str]) -> str | None:
        """The name with the character that stands behind it wherever the document has it, if it can be its last."""
        behind = [text[at.end() : at.end() + 1 + FOLLOWING] for text in texts for at in re.finditer(name, text)]
        last = behind[0][:1] if behind else ""
        if last not in self._last or not self._is_name(name + last):
            return None
        always = all(words.startswith(last) and not is_word(words[:FOLLOWING]) for words in behind)
        return name + last if always and len({words[1:] for words in behind}) >= LEAST else None

    @staticmethod
    def _lengthened(text: str, row: Sequence[Mention], longer: dict[str, str]) -> list[Mention]:
        whole = [
            replace(m, end=m.end + 1, name=longer[m.name])
            if m.type is EntityType.PERSON and m.name in longer and text.startswith(longer[m.name], m.start)
            else m
            for m in row
        ]
        kept: list[Mention] = []
        for m in sorted(whole, key=lambda m: (m.type is not EntityType.PERSON, m.start)):
            kept += free([m], kept)
        return sorted(kept, key=lambda m: m.start)
