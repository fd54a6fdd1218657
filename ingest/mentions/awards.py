"""Awards: prizes with a grade, medals, and titles that somebody is given."""

import re
from collections.abc import Iterator

from ingest.facts import EntityType
from ingest.honours import HonourLadder
from ingest.lexicon import Cued, Lexicon, alternation
from ingest.mentions.mention import Mention, TaggedSentence

REACH = 36
"""An award's name is looked for so many characters to the left of its last word."""
BOUNDARY = "，。、；：！？,;:!?（）()《》 \u3000"


class AwardFinder:
    """Finds awards from their last word leftwards to where the name begins."""

    def __init__(self, lexicon: Lexicon) -> None:
        graded, titles = lexicon.either("awards", "graded"), lexicon.either("awards", "titles")
        place = alternation(lexicon.places.full_name)
        not_after = lexicon.either("awards", "not_after")
        list_of_grades = r"(?:[特一二三四][、和]?){1,4}等[奖项](?:第[一二三四五六七八九十\d]+名)?"
        self._core = re.compile(
            rf"(?:{list_of_grades}|{graded}(?:第[一二三四五六七八九十\d]+名)?|{titles}|[\u4e00-\u9fff]奖)(?!{not_after})"
        )
        self._needs_level = re.compile(rf"{titles}$")
        self._role_like = re.compile(
            alternation(set(lexicon.words("awards", "titles")) & set(lexicon.words("roles", "workers"))) + "$"
        )
        leveled = lexicon.either("awards", "role_levels", "nicknames") + "|" + alternation(lexicon.places.full_name)
        self._short_title = re.compile(rf"(?:{leveled}){{1,2}}[\u4e00-\u9fff]{{0,2}}{titles}")
        self._graded = re.compile(rf"(?:{list_of_grades}|{graded}(?:第[一二三四五六七八九十\d]+名)?)$")
        self._level = re.compile(
            lexicon.either("awards", "levels", "nicknames") + "|" + alternation(lexicon.places.full_name)
        )
        self._stop = re.compile(lexicon.either("awards", "stops"))
        self._event_after = re.compile(lexicon.either("awards", "event_after"))
        self._standalone = frozenset(lexicon.tables["awards"]["standalone"])
        self._ladder = HonourLadder(lexicon)
        self._quoted = re.compile(r"“(?P<name>[^“”]{2,30})”(?=(?:荣誉)?称号|奖|等称号|等荣誉)")
        self._given = re.compile(
            rf"(?:授予|被评为|评为|命名为|荣获|获得|获评|获|当选)(?P<giver>{place}?)“(?P<name>[^“”]{{3,30}})”(?!等?\d*[项个件]?成果)"
        )
        self._outcome = re.compile(lexicon.either("achievements", "heads") + "$")
        self._named_as = re.compile(lexicon.tables["awards"]["named_as"])
        self._called = Cued.of(
            rf"(?:[、，和及]|荣获|获得?|授予|为)(?P<name>{place}?“[^“”]{{2,16}}”)(?=[^。；]{{0,60}}?称号)", "”.*称号"
        )

    def find(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """The awards named in the sentence."""
        text = sentence.text
        for match in self._named_as.finditer(text):
            if self._level.match(match["name"]):
                yield self._mention(*match.span("name"), text, "award.named_as")
        for match in self._called.finditer(text):
            yield self._mention(*match.span("name"), text, "award.called")
        for pattern in (self._quoted, self._given):
            for match in pattern.finditer(text):
                if not self._outcome.search(match["name"]):
                    yield self._mention(*match.span("name"), text, "award.quoted")
        for match in self._core.finditer(text):
            if self._event_after.match(text, match.end()):
                continue
            start = self._beginning(sentence, match.start())
            name = text[start : match.end()]
            if self._acceptable(name, sentence, start, match.start() - start):
                yield self._mention(start, match.end(), text, "award.named")

    def _beginning(self, sentence: TaggedSentence, end: int) -> int:
        """Where the name that runs up to `end` begins: after the last mark or word that cannot be part of it."""
        text, start = sentence.text, max(0, end - REACH)
        for i in range(end - 1, start - 1, -1):
            if text[i] in BOUNDARY:
                start = i + 1
                break
        opening, closing = text.rfind("“", start, end), text.rfind("”", start, end)
        if opening > closing:
            start = opening + 1
        for token in sentence.tokens:
            word = text[token.start : token.end]
            stops = self._stop.fullmatch(word) or token.tag in {"PER", "p", "r", "u"}
            if start <= token.start and token.end <= end and stops:
                start = token.end
        for token in sentence.tokens:
            if (
                token.start == start
                and token.end < end
                and token.tag in {"v", "m", "q", "d", "f"}
                and not self._level.match(text, start)
            ):
                start = token.end
        for match in re.compile(r"获得?|荣获|授予|评为|命名为").finditer(text, start, end):
            start = match.end()
        return start

    def _acceptable(self, name: str, sentence: TaggedSentence, start: int, own: int) -> bool:
        """Whether the name says enough.

        A title needs a level or a giver before it; a grade `own` characters of its own, or a verb of receiving before.
        """
        if name in self._standalone:
            return True
        if not name or name.count("“") != name.count("”"):
            return False
        if self._graded.search(name):
            return own > 1 or bool(re.search(r"[获夺摘捧拿登得]\w{0,3}[“]?$", sentence.text[:start]))
        if role := self._role_like.search(name):
            return bool(self._short_title.fullmatch(name)) and role.start() > 0
        given = any(t.start == start and t.tag in {"ORG", "LOC"} and t.end - start < len(name) for t in sentence.tokens)
        return (given or bool(self._level.match(name))) and bool(self._needs_level.search(name) or name.endswith("奖"))

    def _mention(self, start: int, end: int, text: str, rule: str) -> Mention:
        name = re.sub(r"\s+", "", text[start:end])
        return Mention(start, end, EntityType.AWARD, name, rule, self.describe(name, text[:start]))

    def describe(self, name: str, before: str = "") -> dict[str, str]:
        """What the name, and the text before it, tell of level, kind, grade, rank and year."""
        return self._ladder.describe(name, before)
