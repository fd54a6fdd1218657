"""The overview's pages and files: every number leads to the things it counts and to their sentences."""

import csv
import re
from html import unescape
from io import BytesIO, StringIO

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook


def text_of(client: TestClient, path: str, **parameters: str) -> str:
    answer = client.get(path, params=parameters or None)  # an empty mapping would take away what the path holds
    assert answer.status_code == 200, answer.text
    return answer.text


def rows_of(client: TestClient, path: str, **parameters: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(client.get(path, params=parameters).content.decode("utf-8-sig"))))


def listed_from(text: str, value: str) -> str:
    """The address behind the number of a value."""
    (address,) = re.findall(rf'<a href="(/dashboard/list[^"]*)" aria-label="{value}：', text)
    return unescape(address)


def test_all_topics_are_counted_and_one_is_spread(client: TestClient) -> None:
    text = text_of(client, "/dashboard")
    for word in ("成果共", "按地区", "按荣誉级别", "按年份", "按行业", "煤炭开采和洗选业"):
        assert word in text
    assert re.findall(r"<strong>(\d+)", text) == ["2", "1", "2", "2", "2"]


def test_a_number_leads_to_what_it_counts_and_to_the_sentence(client: TestClient) -> None:
    text = text_of(client, listed_from(text_of(client, "/dashboard"), "煤炭开采和洗选业"))
    assert "成果：1项" in text and "皮带机自动纠偏装置" in text
    (sentence,) = re.findall(r'<a href="(/documents/[^"]+#evidence)"', text)
    assert '<mark id="evidence">' in text_of(client, unescape(sentence))


def test_every_number_is_how_many_are_listed(client: TestClient) -> None:
    for topic in ("achievements", "studios", "pairs", "honours", "benefits"):
        found = re.findall(
            r'<a href="(/dashboard/list[^"]*)" aria-label="([^"]+)', text_of(client, "/dashboard", topic=topic)
        )
        assert found
        for address, label in found:
            (count,) = re.findall(r"：(\d+)\S，看清单", label)
            assert f"：{count}" in re.search(r"<h1>(.*?)</h1>", text_of(client, unescape(address)))[1]  # type: ignore[index]


def test_filters_hold_together_and_can_be_taken_away(client: TestClient) -> None:
    text = text_of(client, "/dashboard", topic="honours", level="国家级", year="2023", region="")
    assert "荣誉共" in text and ">1次</a>" in text
    assert "去掉条件 荣誉级别：国家级" in text and "去掉条件 年份：2023" in text
    assert "没有符合条件的荣誉" in text_of(client, "/dashboard", topic="honours", level="国家级", year="1999")


def test_money_is_counted_by_statement_and_not_added(client: TestClient) -> None:
    text = text_of(client, "/dashboard", topic="benefits")
    assert "金额一概不相加" in text and "320万元" in text and "366万元" not in text
    rows = rows_of(client, "/dashboard.csv", topic="benefits", by="year")
    assert sum(int(row["数目"]) for row in rows) == 2
    assert {row["最大的一笔（元）"] for row in rows} <= {"3200000.0", "460000.0"}


@pytest.mark.parametrize("path", ["/dashboard", "/dashboard/list"])
def test_both_kinds_of_file_say_the_same(client: TestClient, path: str) -> None:
    asked = {"topic": "achievements"}
    written = list(csv.reader(StringIO(client.get(f"{path}.csv", params=asked).content.decode("utf-8-sig"))))
    sheet = load_workbook(BytesIO(client.get(f"{path}.xlsx", params=asked).content)).active
    assert sheet is not None
    assert [["" if v is None else str(v) for v in row] for row in sheet.iter_rows(values_only=True)] == written
    assert len(written) >= 3


def test_an_unknown_topic_is_refused(client: TestClient) -> None:
    assert client.get("/dashboard", params={"topic": "weather"}).status_code == 422
    assert client.get("/dashboard.pdf").status_code == 422
