"""Who uses a work, in the words of those who ask."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import Store
from search.ask import ask
from tests.search.asked_library import opened

DOCUMENTS = Path(__file__).with_name("users_library.txt")
NAMES = {
    "Person": "郝明山",
    "Studio": "郝明山劳模创新工作室",
    "Organization": "安岭供水集团 青石县自来水公司 临河水务公司 南桥供水公司",
    "Place": "青石县",
    "Achievement": "夜间流量排查仪",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with opened(tmp_path_factory.mktemp("users"), DOCUMENTS, NAMES) as library:
        yield library


@pytest.mark.parametrize(
    "question",
    [
        # what kind of units are asked for is no name
        "夜间流量排查仪有哪些外地水务公司在用",
        "夜间流量排查仪有哪些外地水务公司学去用了",
        "夜间流量排查仪还有哪些地方的水务公司在用",
        "夜间流量排查仪支援过哪个县的供水公司",
        # the users of it
        "夜间流量排查仪的用户有哪些",
        "夜间流量排查仪的用户是谁",
        "用夜间流量排查仪的有哪些公司",
        "用上夜间流量排查仪的单位",
        "采用了夜间流量排查仪的企业有哪些",
        # somebody's work, by a part of its name
        "郝明山的排查仪推广到了哪些单位",
        "郝明山的流量排查仪青石县有哪几家也买了",
    ],
)
def test_users(store: Store, question: str) -> None:
    assert {answer.name for answer in ask(question, store).answers} == {"青石县自来水公司", "临河水务公司"}


def test_the_unit_of_the_studio_that_helped(store: Store) -> None:
    answers = ask("帮南桥供水公司解决问题的工作室是哪家公司的", store).answers
    assert [answer.name for answer in answers] == ["安岭供水集团"]
