"""Zones: industrial parks and development zones by their names ("凤阳硅谷产业园")."""

import re
from collections.abc import Iterator

from ingest.facts import EntityType
from ingest.lexicon import Lexicon, alternation
from ingest.mentions.mention import Mention, TaggedSentence
from ingest.tagging.tagger import Token

NAMING = frozenset({"LOC", "ORG", "nz", "nw"})
"""A zone's name begins with a word of these kinds;"""
INSIDE = NAMING | {"n", "vn", "an", "PER", "f"}
"""and has such words in it."""
MARK = re.compile(r"[\s，。、；：“”（）《》]")
LONGEST = 14
"""Characters before the ending."""


class ZoneFinder:
    """Finds zones by the endings of their names."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.tables["zones"]
        self._ending = re.compile(f"{alternation(table['endings'])}(?!{table['not_before']})")
        self._general = re.compile(alternation(table["general"]))
        self._places = lexicon.places

    def find(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """The zones named in the sentence; 产业园 alone and 各开发区 are none."""
        for match in self._ending.finditer(sentence.text):
            start = self._beginning(sentence, match.start())
            if start < match.start() and not self._general.search(sentence.text, start, match.start()):
                name = sentence.text[start : match.end()]
                yield Mention(start, match.end(), EntityType.PLACE, name, "place.zone")

    def _beginning(self, sentence: TaggedSentence, ending: int) -> int:
        """Where the name begins: at the first proper name of an unbroken run of words."""
        run: list[Token] = []
        for token in reversed([t for t in sentence.tokens if t.start < ending]):
            if token.tag not in INSIDE or ending - token.start > LONGEST or not _in_name(sentence.text, token):
                break
            run.append(token)
        names = [token for token in reversed(run) if token.tag in NAMING]
        while len(names) > 1 and self._is_around(sentence.text, *names[:2]):
            names = names[1:]
        return names[0].start if names else ending

    def _is_around(self, text: str, place: Token, following: Token) -> bool:
        """Whether a place is where the zone lies and no part of its name ("安徽省凤阳…", "儋州洋浦…")."""
        name = text[place.start : place.end]
        full = self._places.full_name.get(name)
        return full == name or (full in self._places.province and following.tag == "LOC")


def _in_name(text: str, token: Token) -> bool:
    return not MARK.search(text, token.start, token.end)
