"""The start page, and what was found: achievements and other things, experts, answers."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import HTMLResponse

from api.pages.cards import card_of
from api.pages.choices import facet_choices, filter_choices, type_choices
from api.parameters import TheFilters, TheLibrary, ThePages, Wanted
from ingest.facts import EntityType
from search import ask as ask_library

router = APIRouter(include_in_schema=False)

Asked = Annotated[str, Query(max_length=1000)]

HITS = 20


@router.get("/")
def home(library: TheLibrary, pages: ThePages) -> HTMLResponse:
    """The search box and the library's numbers."""
    counts = library.store.counts()
    words = pages.labels.plain["numbers"]
    numbers = [(words[name], counts.get(name, 0)) for name in words] if counts["documents"] else []
    return pages.page("home.html", "/", box=pages.labels.boxes["search"], numbers=numbers)


@router.get("/search")
def search(
    library: TheLibrary, pages: ThePages, filters: TheFilters, q: Asked = "", type: Wanted = EntityType.ACHIEVEMENT
) -> HTMLResponse:
    """What resembles the words most, with its sentences and reasons."""
    box, q = pages.labels.boxes["search"], q.strip()
    if not q:
        return pages.page("search.html", "/", box=box, q="")
    found = library.searcher().search(q, type=type, k=HITS, filters=filters)
    return pages.page(
        "search.html",
        "/",
        box=box,
        q=q,
        types=type_choices(q, str(type), pages.labels),
        filters=filter_choices(q, str(type), filters, pages.labels),
        facets=facet_choices(q, str(type), filters, found.facets, pages.labels),
        cards=[card_of(hit, library.store, pages.labels) for hit in found.hits],
    )


@router.get("/experts")
def experts(library: TheLibrary, pages: ThePages, q: Asked = "") -> HTMLResponse:
    """Who can help."""
    q = q.strip()
    found = library.searcher().experts(q, k=HITS) if q else ()
    return pages.page("experts.html", "/", box=pages.labels.boxes["experts"], q=q, experts=found)


@router.get("/ask")
def ask(library: TheLibrary, pages: ThePages, q: Asked = "") -> HTMLResponse:
    """What the library answers."""
    q = q.strip()
    reply = ask_library(q, library.store) if q else None
    return pages.page("ask.html", "/", box=pages.labels.boxes["ask"], q=q, reply=reply)
