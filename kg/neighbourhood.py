"""What stands around an entity: a part of the graph small enough to be drawn, and how much of it was left out."""

from collections import Counter, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from ingest.facts import EntityType, RelationType
from kg.adjacency import Adjacency, other_end, surest
from kg.records import EntityRecord, RelationRecord

FAN = 60
"""Neighbours through which one goes on from an entity that was not itself asked for: a province has thousands."""


@dataclass(frozen=True, slots=True)
class Scope:
    """How much of the graph is wanted.

    Attributes:
        depth: relations from the root outwards.
        opened: ids of entities whose neighbours are wanted too, where these entities are reached.
        types: of neighbours; empty means all.
        relations: empty means all.
        limit: of entities, with the root.
    """

    depth: int = 1
    opened: frozenset[str] = frozenset()
    types: frozenset[EntityType] = frozenset()
    relations: frozenset[RelationType] = frozenset()
    limit: int = 200


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """A part of the graph.

    Attributes:
        root: what it stands around; the first of `entities`.
        entities: the nearest first.
        relations: those between the entities, without evidence, the surest first.
        left_out: by entity, how many of its wanted relations lead to what is not among the entities.
        full: the limit was reached.
    """

    root: EntityRecord
    entities: tuple[EntityRecord, ...]
    relations: tuple[RelationRecord, ...]
    left_out: dict[str, int]
    full: bool

    @property
    def total_left_out(self) -> int:
        """How many wanted relations of its entities are not among its relations."""
        return sum(self.left_out.values())


def neighbourhood(graph: Adjacency, root: EntityRecord, scope: Scope) -> Neighbourhood:
    """The entities that the scope reaches from the root, and all wanted relations between them."""
    reached, full = _reached(graph, root, scope)
    inside = [relation for relation in graph.between(reached.keys()) if _wanted(relation, scope)]
    shown = Counter(end.id for relation in inside for end in (relation.head, relation.tail))
    left_out = {id_: _count(graph, id_, root, scope) - shown[id_] for id_ in reached}
    return Neighbourhood(root, tuple(reached.values()), tuple(sorted(inside, key=surest)), left_out, full)


def _reached(graph: Adjacency, root: EntityRecord, scope: Scope) -> tuple[dict[str, EntityRecord], bool]:
    """The entities, the nearest first, and whether there would have been more than the limit."""
    reached, distance, queue = {root.id: root}, {root.id: 0}, deque([root.id])
    while queue:
        id_ = queue.popleft()
        asked = id_ == root.id or id_ in scope.opened
        if not asked and distance[id_] >= scope.depth:
            continue
        for other in islice(_new(graph, id_, reached, scope), None if asked else FAN):
            if len(reached) >= scope.limit:
                return reached, True
            reached[other.id], distance[other.id] = other, distance[id_] + 1
            queue.append(other.id)
    return reached, False


def _new(graph: Adjacency, entity_id: str, reached: Mapping[str, EntityRecord], scope: Scope) -> Iterator[EntityRecord]:
    """What wanted relations of the entity lead to and is not yet reached, each once, the surest first.

    Each is reached before the next one is asked for.
    """
    for relation in graph.around(entity_id):
        other = other_end(relation, entity_id)
        if other.id not in reached and _wanted(relation, scope) and (not scope.types or other.type in scope.types):
            yield other


def _wanted(relation: RelationRecord, scope: Scope) -> bool:
    return not scope.relations or relation.type in scope.relations


def _count(graph: Adjacency, entity_id: str, root: EntityRecord, scope: Scope) -> int:
    """How many relations of the entity the scope lets through; the root may be of any type."""
    around = graph.around(entity_id)
    if not scope.types and not scope.relations:
        return len(around)
    ends = ((relation, other_end(relation, entity_id)) for relation in around)
    return sum(
        _wanted(relation, scope) and (not scope.types or other.type in scope.types or other.id == root.id)
        for relation, other in ends
    )
