"""Masters and apprentices: who has taught most, the tree of a person, and a pair."""

from typing import Annotated, Literal
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Query
from starlette.responses import HTMLResponse, Response

from api.naming import person_of
from api.pages.branches import branches
from api.pages.drawing import drawn
from api.pages.meant import meant
from api.pages.pair import pair_of
from api.parameters import PageNumber, TheLibrary, ThePages
from ingest.facts import EntityType, RelationType
from kg import Standing

router = APIRouter(include_in_schema=False)

PEOPLE = 40
"""In one page of the list."""
GENERATIONS = 6
BRANCHES = 40
"""Of each side, on one page; each with its sentences."""
DRAWN_GENERATIONS, DRAWN_PEOPLE = 50, 1000
"""Of each side, in a picture."""

Typed = Annotated[str, Query(max_length=200)]
Whom = Annotated[str, Query(min_length=1, max_length=200)]
Order = Literal["generations", "apprentices", "successors"]


@router.get("/lineage")
def index(
    library: TheLibrary, pages: ThePages, q: Typed = "", by: Order = "generations", page: PageNumber = 1
) -> HTMLResponse:
    """Who has the most generations or apprentices; with `q`, only those whose name has it in it."""
    q, everyone = q.strip(), library.graph().standings()
    found = [one for one in everyone if not q or _is_called(one, q)]
    found.sort(key=lambda one: -getattr(one, by))
    last = max(1, -(-len(found) // PEOPLE))
    page = min(page, last)
    homes = {one.person.id: _home(one, library) for one in found[(page - 1) * PEOPLE : page * PEOPLE]}

    def address(**changed: object) -> str:
        return f"/lineage?{urlencode({name: value for name, value in ({'q': q, 'by': by} | changed).items() if value})}"

    return pages.page(
        "lineages.html",
        "/lineage",
        q=q,
        by=by,
        found=found[(page - 1) * PEOPLE : page * PEOPLE],
        homes=homes,
        total=len(found),
        people=len(everyone),
        pairs=sum(one.apprentices for one in everyone),
        others=meant(q, library, pages.labels, (EntityType.PERSON,)) if q and not found else None,
        address=address,
        page=page,
        last=last,
    )


@router.get("/lineage/pair")
def pair(library: TheLibrary, pages: ThePages, master: Whom, apprentice: Whom) -> HTMLResponse:
    """A master and an apprentice: the sentences that say so, what each received, what they made together."""
    people = person_of(master, library.store), person_of(apprentice, library.store)
    return pages.page("pair.html", "/lineage", pair=pair_of(*people, library.store))


@router.get("/lineage/{id}/tree.svg")
def picture(library: TheLibrary, id: str) -> Response:
    """The tree as a picture to keep."""
    tree = library.graph().lineage(person_of(id, library.store).id)
    sides = (branches(side, DRAWN_GENERATIONS, DRAWN_PEOPLE) for side in (tree.mentors, tree.apprentices))
    named = f"attachment; filename*=UTF-8''{quote(f'{tree.root.name}的师徒谱系.svg')}"
    return Response(drawn(tree.root, *sides), media_type="image/svg+xml", headers={"content-disposition": named})


@router.get("/lineage/{id}")
def lineage(library: TheLibrary, pages: ThePages, id: str, page: PageNumber = 1) -> HTMLResponse:
    """A person's masters above and apprentices below, over the generations, each pair with its sentences."""
    tree = library.graph().lineage(person_of(id, library.store).id)
    last = max(1, -(-max(len(tree.apprentices), len(tree.mentors)) // BRANCHES))
    page = min(page, last)
    shown = slice((page - 1) * BRANCHES, page * BRANCHES)
    return pages.page(
        "lineage.html",
        "/lineage",
        tree=tree,
        mentors=branches(tree.mentors[shown], GENERATIONS, BRANCHES),
        apprentices=branches(tree.apprentices[shown], GENERATIONS, BRANCHES),
        standing=next((one for one in library.graph().standings() if one.person.id == tree.root.id), None),
        page=page,
        last=last,
    )


def _is_called(one: Standing, name: str) -> bool:
    return any(name in known for known in (one.person.name, *one.person.aliases))


def _home(one: Standing, library: TheLibrary) -> str:
    relations = library.store.relations(one.person.id, RelationType.WORKS_AT)
    return "、".join(dict.fromkeys(r.tail.name for r in relations if r.head.id == one.person.id))
