"""The graph of a library in memory: a view of one generation, for neighbourhoods, paths and lineages."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from corpus.errors import NotFound
from ingest.facts import EntityType, RelationType
from kg.adjacency import Adjacency, other_end
from kg.lineage import Lineage, grow_lineage
from kg.neighbourhood import Neighbourhood, Scope, neighbourhood
from kg.reading import Reading
from kg.records import EntityRecord, RelationRecord
from kg.standing import Standing, standings

_PLACE = EntityType.PLACE
_TO_HEAD = frozenset({RelationType.LOCATED_IN, RelationType.HOSTED_BY, RelationType.APPLIED_AT})
_TO_TAIL = frozenset({RelationType.DEVELOPED})
"""The relations that lead from a place, and from what is there, to what is there too."""
_STEPS = 3
"""From a place to an enterprise, its studio and what that made."""


class GraphView:
    """A library's entities and relations in memory. Immutable; make a new one when the generation has grown.

    The evidence stays in the store: only that of the returned edges is read, when they are returned. An edge whose
    document has been removed since is left out.
    """

    def __init__(self, store: Reading, generation: int, graph: Adjacency) -> None:
        self.generation = generation
        self._store = store
        self._graph = graph

    @classmethod
    def of(cls, store: Reading) -> "GraphView":
        """Read the whole graph; about 10 µs for each relation."""
        # Read first: a change in between makes the view look older than it is, and it is made anew in time.
        generation = store.generation()
        return cls(store, generation, Adjacency(*store.graph()))

    def neighbours(self, entity_id: str, limit: int) -> tuple[RelationRecord, ...]:
        """The entity's relations in both directions, with evidence: the surest first, then by type and names.

        Raises:
            NotFound: no such entity in this view.
        """
        self._entity(entity_id)
        return tuple(self._explained(self._graph.around(entity_id)[:limit]).values())

    def neighbourhood(self, entity_id: str, scope: Scope) -> Neighbourhood:
        """What stands around the entity, as far as the scope goes; without evidence. Raises NotFound."""
        return neighbourhood(self._graph, self._entity(entity_id), scope)

    def surroundings(self, entity_id: str, limit: int) -> tuple[RelationRecord, ...]:
        """The entity's relations to the surest `limit` neighbours, then those among these; all without evidence.

        Raises:
            NotFound: no such entity in this view.
        """
        self._entity(entity_id)
        around = self._graph.around(entity_id)
        near = dict.fromkeys(end for r in around for end in (r.head.id, r.tail.id) if end != entity_id)
        shown = {entity_id, *list(near)[:limit]}
        own = [r for r in around if {r.head.id, r.tail.id} <= shown]
        return (*own, *sorted(self._graph.between(shown - {entity_id}), key=lambda r: r.id))

    def local(self, place_id: str) -> tuple[RelationRecord, ...]:
        """What brings things to a place, with evidence: who stands there, what they host, and what they made or use.

        Raises:
            NotFound: no such entity in this view.
        """
        self._entity(place_id)
        leading: dict[str, RelationRecord] = {}
        there, last = {place_id}, [place_id]
        for _ in range(_STEPS):
            steps = [(r, end) for id_ in last for r, end in self._leading_on(id_) if end not in there]
            leading |= {relation.id: relation for relation, _ in steps}
            last = list(dict.fromkeys(end for _, end in steps))
            there.update(last)
        return tuple(self._explained(leading.values()).values())

    def paths(self, from_id: str, to_id: str, k: int = 3, cutoff: int = 4) -> tuple[tuple[RelationRecord, ...], ...]:
        """The up to k shortest connections of at most `cutoff` relations, each relation with its evidence.

        Relations count in both directions. A place is never in the middle of a path: that two enterprises both stand in
        甘肃省 explains nothing, and would hide the paths that do. Of several relations between two entities the surest
        is shown.

        Raises:
            NotFound: no such entity in this view.
        """
        ends = {self._entity(from_id).id, self._entity(to_id).id}
        if from_id == to_id or k < 1:
            return ()
        found = []
        for nodes in self._shortest(from_id, to_id, ends, cutoff):
            found.append([self._surest(one, other) for one, other in pairwise(nodes)])
            if len(found) == k:
                break
        explained = self._explained(relation for path in found for relation in path)
        return tuple(tuple(explained[r.id] for r in path) for path in found if all(r.id in explained for r in path))

    def lineage(self, person_id: str) -> Lineage:
        """The person's masters and their masters, apprentices and their apprentices; raises NotFound."""
        root = self._entity(person_id)
        masters, apprentices = self._taught
        above = _reached(person_id, lambda person: [r.head.id for r in masters.get(person, ())])
        below = _reached(person_id, lambda person: [r.tail.id for r in apprentices.get(person, ())])
        related = above | below
        shown = [r for person in related for r in apprentices.get(person, ()) if r.tail.id in related]
        return grow_lineage(root, self._explained(shown).values())

    def standings(self) -> tuple[Standing, ...]:
        """All masters and apprentices, those with the most generations first; counted once."""
        return self._standings

    @cached_property
    def _standings(self) -> tuple[Standing, ...]:
        return standings(relation for taught in self._taught[1].values() for relation in taught)

    @cached_property
    def _taught(self) -> tuple[dict[str, list[RelationRecord]], dict[str, list[RelationRecord]]]:
        """Of each person the relations to masters, and to apprentices."""
        masters: dict[str, list[RelationRecord]] = defaultdict(list)
        apprentices: dict[str, list[RelationRecord]] = defaultdict(list)
        for relation in self._graph.of_type(RelationType.MENTORS):
            masters[relation.tail.id].append(relation)
            apprentices[relation.head.id].append(relation)
        return masters, apprentices

    def _explained(self, relations: Iterable[RelationRecord]) -> dict[str, RelationRecord]:
        """Those relations that anything still says, by id, with the sentences that do."""
        shown = {relation.id: relation for relation in relations}
        evidence = self._store.evidence(shown)
        return {id_: replace(one, evidence=evidence[id_]) for id_, one in shown.items() if id_ in evidence}

    def _entity(self, entity_id: str) -> EntityRecord:
        entity = self._graph.entities.get(entity_id)
        if entity is None:
            raise NotFound(f"资料库里没有编号为“{entity_id}”的条目。请先按名称查找，再用查到的编号。")
        return entity

    def _leading_on(self, entity_id: str) -> Iterator[tuple[RelationRecord, str]]:
        """The relations from what is at a place to what is therefore there too, with the id of that."""
        for relation in sorted(self._graph.around(entity_id), key=lambda r: (r.tail.id == entity_id, r.id)):
            if relation.tail.id == entity_id and relation.type in _TO_HEAD:
                yield relation, relation.head.id
            elif relation.head.id == entity_id and relation.type in _TO_TAIL:
                yield relation, relation.tail.id

    def _shortest(self, from_id: str, to_id: str, ends: set[str], cutoff: int) -> Iterator[list[str]]:
        import networkx as nx  # noqa: PLC0415  takes a twentieth of the program's start

        try:
            for nodes in nx.shortest_simple_paths(_Passable(self._graph, ends), from_id, to_id):
                if len(nodes) - 1 > cutoff:
                    return
                yield nodes
        except nx.NetworkXNoPath:
            return

    def _surest(self, one: str, other: str) -> RelationRecord:
        fewer, more = sorted((one, other), key=lambda id_: len(self._graph.around(id_)))
        return min(self._graph.to(fewer, {more}), key=lambda relation: (-relation.confidence, relation.id))


class _Passable:
    """As much of an undirected graph as networkx asks of one to find paths; places are passed over but for the ends."""

    def __init__(self, graph: Adjacency, ends: set[str]) -> None:
        self._graph, self._ends = graph, ends

    def is_directed(self) -> bool:
        return False

    def is_multigraph(self) -> bool:
        return False

    def __contains__(self, entity_id: str) -> bool:
        return entity_id in self._graph.entities

    def neighbors(self, entity_id: str) -> Iterator[str]:
        others = (other_end(relation, entity_id) for relation in self._graph.around(entity_id))
        passable = (one.id for one in others if one.type is not _PLACE or one.id in self._ends)
        return iter(dict.fromkeys(passable))


def _reached(start: str, next_to: Callable[[str], Iterable[str]]) -> set[str]:
    """All that steps from the start lead to, and itself."""
    reached, last = {start}, [start]
    while last:
        last = [other for id_ in last for other in next_to(id_) if other not in reached]
        reached.update(last)
    return reached
