"""Generations counted from somebody on, who made a work, and what was newly founded."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import Store
from search.ask import ask
from tests.search.asked_library import opened

DOCUMENTS = Path(__file__).with_name("reported_library.txt")
NAMES = {
    "Person": "虞长才 井小兰 骆小军 闵佳 谷小满 卓文静",
    "Studio": "井小兰劳模创新工作室",
    "Organization": "滨江船舶公司 云浦市总工会 云浦化工公司 望江大酒店",
    "Team": "化工服务队",
    "Place": "云浦市",
    "Policy": "《云浦市工作室管理办法》 《云浦市名师带徒行动计划（2023—2025年）》",
    "Event": "云浦职工吊装竞赛",
    "Award": "金奖 银奖",
    "Achievement": "船舱除锈机 焊缝清渣钳",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with opened(tmp_path_factory.mktemp("reported"), DOCUMENTS, NAMES) as library:
        yield library


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("从虞长才算起，四代焊工都有谁", {"井小兰", "骆小军", "闵佳"}),
        ("从虞长才数起的四代师徒有哪些人", {"井小兰", "骆小军", "闵佳"}),
        ("虞长才这一脉三代人都有谁", {"井小兰", "骆小军", "闵佳"}),
        ("船舱除锈机是谁完成的", {"骆小军", "闵佳"}),
        ("船舱除锈机由谁牵头研制", {"骆小军", "闵佳"}),
        ("焊缝清渣钳是谁做的", {"井小兰劳模创新工作室"}),
        ("滨江船舶公司新建了哪些创新工作室", {"井小兰劳模创新工作室"}),
        ("滨江船舶公司创建了哪几个工作室", {"井小兰劳模创新工作室"}),
        # the unit of whoever leads
        ("化工服务队的队长是哪个企业的", {"云浦化工公司"}),
        ("化工服务队队长是哪家公司的职工", {"云浦化工公司"}),
        ("化工服务队的队长是谁", {"谷小满"}),
        # the title tells the year and the place of the whole report
        (
            "云浦市总工会2023年印发了哪些文件",
            {"《云浦市工作室管理办法》", "《云浦市名师带徒行动计划（2023—2025年）》"},
        ),
        ("云浦市2023年评了哪几对金牌师徒", {"谷小满—卓文静"}),
        # the prize of a contest, not whoever took part
        ("谁在云浦职工吊装竞赛上拿了金奖", {"卓文静"}),
        ("云浦职工吊装竞赛的银奖是谁拿的", {"谷小满"}),
        # what kind of unit
        ("哪些酒店装了焊缝清渣钳", {"望江大酒店"}),
    ],
)
def test_asked(store: Store, question: str, expected: set[str]) -> None:
    assert {answer.name for answer in ask(question, store).answers} == expected
