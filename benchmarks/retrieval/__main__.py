"""Measures retrieval: our set of needs in other words, and the public sets in ../shared where they are present.

    python -m benchmarks.retrieval [--model FOLDER] [--sets needs cmrc] [--json FILE] [--markdown [FILE]]

Systems side by side: BM25 (bm25s over jieba's words), txtai where it is installed, this product's lexical index alone,
its vectors alone, and both. `--markdown` writes the tables into docs/retrieval.md.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.retrieval.comparison import MEASURES, Comparison, compare, rankings
from benchmarks.retrieval.lineup import lineup
from benchmarks.retrieval.peers import absent
from benchmarks.retrieval.report import conditions, markdown, with_section
from benchmarks.retrieval.sets import ROOT, RetrievalSet, halves, needs, public_sets
from benchmarks.retrieval.systems import System
from search.encoder import SHIPPED_MODEL, load_encoder
from search.fusion import Weights

PAGE = ROOT / "docs/retrieval.md"


def comparisons(data: RetrievalSet, systems: dict[str, System]) -> Iterator[Comparison]:
    """On the whole set; of the needs also on the half that no setting was chosen on."""
    ranked = rankings(data, systems)
    yield compare(data.name, data, ranked, data.questions)
    if data.name == "needs":
        yield compare("needs held out", data, ranked, halves(data.questions)[1])


def show(comparison: Comparison, console: Console) -> None:
    title = f"{comparison.name}: {comparison.questions} questions, {comparison.passages} passages"
    table = Table("system", *MEASURES, "hybrid better by", "missed", title=title)
    for row in comparison.rows:
        lead = " ".join(f"{value:+.3f}" for value in row.lead or ())
        table.add_row(row.system, *(f"{row.means[measure]:.3f}" for measure in MEASURES), lead, str(len(row.missed)))
    console.print(table)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=SHIPPED_MODEL)
    parser.add_argument("--sets", nargs="+", help="only these")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--markdown", type=Path, nargs="?", const=PAGE, help="a page with the two marks")
    return parser.parse_args()


def main() -> None:
    asked = arguments()
    encoder, console = load_encoder(asked.model), Console(width=130)
    notes = [reason] if (reason := absent()) else []
    for note in notes:
        console.print(note)
    results: list[Comparison] = []
    for data in (needs(), *public_sets()):
        if asked.sets and data.name not in asked.sets:
            continue
        for comparison in comparisons(data, lineup(data.passages, encoder, Weights())):
            show(comparison, console)
            results.append(comparison)
    told = conditions(sys.argv[1:], encoder.name)
    if asked.json:
        whole = {"conditions": told, "sets": [asdict(result) for result in results]}
        asked.json.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", "utf-8")
    if asked.markdown:
        page = asked.markdown.read_text("utf-8")
        asked.markdown.write_text(with_section(page, markdown(told, results, notes)), "utf-8")


if __name__ == "__main__":
    main()
