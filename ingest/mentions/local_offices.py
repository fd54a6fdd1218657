"""Offices, societies and schools of a province, a city or a county, called after what they do ("县农机推广站")."""

import re
from collections.abc import Iterator

from ingest.lexicon import Lexicon
from ingest.mentions.mention import TaggedSentence

INSIDE = frozenset({"n", "vn", "an", "a", "s", "f", "b", "nz", "nw", "ORG"})
LEVELS = frozenset("省市县区州旗盟镇乡")
NUMBERED = "第"
"""市第一技工学校."""
SHORTEST, LONGEST = 2, 14
"""Characters between the level and the last word."""


class LocalOfficeFinder:
    """Finds the spans of such names, of which the tagger makes common words."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.tables["organizations"]
        offices = table["local_offices"]
        self._ending = re.compile(rf"(?:{offices['endings']})$")
        self._no_first, self._not_before = re.compile(offices["no_first"]), re.compile(f"(?:{offices['not_before']})$")
        self._works = frozenset([*table["part_works"], *offices["works"]])

    def find(self, sentence: TaggedSentence) -> Iterator[tuple[int, int]]:
        """The spans of the offices named in the sentence."""
        for i, token in enumerate(sentence.tokens):
            level = sentence.text[token.start : token.end]
            if level in LEVELS and not self._not_before.search(sentence.text[: token.start]):
                end = self._end(sentence, i)
                if end > token.end:
                    yield token.start, end

    def _end(self, sentence: TaggedSentence, level: int) -> int:
        """Where the name ends whose first word is the level; there too if none goes on."""
        text, first = sentence.text, sentence.tokens[level].end
        end = first
        if self._no_first.match(text, first):
            return end
        for token in sentence.tokens[level + 1 :]:
            word = text[token.start : token.end]
            fits = token.tag in INSIDE or word in self._works or word.startswith(NUMBERED)
            if not fits or token.end - first > LONGEST:
                break
            ending = self._ending.search(text[first : token.end])
            if ending and ending.start() >= SHORTEST:
                end = token.end
        return end
