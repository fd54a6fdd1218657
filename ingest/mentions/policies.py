"""Policies: titles in book marks that end in the name of a kind of official document, or that are said to be issued."""

import re
from collections.abc import Iterator

from ingest.facts import EntityType
from ingest.lexicon import Cued, Lexicon
from ingest.mentions.mention import Mention, TaggedSentence

IN_BRACKETS = "(?:[（(][^（）()]{1,20}[）)])?"
ROW = f"(?:《[^《》]{{2,60}}》{IN_BRACKETS}(?:[、和及与]|以及)?)"
"""Titles that stand between the word that issues them and the one that is looked at."""


class PolicyFinder:
    """Finds 《…办法》, 《…方案（2024—2026年）》 and the like, and what somebody has issued (印发《…手册》)."""

    def __init__(self, lexicon: Lexicon) -> None:
        table, ending = lexicon.tables["policies"], lexicon.either("policies", "endings")
        self._titled = re.compile(rf"《[^《》]{{2,60}}?{ending}{IN_BRACKETS}》")
        self._short = re.compile(rf"《(?:{ending}|{table['not_policy']})》")
        self._issued = Cued.of(rf"{table['issued']}(?P<row>{ROW}+)|(?P<before>{ROW}+){table['issued_by']}", "《")
        self._title = re.compile("《[^《》]{4,60}》")
        self._other = re.compile(rf"{table['not_policy']}{IN_BRACKETS}》")

    def find(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """The policies named in the sentence; 《方案》 alone refers back and is none."""
        for start, end in sorted({*self._spans(sentence.text)}):
            yield Mention(start, end, EntityType.POLICY, sentence.sentence.surface(start, end), "policy.title")

    def _spans(self, text: str) -> Iterator[tuple[int, int]]:
        yield from (m.span() for m in self._titled.finditer(text) if not self._short.fullmatch(m.group()))
        for row in self._issued.finditer(text):
            titles = self._title.finditer(text, *row.span(row.lastgroup or "row"))
            yield from (m.span() for m in titles if not self._other.search(m.group()))
