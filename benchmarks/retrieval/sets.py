"""The sets: needs in other words over our own texts, and public ones from ../shared."""

import csv
import json
import lzma
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus import bundled_folder, discover, read_file

ROOT = Path(__file__).resolve().parents[2]
NEEDS = ROOT / "benchmarks/needs"
EVALUATION = ROOT.parent / "shared/data/eval.json.xz"
SHORTEST = 15
"""Shorter lines are headings and cells."""
PUBLIC = {"cmrc": "cmrc_dev", "drcd": "drcd_test", "xquad": "xquad", "c3": "c3", "lcqmc": "lcqmc_ret"}
QUESTIONS = 1500
"""Of each public set at most so many, the first ones."""


@dataclass(frozen=True, slots=True)
class RetrievalSet:
    """Questions over passages, with graded judgements: question id -> passage id -> 0, 1 or 2."""

    name: str
    passages: dict[str, str]
    questions: dict[str, str]
    judged: dict[str, dict[str, int]]


def needs() -> RetrievalSet:
    """Our own set (see benchmarks/needs/README.md)."""
    questions = {row["_id"]: row["text"] for row in map(json.loads, _lines(NEEDS / "queries.jsonl"))}
    return RetrievalSet("needs", dict(_passages()), questions, judgements(NEEDS))


def judgements(folder: Path) -> dict[str, dict[str, int]]:
    """Of qrels.tsv, and of pooled.tsv where it is there; of a pair that both judge, what qrels.tsv says."""
    judged: dict[str, dict[str, int]] = defaultdict(dict)
    for path in filter(Path.is_file, (folder / "pooled.tsv", folder / "qrels.tsv")):
        with path.open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows, delimiter="\t"):
                judged[row["query-id"]][row["corpus-id"]] = int(row["score"])
    return dict(judged)


def halves(questions: Iterable[str]) -> tuple[list[str], list[str]]:
    """Every other question's id: the half that settings are chosen on, and the half that they were not."""
    ordered = sorted(questions)
    return ordered[::2], ordered[1::2]


def public_sets() -> Iterator[RetrievalSet]:
    """CMRC, DRCD, XQuAD, C3 and LCQMC as retrieval, each question with one passage; none without ../shared."""
    if not EVALUATION.is_file():
        return
    with lzma.open(EVALUATION, "rt", encoding="utf-8") as file:
        data = json.load(file)
    for name, key in PUBLIC.items():
        if key in data:
            part = data[key]
            passages = {str(i): text for i, text in enumerate(part["ctx"])}
            questions = {f"q{i}": text for i, text in enumerate(part["q"][:QUESTIONS])}
            judged = {f"q{i}": {str(right): 2} for i, right in enumerate(part["g"][:QUESTIONS])}
            yield RetrievalSet(name, passages, questions, judged)


def _passages() -> Iterator[tuple[str, str]]:
    """The lines of the bundled corpus and of the annotated texts, by file, document in it, and line."""
    articles = sorted((ROOT / "benchmarks/articles").glob("development*/*.txt"))
    later = {f"development{number}" for number in range(9, 15)}  # written after the needs, and not judged
    for path in (*map(Path, discover([bundled_folder()])), *(p for p in articles if p.parent.name not in later)):
        place = path.resolve().relative_to(ROOT).as_posix()
        for number, document in enumerate(read_file(path)):
            for line, text in enumerate(document.text.split("\n")):
                if len(text.strip()) >= SHORTEST:
                    yield f"{place}#{number}.{line}", text.strip()


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()
