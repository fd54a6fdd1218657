"""Asks every question of the benchmark and tells how many answers are right.

    python -m benchmarks.questions [--split tune] [--cases FILE ...] [--library FOLDER] [--verbose] [--json FILE]

The library holds the articles of the sets development9 and development10 and the bundled documents. It is built twice:
from what is read from the texts, and from what people annotated in them; a question that only the latter answers
failed in reading, not in asking.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from statistics import median, quantiles

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from benchmarks.questions.cases import CASES, Agreement, Case, Outcome, agreement, cases, compared
from benchmarks.questions.libraries import fill
from kg import Store
from search import ask

Grouping = Callable[[Case], str]
GROUPINGS: tuple[Grouping, ...] = (lambda _: "all", lambda case: case.kind, lambda case: f"{case.kind}/{case.form}")


def library(folder: Path, *, annotated: bool) -> Store:
    """The library in a folder, filled where it is empty."""
    folder.mkdir(parents=True, exist_ok=True)
    store = Store.open(f"sqlite:///{folder}/library.db")
    if not store.entities("", None, 1).items:
        fill(store, annotated=annotated)
    return store


def asked(questions: Iterable[Case], store: Store) -> tuple[list[Outcome], list[float]]:
    """The outcomes, and how many milliseconds of the processor each took, which a busy machine does not change."""
    outcomes, times = [], []
    for case in questions:
        start = time.process_time()
        reply = ask(case.query, store)
        times.append(1000 * (time.process_time() - start))
        outcomes.append(compared(case, reply))
    return outcomes, times


def grouped(outcomes: Sequence[Outcome]) -> dict[str, Agreement]:
    """By split, and in each by kind and form."""
    rows: dict[str, list[Outcome]] = {}
    for grouping in GROUPINGS:
        for outcome in outcomes:
            key = f"{outcome.case.split} {grouping(outcome.case)}"
            rows.setdefault(key, []).append(outcome)
    return {key: agreement(rows[key]) for key in sorted(rows, key=lambda key: key.partition(" ")[0])}


def show(title: str, rows: dict[str, Agreement], console: Console) -> None:
    table = Table("", "cases", "precision", "recall", "F1", "declined", title=title)
    for key, row in rows.items():
        figures = (row.precision, row.recall, row.f1, row.declined)
        table.add_row(key, str(row.cases), *(f"{figure:.3f}" for figure in figures))
    console.print(table)


def show_failures(read: Sequence[Outcome], told: Sequence[Outcome], console: Console) -> None:
    """Each case that is not perfect; [reading] where the annotated facts answer it."""
    for outcome, other in zip(read, told, strict=True):
        if not outcome.perfect:
            fault = "reading" if other.perfect else "asking"
            case = outcome.case
            line = f"[{fault}] {case.id} {case.query} | missed {list(outcome.missed)} | wrong {list(outcome.wrong)}"
            console.print(escape(line), soft_wrap=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=("tune", "test"), help="only this one")
    parser.add_argument("--cases", nargs="+", type=Path, default=[CASES])
    parser.add_argument("--library", type=Path, help="keep the libraries here, for the next time")
    parser.add_argument("--verbose", action="store_true", help="list the failures of the split test too")
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    console = Console(width=160)
    chosen = [c for path in arguments.cases for c in cases(path) if arguments.split in {None, c.split}]
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.library or Path(temporary)
        with library(folder / "read", annotated=False) as store:
            read, times = asked(chosen, store)
        with library(folder / "annotated", annotated=True) as store:
            told, _ = asked(chosen, store)
    results = {"read": grouped(read), "annotated": grouped(told)}
    for title, rows in results.items():
        show(title, rows, console)
    listed = [i for i, outcome in enumerate(read) if arguments.verbose or outcome.case.split == "tune"]
    show_failures([read[i] for i in listed], [told[i] for i in listed], console)
    failed = sum(not one.perfect for one in read)
    lost = sum(one.perfect < other.perfect for one, other in zip(read, told, strict=True))
    console.print(f"{len(read)} questions, {failed} not perfect, {lost} of these by reading")
    latency = {"median": round(median(times), 1), "p95": round(quantiles(times, n=20)[-1], 1)}
    console.print(f"milliseconds of the processor: median {latency['median']}, 95 % within {latency['p95']}")
    if arguments.json:
        figures = {title: {key: asdict(row) for key, row in rows.items()} for title, rows in results.items()}
        arguments.json.write_text(json.dumps({**figures, "cpu_ms": latency}, ensure_ascii=False, indent=1), "utf-8")


if __name__ == "__main__":
    main()
