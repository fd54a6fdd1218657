"""Who somebody worked with, the generations of a unit, and what a question of people is not."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import Store
from search.ask import ask
from tests.search.asked_library import opened

DOCUMENTS = Path(__file__).with_name("partners_library.txt")
NAMES = {
    "Person": "杜小川 麻晓岚 车道明 顾小满 凌云志",
    "Organization": "邻水大学 江州染织公司 临河服装公司",
    "Achievement": "布面褪色法",
    "Place": "江州市",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with opened(tmp_path_factory.mktemp("partners"), DOCUMENTS, NAMES) as library:
        yield library


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("和杜小川一起研究褪色的老师是谁", ["麻晓岚"]),
        ("和杜小川一起研究褪色的老师是哪个学校的", ["邻水大学"]),
        ("与杜小川合作的教授在哪所学校工作", ["邻水大学"]),
        ("江州染织公司三代师徒都是谁", ["车道明", "杜小川", "顾小满"]),
        ("江州染织公司的三代人都有谁", ["车道明", "杜小川", "顾小满"]),
    ],
)
def test_asked(store: Store, question: str, expected: list[str]) -> None:
    assert [answer.name for answer in ask(question, store).answers] == expected


@pytest.mark.parametrize("question", ["江州市上门服务首批奖励发给了谁", "江州市的补贴给了哪些人"])
def test_who_got_the_money_is_no_question_of_how_much(store: Store, question: str) -> None:
    assert ask(question, store).understood_as.get("intent") != "figure"


def test_where_a_work_is_used_is_asked_with_the_places_of_the_users(store: Store) -> None:
    assert ask("布面褪色法哪些地方的厂子在用", store).understood_as["intent"] == "applied"
