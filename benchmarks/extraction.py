"""How well and how fast the rules read: the score on annotated texts, and characters a second beside jieba.posseg.

    python -m benchmarks.extraction [--rounds 5] [--json FILE]

Scores are given for the annotated newspaper pages in ../shared and for every set under benchmarks/articles; the scorer
is in ../shared, and without it none is given. Both readers run in turn in this process, on one processor core and with
one thread, so that a busy machine slows both; the figure to quote is the ratio of the medians. They read the newspaper
pages, or the bundled corpus where these are absent.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import jieba.posseg
from rich.console import Console
from rich.table import Table

from corpus import Document, bundled_folder, discover, read_file
from ingest import Reader, extract, to_gold

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
SCORER = SHARED / "score/score_extraction.py"
HELD_OUT = "unseen"
"""The set that rules and weights have not seen."""
Scores = dict[str, dict[str, Any]]


def sets() -> dict[str, tuple[Path, Path]]:
    """The annotated sets that are here: name -> folder of the texts, file of the annotation."""
    found = {"seeds": (SHARED / "seeds", SHARED / "gold/seeds.jsonl")}
    for gold in sorted((ROOT / "benchmarks/articles").glob("*/gold.jsonl")):
        found[gold.parent.name] = gold.parent, gold
    return {name: (texts, gold) for name, (texts, gold) in found.items() if gold.is_file()}


def texts_in(folder: Path) -> list[Document]:
    return [document for path in sorted(folder.glob("*.txt")) for document in read_file(path)]


def score(documents: Sequence[Document], gold: Path, reader: Reader) -> Scores:
    """What the scorer says of the facts of the documents, by kind of fact."""
    with tempfile.TemporaryDirectory() as folder:
        predictions = Path(folder) / "predictions.jsonl"
        found = [json.dumps(to_gold(d, extract(d, reader)), ensure_ascii=False) for d in documents]
        predictions.write_text("\n".join(found), "utf-8")
        command = [sys.executable, SCORER, "--gold", gold, "--pred", predictions, "--json"]
        printed = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    scores: Scores = json.loads(printed)
    return scores


def show(name: str, scores: Scores, console: Console) -> None:
    table = Table("类别", "精确率", "召回率", "F1", "标注", "抽出", title=f"抽取得分（{name}）")
    for kind, row in scores.items():
        table.add_row(kind, *(f"{row[m]:.3f}" for m in ("p", "r", "f1")), str(row["gold"]), str(row["pred"]))
    console.print(table)


def seconds(work: Callable[[], object]) -> float:
    """The processor's seconds: those that other programs have the core for do not count."""
    start = time.process_time()
    work()
    return time.process_time() - start


def compare_speed(documents: Sequence[Document], rounds: int) -> dict[str, float]:
    """Characters a second of both, and how many times as long the extraction takes.

    Each round has a reader of its own that has read another text, so that it remembers nothing of these.
    """
    characters = sum(len(d.text) for d in documents)

    def theirs() -> None:
        for document in documents:
            list(jieba.posseg.cut(document.text))

    theirs()  # reads its dictionary
    pairs = []
    for _ in range(rounds):
        reader = Reader.load()
        extract(Document("0" * 16, "短文.txt", "某省总工会召开会议。\n", "", "text/plain"), reader)
        pairs.append((seconds(lambda: [extract(d, reader) for d in documents]), seconds(theirs)))  # noqa: B023
    own, other = (median(column) for column in zip(*pairs, strict=True))
    return {
        "characters": characters,
        "rounds": rounds,
        "extraction_chars_per_s": round(characters / own),
        "posseg_chars_per_s": round(characters / other),
        "ratio": round(own / other, 2),
    }


def pin() -> None:
    """Keeps this process on one core, where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    pin()
    console, reader = Console(), Reader.load()
    jieba.initialize()
    scores = {}
    for name, (folder, gold) in sets().items() if SCORER.is_file() else ():
        scores[name] = score(texts_in(folder), gold, reader)
        show(name, scores[name], console)
    if not scores:
        console.print("没有 ../shared，不评分：评分程序不在仓库里")
    bundled = [document for path in discover([bundled_folder()]) for document in read_file(path)]
    speed = compare_speed(texts_in(SHARED / "seeds") or bundled, arguments.rounds)
    console.print(
        f"速度（{speed['characters']} 字，{speed['rounds']} 轮的中位数，一个线程）：抽取全部事实"
        f" {speed['extraction_chars_per_s']:,} 字/秒，jieba.posseg 只标词性 {speed['posseg_chars_per_s']:,} 字/秒，"
        f"耗时之比 {speed['ratio']:.2f}"
    )
    conditions = {"python": platform.python_version(), "machine": platform.machine()}
    if arguments.json:
        result = {"conditions": conditions, "speed": speed, "scores": scores}
        arguments.json.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
