"""Measures who is given as an expert, and when nobody should be.

    python -m benchmarks.experts [--library FOLDER] [--split test] [--show] [--fit] [--json FILE]

Reads the annotated texts and the bundled corpus into a library (a temporary one unless a folder is named, which is kept
and read again next time). Figures by split; only `development` was looked at when the ranking was made. `--fit` learns
from that split and from the experts of benchmarks/answers.
"""

import argparse
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from api.ingestion import ingest
from api.library import Library
from benchmarks.experts.fitting import FIT_FILE, examples, examples_of_sets, fitted, write
from benchmarks.experts.problems import SPLITS, Problem, is_bystander, problems, same, texts
from ingest.facts import RelationType
from search import Expert, Searcher, Team, load_encoder

ASKED = 10
SHOWN = 5
TEAM = 3
ABILITIES = frozenset(map(RelationType, ("developed", "leads", "member_of", "helps", "mentors")))


@dataclass(frozen=True, slots=True)
class Answer:
    """What was given for a problem."""

    problem: Problem
    experts: tuple[Expert, ...]
    team: Team
    known: bool
    """The graph says of at least one expected expert of grade 2 that they made, led, taught or helped."""

    @property
    def names(self) -> list[str]:
        return [expert.name for expert in self.experts]

    @property
    def gains(self) -> list[int]:
        return self.problem.gains(self.names)


def answers(searcher: Searcher, asked: list[Problem], names: list[str]) -> list[Answer]:
    """What the search gives for each problem."""
    return [
        Answer(p, searcher.experts(p.query, k=ASKED), searcher.team(p.query, size=TEAM), _is_known(p, names))
        for p in asked
    ]


def figures(given: list[Answer]) -> dict[str, float]:
    """The measures of some answers; the ranking's over answerable problems, abstention's over both kinds."""
    answerable = [answer for answer in given if answer.problem.expected]
    hopeless = [answer for answer in given if not answer.problem.expected]
    return {
        "problems": len(answerable),
        "MRR": _mean([_reciprocal_rank(answer.gains) for answer in answerable]),
        "recall@5": _mean([_recall(answer) for answer in answerable]),
        "nDCG@10": _mean([_ndcg(answer) for answer in answerable]),
        "not in the graph": sum(not answer.known for answer in answerable),
        "lost": sum(not answer.experts for answer in answerable),
        "unanswerable": len(hopeless),
        "false answers": sum(bool(answer.experts) for answer in hopeless),
        "words alone": _mean([_covered(answer.team, 1) for answer in answerable if answer.team.members]),
        "words by a team": _mean([_covered(answer.team, TEAM) for answer in answerable if answer.team.members]),
        "bystanders": sum(map(is_bystander, (name for answer in given for name in answer.names))),
    }


def _reciprocal_rank(gains: list[int]) -> float:
    return next((1 / rank for rank, gain in enumerate(gains, 1) if gain), 0.0)


def _recall(answer: Answer) -> float:
    return sum(map(bool, answer.gains[:SHOWN])) / min(SHOWN, len(answer.problem.expected))


def _ndcg(answer: Answer) -> float:
    ideal = sorted(answer.problem.expected.values(), reverse=True)[:ASKED]
    return _discounted(answer.gains) / _discounted(ideal)


def _covered(team: Team, members: int) -> float:
    """The share of the problem's words that the first members have dealt with."""
    words = sum(len(member.words) for member in team.members[:members])
    return words / (len(team.covered) + len(team.missing))


def _discounted(gains: list[int]) -> float:
    return sum(gain / float(np.log2(rank + 1)) for rank, gain in enumerate(gains, 1))


def _mean(values: list[float]) -> float:
    return round(sum(values) / len(values), 4) if values else 0.0


def _is_known(problem: Problem, names: list[str]) -> bool:
    wanted = [name for name, grade in problem.expected.items() if grade > 1]
    return any(same(one, name) for one in wanted for name in names)


@contextmanager
def opened_library(folder: Path | None) -> Iterator[Library]:
    """The library over the texts, in `folder` or a temporary one."""
    with tempfile.TemporaryDirectory() as temporary, Library.open(folder or Path(temporary), create=True) as library:
        ingest(texts(), library)
        yield library


def able_names(library: Library) -> list[str]:
    """The names of all for whom a relation of the graph says that they made, led, taught or helped."""
    telling = [relation for relation in library.store.all_relations() if relation.type in ABILITIES]
    ends = [*(relation.head for relation in telling), *(r.tail for r in telling if r.type is RelationType.MENTORS)]
    return sorted({name for record in ends for name in (record.name, *record.aliases)})


def show(given: list[Answer], console: Console) -> None:
    """One line a problem: where the first right one stands, what was expected, what was given."""
    for answer in given:
        rank = _reciprocal_rank(answer.gains)
        best = answer.experts[0].fit if answer.experts else 0.0
        unknown = "" if answer.known or not answer.problem.expected else " (not in the graph)"
        wanted = "、".join(answer.problem.expected) or "—"
        got = "、".join(answer.names[:SHOWN]) or "—"
        console.print(f"{answer.problem.id} {rank:.2f} {best:.2f} {answer.problem.query} | {wanted}{unknown} | {got}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--library", type=Path)
    parser.add_argument("--split", choices=SPLITS, help="only this one")
    parser.add_argument("--show", action="store_true", help="each problem of the split `development`, or of --split")
    parser.add_argument("--fit", action="store_true", help="fit the weights on `development` first, and write them")
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    console = Console(width=200, soft_wrap=True)
    with opened_library(arguments.library) as library:
        if arguments.fit:
            development = examples(library, [p for p in problems() if p.split == SPLITS[0]])
            write(fitted(development | examples_of_sets()), FIT_FILE)
        # not the library's own, which has read the weights before they were fitted
        searcher = Searcher.open(library.store, library.home.index, load_encoder())
        given = answers(searcher, problems(), able_names(library))
    results = {}
    for split in SPLITS:
        of_split = [answer for answer in given if answer.problem.split == split]
        if arguments.split in (None, split):
            results[split] = figures(of_split)
        if arguments.show and split == (arguments.split or SPLITS[0]):
            show(of_split, console)
    table = Table("", *next(iter(results.values())))
    for split, row in results.items():
        table.add_row(split, *map(str, row.values()))
    console.print(table)
    if arguments.json:
        arguments.json.write_text(json.dumps(results, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
