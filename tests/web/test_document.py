"""What people do with a document: follow a link to its sentence, read what is beside it, switch highlighting."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.web.browsing import DESKTOP, PHONE  # type: ignore[import-not-found]
from tests.web.conftest import WindowOf  # type: ignore[import-not-found]
from tests.web.test_every_page import HTML_LIMIT, SCRIPT_LIMIT  # type: ignore[import-not-found]

PathOf = Callable[[str], str]


def ground(page: Page, selector: str) -> str:
    return str(page.locator(selector).first.evaluate("(one) => getComputedStyle(one).backgroundColor"))


def test_a_document_is_light(window_of: WindowOf, path_of: PathOf) -> None:
    with window_of() as window:
        assert len(window.open(path_of("document")).body()) <= HTML_LIMIT
        assert sum(window.watched.scripts.values()) <= SCRIPT_LIMIT


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
@pytest.mark.parametrize("scripted", [True, False])
def test_a_link_lands_on_the_highlighted_sentence(
    window_of: WindowOf, path_of: PathOf, size: tuple[int, int], scripted: bool
) -> None:
    with window_of(size, java_script_enabled=scripted) as window:
        page = window.page
        page.goto(path_of("document"))
        expect(page.locator("mark#evidence")).to_be_in_viewport()
        assert "薄规格" in page.locator("mark#evidence").inner_text()
        assert ground(page, "mark#evidence") != ground(page, ".reading")


def test_a_fact_in_the_margin_highlights_its_sentence(window_of: WindowOf, path_of: PathOf) -> None:
    with window_of() as window:
        page = window.page
        window.open(path_of("document"))
        fact = page.locator(".margin a[href^='#s']").first
        target = page.locator(fact.get_attribute("href") or "")
        before = target.evaluate("(one) => getComputedStyle(one).backgroundColor")
        fact.click()
        expect(target).to_be_in_viewport()
        assert target.evaluate("(one) => one.matches(':target')")
        assert target.evaluate("(one) => getComputedStyle(one).backgroundColor") != before


def test_facts_stand_beside_the_text_and_on_phones_below_it(window_of: WindowOf, path_of: PathOf) -> None:
    with window_of(java_script_enabled=False) as window:
        window.page.goto(path_of("document"))
        block = window.page.locator(".block", has=window.page.locator(".margin")).first
        words, facts = block.locator(".words").bounding_box(), block.locator(".margin").bounding_box()
        assert words and facts and facts["x"] >= words["x"] + words["width"]
        window.resize(PHONE)
        words, facts = block.locator(".words").bounding_box(), block.locator(".margin").bounding_box()
        assert words and facts and facts["y"] >= words["y"] + words["height"]


@pytest.mark.parametrize("scripted", [True, False])
def test_names_of_a_type_are_switched_off_and_on(window_of: WindowOf, path_of: PathOf, scripted: bool) -> None:
    with window_of(java_script_enabled=scripted) as window:
        page = window.page
        page.goto(path_of("document-repaired"))
        studio, box = ".reading .name.studio", page.get_by_label("创新工作室")
        expect(box).to_be_checked()
        shown = ground(page, studio)
        page.locator("label.key.studio").click()
        expect(box).not_to_be_checked()
        assert ground(page, studio) == "rgba(0, 0, 0, 0)" != shown
        sign = "(one) => getComputedStyle(one, '::after').content"
        assert page.locator(studio).first.evaluate(sign) == "none"
        box.focus()
        page.keyboard.press("Space")
        assert ground(page, studio) == shown


def test_the_address_remembers_what_is_switched_off(window_of: WindowOf, path_of: PathOf) -> None:
    with window_of() as window:
        page = window.page
        window.open(path_of("document-repaired"))
        page.locator("label.key.studio").click()
        assert parse_qs(urlsplit(page.url).query)["hide"] == ["studio"]
        assert "start" in parse_qs(urlsplit(page.url).query)
    with window_of(java_script_enabled=False) as other:
        other.page.goto(page.url)
        expect(other.page.get_by_label("创新工作室")).not_to_be_checked()
        expect(other.page.get_by_label("人物")).to_be_checked()


def test_halves_of_a_sentence_lead_to_each_other(window_of: WindowOf, path_of: PathOf) -> None:
    with window_of(PHONE, java_script_enabled=False) as window:
        page = window.page
        page.goto(path_of("document-repaired"))
        expect(page.locator(".repairs summary")).to_contain_text("找回隔开的下半句1处")
        page.get_by_role("link", name="接下半").click()
        expect(page.locator(".sentence:target")).to_contain_text("捞、磨、钻、铣、套")
        page.locator(".sentence:target").get_by_role("link", name="接上半").click()
        expect(page.locator(".sentence:target")).to_contain_text("培训班")


def test_a_name_leads_to_its_page(window_of: WindowOf, path_of: PathOf) -> None:
    with window_of(java_script_enabled=False) as window:
        page = window.page
        page.goto(path_of("document-repaired"))
        page.locator(".reading a.name.studio").first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("杨义兴劳模创新工作室")
