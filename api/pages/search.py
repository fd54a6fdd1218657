"""What was found: achievements and other things, page by page, with the ways to narrow it down."""

from fastapi import APIRouter
from starlette.responses import HTMLResponse

from api.pages.cards import card_of
from api.pages.choices import TheRequest, facet_choices, filter_choices, type_choices
from api.parameters import OpenSearcher, PageNumber, TheLibrary, ThePages

router = APIRouter(include_in_schema=False)

HITS = 20
"""On one page."""
PAGES = 5
"""Search gives a hundred hits at most."""


@router.get("/search")
def search(
    library: TheLibrary, searcher: OpenSearcher, pages: ThePages, asked: TheRequest, page: PageNumber = 1
) -> HTMLResponse:
    """What resembles the words most, with its sentences and reasons."""
    box, page = pages.labels.boxes["search"], min(page, PAGES)
    if not asked.q:
        return pages.page("search.html", "/", box=box, q="")
    beyond = 1 if page < PAGES else 0
    found = searcher.search(asked.q, type=asked.type, k=page * HITS + beyond, filters=asked.filters)
    return pages.page(
        "search.html",
        "/",
        box=box,
        q=asked.q,
        asked=asked,
        types=type_choices(asked, pages.labels),
        filters=filter_choices(asked, pages.labels),
        facets=facet_choices(asked, found.facets, pages.labels),
        cards=[card_of(hit, library.store, pages.labels) for hit in found.hits[(page - 1) * HITS : page * HITS]],
        number=page,
        more=len(found.hits) > page * HITS,
    )
