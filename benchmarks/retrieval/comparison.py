"""Systems side by side on one set: means, intervals, and what each did not find."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from benchmarks.retrieval.measures import difference, found, ndcg, recall, reciprocal_rank
from benchmarks.retrieval.sets import RetrievalSet
from benchmarks.retrieval.systems import System

OURS = "hybrid"
CHIEF = "nDCG@10"
MEASURES: Mapping[str, Callable[..., float]] = {
    CHIEF: ndcg,
    "MRR@10": reciprocal_rank,
    "recall@5": partial(recall, at=5),
    "recall@10": recall,
}
Rankings = dict[str, list[str]]
"""Question id -> passage ids, best first."""


@dataclass(frozen=True, slots=True)
class Row:
    """One system.

    Attributes:
        means: of each measure.
        lead: by how much the hybrid's nDCG@10 is above this system's, and the 95 % interval of that; None for itself.
        missed: the questions without a passage of grade 1 or 2 among the first ten.
    """

    system: str
    means: dict[str, float]
    lead: tuple[float, float, float] | None
    missed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All systems on one set."""

    name: str
    questions: int
    passages: int
    rows: tuple[Row, ...]

    @property
    def missed_by_all(self) -> tuple[str, ...]:
        """The questions for which no system has a passage of grade 1 or 2 among its first ten."""
        others = [set(row.missed) for row in self.rows[1:]]
        return tuple(id_ for id_ in self.rows[0].missed if all(id_ in missed for missed in others))


def rankings(data: RetrievalSet, systems: Mapping[str, System]) -> dict[str, Rankings]:
    """What each system finds."""
    return {name: {id_: list(system(text)) for id_, text in data.questions.items()} for name, system in systems.items()}


def compare(name: str, data: RetrievalSet, ranked: Mapping[str, Rankings], among: Iterable[str]) -> Comparison:
    """The systems on those questions of the set; the hybrid must be one of them."""
    asked = list(among)
    chief = {system: _each(ndcg, data, lists, asked) for system, lists in ranked.items()}
    rows = [
        Row(
            system,
            {measure: sum(values := _each(of, data, lists, asked)) / len(values) for measure, of in MEASURES.items()},
            None if system == OURS else difference(chief[OURS], chief[system]),
            tuple(id_ for id_ in asked if not found(lists[id_], data.judged[id_])),
        )
        for system, lists in ranked.items()
    ]
    return Comparison(name, len(asked), len(data.passages), tuple(rows))


def _each(of: Callable[..., float], data: RetrievalSet, lists: Rankings, asked: Iterable[str]) -> list[float]:
    return [of(lists[id_], data.judged[id_]) for id_ in asked]
