"""Honours: whose they are (level), of what kind, of what grade, and how they rank among one another."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from ingest.facts import STANDING
from ingest.lexicon import Gazetteer, Lexicon, alternation

LEVEL_WEIGHT = 100
"""A rank compares levels first, so one level outweighs every kind (at most 90) with its grade (at most 9)."""
YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
DATED = re.compile(r"^(?:(?:19|20)\d{2}(?:[-—～~至](?:19|20)?\d{2})?年?度?|第[一二三四五六七八九十百\d]+[届次]|首届)+")
"""A year or a count before the giver says nothing of the level."""
UNKNOWN_CITY = re.compile(r"[\u4e00-\u9fff]{2,3}?市(?![场政长民])")


@dataclass(frozen=True, slots=True)
class _Kind:
    name: str
    weight: int
    pattern: re.Pattern[str]
    level: str | None


class HonourLadder:
    """The ordered levels, kinds and grades of `lexicons/honours.toml`.

    Attributes:
        levels: from the lowest to the highest.
        kinds: from the highest to the lowest.
        skills: the eight grades of skilled workers, from the lowest to the highest.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.tables["honours"]
        self.levels: tuple[str, ...] = tuple(table["levels"])
        self._kinds = [
            _Kind(row["name"], row["weight"], re.compile(row["pattern"]), row.get("level")) for row in table["kind"]
        ]
        self.kinds = tuple(kind.name for kind in sorted(self._kinds, key=lambda kind: -kind.weight))
        self.skills: tuple[str, ...] = tuple(table["skills"]["ladder"])
        self._grades = [(row.get("name"), row["step"], re.compile(row["words"])) for row in table["grade"]]
        self._steps = [(re.compile(words), step) for words, step in table["steps"].items()]
        self._ungraded: dict[str, int] = dict.fromkeys(table["ungraded"]["kinds"], table["ungraded"]["step"])
        self._other: int = table["other"]["weight"]
        self._givers = _Givers(table, lexicon.places)
        self._issuer = re.compile(table["issuer"]["pattern"])
        self._after = re.compile(table["issuer"]["after"])

    def describe(self, name: str, before: str = "") -> dict[str, str]:
        """What is known of an honour: `level`, `kind`, `grade`, `rank`, `year`, each only where it is told.

        Args:
            name: of the honour ("甘肃省技术标兵").
            before: the text in front of it, which may say who gave it ("他被省总工会授予").

        Returns:
            `rank` as a number of three digits, so that it compares alike as text and as a number.
        """
        kind, start = self._kind_of(name)
        grade, step = self._grade_of(name)
        level = self._level_of(name, kind, DATED.sub("", name[:start] if start > 0 else name), before)
        attrs = {"level": level, "kind": kind.name if kind else "", "grade": grade}
        attrs = {key: value for key, value in attrs.items() if value}
        if attrs:
            attrs["rank"] = f"{self._rank(name, level, kind, step):03d}"
        if year := YEAR.search(name):
            attrs["year"] = year.group()
        return attrs

    def skill(self, title: str) -> int | None:
        """The place of a worker's title in the ladder of skills, 0 for the lowest; None where it is none of them."""
        held = [place for place, word in enumerate(self.skills) if word in title]
        return max(held, key=lambda place: (len(self.skills[place]), place), default=None)

    def _kind_of(self, name: str) -> tuple[_Kind | None, int]:
        """The kind whose words end last in the name, the longest of these; and where they begin."""
        found = [(m.end(), m.end() - m.start(), kind, m.start()) for kind in self._kinds for m in _all(kind, name)]
        if not found:
            return None, -1
        _, _, kind, start = max(found, key=lambda item: item[:2])
        return kind, start

    def _grade_of(self, name: str) -> tuple[str, int]:
        found = ((grade, step, words.search(name)) for grade, step, words in self._grades)
        graded = ((grade or match.group(), step) for grade, step, match in found if match)
        return next(graded, ("", 0))

    def _level_of(self, name: str, kind: _Kind | None, head: str, before: str) -> str:
        """Told by the name itself, else by its kind, else by its giver in the name or before it."""
        if told := self._givers.explicit(name):
            return told
        if kind and kind.level:
            return kind.level
        level = self._givers.level(head, kind.name if kind else "")
        if level or not (issuer := self._issuer.search(before)):
            return level
        return self._givers.level(self._after.sub("", issuer["giver"]), kind.name if kind else "")

    def _rank(self, name: str, level: str, kind: _Kind | None, step: int) -> int:
        order = self.levels.index(level) + 1 if level else 0
        weight = kind.weight if kind else self._other
        own = next((extra for words, extra in self._steps if words.search(name)), self.skill(name) or 0)
        missing = self._ungraded.get(kind.name, 0) if kind else 0
        return order * LEVEL_WEIGHT + weight + (step or own or missing)


class _Givers:
    """Tells from the words that name a giver at which level it stands."""

    def __init__(self, table: dict[str, Any], places: Gazetteer) -> None:
        self._explicit_levels: dict[str, str] = table["explicit"]
        self._explicit = re.compile(alternation(self._explicit_levels))
        self._openings = [(re.compile(row["pattern"]), row["level"]) for row in table["giver"]]
        self._places = places
        self._place_words: dict[str, str] = table["place_words"]
        self._place = re.compile(alternation(places.full_name))
        # 城市, 超市, 赛区, 小区 … are no administrative units
        self._unit = re.compile(r"(?<![城超门夜股都社小园片校景厂矿工灾辖赛战])" + alternation(self._place_words))
        self._industry = re.compile(alternation(table["industry"]["marks"]))
        self._no_industry = re.compile(alternation(table["industry"]["not_marks"]))
        self._ministerial = frozenset(table["industry"]["ministerial"])
        company = table["company"]
        self._company, self._weak = re.compile(company["strong"]), re.compile(company["weak"])
        self._short = re.compile(company["short"])
        self._department = re.compile(table["department"]["pattern"])

    def explicit(self, name: str) -> str | None:
        """省级, 公司级 …: the level that the name gives in so many words."""
        told = self._explicit.search(name)
        return self._explicit_levels[told.group()] if told else None

    def level(self, head: str, kind: str) -> str:
        """The level of the giver that `head`, the words before the honour's kind, names; empty where it names none."""
        if self._company.search(head) or self._short.match(head):
            return "企业"
        opening = self._opening(head)
        at, place = self._administrative(head)
        if opening and (place is None or opening[0] <= at):
            return self._of_industry(head[opening[0] :], kind) if opening[1] == "国家" else opening[1]
        if self._weak.search(head):
            return "企业"
        if place:
            return place
        return self._industry_level(kind) if "行业" in head else ""

    def _opening(self, head: str) -> tuple[int, str] | None:
        found = [(m.start(), order, level) for order, (p, level) in enumerate(self._openings) if (m := p.search(head))]
        first = min(found, default=None)
        if first is None:
            return None
        # a ministry that gives a national honour (人力资源和社会保障部全国技术能手)
        national = head.find("全国", first[0]) if first[2] == "省" else -1
        return (national, "国家") if national >= 0 else (first[0], first[2])

    def _of_industry(self, scope: str, kind: str) -> str:
        """全国 and 中国 before an industry speak of that industry only."""
        told = self._industry.search(self._no_industry.sub("", scope))
        return self._industry_level(kind) if told else "国家"

    def _industry_level(self, kind: str) -> str:
        return "省" if kind in self._ministerial else "行业"

    def _administrative(self, head: str) -> tuple[int, str | None]:
        """Where the first place or word of an administrative level stands, and the level of the last of them."""
        first, level, at = -1, None, 0
        while at < len(head):
            found = self._next_unit(head, at)
            if found is None:
                break
            start, at, level = found
            first = start if first < 0 else first
        if level and self._department.match(head, at):
            level = {"省": "市", "市": "县"}.get(level, level)
        return first, level

    def _next_unit(self, head: str, at: int) -> tuple[int, int, str] | None:
        """The next place from `at`: its start, end and level; a city that no list of prefectures has is a county's."""
        known, word = self._place.search(head, at), self._unit.search(head, at)
        opens = at == 0 or head[at - 1] in "省市区州盟"
        city = UNKNOWN_CITY.match(head, at) if opens else None
        if city and (known is None or known.start() >= city.end()) and city.group()[:-1] not in self._place_words:
            bare = any(city.group().endswith(w) for w in self._place_words if w != "市")
            return (*city.span(), "市" if bare else "县")
        if known and (word is None or known.start() <= word.start()):
            whole = self._places.full_name[known.group()]
            rest = re.compile(r"[省市]").match(head, known.end())
            return known.start(), rest.end() if rest else known.end(), self._level_of_place(whole)
        return (word.start(), word.end(), self._place_words[word.group()]) if word else None

    def _level_of_place(self, whole: str) -> str:
        """Provinces and the four municipalities have no province above them."""
        return "市" if whole in self._places.province else "省"


def _all(kind: _Kind, name: str) -> list[re.Match[str]]:
    return list(kind.pattern.finditer(name))


@cache
def honour_ladder() -> HonourLadder:
    """The ladder of the shipped data file, built once."""
    return HonourLadder(Lexicon.load())


def told_best(told: Iterable[dict[str, str]]) -> dict[str, str]:
    """What several places, the best first, tell of one thing; an honour's standing is the first that has a level."""
    places = list(told)
    standing = [place for place in places if not STANDING.isdisjoint(place)]
    best = next((place for place in standing if "level" in place), standing[0] if standing else {})
    others = {name: value for place in reversed(places) for name, value in place.items() if name not in STANDING}
    return others | {name: value for name, value in best.items() if name in STANDING}
