"""How well and how fast the rules read: the score on annotated pages, and characters a second beside jieba.posseg.

Run with `python -m benchmarks.extraction`. Both readers run in turn in the same process, so that a busy machine slows
both; the figure to quote is the ratio. The score needs the annotated pages in ../shared and is left out, with a word,
without them.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import jieba.posseg
from rich.console import Console
from rich.table import Table

from corpus import Document, bundled_folder, discover, read_file
from ingest import Reader, extract, to_gold

SHARED = Path(__file__).resolve().parents[2] / "shared"
ROUNDS = 5


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def compare_speed(documents: list[Document], reader: Reader, console: Console) -> None:
    characters = sum(len(d.text) for d in documents)
    pairs = [
        (
            seconds(lambda: [extract(d, reader) for d in documents]),
            seconds(lambda: [list(jieba.posseg.cut(d.text)) for d in documents]),
        )
        for _ in range(ROUNDS)
    ]
    ours, theirs = (median(column) for column in zip(*pairs, strict=True))
    ratio = median(a / b for a, b in pairs)
    console.print(
        f"速度（{characters} 字，{ROUNDS} 轮的中位数）：抽取全部事实 {characters / ours:,.0f} 字/秒，"
        f"jieba.posseg 只标词性 {characters / theirs:,.0f} 字/秒，耗时之比 {ratio:.2f}"
    )


def score(reader: Reader, console: Console) -> None:
    if not SHARED.is_dir():
        console.print("没有 ../shared，不评分：人工标注的版面不在仓库里")
        return
    with tempfile.TemporaryDirectory() as folder:
        predictions = Path(folder) / "predictions.jsonl"
        lines = [
            json.dumps(to_gold(document, extract(document, reader)), ensure_ascii=False)
            for path in sorted((SHARED / "seeds").glob("*.txt"))
            for document in read_file(path)
        ]
        predictions.write_text("\n".join(lines), "utf-8")
        scorer = [sys.executable, SHARED / "score/score_extraction.py", "--gold", SHARED / "gold/seeds.jsonl"]
        printed = subprocess.run([*scorer, "--pred", predictions, "--json"], capture_output=True, check=True, text=True)
    table = Table("类别", "精确率", "召回率", "F1", "标注", "抽出", title="抽取得分（开发集）")
    for kind, row in json.loads(printed.stdout).items():
        table.add_row(kind, *(f"{row[m]:.3f}" for m in ("p", "r", "f1")), str(row["gold"]), str(row["pred"]))
    console.print(table)


def main() -> None:
    console, reader = Console(), Reader.load()
    documents = [document for path in discover([bundled_folder()]) for document in read_file(path)]
    jieba.initialize()
    score(reader, console)
    compare_speed(documents, reader, console)


if __name__ == "__main__":
    main()
