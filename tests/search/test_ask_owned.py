"""Whose team or work is asked about, who was taken along, what is only told, and where it took place."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import Store
from search.ask import ask
from tests.search.asked_library import opened

DOCUMENTS = Path(__file__).with_name("owned_library.txt")
NAMES = {
    "Person": "战小东 佟小瑶 孙一鸣 何木 卓小妹 符丹丹",
    "Team": "检修班",
    "Organization": "松江风电有限公司 青禾面粉有限公司 白塔农机公司 松江市总工会",
    "Achievement": "叶片融冰系统",
    "Award": "松江市工人先锋号 松江工匠 松江市创新成果一等奖",
    "Policy": "《松江市五小成果补助办法》",
    "Place": "儋城 云溪",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with opened(tmp_path_factory.mktemp("owned"), DOCUMENTS, NAMES) as library:
        yield library


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        # whose it is
        ("战小东带的检修班被授予了什么称号，在哪家公司", {"松江市工人先锋号", "松江风电有限公司"}),
        ("战小东研制的叶片融冰系统得过什么奖", {"松江市创新成果一等奖"}),
        # who was taken along
        ("战小东领着工作室帮扶的是哪家企业", {"青禾面粉有限公司"}),
        ("战小东带着徒弟们帮过哪家企业", {"青禾面粉有限公司"}),
        # three steps up
        ("何木的太师傅是谁", {"战小东"}),
        ("何木的师傅是谁", {"孙一鸣"}),
        # makers and their unit
        ("叶片融冰系统的主要完成人和单位", {"战小东", "松江风电有限公司"}),
        ("叶片融冰系统的完成人及所在单位是谁", {"战小东", "松江风电有限公司"}),
        # a sum that is only told of
        ("松江市总工会给五小成果发补助，依据的是哪个办法", {"《松江市五小成果补助办法》"}),
        # where it took place
        ("卓小妹在儋城收了谁做徒弟", {"符丹丹"}),
        ("卓小妹在云溪收了谁做徒弟", set()),
    ],
)
def test_owners_companions_and_places(store: Store, question: str, expected: set[str]) -> None:
    assert {answer.name for answer in ask(question, store).answers} == expected
