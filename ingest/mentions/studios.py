"""Innovation studios: named after a person, a unit or a trade."""

import re
from collections.abc import Iterator, Sequence

from ingest.facts import EntityType
from ingest.lexicon import HAN, Cued, Lexicon, alternation
from ingest.mentions.mention import Mention, TaggedSentence
from ingest.tagging.tagger import Token
from ingest.tagging.words import is_rare_name, is_word

NAME_TAGS = {"PER", "nz", "nw", "ORG"}
LONG_NAME = 3
"""A name of so many characters that the tagger takes for a place is somebody's, unless it is a known place."""
FUNCTION_TAGS = {"v", "vn", "d", "c", "u", "p", "r", "m", "q", "TIME"}
NO_NAME_ENDS = "省市县区级在对的和与以将是给"
MIN_NAME = 2
COUNTED = re.compile(r"(?:^|.*[^第])[一二两三四五六七八九十几多数\d]+余?[个支家类大](?:.{2})?$")
PERSONS = re.compile(r"[两二三四五六七八九十几\d]+[个位名人]")
"""Behind several names: how many they are ("甲、乙、丙三个还在工作室")."""
BEFORE_NAMES = "，。；：、“（—的和与及在到由叫是"
"""One character in front of a name that is a common word too; any other may be a part of it."""
GROUP_ENDINGS = ("攻关队", "攻坚队", "团队", "小组", "突击队", "联盟", "中心", "攻关组")
"""Groups are mostly named after a trade or a place: a person's name needs the tagger's word for it."""
JOINING_TAGS = {"p", "c", "u", "r", "TIME"}
COMMON_TAGS = {"n", "s", "f", "vn", "TIME"}
SHORTEST_FIELD = 4
"""What a studio works on is told in so many characters at least."""
BREAKING_TAGS = {"u", "p", "c", "r", "w", "TIME"}
"""A name that is taken from the left cannot hold a word of these."""


class StudioFinder:
    """Finds 张三劳模创新工作室, 张三的工作室, “匠心”创新工作室, 某某攻关小组."""

    def __init__(self, lexicon: Lexicon) -> None:
        kinds, endings = lexicon.either("studios", "kinds"), lexicon.either("studios", "endings")
        person = lexicon.person_name()
        self._by_person = re.compile(rf"(?P<leader>{person})(?:的|“|”)?(?:{kinds}(?:和)?)*(?:创新|攻关|技术)?{endings}")
        self._ending = re.compile(endings)
        self._person = re.compile(person)
        self._of_person = re.compile(rf"(?:的|“|”)?{HAN}{{0,12}}?{endings}")
        self._quoted = re.compile(
            rf"“(?P<name>[^“”，。]{{2,16}})”(?:{kinds})*(?:[^是的为在和获被由的，。：；“”]{{2,4}})?(?:创新)?{endings}"
        )
        self._whole = re.compile(r"“(?P<name>[^“”，。]{2,14}(?:创新团队|攻关团队|攻关小组|攻关组|创新联盟|突击队))”")
        groups = lexicon.either("studios", "groups")
        self._inside = re.compile(r"“(?P<name>[^“”，。、]{2,14}?(?:创新工作室|工作室|创新工作站))”")
        self._listed = re.compile(
            rf"^(?:[（(]?[\d一二三四五六七八九十]{{1,3}}[）)、.．]\s*)?(?P<name>{HAN}{{2,10}}创新工作室)(?=[（(\t\u3000]|$)"
        )
        titles = lexicon.tables["studios"]["titles"]
        self._given = re.compile(
            rf"(?:{lexicon.either('studios', 'giving_verbs')}了?|{titles['before']}){titles['row']}$"
        )
        self._titles_behind = re.compile(rf"{titles['row']}{titles['behind']}")
        self._by_trade = Cued.of(rf"(?P<name>(?:{HAN}|[A-Za-z0-9]){{2,14}}?)(?P<tail>(?:{kinds})*{groups})", groups)
        field = lexicon.tables["studios"]["field"]
        self._by_field = Cued.of(rf"(?P<name>{HAN}{{2,16}}?)(?P<tail>{field['kinds']}创新工作室)", "创新工作室")
        self._field_told = re.compile(field["behind"]), re.compile(field["before"])
        self._unit_before = re.compile(field["unit"])
        self._opens = re.compile(rf"{field['of_unit']}|{field['opens']}|{field['before']}")
        self._no_field = re.compile(field["not"])
        self._leading_verbs = frozenset(lexicon.tables["studios"]["leading_verbs"])
        self._leading_words = re.compile(alternation(verb for verb in self._leading_verbs if len(verb) > 1))
        table = lexicon.tables["studios"]
        self._led_by, self._cut_off, self._particles = table["led_by"], tuple(table["cut_off"]), table["particles"]
        self._kind = re.compile(kinds)
        self._trades = frozenset(lexicon.tables["organizations"]["trades"])
        self._places = lexicon.places.full_name
        self._unit_end = re.compile(lexicon.either("organizations", "suffixes", "trades") + "$")
        self._unit = re.compile(rf".*{lexicon.either('organizations', 'suffixes', 'trades')}(?=.{{2,}})")
        self._kinds = re.compile(
            rf"(?:{kinds}|创新|省级|市级|国家级|全国|示范|各级|各类|区级|新|该|多个|企业|建立|成立|创建|职工|和|的|以|依托|通过|组建|由)+"
        )

    def find(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """The studios named in the sentence."""
        found = list(self._by_form(sentence))
        yield from found
        ends = {studio.end for studio in found}
        yield from (studio for studio in self._tagged(sentence) if studio.end not in ends)

    def _by_form(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """Those whose form shows it."""
        yield from self._after_persons(sentence)
        for match in self._whole.finditer(sentence.text):
            yield Mention(*match.span("name"), EntityType.STUDIO, match["name"], "studio.quoted")
        yield from self._inside_quotes(sentence)
        for match in self._quoted.finditer(sentence.text):
            if not self._kinds.fullmatch(match.group("name")):
                yield Mention(
                    *match.span(), EntityType.STUDIO, match.group().replace("“", "").replace("”", ""), "studio.quoted"
                )
        if (listed := self._listed.match(sentence.text)) and self._is_own_name(listed["name"]):
            yield Mention(*listed.span("name"), EntityType.STUDIO, listed["name"], "studio.listed")
        for match in self._by_trade.finditer(sentence.text):
            start = self._trimmed(sentence, match.start("name"), match.end("name"))
            if start is not None:
                yield Mention(start, match.end(), EntityType.STUDIO, sentence.text[start : match.end()], "studio.trade")

        yield from self._of_fields(sentence)

    def _tagged(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """Studios that the tagger takes for a unit ("引进马千里工作室/ORG"), behind what it took in."""
        for token in sentence.tokens:
            name = sentence.text[token.start : token.end]
            if token.tag != "ORG" or not name.endswith("工作室"):
                continue
            verbs = [m.end() for m in self._leading_words.finditer(name)]
            unit = self._unit_before.match(name)
            spaces = [m.end() for m in re.finditer(r"\s", name)]
            start = max([0, unit.end() if unit else 0, *verbs, *spaces])
            own = name[start:].removesuffix("工作室").removesuffix("创新")
            cut = not start and sentence.text[: token.start].endswith(self._cut_off)
            named = len(own) >= MIN_NAME and not own.endswith(tuple(NO_NAME_ENDS)) and not self._kinds.fullmatch(own)
            if named and not cut and not self._no_field.search(own):
                person = self._by_person.fullmatch(name, start)
                leader = (
                    person["leader"]
                    if person and (not is_word(head := person["leader"]) or is_rare_name(head))
                    else None
                )
                attrs = {"leader": leader} if leader else {}
                yield Mention(token.start + start, token.end, EntityType.STUDIO, name[start:], "studio.tagged", attrs)

    def _of_fields(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """Studios named after what they work on ("电缆附件制作创新工作室"), where the text goes on about them."""
        for match in self._by_field.finditer(sentence.text):
            start = self._trimmed(sentence, match.start("name"), match.end("name"))
            if start is not None and (unit := self._unit_before.match(sentence.text, start, match.end("name"))):
                start = unit.end()
            if start is None:
                continue
            field = sentence.text[start : match.end("name")]
            whole = any((t.start, t.end, t.tag) == (start, match.end(), "ORG") for t in sentence.tokens)
            before_it = sentence.text[:start]
            if len(field) < SHORTEST_FIELD and not whole and not self._opens.search(before_it):
                continue
            person = any(t.tag == "PER" and t.end > start and t.start < match.end("name") for t in sentence.tokens)
            given = self._given.search(before_it) or self._no_field.search(field)
            behind, before = self._field_told
            told = behind.match(sentence.text, match.end()) or before.search(before_it)
            if told and not (person or given) and self._is_own_name(sentence.text[start : match.end()]):
                attrs = {"leader": leader} if (leader := self._leader_of_field(field)) else {}
                name = sentence.text[start : match.end()]
                yield Mention(start, match.end(), EntityType.STUDIO, name, "studio.field", attrs)

    def _leader_of_field(self, field: str) -> str | None:
        """Who leads a studio of whose name a person's is the head, the rest a trade ("石某岩芯创新工作室")."""
        heads = ((field[:length], field[length:]) for length in (LONG_NAME, MIN_NAME))
        named = ((h, t) for h, t in heads if self._person.fullmatch(h) and not is_word(h) and not is_word(h[:MIN_NAME]))
        return next((head for head, trade in named if len(trade) >= MIN_NAME and is_word(trade)), None)

    def _after_persons(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """张三劳模创新工作室 and the like."""
        starts, at = sentence.starts(), 0
        named = self._ending.search(sentence.text) is not None
        while named and (match := self._by_person.search(sentence.text, at)):
            at = match.start() + 1
            if self._is_named(sentence, match, starts):
                name, leader = re.sub(r"\s+", "", match.group()), match["leader"]
                yield Mention(*match.span(), EntityType.STUDIO, name, "studio.person", {"leader": leader})
                at = match.end()
        for token in sentence.tokens if named else ():
            leader = sentence.text[token.start : token.end]
            if token.tag == "PER" and self._person.fullmatch(leader):
                yield from self._of_trade(sentence, token, leader)

    def _of_trade(self, sentence: TaggedSentence, person: Token, leader: str) -> Iterator[Mention]:
        """The studio named after a person and his trade ("张三微电子封装技能大师工作室")."""
        studio = self.of_person(sentence, person.start, person.end, leader)
        inside = (t.tag for t in sentence.tokens if studio and person.end <= t.start < studio.end)
        if studio and not {"v", "d"} & set(inside):
            yield studio

    def _inside_quotes(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """“甲乙创新工作室”, unless the quotation is a title that a studio is given."""
        persons = {t.start: t.end for t in sentence.tokens if t.tag == "PER"}
        for match in self._inside.finditer(sentence.text):
            start, end = match.span("name")
            given = self._given.search(sentence.text[: match.start()])
            if (
                given
                or self._titles_behind.match(sentence.text, match.end())
                or self._kinds.fullmatch(match["name"].removesuffix("工作室").removesuffix("创新"))
            ):
                continue
            attrs = {"leader": sentence.text[start : persons[start]]} if start in persons else {}
            yield Mention(start, end, EntityType.STUDIO, match["name"], "studio.inside", attrs)

    def of_person(self, sentence: TaggedSentence, start: int, end: int, leader: str) -> Mention | None:
        """The studio named after a person of the document whose name stands at `start` to `end`."""
        match = self._of_person.match(sentence.text, end)
        if match is None:
            return None
        inside = [t for t in sentence.tokens if end <= t.start < match.end()]
        words = [sentence.text[t.start : t.end] for t in inside]
        broken = any(
            t.tag in BREAKING_TAGS - {"u"}
            or (t.tag == "v" and len(w) == 1)
            or w in self._leading_verbs
            or PERSONS.fullmatch(w)
            for t, w in zip(inside, words, strict=True)
        )
        if broken or "了" in words or "的" in words[1:]:
            return None
        name = re.sub(r"\s|[“”]", "", sentence.text[start : match.end()])
        return Mention(start, match.end(), EntityType.STUDIO, name, "studio.of_person", {"leader": leader})

    def _is_named(self, sentence: TaggedSentence, match: re.Match[str], starts: frozenset[int]) -> bool:
        """Whether what stands before "工作室" can be a name: it begins at a word, and is no common word."""
        leader = match.group("leader")
        before = sentence.text[: match.start()]
        begins = match.start() in starts or before.endswith("的") or bool(self._unit_end.search(before))
        quoted = before.endswith("“")
        motto = quoted and len(leader) == MIN_NAME and match.group().endswith(GROUP_ENDINGS)
        nickname = motto or (quoted and sentence.text.startswith("”", match.end("leader")))
        if not begins or nickname or self._kind.search(leader) or _is_for_studio(sentence, match):
            return False
        named = self._is_known(sentence, leader)
        if is_word(leader) and not named and "PER" not in {t.tag for t in sentence.tokens if t.start == match.start()}:
            return False
        covered = [t for t in sentence.tokens if match.start() <= t.start and t.end <= match.start() + len(leader)]
        if "u" in {token.tag for token in covered}:  # 成立了 is no name
            return False
        if not covered or self._unit_end.search(before):
            return leader[-1] not in NO_NAME_ENDS
        return self._has_words_of_name(sentence, match, covered, named)

    def _is_known(self, sentence: TaggedSentence, leader: str) -> bool:
        """Whether a word is somebody's name: a rare one, or the sentence names the leader so."""
        led = is_word(leader) and re.search(self._led_by + re.escape(leader), sentence.text) is not None
        return led or is_rare_name(leader)

    def _has_words_of_name(
        self, sentence: TaggedSentence, match: re.Match[str], covered: Sequence[Token], named: bool
    ) -> bool:
        """Whether the words that the tagger made of it are such as it makes of names."""
        leader, tags, first = match["leader"], {token.tag for token in covered}, covered[0]
        if match.group().endswith(GROUP_ENDINGS) and "PER" not in tags:
            return False
        if first.tag == "PER" and leader[first.end - match.start() :] in self._particles:
            return False
        if named:
            last = sentence.before(match.start())
            return last is None or last.end - last.start > 1 or sentence.text[match.start() - 1] in BEFORE_NAMES
        common = first.end - first.start > 1 and first.tag in COMMON_TAGS
        person = first.tag == "LOC" and len(leader) >= LONG_NAME and leader not in self._places
        one_word = first.end - first.start >= len(leader) and first.tag not in NAME_TAGS and not person
        wrong = leader[-1] in NO_NAME_ENDS or common or one_word or bool(tags & JOINING_TAGS) or tags <= FUNCTION_TAGS
        return not wrong

    def _is_own_name(self, name: str) -> bool:
        """Whether more than kinds and levels stands before 创新工作室, and no unit: a unit's is no name of its own."""
        own = name.removesuffix("创新工作室")
        bare = self._kind.sub("", own)
        return not self._kinds.fullmatch(own) and (bare in self._trades or not self._unit_end.search(bare))

    def _trimmed(self, sentence: TaggedSentence, start: int, end: int) -> int | None:
        """Where a name taken from the left really begins: after the last verb, particle or mark."""
        for token in sentence.tokens:
            if start <= token.start < end and self._breaks(sentence.text, token):
                start = token.end
        starts = sentence.starts()
        for verb in self._leading_words.finditer(sentence.text, start, end):
            start = verb.end() if {verb.start(), verb.end()} <= starts else start
        start = next((token.start for token in sentence.tokens if token.start >= start), end)
        name = sentence.text[start:end]
        named = len(name) > 1 and not self._kinds.fullmatch(name) and not COUNTED.match(name)
        return start if start < end and named else None

    def _breaks(self, text: str, token: Token) -> bool:
        return token.tag in BREAKING_TAGS or text[token.start : token.end] in self._leading_verbs


def _is_for_studio(sentence: TaggedSentence, match: re.Match[str]) -> bool:
    """Whether what looks like the leader's name is somebody else's and 为 ("副主席童丽为工作室揭牌")."""
    start, end = match.span("leader")
    name = any((t.start, t.end, t.tag) == (start, end - 1, "PER") for t in sentence.tokens)
    return name and sentence.text[end - 1] == "为"
