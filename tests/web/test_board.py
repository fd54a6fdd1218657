"""From a number of the overview to the sentence behind it, with and without JavaScript."""

import csv
from io import StringIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.web.browsing import DESKTOP, PHONE  # type: ignore[import-not-found]
from tests.web.conftest import WindowOf  # type: ignore[import-not-found]


@pytest.mark.parametrize(("size", "javascript"), [(DESKTOP, False), (PHONE, False), (PHONE, True)])
def test_a_number_in_a_table_leads_to_things_and_their_sentences(
    window_of: WindowOf, size: tuple[int, int], javascript: bool
) -> None:
    with window_of(size, java_script_enabled=javascript) as window:
        page = window.page
        page.goto("/dashboard")
        page.get_by_role("navigation", name="统计什么").get_by_role("link", name="荣誉").click()
        page.locator("select[name=level]").select_option("国家级")
        page.get_by_role("button", name="查看").click()
        asked = parse_qs(urlsplit(page.url).query)
        assert (asked["topic"], asked["level"]) == (["honours"], ["国家级"])
        page.get_by_role("region", name="荣誉按地区").get_by_role("link", name="看清单").first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("荣誉：")
        page.locator(".evidence footer a").first.click()
        expect(page.locator("mark#evidence")).to_be_visible()


@pytest.mark.parametrize("topic", ["achievements", "studios", "pairs", "honours", "benefits"])
def test_the_overview_is_light(window_of: WindowOf, topic: str) -> None:
    with window_of(java_script_enabled=False) as window:
        answer = window.page.goto(f"/dashboard?topic={topic}&region=未注明")
        assert answer is not None and len(answer.body()) <= 60_000
        assert window.page.locator("table.tally").count() == (4 if topic != "pairs" else 0)


def test_a_click_on_a_bar_opens_what_it_counts(window_of: WindowOf) -> None:
    with window_of() as window:
        page = window.page
        window.open("/dashboard?topic=studios")
        expect(page.locator("figure.chart").first).to_be_visible()
        canvas = page.locator("#by-region canvas").bounding_box()
        assert canvas is not None
        page.mouse.click(canvas["x"] + canvas["width"] * 0.4, canvas["y"] + canvas["height"] * 0.2)
        page.wait_for_url("**/dashboard/list?*")
        assert parse_qs(urlsplit(page.url).query)["region"] == ["重庆市"]
        assert page.locator(".listed > li").count() == 5
        assert window.watched.errors == []


def test_a_row_narrows_the_overview_and_the_filter_can_be_taken_away(window_of: WindowOf) -> None:
    with window_of(java_script_enabled=False) as window:
        page = window.page
        page.goto("/dashboard")
        page.get_by_role("rowheader", name="辽宁省").get_by_role("link").click()
        expect(page.get_by_role("rowheader", name="锦州市")).to_be_visible()
        page.get_by_role("link", name="去掉条件 地区：辽宁省").click()
        expect(page.get_by_role("rowheader", name="山西省")).to_be_visible()


def test_tables_and_lists_can_be_kept(window_of: WindowOf) -> None:
    with window_of() as window:
        page = window.page
        page.goto("/dashboard?topic=benefits")
        with page.expect_download() as download:
            page.get_by_role("link", name="按地区：下载 CSV").click()
        assert download.value.suggested_filename == "匠谱总览 经济效益.csv"
        rows = list(csv.DictReader(StringIO(Path(download.value.path()).read_text("utf-8-sig"))))
        assert {row["分项"] for row in rows} == {"地区"}
        assert int(rows[0]["数目"]) >= int(rows[0]["涉及几个主体"]) > 0
        page.goto("/dashboard/list?topic=pairs")
        with page.expect_download() as download:
            page.get_by_role("link", name="下载 CSV").click()
        assert "王明帅" in Path(download.value.path()).read_text("utf-8-sig")
