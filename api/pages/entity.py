"""The page of one entity, and the lists of its facts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.addresses import KINDS, entity_id, entity_path
from api.labels import Labels
from api.library import Library
from api.naming import entity_of
from api.pages.facts import Group, Section, disputed, moments, sections, shortened
from api.pages.lines import line
from api.pages.linked_data import linked_data
from api.parameters import SLOW_SECONDS, PageNumber, TheEntity, TheLibrary, ThePages
from api.rendering import Pages
from corpus import NotFound
from ingest.facts import EntityType, RelationType
from kg import EntityRecord, EvidenceRecord, RelationRecord, statistics
from search import Hit

router = APIRouter(include_in_schema=False)

SIMILAR = 5
COMPARED = frozenset({EntityType.ACHIEVEMENT, EntityType.STUDIO, EntityType.PERSON})
"""Types of which similar ones are shown; that two places or awards are alike helps nobody."""
LISTED = 20
"""Facts, or sentences, on one page of a list."""
MENTIONS = 3
FIGURES = 12
NEIGHBOURS = 14
DRAWN = 28
"""Relations in the graph."""
DESCRIBED = 110
"""Characters of the description that other programs show beside a link to the page."""
LEAST_DRAWN = 3
"""Things; one line between two names tells nothing that the facts do not."""
LOCAL = {
    EntityType.STUDIO: "studios",
    EntityType.TEAM: "teams",
    EntityType.ORGANIZATION: "organizations",
    EntityType.ACHIEVEMENT: "achievements",
    EntityType.EVENT: "happenings",
}
"""What a region's page lists, and how the address of each list calls it."""

Listed = Annotated[str, Query(alias="list", max_length=40)]


@dataclass(frozen=True, slots=True)
class Local:
    """Things of one type at a place, each with the relation that brings it there.

    Attributes:
        name: what the address of its own list calls it.
        total: how many there are; `things` may hold fewer.
    """

    name: str
    type: EntityType
    things: tuple[tuple[EntityRecord, RelationRecord], ...]
    total: int


@router.get("/entities/{id}")
def by_id(request: Request, entity: TheEntity) -> RedirectResponse:
    """Leads to the readable address."""
    return _to(entity, request)


def entity(
    request: Request, library: TheLibrary, pages: ThePages, tail: str, list: Listed = "", page: PageNumber = 1
) -> Response:
    """Everything the library says of one entity, each fact with its sentences; `list` asks for one group in full."""
    kind = request.url.path.split("/")[1]
    found = entity_of(entity_id(kind, tail), library.store)
    if entity_path(found.id, found.name) != f"/{kind}/{tail}":
        return _to(found, request)
    return _list(found, library, pages, list, page) if list else _overview(found, library, pages)


for _kind in KINDS:
    router.add_api_route(f"/{_kind}/{{tail}}", entity, response_class=HTMLResponse)


def _to(entity: EntityRecord, request: Request) -> RedirectResponse:
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(entity_path(entity.id, entity.name) + query)


def _overview(entity: EntityRecord, library: Library, pages: Pages) -> HTMLResponse:
    store, labels = library.store, pages.labels
    relations = store.relations(entity.id)
    figures = statistics(store, subject=entity.id)
    mentions = store.mentions(entity.id)
    about = line(entity.id, entity.type, relations, labels)
    description = (about or (mentions[0].text if mentions else ""))[:DESCRIBED]
    dated = moments(entity.id, relations, [row.measure for row in figures], labels)
    return pages.page(
        "entity.html",
        "/",
        entity=entity,
        address=entity_path(entity.id, entity.name),
        line=about,
        description=description,
        linked_data=linked_data(entity, relations, description),
        lineage=any(r.type is RelationType.MENTORS for r in relations),
        comparable=entity.type in COMPARED,
        sections=shortened(_sections(entity, relations, labels)),
        local=_local(entity, library, MENTIONS * 2),
        disputed=disputed(figures),
        figures=figures[:FIGURES],
        figures_left=max(0, len(figures) - FIGURES),
        moments=dated,
        similar=_similar(entity, library),
        mentions=mentions[:MENTIONS],
        mentioned=len(mentions),
        names=(entity.name, *entity.aliases),
        graph=_graph(entity, library, labels),
        identity=store.identity_of(entity.id),
    )


def _list(entity: EntityRecord, library: Library, pages: Pages, name: str, page: int) -> HTMLResponse:
    """One group of facts, or of things at a place, or of sentences, page by page."""
    relations = library.store.relations(entity.id)
    groups: dict[str, Group] = {g.name: g for s in sections(entity.id, relations, pages.labels) for g in s.groups}
    places: dict[str, Local] = {one.name: one for one in _local(entity, library, None)}
    shown = slice((page - 1) * LISTED, page * LISTED)
    mentions: Sequence[EvidenceRecord] = ()
    if name == "mentions":
        mentions = library.store.mentions(entity.id)
        word, total = "原文提到", len(mentions)
    elif name in groups:
        word, total = groups[name].word, groups[name].total
    elif name in places:
        word, total = f"当地的{pages.labels.type(places[name].type.value)}", places[name].total
    else:
        raise NotFound(f"“{entity.name}”没有这一项。请回到它的页面查看。")

    def at(number: int) -> str:
        return f"{entity_path(entity.id, entity.name)}?{urlencode({'list': name, 'page': number})}"

    return pages.page(
        "facts.html",
        "/",
        entity=entity,
        address=entity_path(entity.id, entity.name),
        listed=name,
        word=word,
        total=total,
        facts=groups[name].facts[shown] if name in groups else (),
        things=places[name].things[shown] if name in places else (),
        mentions=mentions[shown],
        names=(entity.name, *entity.aliases),
        number=page,
        previous=at(page - 1) if page > 1 else None,
        next=at(page + 1) if page * LISTED < total else None,
    )


def _sections(entity: EntityRecord, relations: Iterable[RelationRecord], labels: Labels) -> tuple[Section, ...]:
    """A region's page lists what is there by type instead."""
    if entity.type is EntityType.PLACE:
        relations = (r for r in relations if r.type is not RelationType.LOCATED_IN or r.head.type not in LOCAL)
    return sections(entity.id, relations, labels)


def _local(entity: EntityRecord, library: Library, most: int | None) -> tuple[Local, ...]:
    """What is at a place, by type, in the order of LOCAL; nothing for other things."""
    if entity.type is not EntityType.PLACE:
        return ()
    found: dict[EntityType, list[tuple[EntityRecord, RelationRecord]]] = {}
    seen = {entity.id}
    for relation in library.graph().local(entity.id):
        thing = relation.tail if relation.head.id in seen else relation.head
        seen.add(thing.id)
        found.setdefault(thing.type, []).append((thing, relation))
    return tuple(
        Local(name, type, tuple(found[type][:most]), len(found[type])) for type, name in LOCAL.items() if type in found
    )


def _similar(entity: EntityRecord, library: Library) -> Sequence[Hit]:
    """The most similar things; none while the search is still being opened."""
    if entity.type not in COMPARED or library.opening(within=SLOW_SECONDS):
        return ()
    return library.searcher().similar(entity.id, SIMILAR).hits


def _graph(entity: EntityRecord, library: Library, labels: Labels) -> dict[str, object]:
    """What surrounds the entity, as the chart draws it and as the table lists it; empty where there is nothing."""
    around = library.graph().surroundings(entity.id, NEIGHBOURS)[:DRAWN]
    nodes = {end.id: end for r in around for end in (r.head, r.tail)}
    if len(nodes) < LEAST_DRAWN:
        return {}
    return {
        "relations": around,
        "drawn": {"centre": entity.id, "nodes": list(_nodes(nodes.values(), labels)), "links": _links(around, labels)},
    }


def _nodes(entities: Iterable[EntityRecord], labels: Labels) -> Iterator[dict[str, str]]:
    for one in entities:
        type = one.type.value
        yield {
            "id": one.id,
            "name": one.name,
            "type": type.lower(),
            "word": labels.type(type),
            "address": entity_path(one.id, one.name),
        }


def _links(relations: Iterable[RelationRecord], labels: Labels) -> list[dict[str, str]]:
    return [
        {"source": r.head.id, "target": r.tail.id, "word": labels.relation(r.type.value, from_head=True)}
        for r in relations
    ]
