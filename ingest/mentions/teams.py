"""Teams: shifts, groups and service teams with a name of their own."""

import re
from collections.abc import Iterator

from ingest.facts import EntityType
from ingest.lexicon import HAN, Cued, Lexicon, alternation
from ingest.mentions.mention import Mention, TaggedSentence
from ingest.tagging.tagger import Token
from ingest.tagging.words import is_word

SHORTEST, LONGEST = 3, 14
NAME_TAGS = {"n", "vn", "v", "nz", "nw", "m", "a", "an", "s", "f", "q"}
"""Words that a team's name can hold; it goes back as far as these do."""
COUNTED = re.compile(r"(?:[\d几两多数各每]|[\d一二三四五六七八九十]+余?[个名支家位人批])$")
TRADE_TAGS = {"n", "vn", "nz", "nw", "s", "m"}
"""What a team's name that says its trade begins with."""
OF_PLACE = {"LOC", "ORG"}
"""Some teams belong to a province or a city, whose name is then part of theirs."""
CLAUSE = re.compile("[的了赛上已由被经]")
"""Between a name in quotation marks and the word for a team: that is another's."""
TERM = re.compile("[首第].?任")
"""Of "第一任机电队队长" it is the leader's term."""
NUMBER = "[一二三四五六七八九十甲乙丙丁]"
ROW = re.compile("[班队][、和与及]$")
NO_SHIFT = "(?!倒|运转|制|[次轮]|人(?![手员]))"
"""Behind 三班: that is how people work in turns, and 一班人 are those who lead."""


class TeamFinder:
    """Finds 镍电解班, 装配二班, “红柳”服务队 by their endings and by what stands around them."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.tables["studios"]
        strong, weak = lexicon.either("studios", "team_endings"), lexicon.either("studios", "team_weak_endings")
        leaders, members = lexicon.either("studios", "team_leaders"), lexicon.either("studios", "team_members")
        between = table["team_leader_between"]
        self._end = re.compile(
            rf"(?<!副)(?:{strong}(?!组)|(?P<weak>{weak}))(?!人(?![手员数])|[两三四]?(?:倒|运转))"
            rf"(?=[ \u3000]?(?P<who>{between}副?{leaders}|的?{members})?)"
        )
        self._charged = Cued.of(
            rf"(?:{table['team_charge']})(?P<name>{HAN}{{2,8}}?(?:{strong}|{weak}))(?=[，。；、])", weak
        )
        self._charged_with = Cued.of(
            rf"(?:^|[，。；：、])(?P<name>{HAN}{{2,8}}?(?:{strong}|{weak}))[则就]?[由归]", "[由归]"
        )
        self._bare = re.compile(rf"(?:{strong}|{weak})+")
        self._around = re.compile(rf"的?{lexicon.either('roles', 'workers')}")
        self._said = re.compile(table["team_said"])
        self._visiting, self._of_place = tuple(table["visiting_teams"]), re.compile(table["visiting_marks"])
        self._numbered = re.compile(f"{NUMBER}(?:工?班|组|队)$|{table['team_numbered']}")
        self._shift = re.compile(f"{NUMBER}(?:班|组|队){NO_SHIFT}")
        self._own = re.compile(table["team_own_unit"])
        self._by_person = re.compile(table["team_by_person"])
        self._people = re.compile(table["team_people"])
        self._title = re.compile(table["team_title"])
        self._awarded, self._acts = re.compile(table["team_quoted_before"]), re.compile(table["team_quoted_behind"])
        self._whole_group = Cued.of(rf"“(?P<name>{HAN}{{2,9}}(?:{weak}))”", "”")
        self._quoted = Cued.of(
            rf"“(?P<name>[^“”，。、]{{1,10}})”(?P<kind>{HAN}{{0,8}}?(?:{strong}|{weak}))(?![长子次级制里会型类合织])",
            "”",
        )
        self._whole = Cued.of(rf"“(?P<name>{HAN}{{1,9}}(?:{strong}))”(?!称号|的?荣誉)", "”")
        unit = alternation(
            (
                *lexicon.words("organizations", "suffixes"),
                *lexicon.words("organizations", "departments"),
                *table["team_units"],
            )
        )
        self._owned = re.compile(rf".*{unit}(?P<team>(?:{HAN}{{2,10}}?)(?:{strong}|[队组]))$")
        self._leading_verbs = frozenset(table["leading_verbs"])
        self._leading_words = re.compile(alternation(verb for verb in self._leading_verbs if len(verb) > 1))
        self._joins = re.compile(alternation(table["team_joining"]) + "$")
        self._weak_joins = re.compile(alternation(table["team_weak_joining"]) + "$")
        self._not = re.compile(table["team_not"])
        self._stop = lexicon.words("studios", "team_stop")
        self._trades = frozenset(lexicon.tables["organizations"]["trades"])
        self._unit = re.compile(rf".*(?:{unit}|{lexicon.either('organizations', 'trades')})(?=.{{2,}})")
        self._own_unit = re.compile(rf".*{unit}(?=.{{2,}})")
        self._of_industry = re.compile(rf".*{lexicon.either('organizations', 'trades')}{table['of_industry']}")

    def find(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """The teams named in the sentence."""
        for match in self._quoted.finditer(sentence.text):
            name = match["name"] + match["kind"]
            if not name.endswith(self._stop) and not CLAUSE.search(match["kind"]):
                yield Mention(*match.span(), EntityType.TEAM, name, "team.quoted")
        for match in self._whole.finditer(sentence.text):
            if self._is_name(match["name"]):
                yield Mention(*match.span("name"), EntityType.TEAM, match["name"], "team.whole")
        yield from self._called(sentence)
        yield from self._after_persons(sentence)
        yield from self._in_charge(sentence)
        for match in self._end.finditer(sentence.text):
            start = self._start(sentence, match.end())
            name = sentence.text[start : match.end()]
            if self._is_own(sentence, match, start) or (self._is_name(name) and self._is_told(sentence, match, start)):
                yield Mention(start, match.end(), EntityType.TEAM, name, "team.named")

    def _called(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """Groups whose whole name stands in quotation marks (“红柳班组”), and that do something: no title does."""
        for match in self._whole_group.finditer(sentence.text):
            name, before = match["name"], sentence.text[: match.start()]
            if not self._is_name(name) or self._title.search(name) or self._awarded.search(before):
                continue
            if self._acts.match(sentence.text, match.end()):
                yield Mention(*match.span("name"), EntityType.TEAM, name, "team.whole")

    def _after_persons(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """Teams named after somebody ("张三劳模服务队")."""
        for token in sentence.tokens:
            match = self._by_person.match(sentence.text, token.end) if token.tag == "PER" else None
            tags = {t.tag for t in sentence.within(token.end, match.end())} if match else set()
            if match and tags <= NAME_TAGS | OF_PLACE | {"w"} and not match.group().endswith(self._stop):
                name = re.sub("[“”]", "", sentence.text[token.start : match.end()])
                leader = {"leader": sentence.text[token.start : token.end]}
                yield Mention(token.start, match.end(), EntityType.TEAM, name, "team.person", leader)

    def _in_charge(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """Groups of which somebody is in charge ("张三管工装组", "电气组由李四负责")."""
        begins = {t.start for t in sentence.tokens if t.tag == "PER"}
        ends = {t.end for t in sentence.tokens if t.tag == "PER"}
        charged = (m for m in self._charged.finditer(sentence.text) if m.start() in ends)
        charged_with = (m for m in self._charged_with.finditer(sentence.text) if m.end() in begins)
        for match in (*charged, *charged_with):
            if "的" not in match["name"] and self._is_name(match["name"]):
                yield Mention(*match.span("name"), EntityType.TEAM, match["name"], "team.charged")

    def _start(self, sentence: TaggedSentence, end: int) -> int:
        """Where a name that ends at `end` begins: behind the last word that no team's name has."""
        text, start = sentence.text, end
        for token in reversed([t for t in sentence.tokens if t.start < end]):
            whole = token.tag == "ORG" and token.end == end
            if whole and (owned := self._owned.match(text, token.start, end)):
                return owned.start("team")
            if whole and not text.endswith(self._visiting, 0, end):
                return max((m.end() for m in self._leading_words.finditer(text, token.start, end)), default=token.start)
            word = text[token.start : token.end]
            of_place = token.tag in OF_PLACE and text.endswith(self._visiting, 0, end)
            # 晨曦检修班: a word that the tagger takes for somebody's name
            of_place = of_place or (token.tag == "PER" and is_word(word))
            numbered = token.end == end and self._numbered.search(text[token.start : end]) is not None
            short = token.tag == "ad" and len(word) == 1  # 热|喷涂班
            fits = (token.tag in NAME_TAGS or of_place or numbered or short) and end - token.start <= LONGEST
            if not fits or self._breaks(text, token):
                break
            if verb := self._leading_words.match(text, token.start, token.end):
                return verb.end()
            start = token.start
        term = TERM.match(text, start, end)
        start = term.end() if term else start
        industry = text.endswith(self._visiting, start, end) and self._of_industry.match(text[start:end])
        unit, limit = self._own_unit if industry else self._unit, end
        while (match := unit.match(text, start, limit)) and self._cuts_wrong(sentence, match, end):
            limit = match.end() + 1
        return match.end() if match and match.group() not in self._trades else start

    def _cuts_wrong(self, sentence: TaggedSentence, match: re.Match[str], end: int) -> bool:
        """Whether a unit cannot end there: within a word (热处理班), or as a trade in front of a number (电气二班)."""
        place = match.end()
        torn = any(t.start < place < t.end and is_word(sentence.text[t.start : t.end]) for t in sentence.tokens)
        return torn or (end - place < SHORTEST and not self._own.search(match.group()))

    def _breaks(self, text: str, token: Token) -> bool:
        word = text[token.start : token.end]
        begins_other = word.isspace() or word[0] in "该本这那此我你他各全某"
        return begins_other or word in self._leading_verbs or COUNTED.search(word) is not None

    def _is_name(self, name: str) -> bool:
        course = name.endswith(self._stop) or self._not.search(name)
        return len(name) >= SHORTEST and not course and not self._bare.fullmatch(name)

    def _is_told(self, sentence: TaggedSentence, match: re.Match[str], start: int) -> bool:
        """Whether what stands around the name says that it is a team's: its leader, a member, the unit it is in."""
        text, end = sentence.text, match.end()
        if self._has_people(sentence, match, start) or self._weak_joins.search(text[:start]):
            return True
        if match["weak"]:
            return match.group().endswith("队") and ROW.search(text[:start]) is not None
        if text.endswith(self._visiting, start, end) and self._begins_with_place(sentence, start, end):
            return True
        of_unit = start - text.endswith("的", 0, start)
        own = not text.startswith("长", end) and self._own.search(text[:start])
        in_unit = own or any(t.tag == "ORG" and t.end == of_unit for t in sentence.tokens)
        around = self._around.match(text, end) or self._said.match(text, end) or self._joins.search(text[:start])
        return bool(in_unit or around) or self._is_trade(sentence, start, end)

    def _has_people(self, sentence: TaggedSentence, match: re.Match[str], start: int) -> bool:
        """Whether its leader or members follow, or it bears a number: an ending of any kind does then."""
        text, end = sentence.text, match.end()
        begins = {t.start for t in sentence.tokens if t.tag == "PER"}
        worker = self._around.match(text, end)
        named = (text.startswith("的", end) and end + 1 in begins) or (worker and worker.end() in begins)
        named = named or (end in begins and not match["weak"])
        return bool(match["who"] or self._numbered.search(text[start:end]) or named or self._people.match(text, end))

    @staticmethod
    def _is_trade(sentence: TaggedSentence, start: int, end: int) -> bool:
        """Whether it is a 班 after a trade or a thing: courses and shifts are told apart by their own words."""
        first = next((t for t in sentence.tokens if t.start == start), None)
        leader = sentence.text.startswith("长", end)  # 维修班长 is somebody
        return sentence.text[end - 1] == "班" and not leader and first is not None and first.tag in TRADE_TAGS

    def _is_own(self, sentence: TaggedSentence, match: re.Match[str], start: int) -> bool:
        """Whether behind a unit so short a name does: its only 抢修队, or its 甲班."""
        if not self._own.search(sentence.text[:start]):
            return False
        name = sentence.text[start : match.end()]
        only = self._bare.fullmatch(name) and len(name) >= SHORTEST and match["who"]
        shift = self._shift.match(sentence.text, start)
        return bool(only or (shift and shift.end() == match.end()))

    def _begins_with_place(self, sentence: TaggedSentence, start: int, end: int) -> bool:
        """Whether it is a place's own ("某市劳模工匠服务队"), which is a name whatever is told of it."""
        placed = any(t.start == start and t.tag in OF_PLACE for t in sentence.tokens)
        return placed and self._of_place.search(sentence.text, start, end) is not None
