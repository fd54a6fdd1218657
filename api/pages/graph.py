"""What stands around an entity: as a picture to walk in, and as a list of relations with their sentences."""

from collections.abc import Iterable
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from starlette.responses import HTMLResponse

from api.exploring import TheScope
from api.pages.meant import meant
from api.parameters import PageNumber, TheLibrary, ThePages
from ingest.facts import EntityType
from kg import RelationRecord, Scope, Store

router = APIRouter(include_in_schema=False)

RELATIONS = 30
"""In one page of the list; each with its first sentence."""
DEPTHS = (1, 2, 3)
LIMITS = (100, 200, 500, 1000, 2000)

Typed = Annotated[str, Query(max_length=200)]


@router.get("/graph")
def graph(library: TheLibrary, pages: ThePages, scope: TheScope, id: Typed = "", page: PageNumber = 1) -> HTMLResponse:
    """The surroundings of the entity of that id or name; without one, the form that asks for it."""
    asked = meant(id, library, pages.labels)
    if asked.entity is None:
        return pages.page("graph.html", "/graph", asked=asked, around=None)
    around = library.graph().neighbourhood(asked.entity.id, scope)
    last = max(1, -(-len(around.relations) // RELATIONS))
    page = min(page, last)
    shown = around.relations[(page - 1) * RELATIONS : page * RELATIONS]

    def address(path: str = "/graph", opened: str = "", page: int = 1) -> str:
        return f"{path}?{urlencode(_query(asked.entity.id, scope, opened, page))}" if asked.entity else path

    return pages.page(
        "graph.html",
        "/graph",
        asked=asked,
        around=around,
        scope=scope,
        relations=_explained(shown, library.store),
        address=address,
        depths=DEPTHS,
        limits=LIMITS,
        types={kind.value: pages.labels.type(kind.value) for kind in EntityType},
        signs={kind.value: pages.labels.word("marks", kind.value) for kind in EntityType},
        kinds={name: pages.labels.relation(name, from_head=True) for name in pages.labels.relations},
        page=page,
        last=last,
    )


def _query(id: str, scope: Scope, opened: str, page: int) -> list[tuple[str, str]]:
    """The parameters of an address of the page, with one more entity opened."""
    plain = Scope()
    told = [("id", id), ("depth", str(scope.depth)), ("limit", str(scope.limit)), ("page", str(page))]
    usual = {("depth", str(plain.depth)), ("limit", str(plain.limit)), ("page", "1")}
    several = {"open": {*scope.opened, *filter(None, [opened])}, "type": scope.types, "relation": scope.relations}
    return [one for one in told if one not in usual] + [
        (n, str(v)) for n, values in several.items() for v in sorted(values)
    ]


def _explained(relations: Iterable[RelationRecord], store: Store) -> list[RelationRecord]:
    """The relations with their sentences; without those that have gone since."""
    relations = tuple(relations)
    found = store.relations_by_id(r.id for r in relations)
    return [found[r.id] for r in relations if r.id in found]
