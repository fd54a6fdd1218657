"""The generated part of docs/benchmarks.md: the conditions, what must hold, and the figures, ratios first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from benchmarks.scale.goals import judged
from benchmarks.scale.rows import Measured, Reached, Row

BEGIN = "<!-- 以下由 python -m benchmarks.scale --markdown 写成 -->"
END = "<!-- 以上由 python -m benchmarks.scale --markdown 写成 -->"
PACKAGES = (
    "jieba",
    "rjieba",
    "tantivy",
    "faiss-cpu",
    "networkx",
    "sqlalchemy",
    "fastapi",
    "uvicorn",
    "bm25s",
    "txtai",
)
TITLES = {
    "over_jieba": "÷ jieba.posseg",
    "over_jieba_cpu": "÷ jieba.posseg（处理器）",
    "over_sq8_p95": "p95 ÷ SQ8 扫描",
    "over_ours_p50": "p50 ÷ 匠谱 search（段落）",
    "over_networkx": "÷ networkx",
    "over_bare_requests_per_s": "÷ 空路由（每秒请求）",
    "over_bare_cpu_ms": "÷ 空路由（处理器）",
    "over_smallest_ready": "就绪 ÷ 最小的库",
    "over_allowed_memory": "内存 ÷ 允许的",
    "over_smallest": "p50 ÷ 最小的库",
    "p50_ms": "p50 毫秒",
    "p95_ms": "p95 毫秒",
    "p99_ms": "p99 毫秒",
    "characters_per_s": "字/秒",
    "documents_per_s": "篇/秒",
    "cpu_ms_per_document": "每篇处理器毫秒",
    "requests_per_s": "请求/秒",
    "cpu_ms": "每次处理器毫秒",
    "ready_s": "就绪（秒）",
    "mib_when_ready": "就绪时 MiB",
    "mib": "问过以后 MiB",
    "private_mib": "其中不属于文件的 MiB",
    "right": "师傅全对的",
    "s": "秒",
}


def markdown(told: Mapping[str, str], parts: Sequence[Measured]) -> str:
    """Conditions, notes, the goals, and a table for each part."""
    lines = [f"- {key}：{value}" for key, value in told.items()]
    lines += [f"- {note}" for note in dict.fromkeys(note for part in parts for note in part.notes)]
    lines += ["", "## 必须做到的", "", *_goals(one for part in parts for one in part.reached)]
    rows = sorted((row for part in parts for row in part.rows), key=lambda row: _order(parts).index(row.part))
    for part, some in groupby(rows, key=lambda row: row.part):
        lines += ["", f"## {part}", "", *_table(list(some))]
    return "\n".join(lines) + "\n"


def _order(parts: Iterable[Measured]) -> list[str]:
    return list(dict.fromkeys(row.part for part in parts for row in part.rows))


def _goals(reached: Iterable[Reached]) -> Iterator[str]:
    yield "| 什么 | 要求 | 这次 | 这次的规模 | 结果 |"
    yield "|---|--:|--:|--:|---|"
    for goal, found, verdict in judged(reached):
        bound = f"{'≥' if goal.at_least else '≤'} {_shown(goal.bound)}"
        meant = f"{goal.text}，{goal.size} {goal.unit}起" if goal.size else goal.text
        now = (_shown(found.value), str(found.size)) if found else ("", "")
        yield f"| {meant} | {bound} | {' | '.join(now)} | {verdict} |"


def _table(rows: Sequence[Row]) -> Iterator[str]:
    names = dict.fromkeys(name for row in rows for name in row.values)
    columns = sorted(names, key=lambda name: not name.startswith("over"))
    yield f"| 规模 | 什么 | {' | '.join(TITLES.get(name, name) for name in columns)} |"
    yield f"|---|---|{'--:|' * len(columns)}"
    for row in rows:
        figures = [_shown(row.values[name]) if name in row.values else "" for name in columns]
        yield f"| {' | '.join([row.size, row.name, *figures])} |"


def _shown(value: float) -> str:
    """Three figures that count, and no zeros behind them."""
    if abs(value) >= 100:  # noqa: PLR2004 - from here on three figures need no point
        return f"{value:.0f}"
    return f"{value:.3g}"
