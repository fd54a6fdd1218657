"""Units that only their row or a place shows: those that end alike ("甲煤矿、乙煤矿"), and "同县的某某瓷厂"."""

import re
from collections.abc import Iterator

from ingest.lexicon import HAN, Cued, Lexicon
from ingest.mentions.mention import TaggedSentence

BREAKS = frozenset({"v", "p", "u", "r", "c", "w", "d", "PER", "TIME"})
"""No word within such a name has one of these tags; what a place has may be called after somebody."""


class UnitRowFinder:
    """Finds the spans of such names; whether they can be names of units is for others to say."""

    def __init__(self, lexicon: Lexicon) -> None:
        table, kinds = lexicon.tables["organizations"], lexicon.either("organizations", "listed_kinds")
        row = Cued.of(
            rf"(?P<kind>{kinds})[、和](?P<name>{HAN}{{2,8}}?(?P=kind))(?![\u4e00-\u9fff]{{0,2}}[长主])", "[、和]"
        )
        row_begins = Cued.of(
            rf"[所下旗属][属下]的?(?P<name>{HAN}{{2,8}}?(?P<kind>{kinds}))(?=[、和]{HAN}{{2,8}}?(?P=kind))", "[属下]"
        )
        of_place = Cued.of(rf"{table['places_of']}的(?P<name>{HAN}{{3,9}}?{kinds})(?={HAN}{{2}}|[，。；、])", "的")
        self._patterns = ((row, BREAKS), (row_begins, BREAKS), (of_place, BREAKS - {"PER"}))

    def find(self, sentence: TaggedSentence) -> Iterator[re.Match[str]]:
        """The matches, each with its `name`."""
        for pattern, breaks in self._patterns:
            for match in pattern.finditer(sentence.text):
                inside = [t for t in sentence.tokens if match.start("name") <= t.start and t.end <= match.end("name")]
                if match.start("name") in sentence.starts() and not any(t.tag in breaks for t in inside):
                    yield match
