"""The generated part of the page on retrieval."""

import pytest

from benchmarks.retrieval.comparison import Comparison, Row
from benchmarks.retrieval.report import BEGIN, END, conditions, markdown, with_section
from benchmarks.retrieval.sets import ROOT

MEANS = {"nDCG@10": 0.25, "MRR@10": 0.5, "recall@5": 0.125, "recall@10": 0.75}
INVENTED = Comparison(
    "invented",
    4,
    9,
    (Row("words", MEANS, (0.1, -0.02, 0.2), ("q1", "q3")), Row("hybrid", MEANS, None, ("q3",))),
)


def test_a_line_for_each_system_with_its_interval_and_its_misses() -> None:
    lines = markdown({"机器": "算盘"}, [INVENTED], ["少一个系统"]).splitlines()
    assert lines[:2] == ["- 机器：算盘", "- 少一个系统"]
    rows = [line for line in lines if line.startswith("|")]
    assert len({line.count("|") for line in rows}) == 1
    assert rows[2:] == [
        "| invented（4/9） | words | 0.250 | 0.500 | 0.125 | 0.750 | +0.100（-0.020 至 +0.200） | 2 |",
        "| invented（4/9） | hybrid | 0.250 | 0.500 | 0.125 | 0.750 |  | 1 |",
    ]
    assert lines[-1] == "哪个系统前十条都没有的：q3。"


def test_the_conditions_say_how_to_measure_again() -> None:
    told = conditions(["--sets", "needs"], "model-0123")
    assert told["命令"] == "python -m benchmarks.retrieval --sets needs"
    assert "Python 3." in told["版本"]
    assert told["语义模型"] == "model-0123"


def test_only_what_stands_between_the_marks_is_replaced() -> None:
    page = f"前言\n{BEGIN}\n旧表\n{END}\n后记\n"
    once = with_section(page, "新表\n")
    assert once == f"前言\n{BEGIN}\n\n新表\n\n{END}\n后记\n"
    assert with_section(once, "新表\n") == once
    with pytest.raises(ValueError, match="no line"):
        with_section("没有记号", "新表\n")


def test_the_page_in_the_documentation_can_be_written_anew() -> None:
    page = (ROOT / "docs/retrieval.md").read_text("utf-8")
    section = page.partition(BEGIN)[2].partition(END)[0].strip("\n") + "\n"
    assert with_section(page, section) == page
