"""What the fitted models tell: which phrases name achievements, who belongs to them, and whose the figures are.

Persons and units are invented.
"""

import pytest

from ingest.facts import EntityType
from tests.ingest.conftest import Extract  # type: ignore[import-not-found]

WORKS = [
    ("李建明花了两年时间，琢磨出叶轮快拆工装。", {"叶轮快拆工装"}),
    ("两人合作的泵壳防渗漏浸渍工艺获得合肥市职工优秀创新成果一等奖。", {"泵壳防渗漏浸渍工艺"}),
    ("车间里，一台叶轮动平衡在线检测仪正在运转。它出自李建明劳模创新工作室。", {"叶轮动平衡在线检测仪"}),
    ("梁启东摸索出“对称预热法”，从两头同步加热。", {"对称预热法"}),
    ("女徒弟岑小雨建起“铸件气孔图谱库”，收录一万张照片。", {"铸件气孔图谱库"}),
    ("他把这个道理总结成循环水夜间对比查漏法，查漏时间由两天缩到一夜。", {"循环水夜间对比查漏法"}),
    ("起重工邱长河编制的罐体吊装重心速查表，让吊点一查即得。", {"罐体吊装重心速查表"}),
    ("成振国的“车架打底焊双面成形操作法”，去年被命名为省先进操作法。", {"车架打底焊双面成形操作法"}),
    ("公司引进了一批先进设备，组织职工学习新技术。", set()),
    ("如今这套工装已在四个车间推广使用。", set()),
]


@pytest.mark.parametrize(("text", "names"), WORKS)
def test_phrases_that_name_achievements(read: Extract, text: str, names: set[str]) -> None:
    assert {e.key.name for e in read(text).entities if e.key.type is EntityType.ACHIEVEMENT} == names


FIGURES = [
    (
        "江北水泵厂李建明劳模创新工作室成立于2016年。工作室累计完成攻关项目30项，获得专利14件。",
        {("李建明劳模创新工作室", "achievements", 30), ("李建明劳模创新工作室", "patents", 14)},
    ),
    (
        "李建明研制出“叶轮快拆工装”。该工装投用后，单台检修时间由6小时缩短到2小时，每年节约费用80万元。",
        {
            ("叶轮快拆工装", "other", 6),
            ("叶轮快拆工装", "other", 2),
            ("叶轮快拆工装", "economic_benefit", 800_000),
        },
    ),
    (
        "第三届安徽省职工职业技能大赛在合肥举行，共有46支代表队、210名选手参赛。",
        {
            ("第三届安徽省职工职业技能大赛", "other", 46),
            ("第三届安徽省职工职业技能大赛", "participants", 210),
        },
    ),
    ("据合肥市总工会副主席周涛介绍，去年全市共完成技术攻关1200项。", {("合肥市", "achievements", 1200)}),
]


@pytest.mark.parametrize(("text", "figures"), FIGURES)
def test_whose_figures_are(read: Extract, text: str, figures: set[tuple[str, str, float]]) -> None:
    assert {(m.subject.name, m.type.value, m.value) for m in read(text).measures} == figures


def test_an_employer_of_a_sentence_before(read: Extract) -> None:
    found = read("江北水泵厂职工王芳的师傅是李建明。2021年，两人合作的泵壳防渗漏浸渍工艺获得一等奖。").relations
    linked = {(r.head.name, r.type.value, r.tail.name) for r in found if r.rule == "linked"}
    assert linked == {("李建明", "works_at", "江北水泵厂")}


def test_linked_relations_show_where_both_ends_are_named(read: Extract) -> None:
    text = "江北水泵厂职工王芳的师傅是李建明。2021年，两人合作的泵壳防渗漏浸渍工艺获得一等奖。"
    for relation in read(text).relations:
        if relation.rule == "linked":
            assert relation.confidence < 0.8
            assert relation.head.name in relation.evidence.text
            assert relation.tail.name in relation.evidence.text
