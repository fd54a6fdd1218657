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
MIN_PART = 2


class PersonFinder:
    """Finds persons by the tagger's words, and by the titles around a name."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._surnames = lexicon.surnames
        before = lexicon.either("roles", "workers", "honours_before")
        self._titled = re.compile(
            rf"{before}(?P<name>[\u4e00-\u9fff]{{2,3}})(?=[，、。和与及说的在是为及其]|告诉|介绍|带领|师徒|等|$)"
        )
        self._byline = re.compile(
            rf"{lexicon.either('roles', 'bylines')}[:：\s]*(?:[\u4e00-\u9fff]{{2,4}}[ \u3000、]+)*$"
        )
        self._credit = re.compile(r"[ \u3000]?(?:摄影|摄|供图|制图|绘)[）。]?")
        self._titles = lexicon.words("roles", "titles_after")
        self._place_names = frozenset(lexicon.places.full_name)

    def find(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """The persons named in the sentence, bylines left out."""
        yield from self._dotted(sentence)
        for token in sentence.tokens:
            if token.tag != "PER":
                continue
            start, end = self._widened(sentence, token.start, token.end)
            name = re.sub(r"\s+", "", sentence.text[start:end])
            if self.is_name(name) and not self.in_byline(sentence, start, end):
                yield Mention(start, end, EntityType.PERSON, name, "person.tagged")
        starts = sentence.starts()
        for match in self._titled.finditer(sentence.text):
            if match.start("name") in starts and self.is_name(match["name"]) and self._is_unknown(sentence, match):
                yield Mention(*match.span("name"), EntityType.PERSON, match["name"], "person.titled")

    def _dotted(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """Names like 阿依努尔·买买提, which the tagger cuts apart: the words before and after the dot."""
        text = sentence.text
        for dot in re.finditer("[·•]", text):
            left = max(
                (t.start for t in sentence.tokens if t.end == dot.start() or t.start < dot.start() < t.end),
                default=dot.start(),
            )
            right = dot.end()
            for token in sentence.tokens:
                if token.end > right and right - dot.end() < MIN_PART and token.tag not in {"w", "v", "u"}:
                    right = token.end
            if DOTTED_NAME.fullmatch(text[left:right]) and text[left - 1 : left] not in {"“", "《"}:
                yield Mention(left, right, EntityType.PERSON, text[left:right], "person.dotted")

    def is_name(self, name: str) -> bool:
        """Whether it has the form of a person's name: a surname and one or two characters, or parts joined by ·."""
        if DOTTED_NAME.fullmatch(name):
            return True
        if not HAN_NAME.fullmatch(name) or name in self._place_names or name.endswith(self._titles):
            return False
        if name[:2] in self._surnames:
            return LONGEST_SINGLE <= len(name) <= LONGEST_DOUBLE
        return name[0] in self._surnames and len(name) <= LONGEST_SINGLE

    def _widened(self, sentence: TaggedSentence, start: int, end: int) -> tuple[int, int]:
        """A surname left outside taken in again, the verb of "张某师从李某" left out."""
        text = sentence.text
        if text[end - 1 : end + 1] in {"师从", "师承"}:
            return start, end - 1
        if (
            end - start <= LONGEST_SINGLE - 1
            and text[start] not in self._surnames
            and text[start - 1 : start] in self._surnames
        ):
            return start - 1, end
        return start, end

    def _is_unknown(self, sentence: TaggedSentence, match: re.Match[str]) -> bool:
        """Whether the tagger made no common word of the name."""
        covered = [t for t in sentence.tokens if match.start("name") <= t.start < match.end("name")]
        return len(covered) > 1 and all(
            t.end <= match.end("name") and t.tag not in {"v", "u", "p", "c"} for t in covered
        )

    def in_byline(self, sentence: TaggedSentence, start: int, end: int) -> bool:
        """Whether the name stands after 记者, 通讯员, 文/ … or among such names, or before 摄."""
        return bool(self._byline.search(sentence.text[:start]) or self._credit.match(sentence.text, end))
