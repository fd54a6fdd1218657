"""The generated part of docs/retrieval.md: on what it was measured, and the tables."""

from collections.abc import Iterable, Iterator, Sequence

from benchmarks.conditions import conditions as measured_on
from benchmarks.conditions import with_section as between
from benchmarks.retrieval.comparison import CHIEF, MEASURES, OURS, Comparison, Row

BEGIN = "<!-- 以下由 python -m benchmarks.retrieval --markdown 写成 -->"
END = "<!-- 以上由 python -m benchmarks.retrieval --markdown 写成 -->"
PACKAGES = ("bm25s", "jieba", "tantivy", "faiss-cpu", "txtai", "torch")


def conditions(command: Sequence[str], model: str) -> dict[str, str]:
    """The command, the machine and the versions behind a measurement.

    Args:
        command: the words after `python -m benchmarks.retrieval`.
        model: the encoder's name.
    """
    return measured_on(["benchmarks.retrieval", *command], PACKAGES) | {"语义模型": model}


def markdown(told: dict[str, str], comparisons: Iterable[Comparison], notes: Iterable[str] = ()) -> str:
    """Conditions, notes, one table of all sets, and which questions nobody found an answer to."""
    lines = [f"- {key}：{value}" for key, value in told.items()]
    lines += [f"- {note}" for note in notes]
    comparisons = tuple(comparisons)
    return "\n".join([*lines, "", *_table(comparisons), "", *_misses(comparisons)]) + "\n"


def with_section(page: str, section: str) -> str:
    """The page with what stands between the two marks replaced.

    Raises:
        ValueError: the page lacks a mark.
    """
    return between(page, (BEGIN, END), section)


def _table(comparisons: Iterable[Comparison]) -> Iterator[str]:
    heads = [
        "集（问题数/段落数）",
        "系统",
        *MEASURES,
        f"{OURS} 的 {CHIEF} 高出（95% 区间）",
        "前十条里没有有关段落的问题",
    ]
    yield f"| {' | '.join(heads)} |"
    yield "|---|---|" + "--:|" * (len(MEASURES) + 2)
    for comparison in comparisons:
        label = f"{comparison.name}（{comparison.questions}/{comparison.passages}）"
        for row in comparison.rows:
            figures = [f"{row.means[measure]:.3f}" for measure in MEASURES]
            yield f"| {' | '.join([label, row.system, *figures, _lead(row), str(len(row.missed))])} |"


def _lead(row: Row) -> str:
    if row.lead is None:
        return ""
    mean, low, high = row.lead
    return f"{mean:+.3f}（{low:+.3f} 至 {high:+.3f}）"


def _misses(comparisons: Iterable[Comparison]) -> Iterator[str]:
    """Of the first set only: the public ones have no ids of their own."""
    for comparison in list(comparisons)[:1]:
        ours = next(row for row in comparison.rows if row.system == OURS)
        yield f"{comparison.name} 里 {OURS} 前十条没有有关段落的：{_ids(ours.missed)}。"
        yield f"哪个系统前十条都没有的：{_ids(comparison.missed_by_all)}。"


def _ids(ids: Sequence[str]) -> str:
    return "、".join(ids) or "没有"
