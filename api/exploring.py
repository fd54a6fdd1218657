"""A part of the graph to be drawn: how much of it is asked for, and how it is answered."""

from typing import Annotated

from fastapi import Depends, Query

from api.encoding import Json, entity_ref
from ingest.facts import EntityType, RelationType
from kg import Neighbourhood, Scope

MOST_ENTITIES = 2000
MOST_OPENED = 60

Depth = Annotated[int, Query(ge=1, le=4, description="从起点走几步")]
Opened = Annotated[
    list[str], Query(default_factory=list, max_length=MOST_OPENED, description="还要展开哪些实体，写编号，可以多个")
]
Types = Annotated[list[EntityType], Query(default_factory=list, description="只要这些类型的实体，可以多个")]
Relations = Annotated[list[RelationType], Query(default_factory=list, description="只要这些关系，可以多个")]
Most = Annotated[int, Query(ge=1, le=MOST_ENTITIES, description="最多几个实体")]


def _scope(open: Opened, type: Types, relation: Relations, depth: Depth = 1, limit: Most = 200) -> Scope:
    return Scope(depth, frozenset(open), frozenset(type), frozenset(relation), limit)


TheScope = Annotated[Scope, Depends(_scope)]


def neighbourhood(found: Neighbourhood) -> Json:
    """The entities, the nearest first, and the relations between them, by their ids."""
    return {
        "root": found.root.id,
        "entities": [entity_ref(e) | {"left_out": found.left_out[e.id]} for e in found.entities],
        "relations": [
            {"id": r.id, "type": r.type.value, "head": r.head.id, "tail": r.tail.id, "confidence": r.confidence}
            for r in found.relations
        ],
        "left_out": found.total_left_out,
        "full": found.full,
    }
