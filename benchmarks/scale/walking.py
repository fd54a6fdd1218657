"""Walks over the graph, by size: this product beside plain networkx on the same relations."""

import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import networkx as nx

from benchmarks.generated.crowd import DOCUMENTS, WORKERS, master, person
from benchmarks.scale.filling import entity_id
from benchmarks.scale.libraries import SEED, MadeUp, of_entities
from benchmarks.scale.rounds import in_turn, over, spread
from benchmarks.scale.rows import Measured, Reached, Row
from ingest.facts import EntityType, RelationType
from kg import GraphView, Scope, Store

PART = "图"
TWO_HOPS, LINEAGE, PATHS = "两步以内的邻居", "师徒谱系", "两者之间的路"
OURS, PLAIN = "匠谱", "networkx"
Pair = tuple[str, str]
Way = Callable[[Pair], Any]


def measure(count: int, asked: int, keep: Path) -> Measured:
    """The walks from so many persons in a library of about so many entities."""
    made = of_entities(count, keep)
    with Store.open(made.url) as store:
        view, ours_s = _timed(lambda: GraphView.of(store))
        plain, plain_s = _timed(lambda: _Plain(store))
        numbers = list(_pairs(made, asked))
        pairs = [(person_id(one), person_id(other)) for one, other in numbers]
        found = {
            walk: in_turn({OURS: ours, PLAIN: theirs}, pairs) for walk, (ours, theirs) in _walks(view, plain).items()
        }
        right = share_right(view, [one for one, _ in numbers])
    size = f"{made.entities} 实体、{made.relations} 关系"
    rows = [Row(PART, size, f"{OURS} 装入", {"over_networkx": ours_s / plain_s, "s": ours_s})]
    rows.append(Row(PART, size, f"{PLAIN} 装入", {"over_networkx": 1.0, "s": plain_s}))
    for walk, times in found.items():
        for name, some in times.items():
            values = {"over_networkx": over(some, times[PLAIN]), **spread(some)}
            rows.append(Row(PART, size, f"{name} {walk}", values))
            if (name, walk) == (OURS, LINEAGE):
                values["right"] = right
    goals = {"two hops": TWO_HOPS, "lineage": LINEAGE}
    reached = [Reached(goal, made.entities, spread(found[walk][OURS])["p95_ms"]) for goal, walk in goals.items()]
    return Measured(tuple(rows), tuple(reached))


def share_right(view: GraphView, persons: Sequence[int]) -> float:
    """The share of persons whose lineage begins with who truly taught them, and with nobody else."""
    right = 0
    for one in persons:
        taught = master(one)
        truth = set() if taught is None else {person_id(taught)}
        right += {node.entity.id for node in view.lineage(person_id(one)).mentors} == truth
    return right / len(persons)


def person_id(number: int) -> str:
    """The id of a person."""
    return entity_id(EntityType.PERSON, person(number))


class _Plain:
    """What one would write first: ids in networkx, no evidence, no limits."""

    def __init__(self, store: Store) -> None:
        self.undirected, self.taught = nx.Graph(), nx.DiGraph()
        for relation in store.all_relations():
            self.undirected.add_edge(relation.head.id, relation.tail.id)
            if relation.type is RelationType.MENTORS:
                self.taught.add_edge(relation.head.id, relation.tail.id)

    def two_hops(self, pair: Pair) -> dict[str, int]:
        return dict(nx.single_source_shortest_path_length(self.undirected, pair[0], cutoff=2))

    def lineage(self, pair: Pair) -> set[str]:
        if pair[0] not in self.taught:
            return set()
        found: set[str] = nx.ancestors(self.taught, pair[0]) | nx.descendants(self.taught, pair[0])
        return found

    def path(self, pair: Pair) -> list[str]:
        try:
            return list(nx.bidirectional_shortest_path(self.undirected, *pair))
        except nx.NetworkXNoPath:
            return []


def _walks(view: GraphView, plain: _Plain) -> Mapping[str, tuple[Way, Way]]:
    return {
        TWO_HOPS: (lambda pair: view.neighbourhood(pair[0], Scope(depth=2)), plain.two_hops),
        LINEAGE: (lambda pair: view.lineage(pair[0]), plain.lineage),
        PATHS: (lambda pair: view.paths(*pair), plain.path),
    }


def _pairs(made: MadeUp, count: int) -> Iterator[tuple[int, int]]:
    """Persons, by turns with a colleague and with anybody."""
    draw = random.Random(SEED)  # noqa: S311
    people = made.documents // DOCUMENTS * WORKERS  # those of enterprises of which all documents are there
    for turn in range(count):
        one = draw.randrange(people)
        colleagues = range(one - one % WORKERS, one - one % WORKERS + WORKERS)
        anybody = colleagues if turn % 2 else range(people)
        yield one, draw.choice(anybody)


def _timed(make: Callable[[], Any]) -> tuple[Any, float]:
    start = time.perf_counter()
    made = make()
    return made, time.perf_counter() - start
