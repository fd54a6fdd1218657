"""Reads each set of texts into a library of its own and scores what is found and answered.

    python -m benchmarks.answers [--set NAME ...] [--show] [--json FILE]

A set is a file of cases beside this one and the folder of texts of the same name, in texts or benchmarks/articles.
Ranked kinds (achievement, expert) are scored by reciprocal rank, recall@5 and nDCG@10, the others by F1 of the set of
answers; where nothing is expected an empty answer is right.
"""

import argparse
import json
import math
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from api.ingestion import ingest
from api.library import Library
from benchmarks.answers.sets import Case, cases, sets, texts
from search import Searcher, ask, load_encoder

RANKED = {"achievement", "expert"}
DEPTH, SHOWN = 10, 5
SHORTEST_PART, LIKE = 4, 0.8
"""A name of so many characters may be a part of another; names are alike from this Dice coefficient of bigrams on."""
_DROPPED = re.compile(r"[\s“”‘’\"'《》〈〉「」『』()（）·•,，、。:：;；-]+")
Scores = dict[str, float]


def answered(case: Case, searcher: Searcher, library: Library) -> list[str]:
    """The names that the library gives, best first."""
    if case.kind == "achievement":
        return [hit.name for hit in searcher.search(case.query, k=DEPTH).hits]
    if case.kind == "expert":
        return [expert.name for expert in searcher.experts(case.query, k=DEPTH)]
    return [str(a.name if a.name is not None else a.value) for a in ask(case.query, library.store).answers]


def scored(case: Case, names: Sequence[str]) -> Scores:
    if case.kind in RANKED:
        return _ranked(case.expected, names) if case.expected else {}
    if not case.expected:
        return {"F1": float(not names)}
    found = sum(any(same(name, other) for other in names) for name, _ in case.expected)
    right = sum(any(same(name, other) for name, _ in case.expected) for other in names)
    return {"F1": 2 * found * right / max(1, found * len(names) + right * len(case.expected))}


def _ranked(expected: Sequence[tuple[str, int]], names: Sequence[str]) -> Scores:
    left = list(expected)
    gains = []
    for name in names[:DEPTH]:
        hit = next((one for one in left if same(one[0], name)), None)
        gains.append(hit[1] if hit else 0)
        if hit:
            left.remove(hit)
    ideal = sorted((grade for _, grade in expected), reverse=True)[:DEPTH]
    return {
        "MRR": next((1 / rank for rank, gain in enumerate(gains, 1) if gain), 0.0),
        "recall@5": sum(gain > 0 for gain in gains[:SHOWN]) / min(SHOWN, len(expected)),
        "nDCG@10": _dcg(gains) / _dcg(ideal),
    }


def _dcg(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, 1))


def same(one: str, other: str) -> bool:
    """Two forms of one name: equal but for marks, one within the other, or of mostly the same bigrams."""
    short, long = sorted((_DROPPED.sub("", one).lower(), _DROPPED.sub("", other).lower()), key=len)
    if not short or short == long or (len(short) >= SHORTEST_PART and short in long):
        return bool(short)
    first, second = (Counter(name[i : i + 2] for i in range(len(name) - 1)) for name in (short, long))
    shared = 2 * (first & second).total()
    return len(short) >= SHORTEST_PART and shared >= LIKE * (first.total() + second.total())


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", nargs="+", default=sets())
    parser.add_argument("--show", action="store_true", help="the cases that are not wholly right")
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    console = Console()
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
