"""What is most like an achievement, a studio or a person."""

from fastapi import APIRouter
from starlette.responses import HTMLResponse

from api.pages.cards import card_of
from api.parameters import OpenSearcher, TheEntity, TheLibrary, ThePages

router = APIRouter(include_in_schema=False)

SHOWN = 20


@router.get("/entities/{id}/similar")
def similar(library: TheLibrary, searcher: OpenSearcher, pages: ThePages, entity: TheEntity) -> HTMLResponse:
    """The things of its type that are most like it, by meaning and by the words of its name."""
    found = searcher.similar(entity.id, SHOWN)
    cards = [card_of(hit, library.store, pages.labels) for hit in found.hits]
    return pages.page("similar.html", "/", entity=entity, cards=cards)
