"""To whom honours were granted, documents by their subject, makers of what won, hosts: of an invented library."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import Store
from search.ask import ask
from tests.search.asked_library import opened

DOCUMENTS = Path(__file__).with_name("granted_library.txt")
NAMES = {
    "Person": "阚雪峰 佴同光 郗小满",
    "Studio": "阚雪峰驾驶技师工作室",
    "Organization": "曲流市总工会 曲流水泵总厂",
    "Achievement": "叶轮动平衡夹具",
    "Award": "五星级创新工作室 特等奖 松陵省五一劳动奖章 曲流市劳动模范",
    "Event": "曲流杯技能大赛",
    "Policy": "《曲流市创新工作室星级管理办法》 《曲流市职工成果奖励细则》",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with opened(tmp_path_factory.mktemp("granted"), DOCUMENTS, NAMES) as library:
        yield library


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("曲流市总工会给哪个工作室授了牌", {"阚雪峰驾驶技师工作室"}),
        ("哪个工作室评上了五星级", {"阚雪峰驾驶技师工作室"}),
        ("阚雪峰工作室的副领办人是哪位", {"郗小满"}),
        ("曲流杯技能大赛特等奖是哪几个人搞的", {"阚雪峰", "佴同光"}),
        ("阚雪峰得过省里的什么奖章", {"松陵省五一劳动奖章"}),
        ("阚雪峰是哪一级的劳模", {"曲流市劳动模范"}),
        ("曲流杯技能大赛由谁承办", {"曲流水泵总厂"}),
        ("曲流杯技能大赛是哪家主办、哪家承办的", {"曲流市总工会", "曲流水泵总厂"}),
        ("曲流杯是谁组织的", {"曲流市总工会", "曲流水泵总厂"}),
    ],
)
def test_names(store: Store, question: str, expected: set[str]) -> None:
    reply = ask(question, store)
    assert {answer.name for answer in reply.answers} == expected, reply
