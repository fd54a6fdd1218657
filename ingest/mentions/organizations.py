"""Organizations: what the tagger finds, widened to the whole name."""

import re
from collections.abc import Iterator
from itertools import chain

from ingest.facts import EntityType
from ingest.lexicon import HAN, Cued, Lexicon, alternation
from ingest.mentions.local_offices import LocalOfficeFinder
from ingest.mentions.mention import Mention, TaggedSentence
from ingest.mentions.own_parts import OwnPartFinder
from ingest.mentions.unit_names import UnitNames
from ingest.mentions.unit_rows import UnitRowFinder
from ingest.mentions.user_rows import UserRowFinder
from ingest.tagging.tagger import Token

MIN_LENGTH = 3
LONGEST_NAME = 20
NAME_BREAKS = {"v", "p", "u", "r", "c", "w", "d", "TIME", "q", "xc"}
INSIDE_TAGS = {"n", "vn", "an", "s", "f", "m", "nz", "LOC", "ORG"}
CELL_END = re.compile(r"\t|\u3000| {2,}")
"""Between the cells of a line of a table, where no name goes on."""
OTHERS = re.compile("[、，。；]|工会|(?<=[厅局委部会办协])[和与及跟同]")
MARK = re.compile("[，。；、：“”‘’《》,;:!?【】]")
LONGEST_PART = 9
"""A workshop's or a department's name behind its unit's."""
NO_PART = {"u", "p", "r", "c", "w", "d", "PER", "ORG", "TIME"}
AND = "和"
"""Begins names too ("和兴绣坊"), where nothing stands before that it could join."""
WORKSHOP = re.compile(".+坊$")
WORKSHOP_TAGS = {"n", "nz", "nw", "LOC", "PER", "ORG", "an", "a", "s"}
NAMED_PLANT = re.compile("(?![老新本全该我建进出在工小大分各])" + f"{HAN}{{1,3}}[厂坊]")
JOINING_TAGS = {"ORG", "LOC", "nz", "nw"}


class OrganizationFinder:
    """Finds organizations by the tagger's words, by the endings of names, and by the unions' own short forms."""

    def __init__(self, lexicon: Lexicon, units: UnitNames) -> None:
        self._units = units
        table = lexicon.tables["organizations"]
        self._suffix = re.compile(rf"{lexicon.either('organizations', 'suffixes', 'trades')}$")
        self._spot = re.compile(table["spots"])
        self._is_suffix = frozenset([*table["suffixes"], *table["trades"], *table["departments"]])
        self._generic, self._determiners = frozenset(table["generic"]), tuple(table["determiners"])
        self._bad_first = (*self._determiners, *table["bad_first"])
        leads = f"{alternation(table['lead_ins'])}|{table['served']}"
        self._lead_in, self._entered = re.compile(leads), re.compile(table["entered"])
        self._tail = re.compile(alternation(table["tails"]) + "$")
        self._many = re.compile("|".join(table["many"]))
        suffix = lexicon.either("organizations", "suffixes", "trades")
        self._last_suffixed = re.compile(rf".{{2,}}{suffix}(?!长)")
        trades = lexicon.either("organizations", "trades")
        self._trade_behind = re.compile(rf"(?<=公司|车间){trades}{{1,2}}$|(?<=[厂局院段]){trades}{{1,2}}$")
        # only a part of its own may follow a company's name: trades behind it say what somebody does there
        self._of_unit = re.compile(lexicon.either("organizations", "suffixes", "departments", "own_parts") + "$")
        self._company = re.compile(".{3,}公司(?=.)")
        self._own_parts, self._offices = OwnPartFinder(lexicon, units), LocalOfficeFinder(lexicon)
        self._allied, self._joints = re.compile(table["allied"]), re.compile(table["joints"])
        self._part_behind = re.compile(rf"{HAN}{{0,6}}{table['parts_behind']}")
        self._industry = re.compile(table["industries"])
        commissions = lexicon.either("organizations", "commissions")
        unions = "总(?:工会|(?![工体额量数产计结共公部经理长裁监分院局站]))"
        self._union = re.compile(rf"[省市区县州旗](?:{unions}|{commissions}(?!员))")
        self._place_union = Cued.of(r"(?P<place>[\u4e00-\u9fff]{2,3}省?)工会", "工会")
        self._rows, self._users = UnitRowFinder(lexicon), UserRowFinder(lexicon)
        self._no_part, self._part_works = frozenset(table["parts_broken_by"]), frozenset(table["part_works"])
        self._legal = re.compile("(?:有限责任公司|股份有限公司|集团有限公司|有限公司|集团公司)")
        # "多浪纺织有限公司" begins with no pronoun or number: it is registered so
        self._registered = re.compile(rf"[多一两三全本几有万此]{HAN}{{3,14}}?{self._legal.pattern}")
        place = alternation(lexicon.places.full_name)
        self._branch = Cued.of(
            rf"[\u4e00-\u9fffA-Za-z\d]{{2,12}}[（(](?:{place}|中国|[\u4e00-\u9fff]{{1,4}}[市县区])[）)]"
            r"[\u4e00-\u9fff]{0,8}?(?:有限责任公司|股份有限公司|有限公司|集团公司|集团|公司)",
            "[）)]",
        )
        self._trade_end = re.compile(f"{trades}$")
        self._trade_of_place = re.compile(rf".{{1,6}}[省市区县]{trades}$")
        self._of_place = re.compile(rf"{place}{HAN}{{0,6}}(?<!美)的(?={HAN}{{4,}})")
        self._places = lexicon.places.full_name

    def find(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """The organizations named in the sentence; the longest form first."""
        yield from self._unions(sentence)
        for start, end in self._own_parts.find(sentence):
            yield Mention(start, end, EntityType.ORGANIZATION, sentence.text[start:end], "organization.part")
        for start, end in self._offices.find(sentence):
            if self._acceptable(name := "".join(sentence.text[start:end].split())):
                yield Mention(start, end, EntityType.ORGANIZATION, name, "organization.office")
        yield from self._placed_names(sentence)
        yield from self._legal_names(sentence)
        yield from self._listed(sentence)
        yield from self._workshops(sentence)
        for run_start, run_end, rule in self._runs(sentence):
            for part_start, part_end in self._parts_of_alliance(sentence.text, run_start, run_end):
                first = max(part_start, *(m.end() for m in CELL_END.finditer(sentence.text, part_start, part_end)), 0)
                start, end = self._trimmed(sentence.text, first, part_end)
                start -= self._joins_nothing(sentence, start - 1)
                name = sentence.text[start:end]
                own = self._joins_nothing(sentence, start)
                if self._acceptable(name, own_and=own) and not self._is_industry(sentence.text, name, end):
                    yield Mention(start, end, EntityType.ORGANIZATION, "".join(name.split()), rule)

    def _listed(self, sentence: TaggedSentence) -> Iterator[Mention]:
        for match in self._rows.find(sentence):
            if self._acceptable(match["name"]):
                yield Mention(*match.span("name"), EntityType.ORGANIZATION, match["name"], "organization.listed")
        for first, last in chain(self._rows.of_common_words(sentence), self._users.find(sentence)):
            start, end = self._trimmed(sentence.text, first, last)
            if self._acceptable(name := sentence.text[start:end]):
                yield Mention(start, end, EntityType.ORGANIZATION, name, "organization.told")
        for start, end in self._rows.of_parts(sentence):
            name = sentence.text[start:end]
            if not name.startswith(self._determiners) and not self._many.search(name):
                yield Mention(start, end, EntityType.ORGANIZATION, name, "organization.told")

    def _workshops(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """Workshops of craftsmen, of which the tagger knows none ("和韵漆器工坊")."""
        tokens, text = sentence.tokens, sentence.text
        for i, token in enumerate(tokens):
            word = text[token.start : token.end]
            if not WORKSHOP.match(word) or not self._suffix.search(word):
                continue
            first = i
            while first and tokens[first - 1].tag in WORKSHOP_TAGS and tokens[first - 1].end == tokens[first].start:
                first -= 1
            start = tokens[first].start - self._joins_nothing(sentence, tokens[first].start - 1)
            name = text[start : token.end]
            if len(name) > MIN_LENGTH and self._acceptable(name, own_and=self._joins_nothing(sentence, start)):
                yield Mention(start, token.end, EntityType.ORGANIZATION, name, "organization.workshop")

    def _joins_nothing(self, sentence: TaggedSentence, at: int) -> bool:
        """Whether the 和 at a position begins a name: it stands behind a preposition or a mark of a row."""
        if not sentence.text.startswith(AND, max(at, 0)):
            return False
        token = next((t for t in sentence.tokens if t.start == at), None)
        before = next((t for t in reversed(sentence.tokens) if t.end <= at), None)
        in_row = sentence.text[max(0, at - 1) : at] in {"、", "：", "（", "在", "由"}
        whole = token is not None and token.tag == "ORG"
        return in_row or (whole and (before is None or before.tag in {"p", "v", "w", "u"}))

    def _is_industry(self, text: str, name: str, end: int) -> bool:
        """Whether it is one of several industries ("盐湖化工、清洁能源……四大产业"), and no company's short name."""
        return self._trade_end.search(name) is not None and self._industry.match(text, end) is not None

    def _parts_of_alliance(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Cuts "省总工会联合省科技厅" in two, and what joins the names of two units ("望江大酒店和金谷饭庄")."""
        if allied := self._allied.search(text, start, end):
            yield start, allied.start()
            yield allied.end(), end
            return
        for joint in self._joints.finditer(text, start, end):
            if self._is_unit_by_end(text[start : joint.start()]) and self._is_unit_by_end(text[joint.end() : end]):
                yield start, joint.start()
                start = joint.end()
        yield start, end

    def _is_unit_by_end(self, name: str) -> bool:
        return len(name) > MIN_LENGTH and self._suffix.search(name) is not None

    def _unions(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """省总工会, 甘肃省总, 甘肃工会, 市经信委: forms of unions and offices that the tagger does not know."""
        starts = sentence.starts()
        for match in self._union.finditer(sentence.text):
            start = match.start()
            if sentence.text[start - 1 : start] in {"各", "市", "县", "区", "级"} and start not in starts:
                continue
            for token in reversed(sentence.tokens):
                of_place = token.tag in {"LOC", "ORG"} and not OTHERS.search(sentence.text, token.start, start)
                if of_place and token.start < start <= token.end + 1 and not start < token.end - 1:
                    start = token.start
            yield Mention(
                start, match.end(), EntityType.ORGANIZATION, sentence.text[start : match.end()], "organization.union"
            )
        for match in self._place_union.finditer(sentence.text):
            if match.group("place") in self._places and match.start() in starts:
                yield Mention(*match.span(), EntityType.ORGANIZATION, match.group(), "organization.union")

    def _legal_names(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """Names that end in a legal form ("…有限公司"), back to the last word that no name has."""
        for match in self._legal.finditer(sentence.text):
            start = max(0, match.start() - LONGEST_NAME)
            for token in sentence.tokens:
                person = token.tag == "PER" and token.start == start
                if start <= token.start and token.end <= match.start() and token.tag in NAME_BREAKS and not person:
                    start = token.end
            if (lead := self._lead_in.match(sentence.text, start)) and lead.end() < match.start():
                start = lead.end()
            if (of := self._of_place.match(sentence.text, start)) and of.end() < match.start() - 1:
                start = of.end()
            name = sentence.text[start : match.end()]
            starts_word = of is not None or start == 0 or start in sentence.starts()
            if starts_word and match.start() - start > 1 and self._acceptable(name) and not CELL_END.search(name):
                yield Mention(start, match.end(), EntityType.ORGANIZATION, name, "organization.legal")

    def _placed_names(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """Companies that have their place in brackets ("信达光电（汕尾）有限公司")."""
        for match in self._branch.finditer(sentence.text):
            bracket = re.search(r"[（(]", match.group()).start() + match.start()  # type: ignore[union-attr]
            inside = [t for t in sentence.tokens if match.start() <= t.start and t.end <= bracket]
            broken = [t.end for t in inside if t.tag in NAME_BREAKS - {"w"}]
            start = max([min((t.start for t in inside), default=bracket), *broken])
            if bracket - start > 1:
                name = sentence.text[start : match.end()]
                yield Mention(start, match.end(), EntityType.ORGANIZATION, name, "organization.placed")

    def _runs(self, sentence: TaggedSentence) -> Iterator[tuple[int, int, str]]:
        """Words tagged ORG with the place before and the suffix after; and places with a name and a suffix behind."""
        tokens, i = sentence.tokens, 0
        while i < len(tokens):
            if tokens[i].tag not in JOINING_TAGS and not self._is_plants(sentence, i):
                i += 1
                continue
            first = i
            while i + 1 < len(tokens) and tokens[i + 1].tag in JOINING_TAGS:
                i += 1
            last, seen = i, any(t.tag == "ORG" for t in tokens[first : i + 1])
            while last + 1 < len(tokens) and self._goes_on(sentence.text, tokens[last + 1], named=seen):
                last += 1
            last = self._last_suffix(sentence, i, last)
            last = self._with_part(sentence, first, last) if seen else last
            if seen or last > i or self._suffix.search(sentence.text[tokens[first].start : tokens[i].end]):
                yield tokens[first].start, tokens[last].end, "organization.tagged" if seen else "organization.suffix"
            i = max(i, last) + 1

    def _is_plants(self, sentence: TaggedSentence, i: int) -> bool:
        """Whether what the tagger takes for a person is the name of a plant ("景华瓷厂")."""
        tokens = sentence.tokens[i : i + 2]
        words = [sentence.text[t.start : t.end] for t in tokens]
        named = tokens[0].tag == "PER" and len(words[0]) < MIN_LENGTH and len(words) > 1
        return named and NAMED_PLANT.fullmatch(words[1]) is not None and words[1] not in self._generic

    def _with_part(self, sentence: TaggedSentence, first: int, last: int) -> int:
        """The last word of the part of the unit that is named right behind it ("某重工泵送事业部")."""
        tokens, text = sentence.tokens, sentence.text
        end = tokens[last].end
        if not self._units.ending.search(text[tokens[first].start : end]):
            return last
        for k in range(last + 1, len(tokens)):
            word = text[tokens[k].start : tokens[k].end]
            if tokens[k].tag in NO_PART or word in self._no_part or tokens[k].end - end > LONGEST_PART:
                break
            last = k if self._part_behind.fullmatch(text[end : tokens[k].end]) else last
        return last

    def _goes_on(self, text: str, token: Token, *, named: bool) -> bool:
        """Whether the word can stand in a unit's name; behind a company's also what a workshop does ("酿造车间")."""
        work = named and token.tag in {"v", "a"} and text[token.start : token.end] in self._part_works
        return work or token.tag in INSIDE_TAGS

    def _last_suffix(self, sentence: TaggedSentence, i: int, last: int) -> int:
        """The last word up to which the run ends in an organization's suffix; `i` if none does."""
        for k in range(last, i, -1):
            word = sentence.text[sentence.tokens[k].start : sentence.tokens[k].end]
            plant = sentence.tokens[k].tag in {"n", "nz"} and NAMED_PLANT.fullmatch(word) and word not in self._generic
            if plant or word in self._is_suffix or (len(word) >= MIN_LENGTH and self._suffix.search(word)):
                return k
        return i

    def _trimmed(self, text: str, start: int, end: int) -> tuple[int, int]:
        """Without a verb in front, and without what follows the last suffix of a name that has one."""
        if lead := self._lead_in.match(text, start, end) or self._entered.match(text, start, end):
            start = lead.end()
        if of := self._of_place.match(text, start, end):  # "湖北宜都的某某公司": no name has its place so
            start = of.end()
        for tail in (self._tail, self._trade_behind):
            if found := tail.search(text[:end], start):
                end = found.start()
        union = text.find("总工会", start, end) + len("总工会")
        if union > len("总工会") and union < end and not self._of_unit.search(text[start:end]):
            return start, union
        if (company := self._company.match(text[:end], start)) and not self._of_unit.search(text[start:end]):
            return start, company.end()
        if not self._units.ending.search(text[start:end]) and (kept := self._last_suffixed.match(text, start, end)):
            end = kept.end()
        return start, end

    def _acceptable(self, name: str, *, own_and: bool = False) -> bool:
        bare = "".join(name.split())
        return (
            len(bare) >= MIN_LENGTH
            and bare not in self._generic
            and (own_and or not bare.startswith(self._bad_first) or self._registered.match(bare) is not None)
            and bare not in self._places
            and not bare.endswith(("工作室", "工作室联盟"))
            and not self._many.search(bare)
            and not self._trade_of_place.match(bare)
            and not ("行业" in bare and self._trade_end.search(bare))
            and self._units.is_unit(bare)
            and not MARK.search(bare)
            and not self._spot.search(bare)
        )
