"""Fits how likely an expert is one who can help, on the experts that the ranking gives for the development problems."""

import random
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

import search
from api.ingestion import ingest
from api.library import Library
from benchmarks.answers.sets import Case, cases, sets
from benchmarks.answers.sets import texts as texts_of
from benchmarks.experts.problems import Problem
from benchmarks.logistic import logistic
from ingest import cut_for_search
from search import Searcher, load_encoder
from search.current import CurrentIndex
from search.experts import FEATURES, Fit, Ranking, figures_of
from search.folder import IndexFolder
from search.fusion import Weights
from search.query import Terms
from search.results import ExpertFilters
from search.retrieval import Question
from search.state import State
from search.terms import normalise

FIT_FILE = Path(search.__file__).parent / "data/experts_fit.toml"
FIRST = 5
"""Experts of each problem that are learnt from: those that a person would look at."""
PENALTY = 1.0
"""Of the squared weights of the figures, each scaled to unit variance; keeps a few hundred examples from being learnt
by heart."""

FOREIGN, SEED = 12, 3
"""Problems of other sets that are asked of the library of each, where nobody can help."""
HOPELESS = 1 / 3
"""So much do all problems with which nobody helps count beside all others, however many of them are tried."""

Example = tuple[tuple[float, ...], bool]


def examples(library: Library, asked: Sequence[Problem]) -> dict[str, list[Example]]:
    """For each problem the figures of its first experts, and whether each was expected."""
    encoder = load_encoder()
    Searcher.open(library.store, library.home.index, encoder).sync()
    folder = IndexFolder(library.home.index)
    expected = State(library.store.identity(), 0, encoder.name, encoder.dimensions)
    retriever = CurrentIndex(folder, cut_for_search, Weights()).retriever(expected)
    assert retriever is not None
    found = {}
    for problem in asked:
        question = Question(
            Terms.of(problem.query, cut_for_search), encoder.encode_queries([normalise(problem.query)])[0]
        )
        credits_ = Ranking.of(retriever, library.store, question, ExpertFilters()).credits[:FIRST]
        gains = problem.gains(credit.card.name for credit in credits_)
        seen = retriever.lexical.rarity_of_characters(question.terms)
        found[problem.id] = [(figures_of(c, seen), g > 0) for c, g in zip(credits_, gains, strict=True)]
    return found


def examples_of_sets() -> dict[str, list[Example]]:
    """The same of the sets of benchmarks/answers, each in a library of its own, with some problems of other sets."""
    asked = {name: [_problem(name, n, case.query, case.expected) for n, case in _expert_cases(name)] for name in sets()}
    draw = random.Random(SEED)  # noqa: S311
    found: dict[str, list[Example]] = {}
    for name, own in asked.items():
        foreign = [problem for other, some in asked.items() if other != name for problem in some]
        drawn = [Problem(f"{name}/{p.id}", "", p.query, {}) for p in draw.sample(foreign, FOREIGN)]
        with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder), create=True) as library:
            ingest(texts_of(name), library)
            found |= examples(library, [*own, *drawn])
    return found


def _expert_cases(name: str) -> Iterator[tuple[int, Case]]:
    return ((n, case) for n, case in enumerate(cases(name)) if case.kind == "expert")


def _problem(name: str, number: int, query: str, expected: tuple[tuple[str, int], ...]) -> Problem:
    return Problem(f"{name}-{number}", "", query, dict(expected))


def fitted(of_problems: dict[str, list[Example]]) -> Fit:
    """The logistic with the highest penalised likelihood, and the threshold that keeps most right for least wrong."""
    figures = np.array([figure for example in of_problems.values() for figure, _ in example])
    right = np.array([is_right for example in of_problems.values() for _, is_right in example], dtype=float)
    mean, spread = figures.mean(axis=0), figures.std(axis=0)
    weights = logistic((figures - mean) / spread, right, PENALTY)
    slopes = weights[1:] / spread
    fit = Fit(float(weights[0] - slopes @ mean), tuple(map(float, slopes)), 0.0)
    return Fit(fit.intercept, fit.weights, _threshold(fit, of_problems))


def _threshold(fit: Fit, of_problems: dict[str, list[Example]]) -> float:
    """The one that decides the most problems rightly: a right expert kept, or nobody given where nobody helps."""
    best_right = [max(fits) for example in of_problems.values() if (fits := list(_fits(fit, example, right=True)))]
    hopeless = [example for example in of_problems.values() if not any(right for _, right in example)]
    best_wrong = [max(_fits(fit, example, right=False), default=0.0) for example in hopeless]

    weight = HOPELESS * len(best_right) / max(len(best_wrong), 1)

    def gained(threshold: float) -> float:
        return sum(v >= threshold for v in best_right) - weight * sum(v >= threshold for v in best_wrong)

    return max((round(value, 2) for value in np.arange(0.0, 1.0, 0.01)), key=lambda value: (gained(value), -value))


def _fits(fit: Fit, example: list[Example], *, right: bool) -> Iterator[float]:
    return (fit.of(figures) for figures, is_right in example if is_right is right)


def write(fit: Fit, path: Path) -> None:
    """Writes the data file, with its comment."""
    lines = [
        "# 专家有多合适：python -m benchmarks.experts --fit 在它的开发集和 benchmarks/answers 各组上拟合，不要手改。",
        f"intercept = {fit.intercept:.4f}",
        f"threshold = {fit.threshold:.2f}",
        "",
        "[weights]",
        *(f"{name} = {weight:.4f}" for name, weight in zip(FEATURES, fit.weights, strict=True)),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
