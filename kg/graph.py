"""The graph of a library in memory: a view of one generation, for neighbourhoods, paths and lineages."""

from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

import networkx as nx

from corpus.errors import NotFound
from ingest.facts import EntityType, RelationType
from kg.lineage import Lineage, grow_lineage
from kg.neighbourhood import Neighbourhood, Scope, neighbourhood, relations_of, surest
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
    """A library's entities and relations as networkx graphs. Immutable; make a new one when the generation has grown.

    The evidence stays in the store: only that of the returned edges is read, when they are returned. An edge whose
    document has been removed since is left out.
    """

    def __init__(self, store: Reading, generation: int, graph: nx.MultiDiGraph) -> None:
        self.generation = generation
        self._store = store
        self._graph = graph
        self._undirected = nx.Graph(graph)
        edges = graph.edges(keys=True, data="relation")
        taught = [(head, tail, key) for head, tail, key, relation in edges if relation.type is RelationType.MENTORS]
        self._taught = graph.edge_subgraph(taught)

    @classmethod
    def of(cls, store: Reading) -> "GraphView":
        """Read the whole graph; about 10 µs for each relation."""
        # Read first: a change in between makes the view look older than it is, and it is made anew in time.
        generation = store.generation()
        graph = nx.MultiDiGraph()
        for entity in store.all_entities():
            graph.add_node(entity.id, entity=entity)
        for relation in store.all_relations():
            for end in (relation.head, relation.tail):
                graph.add_node(end.id, entity=end)
            graph.add_edge(relation.head.id, relation.tail.id, key=relation.id, relation=relation)
        return cls(store, generation, graph)

    @property
    def graph(self) -> nx.MultiDiGraph:
        """Nodes are entity ids, with `entity`; edges have the relation's id as key, with `relation`. Read only."""
        return self._graph

    def neighbours(self, entity_id: str, limit: int) -> tuple[RelationRecord, ...]:
        """The entity's relations in both directions, with evidence: the surest first, then by type and names.

        Raises:
            NotFound: no such entity in this view.
        """
        self._entity(entity_id)
        around = sorted((relation for relation, _ in relations_of(self._graph, entity_id)), key=surest)
        shown = [relation.id for relation in around[:limit]]
        explained = self._store.relations_by_id(shown)
        return tuple(explained[id_] for id_ in shown if id_ in explained)

    def neighbourhood(self, entity_id: str, scope: Scope) -> Neighbourhood:
        """What stands around the entity, as far as the scope goes; without evidence. Raises NotFound."""
        return neighbourhood(self._graph, self._entity(entity_id), scope)

    def surroundings(self, entity_id: str, limit: int) -> tuple[RelationRecord, ...]:
        """The entity's relations to the surest `limit` neighbours, then those among these; all without evidence.

        Raises:
            NotFound: no such entity in this view.
        """
        self._entity(entity_id)
        around = sorted(self._around(entity_id), key=lambda r: (-r.confidence, r.type, r.head.name, r.tail.name, r.id))
        near = dict.fromkeys(end for r in around for end in (r.head.id, r.tail.id) if end != entity_id)
        shown = {entity_id, *list(near)[:limit]}
        own = [r for r in around if {r.head.id, r.tail.id} <= shown]
        others = [r for _, _, r in self._graph.subgraph(shown - {entity_id}).edges(data="relation")]
        return (*own, *sorted(others, key=lambda r: r.id))

    def local(self, place_id: str) -> tuple[RelationRecord, ...]:
        """What brings things to a place, with evidence: who stands there, what they host, and what they made or use.

        Raises:
            NotFound: no such entity in this view.
        """
        self._entity(place_id)
        leading: dict[str, str] = {}
        there, last = {place_id}, [place_id]
        for _ in range(_STEPS):
            steps = [(r.id, end) for id_ in last for r, end in self._leading_on(id_) if end not in there]
            leading |= dict(steps)
            last = list(dict.fromkeys(end for _, end in steps))
            there.update(last)
        explained = self._store.relations_by_id(leading)
        return tuple(explained[id_] for id_ in leading if id_ in explained)

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
            found.append([self._surest(one, other).id for one, other in pairwise(nodes)])
            if len(found) == k:
                break
        explained = self._store.relations_by_id(id_ for path in found for id_ in path)
        return tuple(tuple(explained[id_] for id_ in path) for path in found if all(id_ in explained for id_ in path))

    def lineage(self, person_id: str) -> Lineage:
        """The person's masters and their masters, apprentices and their apprentices; raises NotFound."""
        root = self._entity(person_id)
        if person_id not in self._taught:
            return Lineage(root, (), ())
        related = {person_id} | nx.ancestors(self._taught, person_id) | nx.descendants(self._taught, person_id)
        shown = [id_ for _, _, id_ in self._taught.subgraph(related).edges(keys=True)]
        return grow_lineage(root, self._store.relations_by_id(shown).values())

    def standings(self) -> tuple[Standing, ...]:
        """All masters and apprentices, those with the most generations first; counted once."""
        return self._standings

    @cached_property
    def _standings(self) -> tuple[Standing, ...]:
        return standings(relation for _, _, relation in self._taught.edges(data="relation"))

    def _entity(self, entity_id: str) -> EntityRecord:
        if entity_id not in self._graph:
            raise NotFound(f"资料库里没有编号为“{entity_id}”的条目。请先按名称查找，再用查到的编号。")
        entity: EntityRecord = self._graph.nodes[entity_id]["entity"]
        return entity

    def _around(self, entity_id: str) -> Iterator[RelationRecord]:
        for _, _, relation in self._graph.out_edges(entity_id, data="relation"):
            yield relation
        for _, _, relation in self._graph.in_edges(entity_id, data="relation"):
            yield relation

    def _leading_on(self, entity_id: str) -> Iterator[tuple[RelationRecord, str]]:
        """The relations from what is at a place to what is therefore there too, with the id of that."""
        for relation in self._around(entity_id):
            if relation.tail.id == entity_id and relation.type in _TO_HEAD:
                yield relation, relation.head.id
            elif relation.head.id == entity_id and relation.type in _TO_TAIL:
                yield relation, relation.tail.id

    def _shortest(self, from_id: str, to_id: str, ends: set[str], cutoff: int) -> Iterator[list[str]]:
        def passable(node: str) -> bool:
            return node in ends or self._entity(node).type is not _PLACE

        paths = nx.shortest_simple_paths(nx.subgraph_view(self._undirected, filter_node=passable), from_id, to_id)
        try:
            for nodes in paths:
                if len(nodes) - 1 > cutoff:
                    return
                yield nodes
        except nx.NetworkXNoPath:
            return

    def _surest(self, one: str, other: str) -> RelationRecord:
        edges = [
            edge["relation"]
            for head, tail in ((one, other), (other, one))
            for edge in (self._graph.get_edge_data(head, tail) or {}).values()
        ]
        surest: RelationRecord = min(edges, key=lambda relation: (-relation.confidence, relation.id))
        return surest
