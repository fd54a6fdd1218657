"""Characters taken for others that look like them: in words, and in lists of chemical elements."""

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate
from typing import Any

from ingest.tagging.words import frequency, is_word

LEAST_GAIN = 8.0
"""A reading must be e to the 8th (3,000) times as probable as the printed one.

On half a million characters each of news, abstracts and laws (`benchmarks/misprints.py`) this flags 0.08, 0.24 and 0.04
places in 10,000 characters: in the abstracts nine of twelve are true misprints, in the news all are names, which only a
whole extraction knows. Of misprints made on purpose with the same table it puts right 51% in words of two characters,
62% of three and 85% of longer ones. A gain of 7 would flag twice as many places, one of 9 half.
"""
SURE_GAIN = 14.0
RARE_WORD = 30
"""A longer word of the dictionary that is commoner than this is taken as meant; rarer ones may be misprints that the
dictionary was made from (it holds 聚乙稀)."""
FREE_CHARACTER = 30_000
"""A character that is commoner as a word of its own than this says nothing by standing alone (人, 在, 到)."""
CORPUS = math.log(60_000_000)
REMEMBERED = 50_000
"""Words whose frequency is remembered, and whether they may be wrong."""
REACH = 4
"""A word is put together of at most so many printed ones on either side of the character."""
LONGEST = 7
LISTED = re.compile("[^、和及与]")
ELEMENT_GAP = r"(?:、|和|及|与)?"
FEWEST_ELEMENTS = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """`text[start:end]` is probably meant to be `meant`."""

    start: int
    end: int
    meant: str
    reason: str
    confidence: float


class WordReader:
    """Finds words that one look-alike character hides."""

    def __init__(self, groups: str) -> None:
        alike: dict[str, set[str]] = defaultdict(set)
        for group in groups.split():
            for character in group:
                alike[character] |= set(group) - {character}
        self._alike = {character: frozenset(others) for character, others in alike.items()}
        self._confusable = frozenset(self._alike)
        self._suspect = lru_cache(REMEMBERED)(self._may_be_wrong)

    @property
    def alike(self) -> Mapping[str, frozenset[str]]:
        """For each character those that look like it."""
        return self._alike

    def find(self, start: int, words: Sequence[str]) -> Iterator[Reading]:
        """The likeliest reading of each place among words that follow one another from `start`, in order."""
        suspected = [number for number, word in enumerate(words) if self._suspect(word)]
        if not suspected:
            return
        text, bounds, taken = "".join(words), list(accumulate(map(len, words), initial=0)), -1
        for number in suspected:
            if bounds[number] < taken:
                continue
            found = list(self._readings(text, words, bounds, number))
            if found:
                likeliest = max(found, key=lambda item: item[0])[1]
                taken = likeliest.end
                yield replace(likeliest, start=start + likeliest.start, end=start + likeliest.end)

    def _may_be_wrong(self, word: str) -> bool:
        return not self._confusable.isdisjoint(word) and _frequency(word) <= (
            FREE_CHARACTER if len(word) == 1 else RARE_WORD
        )

    def _readings(
        self, text: str, words: Sequence[str], bounds: Sequence[int], number: int
    ) -> Iterator[tuple[float, Reading]]:
        """Dictionary words made of whole printed words around word `number`, a character of which is another one.

        Word i is `text[bounds[i]:bounds[i + 1]]`.
        """
        stretches = [
            (first, last)
            for first in range(max(0, number - REACH), number + 1)
            for last in range(number + 1, min(len(words), number + REACH + 1) + 1)
            if 1 < bounds[last] - bounds[first] <= LONGEST
        ]
        for at in range(bounds[number], bounds[number + 1]):
            alike = self._alike.get(text[at], ())
            for first, last in stretches if alike else ():
                before, behind = text[bounds[first] : at], text[at + 1 : bounds[last]]
                for other in alike:
                    meant = before + other + behind
                    if is_word(meant) and (gain := _gain(meant, words[first:last])) >= LEAST_GAIN:
                        reason = f"“{text[at]}”与“{other}”形近，“{meant}”是常用词"
                        confidence = round(0.6 + 0.3 * min(1, (gain - LEAST_GAIN) / (SURE_GAIN - LEAST_GAIN)), 2)
                        yield gain, Reading(bounds[first], bounds[last], meant, reason, confidence)


@lru_cache(REMEMBERED)
def _frequency(word: str) -> int:
    return frequency(word)


def _gain(meant: str, printed: Sequence[str]) -> float:
    """The logarithm of how many times likelier one word is than the printed ones beside each other."""
    return math.log(_frequency(meant)) - CORPUS - sum(math.log(_frequency(word)) - CORPUS for word in printed)


class ElementReader:
    """Finds the odd one in a list of elements of one group: 金、铂、钨 is 金、铂、钯."""

    def __init__(self, table: dict[str, Any]) -> None:
        self._groups = [(row["name"], frozenset(row["members"])) for row in table["elements"]]
        self._elements = frozenset().union(*(members for _, members in self._groups))
        self._meant: dict[str, list[str]] = defaultdict(list)
        for element, forms in table["element_forms"].items():
            for form in forms:
                self._meant[form].append(element)
        known = "[" + "".join(sorted(self._elements | set(self._meant))) + "]"
        self._run = re.compile(rf"{known}(?:{ELEMENT_GAP}{known}){{{FEWEST_ELEMENTS - 1},}}")

    def find(self, text: str) -> Iterator[Reading]:
        """The odd ones, in order."""
        for run in self._run.finditer(text):
            items = [(m.start() + run.start(), m.group()) for m in LISTED.finditer(run.group())]
            for name, members in self._groups:
                odd = [item for item in items if item[1] not in members]
                held = {item[1] for item in items} & members
                if len(odd) != 1 or len(held) < FEWEST_ELEMENTS - 1:
                    continue
                ((at, printed),) = odd
                meant = next((e for e in self._meant.get(printed, ()) if e in members - held), None)
                if meant:
                    whole = text[run.start() : at] + meant + text[at + 1 : run.end()]
                    # another element may be meant all the same, unless the text says that all are of the group
                    confidence = 0.6 if printed in self._elements and name not in text else 0.85
                    reason = f"列举的是{name}，“{printed}”与“{meant}”形近"
                    yield Reading(run.start(), run.end(), whole, reason, confidence)
