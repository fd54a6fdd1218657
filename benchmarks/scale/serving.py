"""HTTP requests a second: the search of a running server beside a bare route that returns the same bytes."""

import json
import statistics
import tempfile
from pathlib import Path
from urllib.parse import quote

from benchmarks.generated.crowd import questions
from benchmarks.scale.libraries import SEED, of_passages
from benchmarks.scale.rows import Measured, Reached, Row
from benchmarks.scale.server import Server, jiangpu, requests_a_second, running

PART = "HTTP"
CONNECTIONS, SECONDS, UNHEARD = 8, 2.0, 50
ASKED = 200
"""Different questions; so many answers are kept."""
OURS, AGAIN, BARE = "匠谱 /api/v1/search，没问过的", "匠谱 /api/v1/search，问过的", "空的 FastAPI 路由"


def measure(count: int, rounds: int, keep: Path, seconds: float = SECONDS) -> Measured:
    """Both servers by turns, on about so many passages."""
    made = of_passages(count, keep)
    asked = questions(ASKED, made.documents, SEED)
    with tempfile.TemporaryDirectory() as folder, jiangpu(made.folder) as ours:
        answers = {text: ours.get(_path("/api/v1/search", text)).decode() for text in asked}
        file = Path(folder, "answers.json")
        file.write_text(json.dumps(answers), "utf-8")
        with running(["benchmarks.scale.bare", "{port}", str(file)], "/search?q=") as bare:
            again = [_path("/api/v1/search", text) for text in asked]
            figures: dict[str, list[tuple[float, float]]] = {OURS: [], AGAIN: [], BARE: []}
            for turn in range(rounds):
                figures[OURS].append(_round(ours, _new(again, turn), seconds))
                for path in again:
                    ours.get(path)  # what was asked meanwhile has pushed them out
                figures[AGAIN].append(_round(ours, again, seconds))
                figures[BARE].append(_round(bare, [_path("/search", text) for text in asked], seconds))
    size = f"{made.passages} 段，{CONNECTIONS} 个连接，回答平均 {_mean_kb(answers):.1f} KB"
    values = {name: _values(some) for name, some in figures.items()}
    rows = [
        Row(PART, size, name, {f"over_bare_{key}": one[key] / values[BARE][key] for key in one} | one)
        for name, one in values.items()
    ]
    share = values[OURS]["requests_per_s"] / values[BARE]["requests_per_s"]
    return Measured(tuple(rows), (Reached("http", made.passages, share),))


def _new(paths: list[str], turn: int) -> list[str]:
    """The same questions at addresses that nobody has asked: what is kept of questions and cards helps, answers not."""
    return [f"{path}&unheard={turn}-{again}" for again in range(UNHEARD) for path in paths]


def _round(server: Server, paths: list[str], seconds: float) -> tuple[float, float]:
    """Requests a second, and processor milliseconds of the server for each."""
    before = server.cpu_s()
    rate = requests_a_second(server, paths, seconds, CONNECTIONS)
    return rate, 1000 * (server.cpu_s() - before) / (rate * seconds)


def _values(figures: list[tuple[float, float]]) -> dict[str, float]:
    rates, processor = zip(*figures, strict=True)
    return {"requests_per_s": statistics.median(rates), "cpu_ms": statistics.median(processor)}


def _path(route: str, text: str) -> str:
    return f"{route}?q={quote(text)}"


def _mean_kb(answers: dict[str, str]) -> float:
    return statistics.mean(len(answer.encode()) for answer in answers.values()) / 1024
