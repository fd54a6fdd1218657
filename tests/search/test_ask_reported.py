"""Generations counted from somebody on, who made a work, and what was newly founded."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import Store
from search.ask import ask
from tests.search.asked_library import opened

DOCUMENTS = Path(__file__).with_name("reported_library.txt")
NAMES = {
    "Person": "虞长才 井小兰 骆小军 闵佳",
    "Studio": "井小兰劳模创新工作室",
    "Organization": "滨江船舶公司",
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
    ],
)
def test_asked(store: Store, question: str, expected: set[str]) -> None:
    assert {answer.name for answer in ask(question, store).answers} == expected
