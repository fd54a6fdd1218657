"""Awards: prizes with a grade, medals, and titles that somebody is given."""

import re
from collections.abc import Iterator

from ingest.facts import EntityType
from ingest.honours import HonourLadder
from ingest.lexicon import Cued, Lexicon, alternation
from ingest.mentions.mention import Mention, TaggedSentence

REACH = 36
"""An award's name is looked for so many characters to the left of its last word."""
BOUNDARY = "，。、；：！？,;:!?（）()《》 \u3000\t|｜"
RECEIVING = re.compile(
    r"(?:获得?|荣获|喜获|获评|摘得|摘取|夺得|夺取|捧回|捧得|斩获|领取|颁发|颁给|拿下|拿到|取得|赢得|评为|授予|名列|位列|位居|荣膺|选为)了?[“]?$"
)
HELD = re.compile(r"[捧夺摘拿获赢领][回得了下]")
NAMED_BY = re.compile(r"被[^，。；]{0,16}(?:评为|授予|命名为|选为|评选为|树为)了?[“]?$")
VERBS = re.compile(
    r"获得?|荣获|授予|评为|命名为|捧回|捧得|摘得|夺得|斩获|决出|名列|位列|(?:佩?[戴挂]|别)[着上]了?|领[到回]了?|(?:荣?立|记)了?$|揽下|屈居|并列|位居|拿回|赢得|荣膺"
    r"|(?<=[赛武])[中上里]又?[得拿摘夺捧揽获][了得下到走回]*"
)
WON = re.compile(r"(?:[”》]（|屈居|并列|[获夺摘捧拿登得立记]\w{0,3}|名列|位列|位居|评为|授予|[赛武]的)[“]?$")
NAMED = re.compile(r"(?:.、|授予)[\u4e00-\u9fff]{2,3}")
"""Whom a title is given to ("授予张三、李四创新标兵称号")."""
CALLED = re.compile(r"[”]?(?:荣誉)?称号")
CONTEST_OF = re.compile("”[\u4e00-\u9fff]{0,12}?(?:赛|擂台|比武)")
"""Behind a title in quotation marks: a contest is called after it ("“津门工匠”擂台赛")."""
WORKER_OF = re.compile("[工师员长](?=全国|中华)")
"""Before an honour of the whole country: the trade of the one who has it ("某厂钳工全国技术能手")."""
COUNTED = re.compile("(?:^|[^第])[一两三四五六七八九十另]{1,2}[个枚块](?=[特一二三四优金银铜])")
"""Before an honour: how many of them ("两个一等奖")."""
COUNT = 6
"""Up to so many characters before those whom an award is given to, their number stands ("40个单位省……奖状")."""
SUPERLATIVE = "最"
"""Begins an honour's name ("最受关注奖")."""
DASH = re.compile(r"(?<![赛杯节会])——")
"""Before an honour; behind a contest the name goes on with one of its parts."""
DISTRICT = re.compile("[\u4e00-\u9fff]{2,4}[州县区旗盟]|[县区旗州](?![域长委里内区级])")
BRACKETED = "（[\u4e00-\u9fff、]{1,10}）(?=[\u4e00-\u9fff])"
"""Within a title ("职工（劳模）创新工作室")."""
LEAST_TITLE, MOST_TITLE = 5, 30
LEAST_NAMED = 4
"""Of a title that somebody is named for its praise or its level ("评为优胜单位")."""
SHORTEST_PRIZE = 2
LONGEST_TRADE = 6
LONGEST_PERSON = 4
"""What is longer the tagger only takes for a person's name ("全国劳动模范")."""


class AwardFinder:
    """Finds awards from their last word leftwards to where the name begins."""

    def __init__(self, lexicon: Lexicon) -> None:
        graded, titles = lexicon.either("awards", "graded"), lexicon.either("awards", "titles")
        not_after = lexicon.either("awards", "not_after")
        list_of_grades = r"(?:[特一二三四][、和]?){1,4}等(?:[奖项]|成果(?!奖))(?:第[一二三四五六七八九十\d]+名)?"
        self._core = Cued.of(
            rf"(?:{list_of_grades}|{graded}(?:第[一二三四五六七八九十\d]+名)?|{titles}奖?|(?![了过得获颁领发评设拿该此的])[\u4e00-\u9fff]奖(?![章状]))(?!{not_after})",
            rf"奖|等项|等成果|{graded}|{titles}",
        )
        self._needs_level = re.compile(rf"{titles}$")
        self._role_like = re.compile(
            alternation(set(lexicon.words("awards", "titles")) & set(lexicon.words("roles", "workers"))) + "$"
        )
        leveled = lexicon.either("awards", "role_levels", "nicknames") + "|" + alternation(lexicon.places.full_name)
        self._short_title = re.compile(
            rf"(?:首届|第.{{1,3}}届|\d{{4}}年度?)?(?:{leveled}){{1,2}}{lexicon.tables['awards']['of_industry']}[\u4e00-\u9fff]{{0,2}}{titles}"
        )
        self._graded = re.compile(rf"(?:{list_of_grades}|{graded}(?:第[一二三四五六七八九十\d]+名)?)$")
        dated = r"|\d{4}年|首届|第[一二三四五六七八九十\d]+届"
        self._level = re.compile(
            lexicon.either("awards", "levels", "nicknames") + "|" + alternation(lexicon.places.full_name) + dated
        )
        named = lexicon.tables["awards"]
        self._bare = frozenset(named["bare"])
        self._rank, self._contest = re.compile(named["rank"]), re.compile(named["contest"])
        self._conferred = re.compile(rf"{named['conferring']}[“]?(?P<list>(?:[^，。；（）]|{BRACKETED}){{4,120}})")
        self._addressed = re.compile(named["addressed"])
        self._judged, self._medal = re.compile(named["judged"]), re.compile(rf"(?:{named['medals']})$")
        self._given_to = re.compile(named["given_to"])
        self._unit = re.compile(lexicon.either("organizations", "suffixes") + "$")
        self._receives = tuple(named["receives"])
        self._praise = re.compile(lexicon.either("awards", "praise"))
        self._item = re.compile(
            rf"、(?![^（）]*）)|[和及与](?=[“]?(?:{self._level.pattern}|\d{{4}}年))|(?<=[奖章状号匠手范兵])[和及与]|”“|[“”](?=等)"
        )
        self._around_title = re.compile(r"^[“]|等?(?:荣誉)?(?:称号)?等?(?:多[项个].*|\d+[项个].*|荣誉|奖励|奖项)?[”]?$")
        self._conferred_title = re.compile(rf"(?:{named['title_endings']})$")
        self._stops = frozenset(lexicon.words("awards", "stops"))
        self._event_after = re.compile(lexicon.either("awards", "event_after"))
        self._nicknames = frozenset(named["nicknames"])
        self._standalone = frozenset(lexicon.tables["awards"]["standalone"])
        self._ladder = HonourLadder(lexicon)
        self._read_quoted(lexicon)

    def _read_quoted(self, lexicon: Lexicon) -> None:
        """The patterns of names in quotation marks."""
        named, place = lexicon.tables["awards"], alternation(lexicon.places.full_name)
        whole, outcome = lexicon.either("awards", "levels"), lexicon.either("achievements", "heads")
        self._quoted = re.compile(r"“(?P<name>[^“”]{2,30})”(?=(?:荣誉)?称号|奖|等称号|等荣誉)")
        self._quoted_title = re.compile(
            rf"“(?P<name>[^“”，。、]{{1,14}}(?:{named['quoted_titles']}))”(?=[，。、；）和等]|的[^人故精]|[光荣]*榜|名单|荣誉|获得者|$|[也则均]?由|[也则]?被|给了|颁给|花落)"
        )
        self._outcome = re.compile(outcome + "$")
        self._starred = re.compile(named["starred"])
        self._given = re.compile(
            rf"{named['given']}了?(?P<giver>(?:\d{{4}}年度?)?(?:{place}|{whole})?)“(?P<name>[^“”]{{3,30}})”(?!等?\d*[项个件]?成果|[\u4e00-\u9fff]{{0,6}}?{outcome})"
        )
        self._called = Cued.of(
            rf"(?:[、，和及]|荣获|获得?|授予|为)(?P<name>{place}?“[^“”]{{2,16}}”)(?=[^。；]{{0,60}}?(?:称号|荣誉|殊荣))",
            "”.*(?:称号|荣誉|殊荣)",
        )

    def find(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """The awards named in the sentence."""
        text = sentence.text
        yield from self._conferred_titles(text)
        for match in self._called.finditer(text):
            start, end = match.span("name")
            bare = text[start] == "“"
            if not self._outcome.search(text, start, end - 1):
                yield self._mention(start + bare, end - bare, text, "award.called")
        for pattern in (self._quoted, self._given, self._quoted_title, self._starred):
            for match in pattern.finditer(text):
                if not self._outcome.search(match["name"]):
                    given = match.groupdict().get("giver")
                    start, end = (match.start("giver"), match.end()) if given else match.span("name")
                    yield self._mention(start, end, text, "award.quoted")
        for match in self._core.finditer(text):
            if self._is_in_other_name(sentence, match):
                continue
            start = self._beginning(sentence, match.start())
            if self._stands_alone(text, start, match):
                start = match.start()
            name = text[start : match.end()]
            if self._acceptable(name, sentence, start, match):
                yield self._mention(start, match.end(), text, "award.named")

    def _is_in_other_name(self, sentence: TaggedSentence, match: re.Match[str]) -> bool:
        """Whether an event's name goes on with it, or a person's ends in it ("徒弟赵亚军")."""
        event = self._event_after.match(sentence.text, match.end()) or CONTEST_OF.match(sentence.text, match.end())
        names = ((t.start, t.end) for t in sentence.tokens if t.tag == "PER" and t.end - t.start <= LONGEST_PERSON)
        return bool(event) or any(start < match.start() and end == match.end() for start, end in names)

    def _stands_alone(self, text: str, start: int, core: re.Match[str]) -> bool:
        """Whether what begins at `start` is whom a title is given to, or before a rank no contest ("带出一串冠军")."""
        before = text[start : core.start()]
        if self._rank.fullmatch(core.group()):
            return len(before) > LONGEST_TRADE and self._contest.search(before) is None
        named = NAMED.fullmatch(text[:start][-2:] + before)
        return bool(named and CALLED.match(text, core.end()) and not self._level.match(text, start))

    def _beginning(self, sentence: TaggedSentence, end: int) -> int:
        """Where the name that runs up to `end` begins: after the last mark or word that cannot be part of it."""
        text, start = sentence.text, max(0, end - REACH)
        for i in range(end - 1, start - 1, -1):
            if text[i] in BOUNDARY:
                start = i + 1
                break
        start = max([start, *(m.end() for m in DASH.finditer(text, start, end))])
        opening, closing = text.rfind("“", start, end), text.rfind("”", start, end)
        if opening > closing:
            start = opening + 1
        elif opening >= 0 and self._outcome.search(text[opening + 1 : closing]):
            start = closing + 1
        for token in sentence.tokens:
            word = text[token.start : token.end]
            within = word != SUPERLATIVE and start <= token.start and token.end <= end and word not in self._nicknames
            if within and (token.tag in {"PER", "p", "r", "u"} or word in self._stops):
                start = token.end
        for token in sentence.tokens:
            if (
                token.start == start
                and token.end < end
                and token.tag in {"v", "m", "q", "d", "f"}
                and not text.startswith(SUPERLATIVE, start)
                and not self._level.match(text, start)
            ):
                start = token.end
        for pattern in (VERBS, WORKER_OF, COUNTED):
            start = max([start, *(m.end() for m in pattern.finditer(text, start, end))])
        start = max([start, *(m.end() for m in self._addressed.finditer(text, max(0, start - COUNT), end))])
        return start + 1 if HELD.match(text, max(0, start - 1)) else start

    def _conferred_titles(self, text: str) -> Iterator[Mention]:
        """Titles of any wording that somebody is named or elected, each beginning with its level or giver."""
        for match in self._conferred.finditer(text):
            at, first = match.start("list"), True
            gives = match.group().startswith("授予") and not text[: match.start()].endswith(self._receives)
            for item in self._item.split(match["list"]):
                name = self._around_title.sub("", item)
                start = text.index(item, at) + item.index(name)
                opened = name.count("“") > name.count("”") and self._level.match(name) is not None
                name += "”" if opened and text.startswith("”", start + len(name)) else ""
                at = start + len(name)
                least = LEAST_NAMED if self._judged.match(match.group()) else LEAST_TITLE
                known = least <= len(name) <= MOST_TITLE and (
                    self._level.match(name)
                    or self._praise.match(name)
                    or DISTRICT.match(name)
                    or not (first or "的" in name)
                )
                if (
                    known
                    and not (gives and self._is_recipient(name.partition("“")[0]))
                    and not VERBS.search(name)
                    and self._conferred_title.search(name.rstrip("”"))
                    and name.count("“") == name.count("”")
                ):
                    yield self._mention(start, at, text, "award.conferred")
                    first = False

    def _is_recipient(self, ahead: str) -> bool:
        """Whether what stands before a title in quotation marks has it, and is no level ("授予某所“先进集体”")."""
        return bool(self._unit.search(ahead)) and not self._level.fullmatch(ahead)

    def _acceptable(self, name: str, sentence: TaggedSentence, start: int, core: re.Match[str]) -> bool:
        """Whether the name says enough.

        A title needs a level or a giver before it, or the word 称号 behind; a grade some characters of its own, or a
        verb of receiving before.
        """
        if name in self._standalone:
            return True
        if not name or name in self._bare or name.count("“") != name.count("”"):
            return False
        received = RECEIVING.search(sentence.text[:start])
        if self._graded.search(name):
            leveled = self._medal.search(name) and self._level.fullmatch(sentence.text, start, core.start())
            won = WON.search(sentence.text[:start]) or self._given_to.match(sentence.text, core.end())
            return core.start() - start > 1 or bool(leveled or won)
        prize = received and name.endswith("奖") and len(name) > SHORTEST_PRIZE
        called = CALLED.match(sentence.text, core.end()) and not self._role_like.fullmatch(name)
        named = self._needs_level.fullmatch(name) and NAMED_BY.search(sentence.text[:start])
        if prize or called or named:
            return True
        if role := self._role_like.search(name):
            return bool(self._short_title.fullmatch(name)) and role.start() > 0
        given = any(t.start == start and t.tag in {"ORG", "LOC"} and t.end - start < len(name) for t in sentence.tokens)
        return (given or bool(self._level.match(name))) and bool(self._needs_level.search(name) or name.endswith("奖"))

    def _mention(self, start: int, end: int, text: str, rule: str) -> Mention:
        name = "".join(text[start:end].split())
        return Mention(start, end, EntityType.AWARD, name, rule, self.describe(name, text[:start]))

    def describe(self, name: str, before: str = "") -> dict[str, str]:
        """What the name, and the text before it, tell of level, kind, grade, rank and year."""
        return self._ladder.describe(name, before)
