"""How a text words what two persons are to one another: the characters around and between them, names left out.

A lexicon of cues says what a word means wherever it stands; of masters and apprentices far more is said than any
lexicon lists, so that the characters themselves are features too. A row of names ("甲、乙和丙") counts as one.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from ingest.cues import CueSet
from ingest.discourse.candidates import meant
from ingest.discourse.coreference import ResolvedSentence
from ingest.facts import EntityType
from ingest.mentions.mention import Mention

ANCHOR, OTHER, ELSE = "Ａ", "Ｃ", "Ｐ"
"""What the two and further persons are written as."""
IN_ROW = re.compile(r"(?:、|和|与|及|以及|——|—|/)[^，。；、\d：]{0,7}")
ROW_OF_OTHERS = re.compile(f"{ELSE}(?:[、和与]{ELSE})+")
NUMBER = re.compile(r"\d+")
NEAR, LONGEST, WHOLE = 4, 30, 8
"""So many characters before and behind the two are looked at; those between them up to so many; and as a whole."""
SIZES = 1, 2, 3
AHEAD, BEHIND = 8, 6
"""So many characters before and behind a name tell who somebody is."""
LATE = re.compile("[，。；：、]")
EARLY = re.compile("[。；：、]")
Standings = Mapping[str, Sequence[str]]
"""What is said beside the names of persons, by who is meant."""


class Wording:
    """Describes two persons of a sentence by its characters, and each by what is said beside the name."""

    def __init__(self, table: Mapping[str, Mapping[str, str]]) -> None:
        """Takes the words that tell of somebody's standing, and those that only do so before a name."""
        self._ahead, self._behind = CueSet({**table["standing"], **table["titled"]}), CueSet(table["standing"])

    def standings(self, sentences: Sequence[ResolvedSentence]) -> Standings:
        """What the sentences say beside each person's name ("退休的老焊工某某", "徒弟某某")."""
        found: dict[str, set[str]] = defaultdict(set)
        for sentence in sentences:
            text = sentence.read.text
            for m in _persons(sentence):
                ahead = LATE.split(text[max(0, m.start - AHEAD) : m.start])[-1]
                behind = EARLY.split(text[m.end : m.end + BEHIND], maxsplit=1)[0]
                found[meant(m)].update(f"<{name}" for name in self._ahead.inside(ahead))
                found[meant(m)].update(f">{name}" for name in self._behind.inside(behind))
        return {name: sorted(told) for name, told in found.items()}

    @staticmethod
    def of_pair(sentence: ResolvedSentence, anchor: Mention, other: Mention | None) -> Iterator[str]:
        """The characters around the two and between them; around the first alone where the other is not named here."""
        rows = _rows(sentence)
        mine = rows.get(anchor.start, (anchor.start, anchor.end))
        its = rows.get(other.start, (other.start, other.end)) if other else None
        together = mine == its
        if other and together:
            mine, its = (anchor.start, anchor.end), (other.start, other.end)
        text = _masked(sentence, mine, its)
        yield f"row={together}{mine != (anchor.start, anchor.end)}"
        at, place = text.find(ANCHOR), text.find(OTHER)
        if place < 0:
            yield from _around("out", text, at, at)
            return
        side = "before" if place < at else "after"
        first, second = sorted((at, place))
        between = text[first + 1 : second]
        if len(between) <= LONGEST:
            grams = {between[i : i + n] for n in SIZES for i in range(len(between) - n + 1)}
            yield from (f"{side}|{gram}" for gram in sorted(grams))
        if len(between) <= WHOLE:
            yield f"{side}||{between}|"
        yield f"{side}|^{between[:2]}"
        yield f"{side}|{between[-2:]}$"
        yield from _around(side, text, first, second)


def _around(side: str, text: str, first: int, second: int) -> Iterator[str]:
    """What stands before the first and behind the second, from one to `NEAR` characters."""
    before, behind = text[max(0, first - NEAR) : first], text[second + 1 : second + 1 + NEAR]
    yield from (f"{side}<{before[-n:]}" for n in range(1, len(before) + 1))
    yield from (f"{side}>{behind[:n]}" for n in range(1, len(behind) + 1))


def _persons(sentence: ResolvedSentence) -> list[Mention]:
    return [m for m in sentence.mentions if m.type is EntityType.PERSON]


def _rows(sentence: ResolvedSentence) -> dict[int, tuple[int, int]]:
    """By where a person's name begins: from where to where the row of names reaches in which it stands."""
    persons, text = _persons(sentence), sentence.read.text
    rows: list[list[Mention]] = [persons[:1]] if persons else []
    for last, m in pairwise(persons):
        if IN_ROW.fullmatch(text, last.end, m.start):
            rows[-1].append(m)
        else:
            rows.append([m])
    return {m.start: (row[0].start, row[-1].end) for row in rows for m in row}


def _masked(sentence: ResolvedSentence, mine: tuple[int, int], its: tuple[int, int] | None) -> str:
    """The sentence with signs for the persons and 0 for figures."""
    signs = [(*mine, ANCHOR), *([(*its, OTHER)] if its else [])]
    taken = [(start, end) for start, end, _ in signs]
    signs += [
        (m.start, m.end, ELSE) for m in _persons(sentence) if not any(s < m.end and m.start < e for s, e in taken)
    ]
    text, parts, at = sentence.read.text, [], 0
    for start, end, sign in sorted(signs):
        parts += [text[at:start], sign]
        at = end
    return NUMBER.sub("0", ROW_OF_OTHERS.sub(ELSE, "".join([*parts, text[at:]])))
