"""What documents tell around what a question names: pairs of a place, units by their trade names; all is invented."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import Store
from search.ask import ask
from tests.search.asked_library import opened

DOCUMENTS = Path(__file__).with_name("around_library.txt")
NAMES = {
    "Person": "宗万年 池小荷 左大海 闵晓峰 管长荣 薄小雨 龚立本",
    "Place": "青川市 白沙市",
    "Organization": "青川市总工会 白沙市总工会 青川市百谷达机械有限公司 青川市百谷达机械有限公司工会 "
    "白沙电扇厂 云溪纸厂",
    "Studio": "龚立本劳模创新工作室",
    "Team": "巧手服务队",
    "Award": "五星级",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with opened(tmp_path_factory.mktemp("around"), DOCUMENTS, NAMES) as library:
        yield library


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        # the sentences behind the one that names the place, not those of the next
        ("青川“名师带新徒”一共签了哪些师徒", {"宗万年—池小荷", "左大海—闵晓峰"}),
        ("白沙市有哪几对师徒", {"管长荣—薄小雨"}),
        # a trade name of three characters
        ("百谷达属于哪个市", {"青川市"}),
        # the unit's own report names it once
        ("百谷达去年哪些工作室评上了五星级", {"龚立本劳模创新工作室"}),
        # with those whom he leads
        ("龚立本帮过哪些企业", {"云溪纸厂"}),
        ("龚立本他们帮过哪些企业", {"云溪纸厂", "白沙电扇厂"}),
    ],
)
def test_names(store: Store, question: str, expected: set[str]) -> None:
    reply = ask(question, store)
    assert {answer.name for answer in reply.answers} == expected, reply
