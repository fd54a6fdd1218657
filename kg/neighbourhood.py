"""What stands around an entity: a part of the graph small enough to be drawn, and how much of it was left out."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import networkx as nx

from ingest.facts import EntityType, RelationType
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


def neighbourhood(graph: nx.MultiDiGraph, root: EntityRecord, scope: Scope) -> Neighbourhood:
    """The entities that the scope reaches from the root, and all wanted relations between them."""
    reached, full = _reached(graph, root, scope)
    around = {r.id: r for id_ in reached for r, _ in _wanted(graph, id_, root, scope)}
    inside = [r for r in around.values() if r.head.id in reached and r.tail.id in reached]
    left_out = dict.fromkeys(reached, 0)
    for relation in around.values():
        ends = reached.keys() & {relation.head.id, relation.tail.id}
        if ends != {relation.head.id, relation.tail.id}:
            left_out[ends.pop()] += 1
    return Neighbourhood(root, tuple(reached.values()), tuple(sorted(inside, key=surest)), left_out, full)


def relations_of(graph: nx.MultiDiGraph, entity_id: str) -> Iterator[tuple[RelationRecord, EntityRecord]]:
    """An entity's relations in both directions, each with its other end."""
    for _, _, relation in graph.out_edges(entity_id, data="relation"):
        yield relation, relation.tail
    for _, _, relation in graph.in_edges(entity_id, data="relation"):
        yield relation, relation.head


def surest(relation: RelationRecord) -> tuple[float, str, str, str, str]:
    """By which relations are sorted: the surest first, then by type and names."""
    return -relation.confidence, relation.type, relation.head.name, relation.tail.name, relation.id


def _reached(graph: nx.MultiDiGraph, root: EntityRecord, scope: Scope) -> tuple[dict[str, EntityRecord], bool]:
    """The entities, the nearest first, and whether there would have been more than the limit."""
    reached, distance, queue = {root.id: root}, {root.id: 0}, deque([root.id])
    while queue:
        id_ = queue.popleft()
        asked = id_ == root.id or id_ in scope.opened
        if not asked and distance[id_] >= scope.depth:
            continue
        around = sorted(_wanted(graph, id_, root, scope), key=lambda step: surest(step[0]))
        new = {other.id: other for _, other in around if other.id not in reached}
        for other in islice(new.values(), None if asked else FAN):
            if len(reached) >= scope.limit:
                return reached, True
            reached[other.id], distance[other.id] = other, distance[id_] + 1
            queue.append(other.id)
    return reached, False


def _wanted(
    graph: nx.MultiDiGraph, entity_id: str, root: EntityRecord, scope: Scope
) -> Iterator[tuple[RelationRecord, EntityRecord]]:
    """The entity's relations that the scope lets through; the root may be of any type."""
    for relation, other in relations_of(graph, entity_id):
        typed = not scope.types or other.type in scope.types or other.id == root.id
        if typed and (not scope.relations or relation.type in scope.relations):
            yield relation, other
