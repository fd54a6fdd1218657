"""Names shortened to their last words: 清筛耙 for 防沙道砟清筛耙, 系统 for the system that was named before."""

import re
from collections.abc import Iterator, Mapping, Set

from ingest.facts import EntityType
from ingest.lexicon import Lexicon, alternation
from ingest.mentions.mention import Mention
from ingest.mentions.recognise import ReadSentence

SHORTENED = {EntityType.ACHIEVEMENT, EntityType.TEAM, EntityType.EVENT}
SHORTEST, LONGEST = 2, 8
"""A shortened name has so many characters, and is at least two shorter than the name."""
WORDS = 3
"""It has at most so many words."""
CLAUSE_START = "，。；：“”（）"


def endings(name: str) -> Iterator[str]:
    """What a name can be shortened to."""
    plain = name.strip("“”《》")
    return (plain[-n:] for n in range(SHORTEST, min(LONGEST, len(plain) - 2) + 1))


class ShortenedFinder:
    """Finds shortened names."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.tables["anaphors"]
        self._class_nouns = {
            EntityType(kind): frozenset((*table[kind]["nouns"], *table[kind]["bare"])) for kind in SHORTENED
        }
        self._goes_on = re.compile(table["shortened"]["goes_on"])
        self._never = frozenset(table["shortened"]["never"])
        self._not_behind = re.compile(alternation(table["shortened"]["not_behind"]) + "$")

    def find(self, sentence: ReadSentence, known: Mapping[str, Mention], initials: Set[str]) -> Iterator[Mention]:
        """Mentions of what `known` says that the ends of names stand for; `initials` are the first characters of these.

        A class noun (系统, 活动) must begin a clause and be followed by what is said of it; other words of two
        characters must begin a clause.
        """
        tokens, text = sentence.tagged.tokens, sentence.text
        ends = [token.end for token in tokens]
        for i, token in enumerate(tokens):
            start = token.start
            if text[start] not in initials:
                continue
            for end in reversed(ends[i : i + WORDS]):
                named = known.get(text[start:end]) if SHORTEST <= end - start <= LONGEST else None
                if named and self._stands(text, (start, end), named.type):
                    name = named.refers_to or named.name
                    yield Mention(start, end, named.type, text[start:end], "shortened", {}, name)
                    break

    def _stands(self, text: str, span: tuple[int, int], kind: EntityType) -> bool:
        start, end = span
        word = text[start:end]
        if word in self._never or self._not_behind.search(text, max(0, start - 4), start):
            return False
        opens = start == 0 or text[start - 1] in CLAUSE_START
        if word in self._class_nouns[kind]:
            return opens and self._goes_on.match(text, end) is not None
        return opens or len(word) > SHORTEST
