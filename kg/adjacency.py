"""The entities of a library with the relations at each of them: what walks over the graph go along."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from ingest.facts import RelationType
from kg.records import EntityRecord, RelationRecord

_HUB = 256
"""Relations of an entity from which on those to some others are looked up instead of gone through."""


class Adjacency:
    """Immutable; two references for each relation, so that it fits beside the records.

    All relations are put in the order of `surest` once, and so those at each entity are: walks come past the same great
    enterprises and provinces, and none of them sorts.

    Attributes:
        entities: by id.
    """

    def __init__(self, entities: Mapping[str, EntityRecord], relations: Iterable[RelationRecord]) -> None:
        self.entities = entities
        self._around: dict[str, list[RelationRecord]] = defaultdict(list)
        for relation in sorted(relations, key=surest):
            self._around[relation.head.id].append(relation)
            self._around[relation.tail.id].append(relation)
        self._by_other: dict[str, dict[str, list[RelationRecord]]] = {}

    def around(self, entity_id: str) -> Sequence[RelationRecord]:
        """The entity's relations in both directions, the surest first."""
        return self._around.get(entity_id, ())

    def of_type(self, type_: RelationType) -> Iterator[RelationRecord]:
        """All relations of a type."""
        for id_, around in self._around.items():
            yield from (relation for relation in around if relation.type is type_ and relation.head.id == id_)

    def between(self, entity_ids: Set[str]) -> Iterator[RelationRecord]:
        """The relations of which both ends are among the entities.

        Those of a hub are found from the other end, unless that is a hub too.
        """
        hubs = {id_ for id_ in entity_ids if len(self.around(id_)) >= _HUB}
        for id_ in entity_ids - hubs:
            for relation in self._around.get(id_, ()):
                other = other_end(relation, id_).id
                if other in hubs or (other in entity_ids and relation.head.id == id_):
                    yield relation
        if len(hubs) > 1:
            for id_ in hubs:
                yield from (relation for relation in self.to(id_, hubs) if relation.head.id == id_)

    def to(self, entity_id: str, others: Set[str]) -> Iterator[RelationRecord]:
        """The entity's relations to some others."""
        around = self.around(entity_id)
        if len(around) < _HUB:
            return (relation for relation in around if other_end(relation, entity_id).id in others)
        by_other = self._by_other.get(entity_id)
        if by_other is None:
            by_other = self._by_other[entity_id] = defaultdict(list)
            for relation in around:
                by_other[other_end(relation, entity_id).id].append(relation)
        return (relation for other in others & by_other.keys() for relation in by_other[other])


def surest(relation: RelationRecord) -> tuple[float, str, str, str, str]:
    """By which relations are sorted: the surest first, then by type and names."""
    return -relation.confidence, relation.type, relation.head.name, relation.tail.name, relation.id


def other_end(relation: RelationRecord, entity_id: str) -> EntityRecord:
    """What the relation joins the entity with."""
    return relation.tail if relation.head.id == entity_id else relation.head
