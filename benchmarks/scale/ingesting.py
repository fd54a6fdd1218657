"""Reading a folder: the whole of `jiangpu ingest` beside jieba.posseg alone on the same text, and txtai's indexing."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from typer.main import get_command

from api.cli import app
from benchmarks.generated.pages import pages
from benchmarks.retrieval.peers import absent
from benchmarks.scale.rows import Measured, Reached, Row
from benchmarks.scale.server import ROOT

PART = "读入"
OURS, TWO, FLOOR, TXTAI = (
    "匠谱 ingest",
    "匠谱 ingest，2 个进程",
    "jieba.posseg（只切词标词性）",
    "txtai index（不读事实）",
)
SEED = 1
PROCESSES = {"--processes", "--workers", "--jobs"}
"""What an option for several processes may be called."""
Used = tuple[float, float]
"""Seconds by the clock, and of processors."""


def measure(count: int, rounds: int) -> Measured:
    """So many made-up newspaper pages, each way in turn, each on one processor but for the one with two processes."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary, "pages")
        folder.mkdir()
        made = list(pages(count, SEED))
        for page in made:
            (folder / page.name).write_text(page.text, "utf-8")
        used: dict[str, list[Used]] = {}
        for turn in range(rounds):
            library = Path(temporary, f"library-{turn}")
            for name, (command, processors) in _ways(folder, library).items():
                used.setdefault(name, []).append(_used(command, processors))
    characters = sum(len(page.text) for page in made)
    medians = {name: _median(some) for name, some in used.items()}
    rows = [
        Row(PART, f"{count} 篇、{characters} 字", name, _values(one, medians[FLOOR], count, characters))
        for name, one in medians.items()
    ]
    return Measured(tuple(rows), tuple(_reached(medians, characters)), tuple(_notes(used)))


def _ways(folder: Path, library: Path) -> dict[str, tuple[list[str], int]]:
    """Commands behind `python -m`, and how many processors each may use."""
    ingest = ["api.cli", "ingest", str(folder), "--json", "--library"]
    ways = {OURS: ([*ingest, f"{library}-one"], 1), FLOOR: (["benchmarks.scale.alone", "jieba", str(folder)], 1)}
    if option := _option():
        ways[TWO] = ([*ingest, f"{library}-two", option, "2"], 2)
    if not absent():
        ways[TXTAI] = (["benchmarks.scale.alone", "txtai", str(folder)], 1)
    return ways


def _option() -> str | None:
    """The product's option for several processes, where it has one."""
    command = get_command(app).commands["ingest"]  # type: ignore[attr-defined]
    names = {name for parameter in command.params for name in parameter.opts}
    return next(iter(names & PROCESSES), None)


def _used(command: Sequence[str], processors: int) -> Used:
    """Of one run."""
    allowed = sorted(os.sched_getaffinity(0))[:processors]
    start = time.perf_counter()
    process = subprocess.Popen(
        ["taskset", "-c", ",".join(map(str, allowed)), sys.executable, "-m", *command],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return time.perf_counter() - start, used.ru_utime + used.ru_stime


def _median(runs: list[Used]) -> Used:
    clock, processor = zip(*runs, strict=True)
    return statistics.median(clock), statistics.median(processor)


def _values(one: Used, floor: Used, count: int, characters: int) -> dict[str, float]:
    clock, processor = one
    return {
        "over_jieba": clock / floor[0],
        "over_jieba_cpu": processor / floor[1],
        "characters_per_s": characters / clock,
        "documents_per_s": count / clock,
        "cpu_ms_per_document": 1000 * processor / count,
    }


def _reached(medians: Mapping[str, Used], characters: int) -> list[Reached]:
    """By processor seconds where both have one processor: they hold on a busy machine too."""
    reached = [Reached("ingest", characters, medians[OURS][1] / medians[FLOOR][1])]
    if TWO in medians:
        reached.append(Reached("processes", characters, medians[OURS][0] / medians[TWO][0]))
    return reached


def _notes(used: Mapping[str, object]) -> list[str]:
    notes = [absent() or ""] if TXTAI not in used else []
    return notes if TWO in used else [*notes, "jiangpu ingest 还没有多进程的选项，两个进程的没有量"]
