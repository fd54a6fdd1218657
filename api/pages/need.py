"""What an enterprise needs help with, as an address: the problem, which experts are wanted, and who has been chosen."""

from dataclasses import asdict, dataclass, field
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Query

from search import ExpertFilters

PROBLEM_LIMIT = 2000
"""Characters of a problem; search reads no more."""
CHOSEN_LIMIT = 6
"""Experts that can stand side by side."""

# browsers send a line break as two characters
Problem = Annotated[str, Query(max_length=2 * PROBLEM_LIMIT)]
Entry = Annotated[str, Query(max_length=200)]
"""A field of a form; empty where nothing was entered."""
Ids = Annotated[list[str], Query(alias="id", default_factory=list, max_length=50)]


@dataclass(frozen=True, slots=True)
class Need:
    """What stands in the address of the pages about experts.

    Attributes:
        ids: of the experts chosen, each once.
        enterprise: whose problem it is, for the sheet.
    """

    q: str = ""
    filters: ExpertFilters = field(default_factory=ExpertFilters)
    ids: tuple[str, ...] = ()
    enterprise: str = ""

    @property
    def chosen(self) -> dict[str, str]:
        """The filters that are set."""
        return {name: str(value) for name, value in asdict(self.filters).items() if value is not None}

    @property
    def fields(self) -> dict[str, str]:
        """All but who is chosen, for forms that go on from here."""
        told = {"q": self.q, **self.chosen, "enterprise": self.enterprise}
        return {name: value for name, value in told.items() if value}

    @property
    def compared(self) -> tuple[str, ...]:
        """As many of the chosen as can stand side by side."""
        return self.ids[:CHOSEN_LIMIT]

    def address(self, path: str) -> str:
        """The page at the path, for this need."""
        return f"{path}?{urlencode([*self.fields.items(), *(('id', id_) for id_ in self.ids)])}"


def _filters(region: Entry = "", industry: Entry = "", honour: Entry = "", near: Entry = "") -> ExpertFilters:
    return ExpertFilters(
        region=region.strip() or None,
        industry=industry.strip() or None,
        honour=honour.strip() or None,
        near=near.strip() or None,
    )


def _need(
    filters: Annotated[ExpertFilters, Depends(_filters)], ids: Ids, q: Problem = "", enterprise: Entry = ""
) -> Need:
    problem = q.replace("\r\n", "\n").strip()[:PROBLEM_LIMIT]
    return Need(problem, filters, tuple(dict.fromkeys(ids)), enterprise.strip())


TheNeed = Annotated[Need, Depends(_need)]
