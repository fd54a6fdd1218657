"""Every page: no complaint in the console, no request to elsewhere, accessible, and whole without JavaScript."""

from collections.abc import Callable

import pytest

from tests.web.browsing import DESKTOP, NARROW, PHONE  # type: ignore[import-not-found]
from tests.web.conftest import WindowOf  # type: ignore[import-not-found]
from tests.web.site import FAILED, PAGES  # type: ignore[import-not-found]

PathOf = Callable[[str], str]

HTML_LIMIT = 60_000
"""Bytes of a page with results, uncompressed."""
SCRIPT_LIMIT = 30_000
"""Bytes of script of a page without charts, compressed."""


LISTS = ("dashboard-list", "documents", "statistics")
"""Pages of long lists."""


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_sound_on_desktop_phone_and_in_the_dark(window_of: WindowOf, path_of: PathOf, name: str) -> None:
    with window_of(DESKTOP) as window:
        answer = window.open(path_of(name))
        assert answer.status == 200
        assert not window.is_too_wide()
        window.page.emulate_media(color_scheme="dark")
        assert window.violations("color-contrast") == []
        window.page.emulate_media(color_scheme="light")
        for size in (NARROW, PHONE):
            window.resize(size)
            assert not window.is_too_wide()
        assert window.violations() == []
        assert window.watched.errors == []
        assert window.watched.foreign == []


def test_the_checks_notice_what_is_wrong(window_of: WindowOf) -> None:
    with window_of(bypass_csp=True) as window:  # the pages' policy would not even let the request out
        window.open("/statistics?place=qwxz")
        assert window.violations() == []
        window.page.evaluate(
            """async () => {
                document.querySelector("main").innerHTML = '<img src="/nowhere.png"><p class="wide">宽</p>';
                document.querySelector(".wide").style.width = "3000px";
                await fetch("http://192.0.2.1/").catch(() => {});
            }"""
        )
        assert any("image-alt" in violation for violation in window.violations())
        assert window.is_too_wide()
        assert window.watched.errors
        assert window.watched.foreign == ["http://192.0.2.1/"]


@pytest.mark.parametrize("name", FAILED)
def test_a_page_of_an_error_is_sound(window_of: WindowOf, path_of: PathOf, name: str) -> None:
    with window_of(PHONE) as window:
        answer = window.open(path_of(name))
        assert answer.status == 404
        assert window.violations() == []
        assert window.page.get_by_role("alert").is_visible()
        assert window.watched.foreign == []


@pytest.mark.parametrize("name", [name for name in PAGES if name != "interface"])
def test_a_page_is_whole_without_javascript(window_of: WindowOf, path_of: PathOf, name: str) -> None:
    with window_of(NARROW, java_script_enabled=False) as window:
        answer = window.page.goto(path_of(name))
        assert answer is not None and answer.status == 200
        assert window.page.locator("html").get_attribute("lang") == "zh-CN"
        assert window.page.locator("main").inner_text().strip()
        assert window.page.locator("[data-enhance='theme-switch']").is_hidden()
        wide = window.page.locator("body").bounding_box()
        assert wide is not None and wide["width"] <= NARROW[0]


LIGHT = ["home", "search", "search-passages", "similar", "experts", "experts-compare", "ask", *LISTS]


@pytest.mark.parametrize("name", LIGHT)
def test_a_page_of_results_is_light(window_of: WindowOf, path_of: PathOf, name: str) -> None:
    with window_of() as window:
        answer = window.open(path_of(name))
        assert len(answer.body()) <= HTML_LIMIT
        assert sum(window.watched.scripts.values()) <= SCRIPT_LIMIT


def test_the_keyboard_skips_to_the_text(window_of: WindowOf) -> None:
    with window_of() as window:
        window.page.goto("/documents")
        window.page.keyboard.press("Tab")
        assert window.page.evaluate("document.activeElement.textContent") == "跳到正文"
        window.page.keyboard.press("Enter")
        assert window.page.evaluate("document.activeElement.id") == "main"


def test_a_chosen_theme_stays(window_of: WindowOf) -> None:
    with window_of(color_scheme="light") as window:
        page = window.page
        page.goto("/")
        light = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.get_by_role("button", name="换成深色").click()
        page.goto("/documents")
        assert page.evaluate("document.documentElement.dataset.theme") == "dark"
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
        page.get_by_role("button", name="换成浅色").click()
        assert page.evaluate("localStorage.getItem('theme')") is None


def test_charts_are_drawn_within_the_policy(window_of: WindowOf) -> None:
    """Draws one in a page that has none, with what its figure would hold."""
    with window_of() as window:
        window.open("/documents")
        painted = window.page.evaluate(
            """async () => {
                const figure = document.createElement("figure");
                figure.className = "chart";
                figure.innerHTML = '<div class="canvas"></div><script type="application/json">[3, 1, 2]</script>';
                document.querySelector("main").append(figure);
                const main = document.querySelector("script[type=module]").src;
                const { draw } = await import(main.replace("main.js", "chart.js"));
                draw(figure, (data, colours) => ({
                    animation: false,
                    xAxis: { type: "category", data: ["甲", "乙", "丙"] }, yAxis: {},
                    series: [{ type: "bar", data, itemStyle: { color: colours.accent } }],
                }));
                await new Promise((done) => setTimeout(done, 300));
                const canvas = figure.querySelector("canvas");
                const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
                return pixels.some((value) => value !== 0);
            }"""
        )
        assert painted
        assert window.watched.errors == []
