"""Asking: an answer, what is only near to it, and what the library does not tell look different and lead on."""

import pytest
from playwright.sync_api import expect

from tests.web.browsing import DESKTOP, PHONE  # type: ignore[import-not-found]
from tests.web.conftest import WindowOf  # type: ignore[import-not-found]


@pytest.mark.parametrize(("size", "scripts"), [(DESKTOP, True), (PHONE, False)])
def test_what_is_only_near_is_said_before_it_is_shown(
    window_of: WindowOf, size: tuple[int, int], scripts: bool
) -> None:
    with window_of(size, java_script_enabled=scripts) as window:
        page = window.page
        page.goto("/ask")
        page.get_by_role("searchbox" if not scripts else "combobox").fill("孙健手把手教出来的人有谁")
        page.get_by_role("button", name="问", exact=True).click()
        told, facts = page.locator(".state.nearest"), page.get_by_role("list", name="最接近的事实")
        expect(told).to_contain_text("最接近的事实")
        expect(facts).to_contain_text("孙健是王明帅的师傅")
        expect(page.get_by_text("理解为")).to_have_count(0)
        above, below = told.bounding_box(), facts.bounding_box()
        assert above is not None and below is not None and above["y"] + above["height"] <= below["y"]
        facts.get_by_role("link", name="王明帅", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("王明帅")


def test_an_answer_is_no_near_fact(window_of: WindowOf) -> None:
    with window_of() as window:
        page = window.page
        page.goto("/ask?q=马志刚的徒弟是谁")
        expect(page.get_by_text("理解为：马志刚带的徒弟是谁")).to_be_visible()
        expect(page.locator(".state")).to_have_count(0)
        expect(page.locator(".card h2")).to_contain_text("陈恩奇")


def test_a_figure_told_often_stands_once_with_all_its_sentences(window_of: WindowOf) -> None:
    with window_of(java_script_enabled=False) as window:
        page = window.page
        page.goto("/ask?q=周亚平劳模工作室创造了多少经济效益")
        expect(page.locator(".card h2", has_text="2264万元")).to_have_count(1)
        assert page.locator(".card .evidence").count() > 3


def test_what_is_not_told_leads_on(window_of: WindowOf) -> None:
    with window_of(PHONE) as window:
        page = window.page
        page.goto("/ask?q=马志刚的师傅是谁")
        expect(page.get_by_role("heading", name="资料里没有说马志刚的师傅是谁")).to_be_visible()
        page.get_by_role("link", name="马志刚的资料").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("马志刚")
        page.goto("/ask?q=今天天气怎么样")
        expect(page.get_by_role("heading", name="这一句答不上来")).to_be_visible()
        page.get_by_role("link", name="马志刚的徒弟是谁").click()
        expect(page.locator(".card h2")).to_contain_text("陈恩奇")
