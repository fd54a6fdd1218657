"""The page of one entity."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.responses import HTMLResponse

from api.labels import Labels
from api.pages.lines import by_rank, line
from api.parameters import TheEntity, TheLibrary, ThePages
from ingest.facts import EntityType, RelationType
from kg import EntityRecord, EvidenceRecord, RelationRecord

router = APIRouter(include_in_schema=False)

SIMILAR = 5
COMPARED = frozenset({EntityType.ACHIEVEMENT, EntityType.STUDIO, EntityType.PERSON})
"""Types of which similar ones are shown; that two places or awards are alike helps nobody."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One relation, seen from the entity of the page.

    Attributes:
        other: the entity at the other end.
        note: the relation's properties, in words.
    """

    other: EntityRecord
    note: str
    evidence: tuple[EvidenceRecord, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Relations of one type and direction."""

    word: str
    facts: tuple[Fact, ...]


@router.get("/entities/{id}")
def entity(library: TheLibrary, pages: ThePages, entity: TheEntity) -> HTMLResponse:
    """Everything the library says of one entity, each fact with its sentences."""
    relations = library.store.relations(entity.id)
    similar = library.searcher().similar(entity.id, SIMILAR).hits if entity.type in COMPARED else ()
    return pages.page(
        "entity.html",
        "/",
        entity=entity,
        line=line(entity.id, entity.type, relations, pages.labels),
        lineage=any(r.type is RelationType.MENTORS for r in relations),
        groups=tuple(_groups(entity.id, relations, pages.labels)),
        measures=library.store.measures(subject_id=entity.id),
        similar=similar,
        mentions=library.store.mentions(entity.id),
        names=(entity.name, *entity.aliases),
        identity=library.store.identity_of(entity.id),
    )


def _groups(id: str, relations: Iterable[RelationRecord], labels: Labels) -> Iterator[Group]:
    """In the order of labels.toml, the entity's doing before what is done to it; honours from the highest down."""
    grouped: dict[tuple[str, bool], list[RelationRecord]] = {}
    for relation in by_rank(relations):
        grouped.setdefault((relation.type.value, relation.head.id == id), []).append(relation)
    for name in labels.relations:
        for from_head in (True, False):
            found = grouped.get((name, from_head), [])
            facts = tuple(Fact(r.tail if from_head else r.head, _note(r, labels), r.evidence) for r in found)
            if facts:
                yield Group(labels.relation(name, from_head=from_head), facts)


def _note(relation: RelationRecord, labels: Labels) -> str:
    told = [f"{labels.word('attrs', name)}：{value}" for name, value in relation.attrs.items()]
    if relation.type is RelationType.RECEIVED and (level := relation.tail.attrs.get("level")):
        told.append(labels.word("honour_levels", level))
    return "，".join(told)
