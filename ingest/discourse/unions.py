"""Unions that a text names by half: 公司工会, and 我会 in a union's own report."""

import re
from collections.abc import Iterator, Sequence

from ingest.facts import EntityType
from ingest.lexicon import Cued, Lexicon
from ingest.mentions.mention import Mention

UNION, OURS = "工会", "我会"


class UnionFinder:
    """Finds what such words mean."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.tables["anaphors"]["own_union"]
        self._ours, self._ends = Cued.of(table["pattern"], OURS), re.compile(table["ends"])

    def find(self, text: str, anaphors: Sequence[Mention], groups: Sequence[Mention]) -> list[Mention]:
        """The unions that `anaphors` lead on to, and 我会; `groups` are the units named so far, in order."""
        return [*self._of_enterprises(text, anaphors, groups), *self._own(text, groups)]

    @staticmethod
    def _of_enterprises(text: str, anaphors: Sequence[Mention], groups: Sequence[Mention]) -> Iterator[Mention]:
        """集团工会, 公司工会: the union of that enterprise, where the document has named it."""
        for m in anaphors:
            union = f"{m.refers_to}{UNION}"
            enterprise = m.type is EntityType.ORGANIZATION and text.startswith(UNION, m.end)
            if enterprise and any(union == group.name for group in groups):
                yield Mention(m.start, m.end + len(UNION), m.type, m.name + UNION, m.rule, {}, union)

    def _own(self, text: str, groups: Sequence[Mention]) -> Iterator[Mention]:
        """我会: the union that the document named first."""
        for match in self._ours.finditer(text):
            if own := next((m for m in groups if self._ends.search(m.name)), None):
                yield Mention(*match.span(), own.type, OURS, "coreference", {}, own.refers_to or own.name)
