"""Measures speed and size of this product beside the peers, in one run, and holds the ratios against the goals.

    python -m benchmarks.scale [--parts ingest search graph http start change] [--passages 10000 …] [--entities 10000 …]
        [--pages 1000] [--asked 200] [--changes 30] [--rounds 3] [--keep FOLDER] [--json FILE] [--markdown [FILE]]

All is asked by turns, so that a busy machine slows all alike: read the ratios, not the times. The libraries are made up
(benchmarks/generated/crowd.py); a million passages need ten minutes and 4 GB to be filled, once where `--keep` names a
folder for them, and far longer to be indexed. `--markdown` writes the tables into docs/benchmarks.md.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path

from benchmarks.conditions import conditions, with_section
from benchmarks.scale import changing, ingesting, searching, serving, starting, walking
from benchmarks.scale.report import BEGIN, END, PACKAGES, markdown
from benchmarks.scale.rows import Measured

PAGE = Path(__file__).resolve().parents[2] / "docs/benchmarks.md"
PARTS = ("ingest", "search", "graph", "http", "start", "change")
Work = Callable[[], Measured]


def works(asked: argparse.Namespace, keep: Path) -> Iterator[tuple[str, Work]]:
    """What is to be measured, with the size in its name."""
    if "ingest" in asked.parts:
        yield f"ingest {asked.pages}", partial(ingesting.measure, asked.pages, asked.rounds)
    by_passages: dict[str, Callable[[int], Measured]] = {
        "search": lambda size: searching.measure(size, asked.asked, keep),
        "http": lambda size: serving.measure(size, asked.rounds, keep),
        "start": lambda size: starting.measure(size, asked.rounds, keep),
        "change": lambda size: changing.measure(size, asked.changes, keep),
    }
    for part in asked.parts:
        if part == "graph":
            for size in asked.entities:
                yield f"graph {size}", partial(walking.measure, size, asked.asked, keep)
        elif part in by_passages:
            for size in asked.passages:
                yield f"{part} {size}", partial(by_passages[part], size)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--passages", type=int, nargs="+", default=[10_000], help="sizes for all but ingest and graph")
    parser.add_argument("--entities", type=int, nargs="+", default=[10_000], help="sizes for graph")
    parser.add_argument("--pages", type=int, default=1000, help="to be ingested")
    parser.add_argument("--asked", type=int, default=200, help="questions, and walks")
    parser.add_argument("--changes", type=int, default=30, help="documents added and removed")
    parser.add_argument("--rounds", type=int, default=3, help="of what is measured as a whole")
    parser.add_argument("--keep", type=Path, help="a folder in which the made-up libraries stay")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--markdown", type=Path, nargs="?", const=PAGE, help="a page with the two marks")
    return parser.parse_args()


def main() -> None:
    asked = arguments()
    told = conditions(["benchmarks.scale", *sys.argv[1:]], PACKAGES)
    parts: list[Measured] = []
    with tempfile.TemporaryDirectory() as temporary:
        for name, work in works(asked, asked.keep or Path(temporary)):
            print(name, file=sys.stderr, flush=True)
            parts.append(work())
            if asked.json:  # after each, so that an interrupted run leaves what it has
                whole = {"conditions": told, "parts": [asdict(part) for part in parts]}
                asked.json.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", "utf-8")
    section = markdown(told, parts)
    print(section)
    if asked.markdown:
        page = asked.markdown.read_text("utf-8")
        asked.markdown.write_text(with_section(page, (BEGIN, END), section), "utf-8")


if __name__ == "__main__":
    main()
