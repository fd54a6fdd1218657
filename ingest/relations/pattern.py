"""The pattern engine: rules of the data files, matched on sentences whose mentions are replaced by symbols.

Replacing each mention by one character of Unicode's private use area lets an ordinary regular expression speak of
mentions: its type is the character, its identity the position.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ingest.facts import EntityType, RelationType
from ingest.lexicon import Lexicon
from ingest.mentions.mention import Mention

LETTERS: Mapping[str, EntityType] = {
    "P": EntityType.PERSON,
    "O": EntityType.ORGANIZATION,
    "S": EntityType.STUDIO,
    "T": EntityType.TEAM,
    "A": EntityType.ACHIEVEMENT,
    "W": EntityType.AWARD,
    "L": EntityType.PLACE,
    "E": EntityType.EVENT,
    "Y": EntityType.POLICY,
}
SYMBOL: Mapping[EntityType, str] = {kind: chr(0xE000 + i) for i, kind in enumerate(LETTERS.values())}
ANY = "\ue000-\uf8ff"
AGENTS = SYMBOL[EntityType.PERSON] + SYMBOL[EntityType.STUDIO] + SYMBOL[EntityType.TEAM]
SEEN = "\uf8ff"
"""Stands for a tail already found, so that the pattern goes on to the next."""
LONGEST_JOINT = 12
"""Between two mentions in a row stand at most so many characters."""
NO_QUOTES = str.maketrans("", "", "“”‘’《》")
YEAR_ASIDE = re.compile(r"^（(?:19|20)\d{2}年?(?:\d{1,2}月)?）")
"""Behind a name, when it was: it breaks no row of names ("甲（2017年）、乙（2020年）")."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """A sentence as symbols and characters.

    Attributes:
        text: each mention one symbol, quotation marks left out.
        mentions: the mention behind each position of `text`; None for plain characters.
    """

    text: str
    mentions: tuple[Mention | None, ...]

    @classmethod
    def of(cls, text: str, mentions: Sequence[Mention], carried: Mention | None = None) -> "Encoded":
        """Encodes a sentence; `carried` is an earlier sentence's subject, set before one that has none of its own."""
        characters: list[str] = []
        items: list[Mention | None] = []
        if carried:
            characters.append(SYMBOL[carried.type])
            items.append(carried)
        at = 0
        for mention in (*mentions, None):
            plain = text[at : mention.start if mention else None].translate(NO_QUOTES)
            plain = YEAR_ASIDE.sub("", plain) if at else plain
            characters.append(plain)
            items += [None] * len(plain)
            if mention:
                characters.append(SYMBOL[mention.type])
                items.append(mention)
                at = mention.end
        return cls("".join(characters), tuple(items))

    def mention(self, position: int) -> Mention:
        """The mention at a symbol's position."""
        found = self.mentions[position]
        if found is None:
            raise IndexError(f"no mention at position {position} of {self.text!r}")
        return found

    def coordinated(self, position: int, joint: re.Pattern[str]) -> list[Mention]:
        """The mention at `position` and those of its type that `joint` ties to it ("甲、乙和丙")."""
        symbol, found = self.text[position], [self.mention(position)]
        at = position + 1
        while (following := self._next(at, symbol, joint)) is not None:
            found.append(self.mention(following))
            at = following + 1
        at = position
        while symbol in self.text[max(0, at - LONGEST_JOINT - 1) : at]:
            adjacent = at if self.text[at - 1] == symbol else None
            joints = (s for s in range(max(0, at - LONGEST_JOINT), at) if joint.fullmatch(self.text, s, at))
            start = adjacent or next(joints, None)
            if not start or self.text[start - 1] != symbol:
                break
            found.insert(0, self.mention(start - 1))
            at = start - 1
        return found

    def _next(self, at: int, symbol: str, joint: re.Pattern[str]) -> int | None:
        """Where `symbol` stands at `at` or, tied by `joint`, right behind it."""
        if self.text[at : at + 1] == symbol:
            return at
        match = joint.match(self.text, at)
        return match.end() if match and self.text[match.end() : match.end() + 1] == symbol else None


@dataclass(frozen=True, slots=True)
class Rule:
    """A compiled rule; its pattern has the groups `head` and `tail`, and perhaps `role`.

    Attributes:
        heads: the symbols that its head can be; `tails` likewise.
    """

    name: str
    type: RelationType
    pattern: re.Pattern[str]
    confidence: float
    heads: str
    tails: str

    def matches(self, encoded: Encoded) -> Iterator[re.Match[str]]:
        """All matches: overlapping ones too, and for each head every tail that the pattern reaches."""
        at = 0
        while match := self.pattern.search(encoded.text, at):
            at, head, text = match.start() + 1, match.start("head"), encoded.text
            found: re.Match[str] | None = match
            while found and found.start("head") == head:
                yield found
                tail = found.start("tail")
                text = text[:tail] + SEEN + text[tail + 1 :]
                found = self.pattern.match(text, match.start())


class Rules:
    """The relation rules of the data files."""

    def __init__(self, lexicon: Lexicon) -> None:
        vocabulary = {
            "role": lexicon.either("roles", "workers", "officials"),
            "worker": lexicon.either("roles", "workers"),
            "leader": lexicon.either("roles", "leaders"),
            "invites": lexicon.tables["employment"]["invites"],
            "near": rf"[^，。；{ANY}]{{0,12}}?",
            "over": rf"[^。；{AGENTS}]{{0,60}}?",
            "award_gap": rf"(?:[^。；{AGENTS}]{{0,30}}?)",
        }
        groups = lexicon.tables["relations"].values()
        self._all = tuple(_rule(row, vocabulary) for group in groups for row in group["rule"])
        self._ends = {(rule.heads, rule.tails) for rule in self._all}
        self._between = lru_cache(maxsize=512)(self._with_ends_among)

    def fitting(self, encoded: Encoded) -> tuple[Rule, ...]:
        """The rules whose head and tail the sentence has: the others need not be tried."""
        text = encoded.text
        return self._between("".join(s * min(2, text.count(s)) for s in SYMBOL.values() if s in text))

    def _with_ends_among(self, symbols: str) -> tuple[Rule, ...]:
        """The rules for a sentence of these symbols, each given once or, if the sentence has more of it, twice."""
        fitting = {
            (heads, tails)
            for heads, tails in self._ends
            if any(head in symbols and any(tail in symbols.replace(head, "", 1) for tail in tails) for head in heads)
        }
        return tuple(rule for rule in self._all if (rule.heads, rule.tails) in fitting)


def _rule(row: Mapping[str, Any], vocabulary: Mapping[str, str]) -> Rule:
    pattern = _compiled(row["pattern"], vocabulary)
    heads, tails = (
        "".join(SYMBOL[LETTERS[letter]] for letter in re.findall(rf"<{end}:([A-Z|]+)>", row["pattern"])[0].split("|"))
        for end in ("head", "tail")
    )
    return Rule(row["name"], RelationType(row["type"]), pattern, row["confidence"], heads, tails)


def _compiled(pattern: str, vocabulary: Mapping[str, str]) -> re.Pattern[str]:
    def symbols(match: re.Match[str]) -> str:
        group, letters = match["group"], match["letters"].split("|")
        characters = "[" + "".join(SYMBOL[LETTERS[letter]] for letter in letters) + "]"
        return f"(?P<{group}>{characters})" if group else characters

    spelled = re.sub(r"<(?:(?P<group>head|tail):)?(?P<letters>[A-Z](?:\|[A-Z])*)>", symbols, pattern)
    for word, expression in vocabulary.items():
        spelled = spelled.replace("{" + word + "}", expression)
    return re.compile(spelled)
