"""Which cards satisfy the filters, and how many cards have each value that can be filtered by."""

from collections import Counter
from collections.abc import Callable, Iterable

from search.cards import Card
from search.facets import industries, region_key
from search.results import Filters


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
        if filters.honour:
            self.tests["honour"] = _honour_test(filters.honour)

    def admits(self, card: Card) -> bool:
        """The card has a wanted value of every facet that is filtered by."""
        return all(any(map(test, card.facets[name])) for name, test in self.tests.items())


def count_facets(cards: Iterable[Card]) -> dict[str, dict[str, int]]:
    """How many of the cards have each value of each facet; the most frequent first, then by name."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("region", "industry", "year", "honour")}
    for card in cards:
        for name, values in card.facets.items():
            counts[name].update(values)
    return {name: dict(sorted(c.items(), key=lambda item: (-item[1], item[0]))) for name, c in counts.items()}


def _region_test(asked: str) -> Callable[[str], bool]:
    # 甘肃省金昌市 is in 甘肃: what begins with the wanted name lies in it.
    wanted = region_key(asked)
    return lambda name: region_key(name).startswith(wanted)


def _industry_test(asked: str) -> Callable[[str], bool]:
    wanted = frozenset(i.name for i in industries() if asked in i.name or asked in i.words)
    return wanted.__contains__


def _honour_test(asked: str) -> Callable[[str], bool]:
    return lambda name: asked in name
