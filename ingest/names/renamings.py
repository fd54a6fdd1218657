"""Renamings that a text states: the former name and the present one are one thing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from ingest.facts import EntityType, Evidence
from ingest.lexicon import Lexicon
from ingest.mentions.mention import Mention
from ingest.mentions.recognise import ReadSentence

RENAMED = {EntityType.ORGANIZATION, EntityType.STUDIO}
QUOTES = re.compile("[“”‘’「」《》]")
SHORTEST_NAME = 4
"""What is cut out of a name is a name from so many characters on."""


class Renaming(NamedTuple):
    """What is called `new` now was called `old`."""

    new: Mention
    old: Mention
    evidence: Evidence


class RenamingReader:
    """Finds the sentences that say so."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.tables["renamings"]
        self._cue = re.compile(table["cue"])
        self._new_first, self._old_first = re.compile(table["new_first"]), re.compile(table["old_first"])
        self._new_first_by, self._by = re.compile(table["new_first_by"]), re.compile(table["by"])
        self._closing, self._going_on = re.compile(table["closing"]), re.compile(table["going_on"])
        self._planned, self._enumerated = re.compile(table["planned"]), re.compile(table["enumerated"])
        self._inside, self._at_start = re.compile(table["inside"]), re.compile(table["at_start"])
        self._bracketed = re.compile(table["bracketed"])
        self._no_name = re.compile(table["not_names"])
        self._parts = tuple(table["part_endings"])
        self._studios = sorted(table["studio_endings"], key=len, reverse=True)

    def noted(self, read: Sequence[ReadSentence]) -> list[ReadSentence]:
        """The sentences; names that hold the words of a renaming are cut there."""
        return [self._cut(sentence) if self._cue.search(sentence.text) else sentence for sentence in read]

    def find(self, read: Sequence[ReadSentence]) -> Iterator[Renaming]:
        """The renamings that the sentences state, of organizations and of studios of one kind."""
        for sentence in read:
            if self._cue.search(sentence.text):
                named = [m for m in sentence.mentions if m.type in RENAMED]
                for first, second in pairwise(named):
                    if first.type is second.type and self._kind(first) == self._kind(second):
                        yield from self._stated(sentence, first, second)

    def _stated(self, sentence: ReadSentence, first: Mention, second: Mention) -> Iterator[Renaming]:
        text = sentence.text
        before, between = text[: first.start], QUOTES.sub("", text[first.end : second.start])
        behind = QUOTES.sub("", text[second.end :])
        if self._planned.search(before) or self._enumerated.search(before) or first.name == second.name:
            return
        if any(self._no_name.match(m.name.removeprefix("原")) for m in (first, second)):
            return
        evidence = sentence.tagged.sentence.evidence()
        if self._new_first_by.fullmatch(between) and self._by.match(behind):
            yield Renaming(first, second, evidence)
        elif self._new_first.fullmatch(between):
            closed = self._closing.match(behind) is not None or not between.startswith(("（", "("))
            if closed and not self._going_on.match(behind):
                yield Renaming(first, second, evidence)
        elif self._old_first.fullmatch(between) and not self._enumerated.search(behind[:1]):
            yield Renaming(second, first, evidence)

    def _kind(self, m: Mention) -> str:
        if m.type is EntityType.STUDIO:
            return next((ending for ending in self._studios if m.name.endswith(ending)), "")
        return "part" if m.name.endswith(self._parts) else "whole"

    def _cut(self, sentence: ReadSentence) -> ReadSentence:
        mentions = [part for m in sentence.mentions for part in self._parts_of(sentence.text, m)]
        if mentions == list(sentence.mentions):
            return sentence
        kept = [m for m in sentence.inner if all(not m.overlaps(part) for part in mentions)]
        return replace(sentence, mentions=tuple(mentions), inner=tuple(kept))

    def _parts_of(self, text: str, m: Mention) -> Iterator[Mention]:
        if m.type not in RENAMED:
            yield m
            return
        start = m.start
        lead = self._at_start.match(text, start, m.end)
        if lead is None and text[start - 1 : start] in {"（", "("}:
            lead = self._bracketed.match(text, start, m.end)
        told = lead is not None and m.end - lead.end() >= SHORTEST_NAME and not self._no_name.match(text, lead.end())
        if lead is not None and told:
            start = lead.end()
        cut = self._inside.search(text, start + SHORTEST_NAME, m.end - SHORTEST_NAME)
        if cut is None:
            yield m if start == m.start else _part(text, m, start, m.end)
            return
        yield _part(text, m, start, cut.start())
        yield _part(text, m, cut.end(), m.end)


def _part(text: str, m: Mention, start: int, end: int) -> Mention:
    return Mention(start, end, m.type, re.sub(r"\s+", "", text[start:end]), m.rule)
