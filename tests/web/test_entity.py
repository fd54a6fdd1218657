"""What people do on the page of a person, a region or an honour."""

import json
from collections.abc import Callable
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import expect

from tests.web.browsing import DESKTOP, PHONE  # type: ignore[import-not-found]
from tests.web.conftest import WindowOf  # type: ignore[import-not-found]
from tests.web.test_every_page import HTML_LIMIT, SCRIPT_LIMIT  # type: ignore[import-not-found]

PathOf = Callable[[str], str]
THINGS = ("person", "studio", "enterprise", "achievement", "honour", "region", "facts")


@pytest.mark.parametrize("name", THINGS)
def test_a_page_of_a_thing_is_light_until_its_graph_is_looked_at(
    window_of: WindowOf, path_of: PathOf, name: str
) -> None:
    with window_of(PHONE) as window:
        answer = window.open(path_of(name))
        assert len(answer.body()) <= HTML_LIMIT
        assert sum(window.watched.scripts.values()) <= SCRIPT_LIMIT


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
@pytest.mark.parametrize("scripted", [True, False])
def test_a_fact_opens_its_sentence(window_of: WindowOf, path_of: PathOf, size: tuple[int, int], scripted: bool) -> None:
    with window_of(size, java_script_enabled=scripted) as window:
        page = window.page
        page.goto(path_of("person"))
        assert unquote(urlsplit(page.url).path).endswith("-孙健")
        fact = page.locator("#honours .facts > li").first
        said = fact.locator(".evidence p").first.inner_text()
        fact.locator(".evidence footer a").first.click()
        expect(page.locator("mark#evidence")).to_be_in_viewport()
        marked = page.locator("mark").all_inner_texts()
        assert _letters("".join(marked)) == _letters(said)


def test_years_lead_to_their_sentences(window_of: WindowOf, path_of: PathOf) -> None:
    with window_of(java_script_enabled=False) as window:
        page = window.page
        page.goto(path_of("person"))
        expect(page.locator(".timeline h3").first).to_have_text("2020年")
        page.locator(".timeline").get_by_role("link", name="原文").first.click()
        expect(page.locator("mark#evidence")).to_be_in_viewport()


def test_sections_are_reached_by_their_links(window_of: WindowOf, path_of: PathOf) -> None:
    with window_of(PHONE, java_script_enabled=False) as window:
        page = window.page
        page.goto(path_of("person"))
        page.get_by_role("navigation", name="本页的各部分").get_by_role("link", name="师徒").click()
        expect(page.locator("#kin h2")).to_be_in_viewport()


def test_the_graph_is_drawn_when_the_reader_comes_to_it(window_of: WindowOf, path_of: PathOf) -> None:
    with window_of() as window:
        page = window.page
        window.open(path_of("person"))
        assert not any("charts" in script for script in window.watched.scripts)
        page.locator("#around").scroll_into_view_if_needed()
        expect(page.locator("#around canvas")).to_be_visible()
        expect(page.get_by_role("img", name="孙健周围的人、单位和成果")).to_be_visible()
        assert window.violations() == []
        assert window.watched.errors == [] and window.watched.foreign == []


def test_what_the_graph_draws_stands_in_a_table_too(window_of: WindowOf, path_of: PathOf) -> None:
    with window_of(java_script_enabled=False) as window:
        page = window.page
        page.goto(path_of("person"))
        expect(page.locator("#around canvas")).to_have_count(0)
        drawn = json.loads(page.locator("#around script").inner_text())
        page.locator("#around summary").click()
        expect(page.locator("#around tbody tr")).to_have_count(len(drawn["links"]))
        page.locator("#around tbody a", has_text="王明帅").first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("王明帅")


def test_an_achievement_leads_to_similar_ones(window_of: WindowOf, path_of: PathOf) -> None:
    with window_of(java_script_enabled=False) as window:
        page = window.page
        page.goto(path_of("achievement"))
        page.get_by_role("link", name="找相似").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("相近的成果")
        assert page.locator(".card").count() > 0


def test_a_region_leads_to_its_studio_and_its_list_has_pages(window_of: WindowOf, path_of: PathOf) -> None:
    with window_of(PHONE, java_script_enabled=False) as window:
        page = window.page
        page.goto(path_of("region"))
        page.locator("#mentions .all a").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("锦州市：原文提到")
        page.get_by_role("link", name="下一页").click()
        expect(page.get_by_text("第 2 页")).to_be_visible()
        page.go_back()
        page.go_back()
        page.locator("#studios .what a").first.click()
        expect(page.locator(".head .badge")).to_contain_text("创新工作室")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("person", "Person"),
        ("studio", "Organization"),
        ("achievement", "CreativeWork"),
        ("region", "Place"),
        ("enterprise", "Organization"),
    ],
)
def test_machines_read_the_page(window_of: WindowOf, path_of: PathOf, name: str, kind: str) -> None:
    with window_of() as window:
        page = window.page
        window.open(path_of(name))
        data = json.loads(page.locator("script[type='application/ld+json']").inner_text())
        assert data["@type"] == kind
        assert data["name"] == page.get_by_role("heading", level=1).inner_text()
        assert page.locator("meta[property='og:title']").get_attribute("content") == data["name"]
        assert (
            urlsplit(page.url).path
            == urlsplit(page.evaluate("document.querySelector('link[rel=canonical]').href")).path
        )
        assert window.watched.errors == []


def _letters(text: str) -> str:
    return "".join(text.split())


def test_on_paper_what_could_be_opened_is_open_and_ways_to_click_are_gone(
    window_of: WindowOf, path_of: Callable[[str], str]
) -> None:
    with window_of() as window:
        page = window.page
        window.open(path_of("person"))
        folded = page.locator("details.evidences:not([open]) .evidence").first
        expect(folded).to_be_hidden()
        page.emulate_media(media="print")
        expect(folded).to_be_visible()
        for gone in (".masthead nav", ".sections", ".head .actions", ".foot"):
            expect(page.locator(gone).first).to_be_hidden()
        expect(page.locator(".badge").first).to_have_css("print-color-adjust", "exact")
