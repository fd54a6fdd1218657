"""Measures retrieval: our set of needs in other words, and the public sets in ../shared where they are present.

    python -m benchmarks.retrieval [--model FOLDER] [--sets needs cmrc] [--json FILE] [--markdown FILE]

Systems side by side: BM25 (bm25s over jieba's words), this product's lexical index alone, its vectors alone, and both.
"""

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.retrieval.measures import difference, ndcg, recall, reciprocal_rank
from benchmarks.retrieval.sets import RetrievalSet, needs, public_sets
from benchmarks.retrieval.systems import System, bm25, own
from search.encoder import SHIPPED_MODEL, load_encoder
from search.fusion import Weights

MEASURES: dict[str, Callable[..., float]] = {"nDCG@10": ndcg, "MRR@10": reciprocal_rank, "recall@10": recall}
Figures = dict[str, dict[str, list[float]]]


def measured(data: RetrievalSet, systems: dict[str, System]) -> Figures:
    """For each system and measure the figure of each question."""
    figures: Figures = {name: {measure: [] for measure in MEASURES} for name in systems}
    for name, system in systems.items():
        for id_, question in data.questions.items():
            ranking = list(system(question))
            for measure, of in MEASURES.items():
                figures[name][measure].append(of(ranking, data.judged[id_]))
    return figures


def summary(figures: Figures, best: str = "hybrid", measure: str = "nDCG@10") -> dict[str, dict[str, object]]:
    """Means, and by how much the hybrid is better than each other system, with its 95 % interval."""
    told: dict[str, dict[str, object]] = {}
    for name, rows in figures.items():
        told[name] = {key: round(sum(values) / len(values), 4) for key, values in rows.items()}
        if name != best:
            apart = difference(figures[best][measure], rows[measure])
            told[name][f"{best} better by"] = [round(value, 4) for value in apart]
    return told


def markdown(results: dict[str, dict[str, dict[str, object]]]) -> str:
    """The table for the documentation."""
    lines = ["| 集 | 系统 | nDCG@10 | MRR@10 | recall@10 | 混合多出（95% 区间） |", "|---|---|---|---|---|---|"]
    for data, systems in results.items():
        for name, row in systems.items():
            apart = row.get("hybrid better by")
            told = f"{apart[0]:+.3f}（{apart[1]:+.3f} 至 {apart[2]:+.3f}）" if isinstance(apart, Sequence) else ""
            figures = " | ".join(f"{row[measure]:.3f}" for measure in MEASURES)
            lines.append(f"| {data} | {name} | {figures} | {told} |")
    return "\n".join(lines) + "\n"


def show(name: str, systems: dict[str, dict[str, object]], console: Console) -> None:
    table = Table("system", *MEASURES, "hybrid better by", title=name)
    for system, row in systems.items():
        table.add_row(system, *(f"{row[measure]:.3f}" for measure in MEASURES), str(row.get("hybrid better by", "")))
    console.print(table)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=SHIPPED_MODEL)
    parser.add_argument("--sets", nargs="+", help="only these")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--markdown", type=Path)
    arguments = parser.parse_args()
    encoder, console = load_encoder(arguments.model), Console(width=110)
    weights = Weights()
    results = {}
    for data in (needs(), *public_sets()):
        if arguments.sets and data.name not in arguments.sets:
            continue
        systems = {"bm25": bm25(data.passages), **own(data.passages, encoder, weights)}
        results[data.name] = summary(measured(data, systems))
        show(
            f"{data.name}: {len(data.questions)} questions, {len(data.passages)} passages", results[data.name], console
        )
    if arguments.json:
        arguments.json.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", "utf-8")
    if arguments.markdown:
        arguments.markdown.write_text(markdown(results), "utf-8")


if __name__ == "__main__":
    main()
