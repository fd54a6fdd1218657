"""The links that change a search: another type, a filter more, a filter less."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from urllib.parse import urlencode

from api.labels import Labels
from search import Filters

CHOICES_SHOWN = 8
FACETS = {
    "region": "region",
    "industry": "industry",
    "year": "year",
    "honour_level": "honour",
    "honour_kind": "honour",
    "honour": "honour",
}
"""The facets that are shown, and the filter that a value of each sets."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A link to click.

    Attributes:
        chosen: whether it is what is shown now.
        count: how many results it would leave.
    """

    word: str
    address: str
    chosen: bool = False
    count: int = 0


@dataclass(frozen=True, slots=True)
class Facet:
    """A property of the results and its most frequent values."""

    word: str
    choices: tuple[Choice, ...]


def type_choices(q: str, type: str, labels: Labels) -> list[Choice]:
    """The types that can be searched for."""
    names = labels.plain["searched"]
    return [Choice(word, _address(q, name, {}), chosen=name == type) for name, word in names.items()]


def filter_choices(q: str, type: str, filters: Filters, labels: Labels) -> list[Choice]:
    """The filters now set; each link takes one away."""
    now = _set(filters)
    return [
        Choice(
            f"{labels.word('facets', name)}：{value}", _address(q, type, {n: v for n, v in now.items() if n != name})
        )
        for name, value in now.items()
    ]


def facet_choices(
    q: str, type: str, filters: Filters, counts: Mapping[str, Mapping[str, int]], labels: Labels
) -> list[Facet]:
    """The facets that are not filtered by yet, with their most frequent values."""
    now = _set(filters)

    def values(name: str) -> Iterator[Choice]:
        for value, count in list(counts.get(name, {}).items())[:CHOICES_SHOWN]:
            yield Choice(value, _address(q, type, now | {FACETS[name]: value}), count=count)

    facets = [
        Facet(labels.word("facets", name), tuple(values(name))) for name, sets in FACETS.items() if sets not in now
    ]
    return [facet for facet in facets if facet.choices]


def _set(filters: Filters) -> dict[str, str]:
    return {name: str(value) for name, value in asdict(filters).items() if value is not None}


def _address(q: str, type: str, filters: Mapping[str, str]) -> str:
    return f"/search?{urlencode({'q': q, 'type': type, **filters})}"
