"""A made-up world for measuring who is who: enterprises with their names, and persons of whom many share a name.

Seeded; the truth is known. What is drawn how often is written down in `Rates`; where the annotated reports (39 persons
in five of them) tell a rate it is theirs, the rest is judged. Nothing here knows how the resolver decides.
"""

import random
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

Draw = random.Random
# Of enterprises: groups with subsidiaries, utilities of a city, plants of others, and plain ones. Judged.
KINDS = (0.15, 0.10, 0.15, 0.60)
# Of those whose trade has a common abbreviation. Judged.
ABBREVIATED = 0.4


@dataclass(frozen=True, slots=True)
class Rates:
    """How often, 0 to 1."""

    shared_name: float = 1 / 3  # of names, borne by 2 to 6 persons
    same_trade_and_place: float = 0.10  # of the further bearers of a name: province and industry are the first one's
    # likewise: even the enterprise, or another part of its group. Were two workers drawn at random to share a full name
    # once in 20,000 times (judged), 300 enterprises of 8 workers each would have half such a pair; this gives two.
    same_employer: float = 0.002
    two_employers: float = 0.08
    leads_studio: float = 0.20
    renamed: float = 0.04  # of enterprises
    same_bare_name: float = 0.03  # of enterprises: named like one in another province, but for the place


@dataclass(frozen=True, slots=True)
class Employer:
    """An enterprise, or a part of one that has a name of its own.

    Attributes:
        names: its full name with the place, without it, its short name, and perhaps an abbreviation.
        former: what it was called before, where it was renamed.
    """

    id: int
    province: str
    city: str
    industry: str
    names: tuple[str, ...]
    parent: "Employer | None" = None
    former: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A worker; what reports may tell of them."""

    id: int
    name: str
    trade: str
    employers: tuple[Employer, ...]
    honours: tuple[tuple[str, str], ...]
    dated: tuple[str, ...]
    works: tuple[str, ...]
    leads_studio: bool
    reports: int


@cache
def words() -> dict[str, Any]:
    """The words of words.toml."""
    return tomllib.loads(files("benchmarks.generated").joinpath("words.toml").read_text("utf-8"))


def employers(count: int, draw: Draw, rates: Rates) -> list[Employer]:
    """About as many enterprises: plain ones, groups with subsidiaries, utilities of a city, and plants of others."""
    found: list[Employer] = []
    taken: set[str] = set()
    made = 0
    while len(found) < count:
        some = _enterprises(made, draw, rates, found)
        made += len(some)
        for one in some:
            if not taken & set(one.names):
                taken |= set(one.names[:2])
                found.append(one)
    return found


def _place(draw: Draw) -> tuple[str, str]:
    province = draw.choice(words()["provinces"])
    # each province has cities of its own
    own = Draw(province)
    cities = [own.choice(words()["city_heads"]) + own.choice(words()["city_tails"]) + "市" for _ in range(4)]
    return province, draw.choice(cities)


def _enterprises(first: int, draw: Draw, rates: Rates, known: list[Employer]) -> list[Employer]:
    w = words()
    province, city = _place(draw)
    brand = draw.choice(w["brand_heads"]) + draw.choice(w["brand_tails"])
    industry = draw.choice(w["industries"])
    kind = draw.choices(("group", "utility", "plant", "plain"), KINDS)[0]
    prefix = draw.choice([province[:-1], province, city[:-1], city])
    if kind == "group":
        whole = Employer(
            first, province, city, industry, (f"{prefix}{brand}集团有限公司", f"{brand}集团有限公司", f"{brand}集团")
        )
        parts = draw.sample(w["subsidiaries"], draw.randint(1, 3))
        return [whole] + [
            Employer(first + n, province, city, industry, _forms(prefix, f"{brand}集团{part}", "有限公司"), whole)
            for n, part in enumerate(parts, 1)
        ]
    if kind == "utility":
        base = draw.choice(w["utilities"])
        core = base.removesuffix("有限公司").removesuffix("公司")
        names = (f"{province[:-1]}{city[:-1]}{base}", f"{city[:-1]}{base}", f"{city[:-1]}{core}")
        return [Employer(first, province, city, core, names)]
    if kind == "plant" and known:
        whole = draw.choice([e for e in known if e.parent is None])
        part = draw.choice(w["plants"])
        names = tuple(f"{name}{part}" for name in whole.names[:3])
        return [Employer(first, whole.province, whole.city, whole.industry, names, whole)]
    if known and draw.random() < rates.same_bare_name:
        twin = draw.choice([e for e in known if e.parent is None])
        names = (province[:-1] + twin.names[1], *twin.names[1:3])
        return [Employer(first, province, city, twin.industry, names)] if province != twin.province else []
    names = _forms(prefix, brand + industry, draw.choice(w["forms"]))
    if industry in {"钢铁", "石化", "重工"} and draw.random() < ABBREVIATED:
        names = (*names, brand[0] + {"钢铁": "钢", "石化": "石化", "重工": "重"}[industry])
    former = f"{city[:-1]}第{draw.choice('一二三四')}{industry}厂" if draw.random() < rates.renamed else ""
    return [Employer(first, province, city, industry, names, None, former)]


def _forms(prefix: str, core: str, form: str) -> tuple[str, ...]:
    return f"{prefix}{core}{form}", f"{core}{form}", core


def persons(count: int, places: list[Employer], draw: Draw, rates: Rates) -> list[Person]:
    """As many persons, working at these."""
    w = words()
    found: list[Person] = []
    names: set[str] = set()
    while len(found) < count:
        given = "".join(draw.choices(w["given"], k=draw.choice((1, 2, 2))))
        if (name := draw.choice(w["surnames"]) + given) in names:
            continue
        names.add(name)
        bearers = draw.randint(2, 6) if draw.random() < rates.shared_name else 1
        taken: list[Employer] = []
        for _ in range(bearers):
            jobs = [_workplace(taken, places, draw, rates)]
            if draw.random() < rates.two_employers:
                jobs.append(_workplace([*taken, *jobs], places, draw, rates))
            taken += jobs
            found.append(_person(len(found), name, tuple(jobs), draw, rates))
    return found[:count]


def _workplace(taken: list[Employer], places: list[Employer], draw: Draw, rates: Rates) -> Employer:
    """Where a bearer of a name works, when they and their namesakes have worked at those taken."""
    if not taken:
        return draw.choice(places)
    here, chance, groups = taken[0], draw.random(), {_group(e) for e in taken}
    if chance < rates.same_employer:
        return draw.choice([e for e in places if _group(e) in groups])
    others = [e for e in places if _group(e) not in groups]
    if chance < rates.same_employer + rates.same_trade_and_place:
        alike = [e for e in others if (e.province, e.industry) == (here.province, here.industry)]
        return draw.choice(alike or [e for e in others if e.province == here.province] or others)
    return draw.choice(others)


def _group(employer: Employer) -> int:
    return (employer.parent or employer).id


def _person(id_: int, name: str, jobs: tuple[Employer, ...], draw: Draw, rates: Rates) -> Person:
    w = words()
    at, trade = jobs[0], draw.choice(w["trades"])
    place = {"province": at.province, "city": at.city, "trade": trade}
    honours = [
        (told.format(**place), variant.format(**place))
        for told, variant in draw.sample(w["honours"], draw.choice((0, 1, 1, 2, 3)))
    ]
    dated = [
        pattern.format(
            **place,
            year=draw.randint(2008, 2025),
            session=draw.choice("一二三四五六七八九"),
            place=draw.choice("一二三"),
            grade=draw.choice("一二三"),
        )
        for pattern in draw.sample(w["dated"], draw.choice((0, 0, 1, 1, 2)))
    ]
    works = [
        draw.choice(w["things"]) + draw.choice(w["means"]) + draw.choice(w["kinds"])
        for _ in range(draw.choice((0, 1, 1, 2)))
    ]
    leads = draw.random() < rates.leads_studio
    reports = draw.choices((1, 2, 3, 4, 5), (0.35, 0.25, 0.2, 0.12, 0.08))[0]
    return Person(id_, name, trade, jobs, tuple(honours), tuple(dated), tuple(works), leads, reports)
