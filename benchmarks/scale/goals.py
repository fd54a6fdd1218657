"""What must hold, and whether it does."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from benchmarks.scale.rows import Reached


class Verdict(StrEnum):
    """Of a goal."""

    MET = "达到"
    MISSED = "没达到"
    SMALLER = "要更大的规模"
    UNMEASURED = "没有量"


@dataclass(frozen=True, slots=True)
class Goal:
    """A bound on a ratio or time.

    Attributes:
        text: for people.
        bound: the value that is still good.
        at_least: good is at least the bound; else at most.
        size: from which size on the goal is meant; a smaller run decides nothing.
        unit: of the size.
    """

    name: str
    text: str
    bound: float
    at_least: bool = False
    size: int = 0
    unit: str = ""

    def verdict(self, reached: Reached | None) -> Verdict:
        """Whether the goal is met."""
        if reached is None:
            return Verdict.UNMEASURED
        if reached.size < self.size:
            return Verdict.SMALLER
        met = reached.value >= self.bound if self.at_least else reached.value <= self.bound
        return Verdict.MET if met else Verdict.MISSED


MILLION, HUNDRED_THOUSAND, TEN_THOUSAND = 1_000_000, 100_000, 10_000
GOALS = (
    Goal("ingest", "读入一个字的耗时 ÷ jieba.posseg 的", 3),
    Goal("processes", "两个进程读入 ÷ 一个进程（每秒的字数）", 1.7, at_least=True),
    Goal("scan", "混合检索 p95 ÷ 一遍精确的 SQ8 扫描", 1.5, size=MILLION, unit="段"),
    Goal("recall", "混合检索的 recall@10，对照逐段精算", 0.95, at_least=True, size=MILLION, unit="段"),
    Goal("txtai", "混合检索 p50 ÷ txtai 混合检索（较快的一种设置）", 1, size=TEN_THOUSAND, unit="段"),
    Goal("http", "每秒请求数 ÷ 返回同样字节的空路由", 0.4, at_least=True),
    Goal("two hops", "两步以内的邻居 p95（毫秒）", 5, size=MILLION, unit="个实体"),
    Goal("lineage", "师徒谱系 p95（毫秒）", 5, size=MILLION, unit="个实体"),
    Goal("add", "加一篇 p95（毫秒，连同索引）", 200, size=MILLION, unit="段"),
    Goal("remove", "撤一篇 p95（毫秒，连同索引）", 200, size=MILLION, unit="段"),
    Goal("ready", "从启动到就绪（秒）", 3, size=HUNDRED_THOUSAND, unit="篇"),
    Goal("memory", "内存 ÷（每段 1.2 KB ＋ 每条事实 400 B）", 1, size=MILLION, unit="段"),
)


def judged(reached: Iterable[Reached]) -> Iterator[tuple[Goal, Reached | None, Verdict]]:
    """Each goal with what was reached at the largest size."""
    largest: dict[str, Reached] = {}
    for one in sorted(reached, key=lambda one: one.size):
        largest[one.goal] = one
    for goal in GOALS:
        found = largest.get(goal.name)
        yield goal, found, goal.verdict(found)
