"""Search results as tables to keep."""

import csv
from io import BytesIO, StringIO

from fastapi.testclient import TestClient
from openpyxl import load_workbook

from api.pages.downloads import COLUMNS
from api.tables import Table, comma_separated, workbook


def test_results_as_text_and_as_workbook_agree(client: TestClient) -> None:
    answer = client.get("/search.csv", params={"q": "井下皮带跑偏"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == [column.heading for column in COLUMNS]
    assert rows[1][:3] == ["1", "成果", "皮带机自动纠偏装置"]
    assert "井下小改革解决大问题" in rows[1]
    answer = client.get("/search.xlsx", params={"q": "井下皮带跑偏"})
    sheet = load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    shown = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert shown == rows


def test_filters_hold_for_downloads_too(client: TestClient) -> None:
    rows = client.get("/search.csv", params={"q": "装置", "year": 2023}).text
    assert "连铸结晶器快速对中装置" in rows and "皮带机自动纠偏装置" not in rows


def test_a_download_of_nothing_asked_is_refused(client: TestClient) -> None:
    assert client.get("/search.csv").status_code == 400
    assert client.get("/search.pdf", params={"q": "装置"}).status_code == 422


def test_no_cell_is_a_formula() -> None:
    row = (1, "成果", "=1+1", "+x", "-x", "@x", "", "", "")
    table = Table("查找结果", COLUMNS, [row])
    (_, written) = csv.reader(StringIO(comma_separated(table).decode("utf-8-sig")))
    assert written[2:6] == ["'=1+1", "'+x", "'-x", "'@x"]
    sheet = load_workbook(BytesIO(workbook(table))).active
    assert sheet is not None
    assert (sheet["C2"].value, sheet["C2"].data_type) == ("=1+1", "s")
