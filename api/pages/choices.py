"""What a search asks for, as an address, and the links that change it: another type, a filter more, a filter less."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends

from api.labels import Labels
from api.parameters import Asked, TheFilters, Wanted
from ingest.facts import EntityType
from search import Filters

CHOICES_SHOWN = 8
FACETS = {
    "region": "region",
    "industry": "industry",
    "year": "year",
    "organization": "organization",
    "honour_level": "honour",
    "honour_kind": "honour",
    "honour": "honour",
}
"""The facets that are shown, and the filter that a value of each sets."""
NOTHING: Mapping[str, str | None] = {}


@dataclass(frozen=True, slots=True)
class Request:
    """What is searched for; its address is all of it, so that a search can be kept and sent on."""

    q: str
    type: str
    filters: Filters

    @property
    def chosen(self) -> dict[str, str | None]:
        """The filters that are set."""
        return {name: str(value) for name, value in asdict(self.filters).items() if value is not None}

    def address(self, changed: Mapping[str, str | None] = NOTHING, page: int = 1, path: str = "/search") -> str:
        """Where its results are, with some filters set or (None) taken away."""
        wanted = {"q": self.q, "type": self.type, **self.chosen, **changed} | ({"page": str(page)} if page > 1 else {})
        return f"{path}?{urlencode({name: value for name, value in wanted.items() if value is not None})}"


def _request(filters: TheFilters, q: Asked = "", type: Wanted = EntityType.ACHIEVEMENT) -> Request:
    return Request(q.strip(), str(type), filters)


TheRequest = Annotated[Request, Depends(_request)]
"""The search that stands in a page's address."""


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


def type_choices(asked: Request, labels: Labels) -> list[Choice]:
    """The types that can be searched for; filters belong to a type's results and go."""
    return [
        Choice(word, Request(asked.q, name, Filters()).address(), chosen=name == asked.type)
        for name, word in labels.plain["searched"].items()
    ]


def filter_choices(asked: Request, labels: Labels) -> list[Choice]:
    """The filters now set; each link takes one away."""
    return [
        Choice(f"{labels.word('facets', name)}：{value}", asked.address({name: None}))
        for name, value in asked.chosen.items()
    ]


def facet_choices(asked: Request, counts: Mapping[str, Mapping[str, int]], labels: Labels) -> list[Facet]:
    """The facets that are not filtered by yet, with their most frequent values."""

    def values(name: str) -> Iterator[Choice]:
        for value, count in list(counts.get(name, {}).items())[:CHOICES_SHOWN]:
            yield Choice(value, asked.address({FACETS[name]: value}), count=count)

    wanted = [name for name, sets in FACETS.items() if sets not in asked.chosen]
    facets = [Facet(labels.word("facets", name), tuple(values(name))) for name in wanted]
    return [facet for facet in facets if facet.choices]
