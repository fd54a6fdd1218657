"""Generations in a row, whole crews, pairs that documents tell of, and what goes on about a group or a document."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import Store
from search.ask import ask
from tests.search.asked_library import opened

DOCUMENTS = Path(__file__).with_name("kin_library.txt")
NAMES = {
    "Person": "乜长河 郗北辰 鄢小满 晁静 仝小海 逄大山 亓小禾 相里秋 缪春",
    "Team": "造型三班",
    "Organization": "檀溪铸钢公司 檀溪总工会 檀溪工信局",
    "Award": "檀溪工人先锋号",
    "Event": "“老匠带新苗”签约仪式",
    "Policy": "《檀溪工匠上门服务积分办法》",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with opened(tmp_path_factory.mktemp("kin"), DOCUMENTS, NAMES) as library:
        yield library


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        # generations in a row
        ("鄢小满的师傅、师爷依次是谁", {"郗北辰", "乜长河"}),
        ("乜长河这一门，徒弟和徒孙分别是谁", {"郗北辰", "鄢小满", "晁静"}),
        ("鄢小满是谁带的，再往上一辈又是谁", {"郗北辰", "乜长河"}),
        ("鄢小满和晁静是同一个师傅教的吗", {"郗北辰"}),
        ("鄢小满和郗北辰是同一个师傅教的吗", set()),
        ("郗北辰带了哪俩徒弟", {"鄢小满", "晁静"}),
        ("鄢小满和晁静是什么关系", {"郗北辰"}),
        ("乜长河和晁静是什么关系", {"郗北辰"}),
        ("和晁静同一年拜师的是谁", {"鄢小满"}),
        ("晁静的手艺是从谁手里接过来的", {"郗北辰"}),
        ("檀溪铸钢公司那把造型铲传了三代，都是哪些人", {"乜长河", "郗北辰", "鄢小满", "晁静"}),
        # crews and what goes on about them
        ("造型三班都有谁", {"晁静", "仝小海"}),
        ("造型三班班长谁当，班里得过什么荣誉", {"晁静", "檀溪工人先锋号"}),
        # pairs that documents tell of
        ("“老匠带新苗”一共签了哪些师徒", {"逄大山—亓小禾", "相里秋—缪春"}),
        ("檀溪铸钢公司那篇报道里有哪几对师徒", {"乜长河—郗北辰", "郗北辰—鄢小满", "郗北辰—晁静"}),
        # documents by their topic
        (
            "给上门服务的工匠发积分，依的是哪个文件，谁出的",
            {"《檀溪工匠上门服务积分办法》", "檀溪总工会", "檀溪工信局"},
        ),
    ],
)
def test_kin_crews_and_documents(store: Store, question: str, expected: set[str]) -> None:
    assert {answer.name for answer in ask(question, store).answers} == expected
