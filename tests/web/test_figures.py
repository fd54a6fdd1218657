"""From the figures to a subject's figures by time, to the sentence; and a table to keep."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from tests.web.browsing import PHONE  # type: ignore[import-not-found]
from tests.web.conftest import WindowOf  # type: ignore[import-not-found]

LIMIT = 60_000
"""Bytes of HTML, as of a page of results."""


def test_every_page_of_figures_is_light(window_of: WindowOf) -> None:
    with window_of(java_script_enabled=False) as window:
        page = window.page
        answer = page.goto("/statistics")
        seen = 0
        while True:
            assert answer is not None and len(answer.body()) <= LIMIT
            seen += page.locator("td.said").count()
            following = page.get_by_role("link", name="下一页")
            if not following.count():
                break
            with page.expect_navigation() as navigation:
                following.click()
            answer = navigation.value
        assert f"共{seen}条" in page.locator(".sum").inner_text()


def test_figures_of_a_subject_are_drawn_by_time_and_lead_to_their_sentence(window_of: WindowOf) -> None:
    with window_of(PHONE) as window:
        page = window.page
        window.open("/statistics?measure=achievements")
        page.get_by_role("link", name="比较各个时间").first.click()
        expect(page.locator("figure.chart canvas").first).to_be_visible()
        assert not window.is_too_wide()
        assert window.violations() == []
        page.locator("td.said a").first.click()
        expect(page.locator("mark#evidence")).to_be_visible()
        assert window.watched.errors == []


def test_tables_are_read_on_a_phone_without_scrolling_sideways(
    window_of: WindowOf, path_of: Callable[[str], str]
) -> None:
    for name in ("statistics", "person", "honour", "documents", "lineages", "graph", "dashboard-benefits"):
        with window_of(PHONE) as window:
            window.open(path_of(name))
            sideways = "regions => regions.filter((one) => one.scrollWidth > one.clientWidth).length"
            assert window.page.locator(".scroll").evaluate_all(sideways) == 0, name
            assert window.violations() == []


def test_the_figures_can_be_kept(window_of: WindowOf) -> None:
    with window_of(java_script_enabled=False) as window:
        page = window.page
        page.goto("/statistics")
        page.locator("select[name=measure]").select_option("patents")
        page.get_by_role("button", name="查看").click()
        shown = page.locator("td.said").count()
        with page.expect_download() as download:
            page.get_by_role("link", name="CSV").click()
        assert len(Path(download.value.path()).read_text("utf-8-sig").splitlines()) == shown + 1
