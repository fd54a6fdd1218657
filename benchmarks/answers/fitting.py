"""Fits how likely what a sentence names is an answer (search/questions/reading.py), and tells what reading is worth.

What it is worth is told by fits over all the other sets, as if nobody had seen the set.
"""

import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

import search
from api.ingestion import ingest
from api.library import Library
from benchmarks.answers.scoring import same, scored
from benchmarks.answers.sets import Case, cases, sets, texts
from benchmarks.logistic import logistic
from search.ask import ask, may_be_read, read_question
from search.questions import phrasebook
from search.questions.naming import readable
from search.questions.reading import Candidate, Fit, candidates

PENALTY, THRESHOLD = 1.0, 0.5
"""Of the squared weights (the figures are all between 0 and 1); from where on something is an answer."""
FIT_FILE = Path(search.__file__).parent / "data/reading_fit.toml"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a set, whether the graph tells an answer, and what the nearest sentences offer."""

    set: str
    case: Case
    told: tuple[str, ...]
    offered: tuple[Candidate, ...]

    def read(self, fit: Fit) -> list[str]:
        """What would be answered."""
        if self.told:
            return list(self.told)
        return list({c.entity.id: c.entity.name for c in self.offered if fit.of(c.figures) >= fit.threshold}.values())


def asked() -> Iterator[Asked]:
    """All questions about relations; who taught whom is not read from sentences."""
    for name in sets():
        with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder), create=True) as library:
            ingest(texts(name), library)
            nearest, store, book = library.searcher().sentences, library.store, phrasebook()
            for case in cases(name):
                if case.kind == "relation":
                    told = tuple(str(a.name or a.value) for a in ask(case.query, store).answers)
                    names, meant = read_question(readable(case.query), store, book)
                    offered = candidates(names, nearest, store, book) if may_be_read(meant) else ()
                    yield Asked(name, case, told, tuple(offered))


def fitted(of: Sequence[Asked], threshold: float = THRESHOLD) -> Fit:
    """The logistic with the highest penalised likelihood."""
    rows = [(c.figures, any(same(n, c.entity.name) for n, _ in one.case.expected)) for one in of for c in one.offered]
    names = sorted({name for figures, _ in rows for name in figures})
    matrix = np.array([[figures.get(name, 0.0) for name in names] for figures, _ in rows])
    weights = logistic(matrix, np.array([right for _, right in rows], dtype=float), PENALTY)
    return Fit(float(weights[0]), dict(zip(names, map(float, weights[1:]), strict=True)), threshold)


def worth(of: Sequence[Asked], thresholds: Sequence[float]) -> Mapping[float, Mapping[str, float]]:
    """The mean F1 by threshold, over all and by set; over 1 the graph is asked alone."""
    found: dict[float, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for name in sorted({one.set for one in of}):
        fit = fitted([one for one in of if one.set != name])
        for threshold in thresholds:
            for one in of:
                if one.set == name:
                    score = scored(one.case, one.read(replace(fit, threshold=threshold)))["F1"]
                    found[threshold]["all"].append(score)
                    found[threshold][name].append(score)
    return {t: {key: sum(some) / len(some) for key, some in scores.items()} for t, scores in found.items()}


def write(fit: Fit, path: Path = FIT_FILE) -> None:
    """Writes the data file, with its comment."""
    lines = [
        "# 语句里说到的东西有多可能就是答案：python -m benchmarks.answers --fit 在那里的问题上拟合，不要手改。",
        f"intercept = {fit.intercept:.4f}",
        f"threshold = {fit.threshold:.2f}",
        "",
        "[weights]",
        *(f'"{name}" = {weight:.4f}' for name, weight in sorted(fit.weights.items())),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
