"""Parts of the enterprise that the text is about, named without it ("三织车间", "装配一车间", "安装三公司")."""

import re
from collections.abc import Iterator, Sequence

from ingest.lexicon import HAN, Cued, Lexicon
from ingest.mentions.mention import TaggedSentence
from ingest.mentions.unit_names import UnitNames
from ingest.tagging.tagger import Token

BREAKS = frozenset({"v", "p", "u", "r", "c", "w", "d", "PER", "ORG", "m", "q", "TIME"})
COUNTING = frozenset({"u", "p", "c", "r", "d", "TIME"})
NUMBER = "一二三四五六七八九十"
SHORTEST = 3
NAMING = frozenset({"n", "vn", "nz", "an"})
"""Words in front of the number of a unit ("市政工程三公司")."""
LONGEST_NUMBERED = 9


class OwnPartFinder:
    """Finds the spans of such names; whether they can be names of units is for others to say."""

    def __init__(self, lexicon: Lexicon, units: UnitNames) -> None:
        table = lexicon.tables["organizations"]
        own = lexicon.either("organizations", "own_parts")
        self._is_own_part, self._is_unit = units.own_part, units.is_unit
        self._own = Cued(units.own_part, re.compile(f"{own}|第"))
        self._numbered = re.compile(table["numbered_parts"])
        self._kind = re.compile(own + "$")
        self._owner = re.compile(lexicon.either("organizations", "own_parts_owners"))
        self._works = frozenset(table["part_works"])
        self._counted = Cued.of(rf"(?<={HAN}{{2}})[{NUMBER}]{table['numbered_kinds']}", f"[{NUMBER}]")
        self._unnamed = re.compile(table["told"]["no_first"])

    def find(self, sentence: TaggedSentence) -> Iterator[tuple[int, int]]:
        """The spans of the parts named in the sentence."""
        for match in self._own.finditer(sentence.text):
            start, end = self._start(sentence, match), match.end()
            name = sentence.text[start:end]
            if self._is_own_part.fullmatch(name) and len(name) > SHORTEST:
                yield self._with_owner(sentence, start), end
        for match in self._counted.finditer(sentence.text):
            start = self._named_from(sentence, match.start())
            if start < match.start() and not self._unnamed.match(sentence.text, start):
                yield start, match.end()

    def _with_owner(self, sentence: TaggedSentence, start: int) -> int:
        """Where the name begins, with the unit's right in front of it that it is a part of."""
        before = sentence.before(start)
        if before is None or before.tag != "ORG" or before.end - before.start <= SHORTEST:
            return start
        return before.start if self._is_unit(sentence.text[before.start : before.end]) else start

    def _start(self, sentence: TaggedSentence, match: re.Match[str]) -> int:
        """Where the name begins: behind the last word that none has, and behind its owner's."""
        inside = [t for t in sentence.tokens if match.start() < t.end and t.start < match.end()]
        whole = match.start() in sentence.starts() and self._numbered.fullmatch(match.group())
        numbered = whole and not any(t.tag in COUNTING for t in inside)
        kind = self._kind.search(match.group())
        ends = match.start() + kind.start() if kind else match.end()
        broken = [t.end for t in inside if self._breaks(sentence.text, t, ends) and t.end < match.end()]
        start = max([match.start(), *([] if numbered else broken)])
        start = next((t.start for t in inside if t.start >= start), match.end())
        owner = self._owner.match(sentence.text, start, match.end())
        return owner.end() if owner else start

    def _breaks(self, text: str, token: Token, kind: int) -> bool:
        """Whether no name goes on over the word: what a workshop does is no verb there, nor is its number counted."""
        word = text[token.start : token.end]
        numbers = token.end == kind and word in NUMBER
        return token.tag in BREAKS and not numbers and word not in self._works

    def _named_from(self, sentence: TaggedSentence, number: int) -> int:
        """Where the words begin that stand in front of a unit's number; the number's place if none does."""
        start = number
        if not any(t.start == number and t.tag == "m" for t in sentence.tokens):
            return number
        for token in self._back_from(sentence, number):
            fits = token.tag in NAMING or sentence.text[token.start : token.end] in self._works
            if token.end != start or not fits or number - token.start > LONGEST_NUMBERED:
                break
            start = token.start
        owner = self._owner.match(sentence.text, start, number)
        return owner.end() if owner else start

    @staticmethod
    def _back_from(sentence: TaggedSentence, end: int) -> Sequence[Token]:
        return [token for token in reversed(sentence.tokens) if token.end <= end]
