"""Further ways in which reports tell who taught whom; all names are invented."""

import pytest

from corpus import Document
from ingest import Reader
from ingest.extraction import reading
from ingest.facts import RelationType


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("拜师仪式上，青年焊工从文静拜高级技师祁广田为师。", {("祁广田", "从文静")}),
        ("盛夏是瞿长河的徒弟，今年27岁，已经是高级工。", {("瞿长河", "盛夏")}),
        ("青年员工费晓明与劳模晏国平结成师徒。", {("晏国平", "费晓明")}),
        ("大学生员工苗青与首席技师桑建军结为师徒。", {("桑建军", "苗青")}),
        (
            "青工游小龙、覃立民分别与高级技师佘大明、阙春生签订师徒合同。",
            {("佘大明", "游小龙"), ("阙春生", "覃立民")},
        ),
        ("屈海涛是仇志勇的徒孙，他的师傅是谷大鹏。", {("谷大鹏", "屈海涛"), ("仇志勇", "谷大鹏")}),
        ("“我的师傅叫仉德全，是老八级工。”班长宓建国回忆。", {("仉德全", "宓建国")}),
        ("奶豆腐匠人朝鲁门与青年牧民阿古拉结成师徒。", {("朝鲁门", "阿古拉")}),
        ("门长林（师傅）与郗文（徒弟）荣获优秀师徒称号。", {("门长林", "郗文")}),
    ],
)
def test_pairs(reader: Reader, text: str, pairs: set[tuple[str, str]]) -> None:
    relations = reading(Document("0" * 16, "a.txt", text, "", "text/plain"), reader).extraction.relations
    mentors = [r for r in relations if r.type is RelationType.MENTORS]
    assert {(r.head.name, r.tail.name) for r in mentors} == pairs
