"""The page of figures: paged, filtered, by time, with contradictions marked."""

import csv
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.ingestion import ingest
from api.library import Library
from tests.api.conftest import ClientOf  # type: ignore[import-not-found]

TEXTS = {
    "前.txt": "截至2019年底，白银市总工会建成劳模创新工作室48个。",
    "后.txt": "截至2021年底，白银市总工会建成劳模创新工作室70个。",
    "另.txt": "截至2021年底，白银市总工会建成劳模创新工作室75个。",
}


@pytest.fixture(scope="module")
def counted(client_of: ClientOf, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder: Path = tmp_path_factory.mktemp("figures")
    for name, text in TEXTS.items():
        (folder / name).write_text(f"工会消息\n\n{text}\n", "utf-8")
    with Library.open(folder / "library", create=True) as library:
        ingest([folder / name for name in TEXTS], library)
    with client_of(folder / "library") as client:
        yield client


def numbers(text: str) -> list[str]:
    return re.findall(r'<td class="num">(\d+个)', text)


def test_figures_stand_by_time_and_contradictions_are_marked(counted: TestClient) -> None:
    text = counted.get("/statistics", params={"measure": "studios"}).text
    assert numbers(text) == ["48个", "70个", "75个"]
    assert text.count('<span class="conflict">') == 2 and "2条说法不一" in text
    assert "比较各个时间" in text


def test_only_contradictions_can_be_asked_for(counted: TestClient) -> None:
    assert numbers(counted.get("/statistics", params={"disputed": "1"}).text) == ["70个", "75个"]
    assert "没有符合条件的数字" in counted.get("/statistics", params={"disputed": "1", "measure": "patents"}).text


def test_pages_hold_every_figure_once(counted: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.pages.figures.ROWS", 2)
    first = counted.get("/statistics", params={"measure": "studios"}).text
    assert "第1页，共2页" in first
    second = counted.get("/statistics", params={"measure": "studios", "page": 2}).text
    assert numbers(first) + numbers(second) == ["48个", "70个", "75个"]
    assert numbers(counted.get("/statistics", params={"measure": "studios", "page": 99}).text) == ["75个"]


def test_the_file_holds_what_the_page_shows(counted: TestClient) -> None:
    content = counted.get("/statistics.csv", params={"subject": "白银市总工会", "measure": "studios"}).content
    rows = list(csv.DictReader(StringIO(content.decode("utf-8-sig"))))
    assert [(row["数字"], row["时间"], row["与别的资料说法不一"]) for row in rows] == [
        ("48.0", "2019", ""),
        ("70.0", "2021", "是"),
        ("75.0", "2021", "是"),
    ]
    assert counted.get("/statistics.xlsx").status_code == 200
