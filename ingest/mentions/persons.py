"""Persons: what the tagger finds, checked against surnames and common words."""

import re
from collections.abc import Iterator

from ingest.facts import EntityType
from ingest.lexicon import Lexicon, alternation
from ingest.mentions.mention import Mention, TaggedSentence
from ingest.tagging.tagger import Token
from ingest.tagging.words import is_word

HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")
DOTTED_NAME = re.compile(r"[\u4e00-\u9fff]{1,8}(?:[·•][\u4e00-\u9fff]{1,8})+")
NAME = r"[\u4e00-\u9fff]{2,4}?"
LONGEST_SINGLE = 3
LONGEST_DOUBLE = 4
MIN_PART = 2
LONGEST_TITLE = 8
INSIDE = "里上内外中下"
"""段里, 厂里: a place, not a person."""
UNSURE_TAGS = {"PER", "nz", "nw"}
"""Words that the tagger takes for names of something; a single common word is no person."""


class PersonFinder:
    """Finds persons by the tagger's words, and by the titles around a name."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._surnames = lexicon.surnames
        titles = alternation({*lexicon.words("roles", "workers"), *lexicon.words("roles", "honours_before"),
                              *lexicon.words("awards", "titles")})  # fmt: skip
        follows = lexicon.either("roles", "after_name")
        self._titled = re.compile(rf"{titles}(?P<name>{NAME})(?=[，、。；（）：”]|{follows}|$)")
        self._titles_within = re.compile(titles)
        self._ends_in_title = re.compile(titles + "$")
        self._introduced = re.compile(
            rf"(?:^|[，。；、：“（])(?P<name>{NAME})(?=，(?:男|女)[，。；、]|（(?:男|女)[，）])"
        )
        self._listed = re.compile(rf"(?P<name>{NAME})(?=[、，。；和与及（）]|等|$)")
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
            start, end = self._widened(sentence, self._after_title(sentence.text, token), token.end)
            name = re.sub(r"\s+", "", sentence.text[start:end])
            named = self.is_name(name) or (self._titled_before(sentence.text, start) and self.could_be_name(name))
            if named and not self.in_byline(sentence, start, end):
                yield Mention(start, end, EntityType.PERSON, name, "person.tagged")
        starts = sentence.starts()
        for pattern, rule in ((self._titled, "person.titled"), (self._introduced, "person.introduced")):
            for match in pattern.finditer(sentence.text):
                if match.start("name") in starts and self.is_name(match["name"]) and self._is_unknown(sentence, match):
                    yield Mention(*match.span("name"), EntityType.PERSON, match["name"], rule)
        yield from self._beside(sentence)

    def _beside(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """Names in a row with a person's ("张三、普布和刀文强"), though the tagger knows only one of them."""
        text, known = sentence.text, [t for t in sentence.tokens if t.tag == "PER"]
        for token in known:
            at = token.end
            while text[at : at + 1] in {"、", "和"} and (match := self._listed.match(text, at + 1)):
                if not self._is_unknown(sentence, match) or not self.could_be_name(match["name"]):
                    break
                yield Mention(*match.span("name"), EntityType.PERSON, match["name"], "person.beside")
                at = match.end()

    def could_be_name(self, name: str) -> bool:
        """Whether a word in a row of names can be one: a name by its form, or a word that the dictionary lacks."""
        form = HAN_NAME.fullmatch(name) and len(name) > MIN_PART
        return self.is_name(name) or bool(form and not is_word(name) and not name.endswith(self._titles))

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
        if len(name) == MIN_PART and name[1] in INSIDE:
            return False
        if name[:2] in self._surnames:
            return LONGEST_SINGLE <= len(name) <= LONGEST_DOUBLE
        return name[0] in self._surnames and len(name) <= LONGEST_SINGLE

    def _titled_before(self, text: str, start: int) -> bool:
        return self._ends_in_title.search(text[max(0, start - LONGEST_TITLE) : start]) is not None

    def _after_title(self, text: str, token: Token) -> int:
        """Where the name begins whose first character the tagger took from a title ("劳动模|范韦长林")."""
        first = max(0, token.start - LONGEST_TITLE)
        across = (m.end() for m in self._titles_within.finditer(text, first, token.end) if m.start() < token.start)
        return next((end for end in across if token.start < end < token.end), token.start)

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
        whole = all(t.end <= match.end("name") for t in covered)
        if len(covered) == 1:
            return whole and (covered[0].tag in UNSURE_TAGS or not is_word(match["name"]))
        return whole and len(covered) > 1 and all(t.tag not in {"v", "u", "p", "c"} for t in covered)

    def in_byline(self, sentence: TaggedSentence, start: int, end: int) -> bool:
        """Whether the name stands after 记者, 通讯员, 文/ … or among such names, or before 摄."""
        return bool(self._byline.search(sentence.text[:start]) or self._credit.match(sentence.text, end))
