"""Lists of what won a prize, and whole firms for their workshops: of an invented library."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import Store
from search.ask import ask
from tests.search.asked_library import opened

DOCUMENTS = Path(__file__).with_name("listed_library.txt")
NAMES = {
    "Person": "佟晓岚",
    "Organization": "苇川县总工会 苇川线缆厂 拉丝车间 苇川线缆公司",
    "Achievement": "放线架张紧器",
    "Award": "电缆行业一等奖",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with opened(tmp_path_factory.mktemp("listed"), DOCUMENTS, NAMES) as library:
        yield library


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("放线架张紧器是谁做的", {"佟晓岚", "苇川线缆厂"}),
        ("佟晓岚在哪家公司工作", {"苇川线缆公司"}),
        ("佟晓岚在哪个车间工作", {"拉丝车间"}),
    ],
)
def test_names(store: Store, question: str, expected: set[str]) -> None:
    reply = ask(question, store)
    assert {answer.name for answer in reply.answers} == expected, reply
