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
COUNTED = re.compile(r"(?:[\d几两多数各每]|[\d一二三四五六七八九十]+余?[个名支家位人])$")
OF_PLACE = {"LOC", "ORG"}
"""Some teams belong to a province or a city, whose name is then part of theirs."""
CLAUSE = re.compile("[的了赛上已由被经]")
"""Between a name in quotation marks and the word for a team: that is another's."""
TERM = re.compile("[首第].?任")
"""Of "第一任机电队队长" it is the leader's term."""
NUMBER = "[一二三四五六七八九十甲乙丙丁]"


class TeamFinder:
    """Finds 镍电解班, 装配二班, “红柳”服务队 by their endings and by what stands around them."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.tables["studios"]
        strong, weak = lexicon.either("studios", "team_endings"), lexicon.either("studios", "team_weak_endings")
        leaders, members = lexicon.either("studios", "team_leaders"), lexicon.either("studios", "team_members")
        between = table["team_leader_between"]
        self._end = re.compile(
            rf"(?<!副)(?:{strong}(?!组)|(?P<weak>{weak}))(?=(?P<who>{between}副?{leaders}|的?{members})?)"
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
        self._numbered = re.compile(NUMBER + "(?:工?班|组|队)$")
        self._quoted = Cued.of(
            rf"“(?P<name>[^“”，。、]{{1,10}})”(?P<kind>{HAN}{{0,8}}?(?:{strong}|{weak}))(?![长子次级制里会型类合织])",
            "”",
        )
        self._whole = Cued.of(rf"“(?P<name>{HAN}{{1,9}}(?:{strong}))”(?!称号|的?荣誉)", "”")
        unit = lexicon.either("organizations", "suffixes", "departments")
        self._owned = re.compile(rf".*{unit}(?P<team>(?:{HAN}{{2,10}}?)(?:{strong}|[队组]))$")
        self._leading_verbs = frozenset(table["leading_verbs"])
        self._joins = re.compile(alternation(table["team_joining"]) + "$")
        self._stop = lexicon.words("studios", "team_stop")
        self._trades = frozenset(lexicon.tables["organizations"]["trades"])
        self._unit = re.compile(rf".*{lexicon.either('organizations', 'suffixes', 'trades', 'departments')}(?=.{{2,}})")
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
        yield from self._in_charge(sentence)
        for match in self._end.finditer(sentence.text):
            start = self._start(sentence, match.end())
            name = sentence.text[start : match.end()]
            if self._is_name(name) and self._is_told(sentence, match, start):
                yield Mention(start, match.end(), EntityType.TEAM, name, "team.named")

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
            if token.tag == "ORG" and token.end == end and (owned := self._owned.match(text, token.start, end)):
                return owned.start("team")
            of_place = token.tag in OF_PLACE and text.endswith(self._visiting, 0, end)
            # 晨曦检修班: a word that the tagger takes for somebody's name
            of_place = of_place or (token.tag == "PER" and is_word(text[token.start : token.end]))
            numbered = token.end == end and self._numbered.search(text[token.start : end]) is not None
            fits = (token.tag in NAME_TAGS or of_place or numbered) and end - token.start <= LONGEST
            if not fits or self._breaks(text, token):
                break
            start = token.start
        term = TERM.match(text, start, end)
        start = term.end() if term else start
        industry = text.endswith(self._visiting, start, end) and self._of_industry.match(text[start:end])
        unit = (self._own_unit if industry else self._unit).match(text[start:end])
        return start + unit.end() if unit and unit.group() not in self._trades else start

    def _breaks(self, text: str, token: Token) -> bool:
        word = text[token.start : token.end]
        return word in self._leading_verbs or COUNTED.search(word) is not None or word[0] in "该本这那此我你他各全某"

    def _is_name(self, name: str) -> bool:
        return len(name) >= SHORTEST and not name.endswith(self._stop) and not self._bare.fullmatch(name)

    def _is_told(self, sentence: TaggedSentence, match: re.Match[str], start: int) -> bool:
        """Whether what stands around the name says that it is a team's: its leader, a member, the unit it is in."""
        text, end = sentence.text, match.end()
        if match["who"] or self._numbered.search(text[start:end]):
            return True
        if match["weak"]:
            return False
        if text.endswith(self._visiting, start, end) and self._begins_with_place(sentence, start, end):
            return True
        begins = {t.start for t in sentence.tokens if t.tag == "PER"}
        named = end in begins or (text[end : end + 1] == "的" and end + 1 in begins)
        of_unit = start - text.endswith("的", 0, start)
        in_unit = any(t.tag == "ORG" and t.end == of_unit for t in sentence.tokens)
        around = self._around.match(text, end) or self._said.match(text, end) or self._joins.search(text[:start])
        return named or in_unit or around is not None

    def _begins_with_place(self, sentence: TaggedSentence, start: int, end: int) -> bool:
        """Whether it is a place's own ("某市劳模工匠服务队"), which is a name whatever is told of it."""
        placed = any(t.start == start and t.tag in OF_PLACE for t in sentence.tokens)
        return placed and self._of_place.search(sentence.text, start, end) is not None
