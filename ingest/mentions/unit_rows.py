"""Units that only what stands around shows.

Those that end alike ("甲煤矿、乙煤矿"), "同县的某某瓷厂", and names of common words ("某某水文站站长").
"""

import re
from collections.abc import Iterator

from ingest.lexicon import HAN, Cued, Lexicon
from ingest.mentions.mention import TaggedSentence
from ingest.tagging.tagger import Token

BREAKS = frozenset({"v", "p", "u", "r", "c", "w", "d", "PER", "TIME"})
"""No word within such a name has one of these tags; what a place has may be called after somebody."""

WORDS = frozenset({"n", "vn", "an", "a", "s", "f", "m", "q", "b", "nz", "nw", "LOC", "ORG"})
"""A name of common words goes back as far as these."""
FORMER = "原"
"""Before a name that a unit no longer has."""
LONGEST, SHORTEST, SHORTEST_VISITED = 14, 2, 4
"""So many characters stand before the last word of such a name; of one that only somebody's visit shows, more."""


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
        told = table["told"]
        role = lexicon.either("roles", "workers", "officials")
        self._unit_end = re.compile(rf"(?P<name>{told['kinds']})(?!{told['not_behind']})")
        self._post = re.compile(rf"的?[^，。；、：\s“”的]{{0,10}}?{role}$")
        self._acts, self._visits = re.compile(told["acts"]), re.compile(f"{told['visits']}$")
        self._head = re.compile(told["heads"])
        self._no_first, self._works = re.compile(told["no_first"]), frozenset(table["part_works"])

    def find(self, sentence: TaggedSentence) -> Iterator[re.Match[str]]:
        """The matches, each with its `name`."""
        for pattern, breaks in self._patterns:
            for match in pattern.finditer(sentence.text):
                inside = [t for t in sentence.tokens if match.start("name") <= t.start and t.end <= match.end("name")]
                if match.start("name") in sentence.starts() and not any(t.tag in breaks for t in inside):
                    yield match

    def of_common_words(self, sentence: TaggedSentence) -> Iterator[tuple[int, int]]:
        """Where names of common words stand that somebody's post, a work or a visit shows to be a unit's."""
        text, ends = sentence.text, {t.end for t in sentence.tokens}
        for match in self._unit_end.finditer(text):
            start = self._first(sentence, match.end()) if match.end() in ends else match.end()
            own = match.start() - start
            tagged = any((t.start, t.end, t.tag) == (start, match.end(), "ORG") for t in sentence.tokens)
            if own < SHORTEST or tagged or self._no_first.match(text, start):
                continue
            visited = own >= SHORTEST_VISITED and self._visits.search(text[:start])
            if visited or self._acts.match(text, match.end()) or self._has_post(sentence, match):
                yield start, match.end()

    def _first(self, sentence: TaggedSentence, end: int) -> int:
        """Where a run of common words that ends there begins; what is counted is no name."""
        run: list[Token] = []
        for token in reversed([t for t in sentence.tokens if t.end <= end]):
            word = sentence.text[token.start : token.end]
            fits = token.tag in WORDS or (token.tag == "v" and word in self._works)
            if not fits or word == FORMER or end - token.start > LONGEST or (run and run[-1].start != token.end):
                break
            run.append(token)
        counted = run and run[-1].tag in {"m", "q"}
        return run[-1].start if run and not counted else end

    def _has_post(self, sentence: TaggedSentence, unit: re.Match[str]) -> bool:
        """Whether a person's post and name follow, or that of its head ("某某水文站站长")."""
        text, end = sentence.text, unit.end()
        head = self._head.match(text, end)
        if head and unit["name"].endswith(head["of"]):
            return True
        persons = (t.start for t in sentence.tokens if t.tag == "PER" and t.start >= end)
        first = next(persons, None)
        return first is not None and (
            self._post.fullmatch(text, end, first) is not None or text[end:first] in {"", "的"}
        )
