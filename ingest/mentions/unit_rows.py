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
NUMBERS = frozenset("一二三四五六七八九十")
BEFORE_PERSON = frozenset({"", "的", " ", "\u3000", "："})
"""What may stand between a unit and the person who is named behind it."""
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
        role = lexicon.either("roles", "workers", "officials", "youths")
        self._unit_end = re.compile(rf"(?P<name>{told['kinds']})(?!{told['not_behind']})")
        self._part_end = re.compile(rf"(?P<name>{told['parts']})(?!{told['not_behind']})")
        self._part_acts, self._part_places = re.compile(told["part_acts"]), re.compile(f"{told['part_places']}$")
        self._worker = re.compile(rf"的?{lexicon.either('roles', 'workers')}(?=[，。；、）)：]|$)")
        self._owner = re.compile(lexicon.either("organizations", "own_parts_owners"))
        self._post = re.compile(rf"的?[^，。；、：\s“”的]{{0,10}}?{role}$")
        self._acts, self._visits = re.compile(told["acts"]), re.compile(f"{told['visits']}$")
        self._head = re.compile(told["heads"])
        self._no_first, self._works = (
            re.compile(told["no_first"]),
            frozenset([*table["part_works"], *table["local_offices"]["works"]]),
        )

    def find(self, sentence: TaggedSentence) -> Iterator[re.Match[str]]:
        """The matches, each with its `name`."""
        for pattern, breaks in self._patterns:
            for match in pattern.finditer(sentence.text):
                inside = [t for t in sentence.tokens if match.start("name") <= t.start and t.end <= match.end("name")]
                if match.start("name") in sentence.starts() and not any(t.tag in breaks for t in inside):
                    yield match

    def of_common_words(self, sentence: TaggedSentence) -> Iterator[tuple[int, int]]:
        """Where names of common words stand that somebody's post, a work or a visit shows to be a unit's."""
        for match in self._unit_end.finditer(sentence.text):
            start, text = self._named_from(sentence, match), sentence.text
            visited = match.start() - start >= SHORTEST_VISITED and self._visits.search(text[:start])
            told = visited or self._acts.match(text, match.end()) or self._has_post(sentence, match)
            if start < match.end() and told:
                yield start, match.end()

    def of_parts(self, sentence: TaggedSentence) -> Iterator[tuple[int, int]]:
        """Where parts of units stand, named without these ("设备科的电工"), that somebody's post or work shows."""
        for match in self._part_end.finditer(sentence.text):
            start = self._named_from(sentence, match)
            if start < match.end() and (self._is_at_work(sentence, start, match) or self._has_post(sentence, match)):
                yield start, match.end()

    def _named_from(self, sentence: TaggedSentence, unit: re.Match[str]) -> int:
        """Where the name begins that ends with `unit`; its end, if it is none."""
        text, end = sentence.text, unit.end()
        start = self._first(sentence, unit) if any(t.end == end for t in sentence.tokens) else end
        owner = self._owner.match(text, start, unit.start())
        start = owner.end() if owner else start
        tagged = any((t.start, t.end, t.tag) == (start, end, "ORG") for t in sentence.tokens)
        numbered = text[start : unit.start()] in NUMBERS
        short = unit.start() - start < SHORTEST and not numbered
        return end if short or tagged or self._no_first.match(text, start) else start

    def _is_at_work(self, sentence: TaggedSentence, start: int, part: re.Match[str]) -> bool:
        """Whether a part of a unit does what a unit does, or somebody is there: "设备科的电工", "设在机电中心"."""
        text, end = sentence.text, part.end()
        return any(
            (
                self._part_acts.match(text, end),
                self._worker.match(text, end),
                self._part_places.search(text[:start]),
            )
        )

    def _first(self, sentence: TaggedSentence, unit: re.Match[str]) -> int:
        """Where the run of common words begins that the unit's last word ends; what is counted is no name."""
        run: list[Token] = []
        end = unit.end()
        for token in reversed([t for t in sentence.tokens if t.end <= end]):
            word = sentence.text[token.start : token.end]
            last = token.start == unit.start("name") and token.end == end
            fits = last or token.tag in WORDS or (token.tag == "v" and word in self._works)
            long = end - token.start > LONGEST and token.tag != "ORG"
            if not fits or word == FORMER or long or (run and run[-1].start != token.end):
                break
            run.append(token)
        counted = run and run[-1].tag in {"m", "q"} and sentence.text[run[-1].start : run[-1].end] not in NUMBERS
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
            self._post.fullmatch(text, end, first) is not None or text[end:first] in BEFORE_PERSON
        )
