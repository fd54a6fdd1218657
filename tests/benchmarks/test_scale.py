"""Speed by size: a run on next to nothing gives every row, and the goals are judged by what was measured."""

from pathlib import Path

import pytest

from benchmarks.conditions import with_section
from benchmarks.scale import changing, ingesting, searching, serving, starting, walking
from benchmarks.scale.goals import GOALS, Goal, Verdict, judged
from benchmarks.scale.report import BEGIN, END, TITLES, markdown
from benchmarks.scale.rounds import in_turn, over, spread
from benchmarks.scale.rows import Measured, Reached, Row
from benchmarks.scale.txtai import left_out

ROOT = Path(__file__).resolve().parents[2]
PASSAGES = 150


@pytest.fixture(scope="module")
def keep(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("libraries")


@pytest.fixture(autouse=True)
def tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changing, "SMALLEST", 60)
    monkeypatch.setattr(starting, "SMALLEST", 60)
    monkeypatch.setattr(starting, "ASKED", 2)
    monkeypatch.setattr(serving, "ASKED", 10)


def names(measured: Measured) -> set[str]:
    assert {name for row in measured.rows for name in row.values} <= {*TITLES, "recall@10"}
    assert all(value >= 0 for row in measured.rows for value in row.values.values())
    return {row.name for row in measured.rows}


def goals(measured: Measured) -> set[str]:
    return {one.goal for one in measured.reached}


def test_search(keep: Path) -> None:
    pytest.importorskip("bm25s", reason="a peer of the benchmarks only")
    found = searching.measure(PASSAGES, 8, keep)
    ours = {searching.WHOLE, searching.RETRIEVED, searching.WORKS, searching.EXPERTS}
    peers = set() if left_out(PASSAGES) else {*searching.PEERS}
    assert names(found) == ours | {searching.FLAT, searching.SQ8, searching.BM25S} | peers
    assert goals(found) == {"scan", "recall"} | ({"txtai"} if peers else set())
    assert 0.9 < found.rows[0].values["recall@10"] <= 1


def test_walks(keep: Path) -> None:
    found = walking.measure(100, 12, keep)
    walks = (walking.TWO_HOPS, walking.LINEAGE, walking.PATHS)
    both = (walking.OURS, walking.PLAIN)
    assert names(found) == {f"{who} {what}" for who in both for what in (*walks, "装入")}
    assert goals(found) == {"two hops", "lineage"}
    assert [row.values["right"] for row in found.rows if "right" in row.values] == [1.0]


def test_changes(keep: Path) -> None:
    found = changing.measure(PASSAGES, 2, keep)
    ours = {changing.ADDED, changing.REMOVED, changing.STORED, changing.DROPPED}
    assert names(found) >= ours
    assert goals(found) == {"add", "remove"}
    assert len({row.size for row in found.rows if row.name == changing.ADDED}) == 2


def test_serving_and_starting(keep: Path) -> None:
    served = serving.measure(PASSAGES, 1, keep, seconds=0.3)
    assert names(served) == {serving.OURS, serving.AGAIN, serving.BARE}
    assert goals(served) == {"http"}
    started = starting.measure(PASSAGES, 1, keep)
    assert len(started.rows) == 2
    assert goals(started) == {"ready", "memory"}


def test_ingest() -> None:
    found = ingesting.measure(2, 1)
    assert names(found) >= {ingesting.OURS, ingesting.FLOOR}
    assert "ingest" in goals(found)
    assert found.rows[1].values["over_jieba"] == 1.0


def test_every_goal_is_reached_by_a_part() -> None:
    measured = {"ingest", "processes", "scan", "recall", "txtai", "http", "two hops", "lineage"}
    assert {goal.name for goal in GOALS} == measured | {"add", "remove", "ready", "memory"}


@pytest.mark.parametrize(
    ("reached", "verdict"),
    [
        (None, Verdict.UNMEASURED),
        (Reached("wide", 9, 1.0), Verdict.SMALLER),
        (Reached("wide", 10, 2.0), Verdict.MET),
        (Reached("wide", 10, 2.1), Verdict.MISSED),
    ],
)
def test_a_bound_holds_from_its_size_on(reached: Reached | None, verdict: Verdict) -> None:
    assert Goal("wide", "", 2.0, size=10).verdict(reached) is verdict


def test_at_least_is_the_other_way_round() -> None:
    goal = Goal("share", "", 0.4, at_least=True)
    assert [goal.verdict(Reached("share", 1, value)) for value in (0.39, 0.4)] == [Verdict.MISSED, Verdict.MET]


def test_the_largest_size_is_judged() -> None:
    found = {
        goal.name: (one, verdict)
        for goal, one, verdict in judged([Reached("http", 100, 0.5), Reached("http", 1000, 0.1)])
    }
    assert found["http"] == (Reached("http", 1000, 0.1), Verdict.MISSED)


def test_all_ways_are_asked_the_same_in_turn() -> None:
    calls: list[tuple[str, int]] = []
    ways = {name: lambda item, name=name: calls.append((name, item)) for name in ("one", "other")}
    times = in_turn(ways, range(6))
    assert {name: len(some) for name, some in times.items()} == {"one": 3, "other": 3}
    assert calls[6:] == [("one", 3), ("other", 3), ("other", 4), ("one", 4), ("one", 5), ("other", 5)]


def test_spread_and_ratio() -> None:
    assert spread([1.0, 2.0, 3.0]) == {"p50_ms": 2.0, "p95_ms": 2.9, "p99_ms": 2.98}
    assert over([2.0, 4.0, 6.0], [1.0, 2.0, 3.0], 95) == 2.0


def test_ratios_stand_first_and_goals_before_all() -> None:
    part = Measured(
        (
            Row("走路", "3 步", "我们", {"p50_ms": 1.5, "over_networkx": 0.123456}),
            Row("走路", "3 步", "他们", {"p50_ms": 1200.0}),
        ),
        (Reached("http", 7, 0.25),),
        ("少一个系统",),
    )
    lines = markdown({"机器": "算盘"}, [part]).splitlines()
    assert lines[:2] == ["- 机器：算盘", "- 少一个系统"]
    assert "| 每秒请求数 ÷ 返回同样字节的空路由 | ≥ 0.4 | 0.25 | 7 | 没达到 |" in lines
    assert lines[-5:] == [
        "",
        "| 规模 | 什么 | ÷ networkx | p50 毫秒 |",
        "|---|---|--:|--:|",
        "| 3 步 | 我们 | 0.123 | 1.5 |",
        "| 3 步 | 他们 |  | 1200 |",
    ]


def test_the_page_in_the_documentation_can_be_written_anew() -> None:
    page = (ROOT / "docs/benchmarks.md").read_text("utf-8")
    section = page.partition(BEGIN)[2].partition(END)[0].strip("\n") + "\n"
    assert with_section(page, (BEGIN, END), section) == page
