"""Reads each set of texts into a library of its own and scores what is found and answered.

    python -m benchmarks.answers [--set NAME ...] [--show] [--json FILE] [--fit]

A set is a file of cases beside this one and the folder of texts of the same name, in texts or benchmarks/articles.
Ranked kinds (achievement, expert) are scored by reciprocal rank, recall@5 and nDCG@10, the others by F1 of the set of
answers; where nothing is expected an empty answer is right. `--fit` fits what is read from sentences anew instead.
"""

import argparse
import json
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from api.ingestion import ingest
from api.library import Library
from benchmarks.answers.fitting import asked, fitted, worth, write
from benchmarks.answers.scoring import DEPTH, SHOWN, Scores, scored
from benchmarks.answers.sets import Case, cases, sets, texts
from search import Searcher, ask, load_encoder


def answered(case: Case, searcher: Searcher, library: Library) -> list[str]:
    """The names that the library gives, best first."""
    if case.kind == "achievement":
        return [hit.name for hit in searcher.search(case.query, k=DEPTH).hits]
    if case.kind == "expert":
        return [expert.name for expert in searcher.experts(case.query, k=DEPTH)]
    return [
        str(a.name if a.name is not None else a.value)
        for a in ask(case.query, library.store, searcher.sentences).answers
    ]


def measured(name: str, console: Console, *, show: bool) -> dict[str, Scores]:
    """The mean scores of a set, by kind of case."""
    rows: dict[str, list[Scores]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder), create=True) as library:
        ingest(texts(name), library)
        searcher = Searcher.open(library.store, library.home.index, load_encoder())
        for case in cases(name):
            names = answered(case, searcher, library)
            if score := scored(case, names):
                rows[case.kind].append(score)
            if show and min(score.values(), default=1.0) < 1:
                wanted = "、".join(one for one, _ in case.expected) or "—"
                console.print(f"{case.kind} {score} {case.query} | {wanted} | {'、'.join(names[:SHOWN]) or '—'}")
    return {
        kind: {"cases": len(found), **{m: sum(one[m] for one in found) / len(found) for m in found[0]}}
        for kind, found in rows.items()
    }


def fit(console: Console) -> None:
    """Fits what is read from sentences, and tells what it is worth on sets that the fit has not seen."""
    of = list(asked())
    for threshold, scores in worth(of, (2.0, 0.3, 0.4, 0.5, 0.6, 0.7)).items():
        console.print(threshold, " ".join(f"{name} {score:.3f}" for name, score in scores.items()))
    write(fitted(of))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", nargs="+", default=sets())
    parser.add_argument("--show", action="store_true", help="the cases that are not wholly right")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--fit", action="store_true", help="fits and writes search/data/reading_fit.toml")
    arguments = parser.parse_args()
    console = Console()
    if arguments.fit:
        fit(console)
        return
    results: dict[str, Any] = {}
    for name in arguments.set:
        results[name] = measured(name, console, show=arguments.show)
        table = Table("kind", "cases", "MRR", "recall@5", "nDCG@10", "F1", title=name)
        for kind, row in results[name].items():
            figures = (f"{row[m]:.3f}" if m in row else "" for m in ("MRR", "recall@5", "nDCG@10", "F1"))
            table.add_row(kind, str(int(row["cases"])), *figures)
        console.print(table)
    if arguments.json:
        arguments.json.write_text(json.dumps(results, ensure_ascii=False, indent=1), "utf-8")


if __name__ == "__main__":
    main()
