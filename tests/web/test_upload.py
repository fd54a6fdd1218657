"""Files are added as people add them, and taken out again; with and without JavaScript."""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.web.browsing import DESKTOP, PHONE, window  # type: ignore[import-not-found]
from tests.web.conftest import WindowOf  # type: ignore[import-not-found]
from tests.web.serving import serving  # type: ignore[import-not-found]

TEXT = "油田小工具\n\n青川油田职工林秋生发明的抽油机快速换皮带装置，解决了更换皮带费力的难题。\n"


@pytest.fixture
def own_window(browser: Browser, tmp_path: Path) -> Iterator[WindowOf]:
    """Windows at a server with an empty library of its own."""
    with serving(tmp_path / "library") as address:
        yield partial(window, browser, address)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """One that can be read, one of a kind that cannot, one that is damaged."""
    contents = {"油田.txt": TEXT.encode(), "旧.doc": b"x", "坏.pdf": b"not a pdf"}
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    return [tmp_path / name for name in contents]


@pytest.mark.parametrize(("size", "javascript"), [(DESKTOP, True), (PHONE, True), (PHONE, False)])
def test_files_are_added_explained_and_taken_out_again(
    own_window: WindowOf, files: list[Path], size: tuple[int, int], javascript: bool
) -> None:
    with own_window(size, java_script_enabled=javascript) as opened:
        page = opened.page
        page.goto("/documents")
        page.get_by_label("选择文件").set_input_files(files)
        page.get_by_role("button", name="上传并读取").click()
        page.wait_for_url("**/jobs/*")
        # by itself: asked for by the script, or by the browser's refresh
        expect(page.get_by_role("heading", level=1)).to_have_text("上传的文件：已完成", timeout=20_000)
        rows = page.locator(".files > li")
        expect(rows.nth(1)).to_contain_text("另存为 .docx 再读")
        expect(rows.nth(2)).to_contain_text("无法读取")
        rows.nth(0).get_by_text("人物 1").click()
        expect(rows.nth(0).get_by_role("link", name="林秋生")).to_be_visible()
        if javascript:
            assert opened.violations() == []
        assert not javascript or not opened.is_too_wide()

        page.get_by_role("link", name="撤销这次上传").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("撤销这次上传？")
        page.get_by_role("link", name="不撤了").click()
        page.get_by_role("link", name="撤销这次上传").click()
        page.get_by_role("button", name="确认撤下1篇").click()
        expect(page.get_by_text("已从资料库撤下1篇资料")).to_be_visible()
        page.goto("/documents")
        expect(page.get_by_text("共0篇")).to_be_visible()
        assert opened.watched.errors == []


def test_files_are_chosen_in_our_words_by_keyboard(own_window: WindowOf, files: list[Path]) -> None:
    with own_window() as opened:
        page = opened.page
        opened.open("/documents")
        field, told = page.get_by_label("选择文件"), page.locator(".chosen-files")
        expect(told).to_have_text("还没有选文件")
        field.focus()
        expect(field).to_be_focused()
        with page.expect_file_chooser() as chooser:
            page.keyboard.press("Enter")
        chooser.value.set_files(files[:1])
        expect(told).to_have_text("油田.txt")
        field.set_input_files(files)
        expect(told).to_have_text("选了 3 个文件")
        assert opened.violations() == []


def test_without_scripts_the_field_itself_tells_what_is_chosen(own_window: WindowOf, files: list[Path]) -> None:
    with own_window(java_script_enabled=False) as opened:
        page = opened.page
        page.goto("/documents")
        field, told = page.get_by_label("选择文件"), page.locator(".chosen-files")
        expect(told).to_have_text("还没有选文件")
        expect(field).to_have_css("opacity", "0")
        with page.expect_file_chooser() as chooser:
            field.click()
        chooser.value.set_files(files[0])
        expect(told).to_be_hidden()
        expect(field).to_have_css("opacity", "1")


def test_dropped_files_add_up_and_can_be_taken_off(own_window: WindowOf) -> None:
    with own_window() as opened:
        page = opened.page
        opened.open("/documents")
        drop = """(form, [name, text]) => {
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([text], name));
            form.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
        }"""
        form = page.locator("form.drop")
        for name in ("油田.txt", "旧.doc"):
            form.evaluate(drop, [name, TEXT])
        rows = page.get_by_role("list", name="选中的文件").get_by_role("listitem")
        expect(rows).to_have_count(2)
        expect(rows.nth(1)).to_contain_text("种类不支持")
        assert opened.violations() == []
        page.get_by_role("button", name="去掉 旧.doc").click()
        expect(rows).to_have_count(1)
        page.get_by_role("button", name="上传并读取").click()
        expect(page.locator(".files > li")).to_have_count(1)
        expect(page.get_by_role("heading", level=1)).to_have_text("上传的文件：已完成", timeout=20_000)


def test_too_much_is_told_before_it_is_sent(own_window: WindowOf) -> None:
    with own_window() as opened:
        page = opened.page
        # a limit of ten bytes, as the server would write it
        page.route(
            "**/documents", lambda route: route.fulfill(response=(answer := route.fetch()), body=limited(answer.text()))
        )
        opened.open("/documents")
        one = {"name": "一.txt", "mimeType": "text/plain", "buffer": b"x" * 99}
        page.get_by_label("选择文件").set_input_files([one])  # type: ignore[list-item]
        expect(page.locator(".told")).to_contain_text("请去掉一些，分几次上传")
        expect(page.get_by_role("button", name="上传并读取")).to_be_disabled()
        page.get_by_role("button", name="去掉 一.txt").click()
        expect(page.get_by_role("button", name="上传并读取")).to_be_enabled()


def limited(text: str) -> str:
    return re.sub(r'data-limit="\d+"', 'data-limit="10"', text)


def test_documents_are_looked_up_by_name(window_of: WindowOf) -> None:
    with window_of(java_script_enabled=False) as opened:
        page = opened.page
        page.goto("/documents")
        page.get_by_role("link", name="下一页").click()
        expect(page.locator(".pager")).to_contain_text("第2页，共3页")
        page.get_by_label("按标题或文件名找").fill("孙健")
        page.get_by_role("button", name="查找").click()
        expect(page.get_by_role("region", name="资料的清单")).to_contain_text("孙健")
        assert "q=" in page.url
