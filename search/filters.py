"""Which cards satisfy the filters, and how many cards have each value that can be filtered by."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from typing import NamedTuple

from kg import name_key
from search.cards import Card
from search.facets import industries, region_key
from search.honours import Honour, honour_test, order_of
from search.results import Filters

FACETS = ("region", "industry", "year", "organization", "honour", "honour_level", "honour_kind")


class Admission:
    """The filters that are set, read once.

    Attributes:
        tests: for each facet that is filtered by, whether a value of it is a wanted one.
    """

    def __init__(self, filters: Filters) -> None:
        self.tests: dict[str, Callable[[str], bool]] = {}
        if filters.region:
            self.tests["region"] = _region_test(filters.region)
        if filters.industry:
            self.tests["industry"] = _industry_test(filters.industry)
        if filters.year is not None:
            self.tests["year"] = str(filters.year).__eq__
        if filters.organization:
            self.tests["organization"] = _organization_test(filters.organization)
        if filters.honour:
            self.tests["honour"] = honour_test(filters.honour)

    def admits(self, card: Card) -> bool:
        """The card has a wanted value of every facet that is filtered by."""
        return all(any(map(test, card.filed[name])) for name, test in self.tests.items())


class Facets(NamedTuple):
    """What is counted of a card.

    Attributes:
        values: of each facet, in the order of `FACETS`.
        ranks: of the honours, the highest the least.
    """

    values: tuple[tuple[str, ...], ...]
    ranks: dict[str, int]

    @classmethod
    def of(cls, card: Card) -> "Facets":
        """Those of a card."""
        values = card.facets
        ranks = {honour.name: -honour.rank for honour in map(Honour.read, card.distinctions)}
        return cls(tuple(values[name] for name in FACETS), ranks)


def count_facets(cards: Iterable[Facets]) -> dict[str, dict[str, int]]:
    """How many of the cards have each value of each facet; the most frequent first, honours by rank, then by name."""
    some = list(cards)
    ranks = {name: rank for one in some for name, rank in one.ranks.items()}
    orders = {"honour": ranks} | {name: order_of(name) for name in ("honour_level", "honour_kind")}
    # All values of a facet at once: adding them to the count card by card takes four times as long.
    columns = zip(*(one.values for one in some), strict=True) if some else ((),) * len(FACETS)
    counts = (Counter(chain.from_iterable(column)) for column in columns)
    return {name: _sorted(count, orders.get(name, {})) for name, count in zip(FACETS, counts, strict=True)}


def _sorted(counts: Counter[str], order: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (order.get(item[0], 0), -item[1], item[0])))


def _region_test(asked: str) -> Callable[[str], bool]:
    # 甘肃省金昌市 is in 甘肃: what begins with the wanted name lies in it.
    wanted = region_key(asked)
    return lambda name: region_key(name).startswith(wanted)


def _organization_test(asked: str) -> Callable[[str], bool]:
    wanted = name_key(asked)
    return lambda name: name_key(name) == wanted


def _industry_test(asked: str) -> Callable[[str], bool]:
    wanted = frozenset(i.name for i in industries() if asked in i.name or asked in i.words)
    return wanted.__contains__
