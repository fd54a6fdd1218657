"""Who can help an enterprise with its problem: the form, what was found, and a description read from a file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from fastapi import APIRouter, UploadFile
from starlette.responses import HTMLResponse

from api.errors import meaning
from api.labels import Labels
from api.pages.advisers import Adviser, advisers
from api.pages.description import DESCRIBED_BY, Description, read_description
from api.pages.need import CHOSEN_LIMIT, PROBLEM_LIMIT, Need, TheNeed
from api.parameters import OpenSearcher, PageNumber, TheLibrary, ThePages
from api.rendering import Pages
from corpus import UnreadableFile
from kg import EntityRecord

router = APIRouter(include_in_schema=False)

SHOWN = 10
"""On one page."""
PAGES = 5
OFFERED = 12
"""Values of a facet that can be chosen, the most frequent."""
FILTERS = {"region": ("region",), "industry": ("industry",), "honour": ("honour_level", "honour_kind", "honour")}
"""The filters, and the facets whose values can be chosen for each."""


@dataclass(frozen=True, slots=True)
class Options:
    """Values of one facet to choose from, each with how many experts it would leave."""

    word: str
    values: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter of the form.

    Attributes:
        chosen: its value; empty where it is not set.
        known: whether the value is one of the options.
    """

    name: str
    word: str
    chosen: str
    options: tuple[Options, ...]

    @property
    def known(self) -> bool:
        """Whether the chosen value is among the options."""
        return any(value == self.chosen for options in self.options for value, _ in options.values)


@dataclass(frozen=True, slots=True)
class Form:
    """What the form shows.

    Attributes:
        description: the file from which the problem was read; None where it was written.
        refusal: why a file was not read; empty where none was refused.
    """

    need: Need = field(default_factory=Need)
    filters: tuple[Filter, ...] = ()
    description: Description | None = None
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Results:
    """A page of the experts found.

    Attributes:
        elsewhere: those chosen who are not on this page.
        page: its number, from 1.
        more: there is a next one.
    """

    advisers: Sequence[Adviser]
    elsewhere: Sequence[EntityRecord]
    page: int
    more: bool

    @property
    def first(self) -> int:
        """The place of the page's first expert among all."""
        return (self.page - 1) * SHOWN + 1


@router.get("/experts")
def experts(
    library: TheLibrary, searcher: OpenSearcher, pages: ThePages, need: TheNeed, page: PageNumber = 1
) -> HTMLResponse:
    """The people and studios that have solved something like it."""
    if not need.q:
        return _shown(pages, Form(need))
    page = min(page, PAGES)
    found = searcher.experts(need.q, k=page * SHOWN + 1, filters=need.filters)
    here = advisers(found[(page - 1) * SHOWN : page * SHOWN], library.store, pages.labels)
    shown = {adviser.expert.id for adviser in here}
    elsewhere = [one for one in library.store.entities_by_id(need.ids).values() if one.id not in shown]
    results = Results(here, elsewhere, page, more=len(found) > page * SHOWN and page < PAGES)
    return _shown(pages, Form(need, _filters(need, searcher.expert_facets(need.q), pages.labels)), results)


@router.post("/experts")
def described(pages: ThePages, file: UploadFile | None = None) -> HTMLResponse:
    """The form again, with what a file says as the problem, to be edited before anything is searched for."""
    if file is None or not file.filename:
        return _shown(pages, Form(refusal="请先选择一个文件，再读取。"), status=422)
    try:
        description = read_description(file.filename, file.file)
    except UnreadableFile as error:
        refusal = f"“{file.filename}”没有读成：{error.problem}。{error.cure}。"
        return _shown(pages, Form(refusal=refusal), status=meaning(error).status)
    return _shown(pages, Form(Need(description.text), description=description))


def _shown(pages: Pages, form: Form, results: Results | None = None, status: int = 200) -> HTMLResponse:
    return pages.page(
        "experts.html",
        "/",
        status,
        box=pages.labels.boxes["experts"],
        form=form,
        results=results,
        suffixes=DESCRIBED_BY,
        most=PROBLEM_LIMIT,
        chosen_most=CHOSEN_LIMIT,
    )


def _filters(need: Need, facets: Mapping[str, Mapping[str, int]], labels: Labels) -> tuple[Filter, ...]:
    """The filters that leave a choice or are set."""
    offered = []
    for name, sources in FILTERS.items():
        options = [Options(labels.word("facets", s), tuple(facets[s].items())[:OFFERED]) for s in sources if facets[s]]
        one = Filter(name, labels.word("facets", name), need.chosen.get(name, ""), tuple(options))
        if one.options or one.chosen:
            offered.append(one)
    return tuple(offered)
