"""What an organization's name tells: whether it is one, what it is part of, what it can be called for short."""

import re
from functools import lru_cache

from ingest.lexicon import HAN, Lexicon, alternation

OWN, SHORTEST_CORE = 2, 4
HAN_ONLY = re.compile(r"[\u4e00-\u9fff]+")
REMEMBERED = 1 << 12
"""A document speaks of the same units again and again."""


class UnitNames:
    """Takes names of organizations apart.

    Attributes:
        ending: what a unit's name, or a part's, ends in.
        own_part: a part of an enterprise that is named without it ("三织车间").
    """

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.tables["organizations"]
        self.ending = re.compile(lexicon.either("organizations", "suffixes", "trades", "departments") + "$")
        self._is_department = re.compile(lexicon.either("organizations", "departments") + "$")
        self._generic = frozenset(table["generic"])
        self._branches = tuple(table["branches"])
        suffix = lexicon.either("organizations", "suffixes", "trades")
        self._parts = re.compile(
            rf"^(?P<parent>.{{2,}}{lexicon.either('organizations', 'parents')})"
            rf"(?<!{lexicon.either('organizations', 'mining_processes')})(?!(?<=矿)[业冶山用产务石物井粉渣车])"
            rf"(?P<child>[^，、]{{0,12}}?{lexicon.either('organizations', 'departments')}|[^，、]{{2,12}}{suffix})$"
        )
        self._of_short = re.compile(
            rf"^(?P<parent>(?!重型|大型|数控|第){HAN}{{2,6}}?(?:{table['short_companies']}))"
            rf"(?P<child>{HAN}{{0,8}}{table['parts_behind']})$"
        )
        own = lexicon.either("organizations", "own_parts")
        generic = lexicon.either("organizations", "own_parts_generic")
        self.own_part = re.compile(
            rf"(?P<name>(?!{generic}{own})[\u4e00-\u9fff]{{1,6}}){own}(?![主党工长内里门职的]{{0,1}}[任委会])"
            rf"|{table['numbered_parts']}"
        )
        place = alternation(lexicon.places.full_name)
        self._part_alone = re.compile(rf"(?!{place}|[省市县区州旗镇乡])(?:{table['told']['alone']})")
        self._national = re.compile(
            "中国|国家|国网|中华|中[石海铁建交航核粮车]|" + alternation(lexicon.places.full_name)
        )
        self._legal_form = re.compile(alternation(table["core"]["trailing"]) + "$")
        self._place_before = re.compile(alternation(lexicon.places.full_name) + "[省市]?")
        self._owner = re.compile(
            rf"^(?P<owner>[\u4e00-\u9fff（）]{{2,}}?{lexicon.either('organizations', 'owners')})(?={HAN}*联盟$)"
        )
        self._forms = frozenset(table["core"]["trailing"])
        self._split = lru_cache(REMEMBERED)(self._taken_apart)

    def is_unit(self, name: str) -> bool:
        """Whether the name ends as an organization's does, or begins with the country, a province or a prefecture."""
        return len(name) > 1 and bool(self.ending.search(name) or self._national.match(name))

    def chain(self, name: str) -> list[str]:
        """The organization and those it is part of by its name, from the inside out."""
        names = [name]
        while parts := self.parent_and_child(names[-1]):
            names.append(parts[0])
        return names

    def whole(self, name: str) -> str:
        """The unit itself: of a workshop the plant or company that it belongs to by its name."""
        own = (u for u in self.chain(name) if not self.is_department(u) or u.endswith(self._branches))
        return next(own, name)

    def short_forms(self, name: str) -> set[str]:
        """What a company can be called for short: its own name with a word of its trade ("黔星精密"), or 公司.

        Names are made as their registration prescribes: place, own name (two characters here), trade, legal form.
        """
        core, placed = self._legal_form.sub("", name), 0
        while match := self._place_before.match(core, placed):
            placed = match.end()
        core = re.sub("（.*?）", "", core[placed:])
        if core == name or len(core) < SHORTEST_CORE or not HAN_ONLY.fullmatch(core):
            return set()
        own = core[:OWN]
        trades = {own + core[i : i + 2] for i in range(OWN, len(core) - 1)}
        return {core, core[: 2 * OWN], own + "公司", own + "集团", *trades} - {name}

    def owner(self, alliance: str) -> str | None:
        """The enterprise that an alliance of studios is named after ("某某矿业集团创新工作室联盟"); None if none is."""
        match = self._owner.match(alliance)
        return match["owner"] if match and match["owner"] not in self._generic else None

    def is_own_part(self, name: str) -> bool:
        """Whether it is a part of an enterprise that is named without it ("三织车间", "设备科")."""
        return self.own_part.fullmatch(name) is not None or self._part_alone.fullmatch(name) is not None

    def is_department(self, name: str) -> bool:
        """Whether it is a part of a unit, like a workshop or a union, rather than a unit of its own."""
        return bool(self._is_department.search(name))

    def parent_and_child(self, name: str) -> tuple[str, str] | None:
        """Takes "山西省总工会经济技术部" to ("山西省总工会", "经济技术部"); None for a name that has no such parts."""
        return self._split(name)

    def _taken_apart(self, name: str) -> tuple[str, str] | None:
        match = self._parts.match(name) or self._of_short.match(name)
        generic = match and (match["parent"] in self._generic or match["child"] in self._forms)
        if match and match["parent"].count("（") != match["parent"].count("）"):
            return None
        return (match["parent"], match["child"]) if match and not generic else None
