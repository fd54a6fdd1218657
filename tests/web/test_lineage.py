"""Masters and apprentices as people look at them, with and without JavaScript, and kept as files."""

from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.web.browsing import NARROW, PHONE  # type: ignore[import-not-found]
from tests.web.conftest import WindowOf  # type: ignore[import-not-found]

HTML_LIMIT = 60_000


def painted(page: Page) -> bool:
    """Whether anything is drawn in the page's chart."""
    page.locator("figure.chart canvas").wait_for()
    return bool(
        page.evaluate(
            """() => {
                const canvas = document.querySelector("figure.chart canvas");
                const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
                return pixels.some((value) => value !== 0);
            }"""
        )
    )


def test_from_the_list_to_a_pair_without_javascript(crafts_of: WindowOf) -> None:
    with crafts_of(NARROW, java_script_enabled=False) as window:
        page = window.page
        page.goto("/lineage")
        page.get_by_role("link", name="按徒弟多少排列").click()
        expect(page.locator("tbody th").first).to_have_text("秦万里")
        page.get_by_label("找一个人").fill("周祖")
        page.get_by_role("button", name="查看").click()
        page.locator("tbody").get_by_role("link", name="周祖安").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("周祖安的师徒谱系")
        taught = page.locator("section", has=page.get_by_role("heading", name="传承"))
        expect(taught.get_by_text("周祖安收林一舟为徒。", exact=True)).to_be_visible()
        assert page.locator("figure.chart").is_hidden()
        page.get_by_role("link", name="林一舟与周祖安：看这一对师徒").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("林一舟")
        together = page.locator("section", has=page.get_by_role("heading", name="一起做的成果"))
        expect(together).to_contain_text("江城市金锤奖")
        for told in ("80万元", "3项", "大江奖章"):
            expect(page.locator("main")).to_contain_text(told)
        expect(page.locator("main")).to_contain_text("压紧装置")


def test_the_tree_is_drawn_folded_and_kept(crafts_of: WindowOf) -> None:
    with crafts_of() as window:
        page = window.page
        window.open("/lineage/周祖安")
        assert painted(page)
        before = page.locator("figure.chart canvas").screenshot()
        page.get_by_role("button", name="全部收起").click()
        page.wait_for_timeout(200)
        assert page.locator("figure.chart canvas").screenshot() != before
        page.get_by_role("button", name="全部展开").click()
        page.wait_for_timeout(200)
        assert page.locator("figure.chart canvas").screenshot() == before
        with page.expect_download() as download:
            page.get_by_role("button", name="下载图（PNG）").click()
        assert download.value.suggested_filename == "周祖安的师徒谱系.png"
        assert Image.open(BytesIO(Path(download.value.path()).read_bytes())).width > 1000
        assert window.violations() == []
        assert window.watched.errors == []


def test_the_list_is_folded_by_keyboard(crafts_of: WindowOf) -> None:
    with crafts_of(PHONE) as window:
        page = window.page
        window.open("/lineage/周祖安")
        branch = page.locator("summary", has_text="林一舟的徒弟 3 位")
        branch.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_text("林一舟收叶青禾为徒。", exact=True)).to_be_hidden()
        assert not window.is_too_wide()


def test_circles_end_and_who_stands_twice_is_told_once(crafts_of: WindowOf) -> None:
    with crafts_of(java_script_enabled=False) as window:
        page = window.page
        page.goto("/lineage/周祖安")
        expect(page.get_by_text("顾小满的徒弟列在另一处")).to_have_count(1)
        expect(page.locator(".tree .node > a", has_text="周祖安")).to_have_count(0)


def test_a_long_list_is_cut_into_pages(crafts_of: WindowOf) -> None:
    with crafts_of(java_script_enabled=False) as window:
        page = window.page
        answer = page.goto("/lineage/秦万里")
        assert answer is not None and len(answer.body()) <= HTML_LIMIT
        expect(page.locator(".tree > li")).to_have_count(40)
        page.get_by_role("link", name="下一页").click()
        expect(page.locator(".tree > li")).to_have_count(16)


def test_the_tree_comes_as_svg_and_json(crafts_of: WindowOf) -> None:
    with crafts_of(java_script_enabled=False) as window:
        page = window.page
        page.goto("/lineage/周祖安")
        with page.expect_download() as download:
            page.get_by_role("link", name="下载图（SVG）").click()
        assert download.value.suggested_filename == "周祖安的师徒谱系.svg"
        picture = ElementTree.parse(download.value.path()).getroot()
        texts = [one.text for one in picture.iter("{http://www.w3.org/2000/svg}text")]
        assert texts.count("周祖安") == 1 and texts.count("顾小满") == 3  # above, below, and below again, dashed
        with page.expect_download() as download:
            page.get_by_role("link", name="下载数据（JSON）").click()
        assert download.value.suggested_filename == "周祖安的师徒谱系.json"
        assert '"name":"苏文岭"' in Path(download.value.path()).read_text("utf-8")


@pytest.mark.parametrize("path", ["/lineage?q=马上无", "/lineage?q=大江工001", "/lineage/大江工001"])
def test_who_has_no_lineage_is_said_to_have_none(crafts_of: WindowOf, path: str) -> None:
    with crafts_of(PHONE) as window:
        window.open(path)
        assert window.page.locator(".state.empty").is_visible()
        assert window.violations() == []


def test_a_pair_that_no_document_tells_of(crafts_of: WindowOf) -> None:
    with crafts_of(java_script_enabled=False) as window:
        window.page.goto("/lineage/pair?master=苏文岭&apprentice=叶青禾")
        expect(window.page.get_by_role("heading", name="资料没有说苏文岭和叶青禾是师徒")).to_be_visible()
        window.page.get_by_role("link", name="看两人有什么别的关系").click()
        expect(window.page.locator(".chain").first).to_contain_text("林一舟收叶青禾为徒。")


def test_names_are_suggested_and_filled_into_the_form(crafts_of: WindowOf) -> None:
    with crafts_of(PHONE) as window:
        page = window.page
        window.open("/paths")
        page.get_by_role("combobox", name="从").fill("duyuan")
        page.get_by_role("option", name="杜远山").click()
        expect(page.get_by_role("combobox", name="从")).to_have_value("杜远山")
        page.get_by_role("combobox", name="到").fill("大江厂")
        page.keyboard.press("Escape")
        page.keyboard.press("Enter")
        page.wait_for_url("**/paths?from=*")
        expect(page.locator(".chain").first.locator(".steps > li")).to_have_count(2)
        expect(page.locator(".chain").first).to_contain_text("周祖安、林一舟在大江厂工作。")
        assert window.violations() == [] and not window.is_too_wide()


def test_a_part_of_a_name_offers_what_may_be_meant(crafts_of: WindowOf) -> None:
    with crafts_of(java_script_enabled=False) as window:
        page = window.page
        page.goto("/paths?from=林一&to=西岭")
        expect(page.get_by_role("heading", name="“林一”是哪一个？")).to_be_visible()
        page.get_by_role("link", name="林一舟").click()
        page.get_by_role("link", name="西岭公司").click()
        expect(page.get_by_role("heading", name="资料没有把林一舟和西岭公司连起来")).to_be_visible()
