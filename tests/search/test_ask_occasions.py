"""On what occasion and where people were paired, which generation somebody is of, of an invented library."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import Store
from search.ask import ask
from tests.search.asked_library import opened

DOCUMENTS = Path(__file__).with_name("occasions_library.txt")
NAMES = {
    "Person": "乔松林 蔺小柏 杭知秋 郗长庚 訾文海 屈小满 谷雨时",
    "Organization": "云浦木业公司 岩口胶业公司 远山板材厂 云浦市总工会",
    "Event": "“薪火相传”拜师大会 远山市木工技能竞赛",
    "Place": "云浦市",
}
MEETING, HALL = "“薪火相传”拜师大会", "白鹭镇文化馆"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with opened(tmp_path_factory.mktemp("occasions"), DOCUMENTS, NAMES) as library:
        yield library


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        # an event of the library, told in the sentence before
        ("乔松林和蔺小柏是在什么活动上结成师徒的", {MEETING}),
        ("杭知秋是在什么仪式上拜师的", {MEETING}),
        # an event that only the sentence names
        ("訾文海和郗长庚在哪个活动上结的对", {"“名师带徒”活动"}),
        # a place that is no entity
        ("乔松林和杭知秋是在哪里结的对", {HALL}),
        ("云浦木业公司的师徒是在什么地方结的对", {HALL}),
        # nothing tells where
        ("訾文海在哪里拜的师", set()),
        # whom somebody took on is no occasion
        ("乔松林在拜师礼上收了哪几个徒弟", {"蔺小柏", "杭知秋"}),
        ("郗长庚去远山板材厂帮忙是参加的什么活动", {"“工匠下车间”专场"}),
        # generations
        ("郗长庚师徒四代都是谁", {"郗长庚", "訾文海", "屈小满", "谷雨时"}),
        ("訾文海师徒三代分别是谁", {"郗长庚", "訾文海", "屈小满", "谷雨时"}),
        ("郗长庚传下来的第三代是谁", {"屈小满"}),
        ("从郗长庚往下，传了几代人", {"訾文海", "屈小满", "谷雨时"}),
        ("岩口胶业公司第四代传人是谁", {"谷雨时"}),
        # a title that the pairs' sentences have
        ("云浦市评的“十佳师徒”是哪几对", {"郗长庚—訾文海"}),
    ],
)
def test_asked(store: Store, question: str, expected: set[str]) -> None:
    assert {answer.name for answer in ask(question, store).answers} == expected


def test_occasion_has_its_sentence(store: Store) -> None:
    (answer,) = ask("乔松林和杭知秋是在哪里结的对", store).answers
    assert [said.text for said in answer.evidence] == ["6月1日，云浦木业公司在白鹭镇文化馆举办“薪火相传”拜师大会。"]
    assert answer.id is None
