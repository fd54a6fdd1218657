"""Persons: what the tagger finds, checked against surnames and common words."""

import re
from collections.abc import Iterator

from ingest.facts import EntityType
from ingest.lexicon import Lexicon
from ingest.mentions.mention import Mention, TaggedSentence

HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")
DOTTED_NAME = re.compile(r"[\u4e00-\u9fff]{1,8}(?:[·•][\u4e00-\u9fff]{1,8})+")
LONGEST_SINGLE = 3
LONGEST_DOUBLE = 4


class PersonFinder:
    """Finds persons by the tagger's words, and by the titles around a name."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._surnames = lexicon.surnames
        before = lexicon.either("roles", "workers", "honours_before")
        self._titled = re.compile(rf"{before}(?P<name>[\u4e00-\u9fff]{{2,3}})(?=[，、。和与及说的在是为及其]|告诉|介绍|带领|师徒|等|$)")
        self._byline = re.compile(rf"(?:{lexicon.either('roles', 'bylines')})[:：\s]*$")
        self._listed = re.compile(r"[\u4e00-\u9fff]{2,4}(?:[ \u3000、]+[\u4e00-\u9fff]{2,4})*[\s]*$")
        self._place_names = frozenset(lexicon.places.full_name)

    def find(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """The persons named in the sentence, bylines left out."""
        for token in sentence.tokens:
            if token.tag != "PER":
                continue
            start, end = self._widened(sentence, token.start, token.end)
            name = re.sub(r"\s+", "", sentence.text[start:end])
            if self.is_name(name) and not self._in_byline(sentence, start):
                yield Mention(start, end, EntityType.PERSON, name, "person.tagged")
        starts = sentence.starts()
        for match in self._titled.finditer(sentence.text):
            if match.start("name") in starts and self.is_name(match["name"]) and self._is_unknown(sentence, match):
                yield Mention(*match.span("name"), EntityType.PERSON, match["name"], "person.titled")

    def is_name(self, name: str) -> bool:
        """Whether it has the form of a Chinese person's name: a surname and one or two characters, or parts joined by ·."""
        if DOTTED_NAME.fullmatch(name):
            return True
        if not HAN_NAME.fullmatch(name) or name in self._place_names:
            return False
        if name[:2] in self._surnames:
            return LONGEST_SINGLE <= len(name) <= LONGEST_DOUBLE
        return name[0] in self._surnames and len(name) <= LONGEST_SINGLE

    def _widened(self, sentence: TaggedSentence, start: int, end: int) -> tuple[int, int]:
        """A surname left outside, or a dotted name cut at its dot, taken in again."""
        text = sentence.text
        if match := DOTTED_NAME.match(text, start):
            return start, match.end()
        if end - start <= LONGEST_SINGLE - 1 and text[start] not in self._surnames and text[start - 1 : start] in self._surnames:
            return start - 1, end
        return start, end

    def _is_unknown(self, sentence: TaggedSentence, match: re.Match[str]) -> bool:
        """Whether the tagger made no common word of the name."""
        covered = [t for t in sentence.tokens if match.start("name") <= t.start < match.end("name")]
        return len(covered) > 1 and all(t.end <= match.end("name") and t.tag not in {"v", "u", "p", "c"} for t in covered)

    def _in_byline(self, sentence: TaggedSentence, start: int) -> bool:
        """Whether the name stands after 记者, 通讯员, 文/ … or among such names."""
        before = sentence.text[:start]
        listed = self._listed.search(before)
        return bool(self._byline.search(before) or (listed and self._byline.search(before[: listed.start()])))
