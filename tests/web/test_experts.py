"""What a union's officer does for an enterprise: from its problem to the sheet for the visit."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from docx import Document
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.web.browsing import DESKTOP, NARROW, PHONE  # type: ignore[import-not-found]
from tests.web.conftest import WindowOf  # type: ignore[import-not-found]

PROBLEM = "从镍阳极泥里提铂钯"


def choose_first_two(page: Page) -> list[str]:
    """Ticks them; returns their names."""
    cards = page.locator(".adviser")
    for number in (0, 1):
        cards.nth(number).get_by_role("checkbox").check()
    return [cards.nth(number).locator("h2 a").inner_text() for number in (0, 1)]


@pytest.mark.parametrize(("size", "scripts"), [(DESKTOP, True), (PHONE, True), (DESKTOP, False), (NARROW, False)])
def test_from_the_problem_to_the_sheet(window_of: WindowOf, size: tuple[int, int], scripts: bool) -> None:
    with window_of(size, java_script_enabled=scripts) as window:
        page = window.page
        page.goto("/experts")
        page.get_by_label("企业的难题").fill(PROBLEM)
        page.get_by_role("button", name="找人").click()
        names = choose_first_two(page)
        page.get_by_role("button", name="比较选中的").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("比较候选专家")
        assert len(parse_qs(urlsplit(page.url).query)["id"]) == 2
        for name in names:
            expect(page.get_by_role("columnheader", name=name)).to_have_count(1)
        expect(page.get_by_role("heading", name="建议的小队")).to_be_visible()
        page.get_by_label("企业名称").fill("临山铸造厂")
        page.get_by_role("button", name="打印用的对接单").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("劳模工匠助企行 对接单")
        for text in (*names, "临山铸造厂", PROBLEM, "工会经办人（签字）"):
            expect(page.locator("main")).to_contain_text(text)
        expect(page.get_by_role("button", name="打印")).to_have_count(1 if scripts else 0)
        assert window.watched.errors == []


def test_the_sheet_is_kept_as_a_document_of_word(window_of: WindowOf) -> None:
    with window_of() as window:
        page = window.page
        page.goto(f"/experts?q={PROBLEM}")
        (name, _) = choose_first_two(page)
        sentence = page.locator(".adviser").first.locator(".evidence p").first.inner_text()
        page.get_by_role("button", name="比较选中的").click()
        with page.expect_download() as download:
            page.get_by_role("button", name="下载 Word 文档").click()
        assert download.value.suggested_filename == "对接单.docx"
        document = Document(BytesIO(Path(download.value.path()).read_bytes()))
        cells = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
        assert any(name in paragraph.text for paragraph in document.paragraphs)
        assert sentence in cells


def test_on_paper_there_is_no_navigation(window_of: WindowOf) -> None:
    with window_of(java_script_enabled=False) as window:
        page = window.page
        page.goto(f"/experts?q={PROBLEM}")
        choose_first_two(page)
        page.get_by_role("button", name="比较选中的").click()
        page.get_by_role("button", name="打印用的对接单").click()
        expect(page.get_by_role("navigation")).to_have_count(0)
        expect(page.get_by_role("link", name="返回比较")).to_be_visible()
        page.emulate_media(media="print")
        expect(page.get_by_role("link", name="返回比较")).to_be_hidden()
        expect(page.get_by_role("link", name="下载 Word 文档")).to_be_hidden()
        expect(page.get_by_text("工会经办人（签字）")).to_be_visible()


def test_what_was_found_and_compared_is_printed(window_of: WindowOf, path_of: Callable[[str], str]) -> None:
    with window_of() as window:
        for name, shown in (("experts", ".adviser"), ("experts-compare", ".side-by-side table")):
            window.open(path_of(name))
            window.page.emulate_media(media="print")
            expect(window.page.locator(shown).first).to_be_visible()
            expect(window.page.locator(".choose").first).to_be_hidden()
            expect(window.page.locator("button[type=submit]").first).to_be_hidden()


def test_the_printed_sheet_ends_with_the_signatures(window_of: WindowOf) -> None:
    with window_of() as window:
        page = window.page
        page.goto(f"/experts?q={PROBLEM}")
        ids = page.locator(".adviser input[name=id]").evaluate_all("boxes => boxes.map((box) => box.value)")
        page.goto(f"/experts/sheet?q={PROBLEM}" + "".join(f"&id={id_}" for id_ in ids[:2]))
        told = [sheet.extract_text() for sheet in PdfReader(BytesIO(page.pdf(format="A4"))).pages]
        assert "对接单" in told[0]
        assert "工会经办人" in told[-1].rstrip()[-20:]


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_a_cards_box_is_small_and_beside_the_name(window_of: WindowOf, size: tuple[int, int]) -> None:
    with window_of(size) as window:
        window.page.goto(f"/experts?q={PROBLEM}")
        card = window.page.locator(".adviser").first
        name, box = card.locator("h2").bounding_box(), card.locator(".choose").bounding_box()
        assert name is not None and box is not None
        assert box["width"] < 120
        assert name["x"] + name["width"] <= box["x"] and abs(name["y"] - box["y"]) < 20


@pytest.mark.parametrize("scripts", [True, False])
def test_a_description_is_read_edited_and_asked(window_of: WindowOf, tmp_path: Path, scripts: bool) -> None:
    file = tmp_path / "难题说明.docx"
    document = Document()
    document.add_paragraph("我公司提炼车间：从镍阳极泥里提铂钯，收得率低。")
    document.save(str(file))
    with window_of(PHONE, java_script_enabled=scripts) as window:
        page = window.page
        page.goto("/experts")
        page.get_by_label("或上传难题的说明文件").set_input_files(file)
        page.get_by_role("button", name="读取文件").click()
        problem = page.get_by_label("企业的难题")
        expect(problem).to_have_value("我公司提炼车间：从镍阳极泥里提铂钯，收得率低。")
        problem.fill(PROBLEM)
        page.get_by_role("button", name="找人").click()
        expect(page.locator(".adviser").first).to_be_visible()
        assert parse_qs(urlsplit(page.url).query)["q"] == [PROBLEM]


def test_a_file_that_cannot_be_read_is_told_in_the_form(window_of: WindowOf, tmp_path: Path) -> None:
    (tmp_path / "坏.pdf").write_bytes(b"no pdf")
    with window_of() as window:
        page = window.page
        page.goto("/experts")
        page.get_by_label("或上传难题的说明文件").set_input_files(tmp_path / "坏.pdf")
        page.get_by_role("button", name="读取文件").click()
        expect(page.get_by_role("alert")).to_contain_text("“坏.pdf”没有读成")
        assert window.violations() == []


def test_filters_stand_in_the_address_and_leave_fewer(window_of: WindowOf) -> None:
    with window_of(java_script_enabled=False) as window:
        page = window.page
        page.goto(f"/experts?q={PROBLEM}")
        everybody = page.locator(".adviser").count()
        page.get_by_label("荣誉").select_option("国家级")
        page.get_by_role("button", name="按条件再找").click()
        assert parse_qs(urlsplit(page.url).query)["honour"] == ["国家级"]
        assert 0 < page.locator(".adviser").count() < everybody
        expect(page.get_by_label("荣誉")).to_have_value("国家级")


def test_the_count_of_chosen_is_told_and_bounded(window_of: WindowOf) -> None:
    with window_of() as window:
        page = window.page
        window.open(f"/experts?q={PROBLEM}")
        boxes = page.locator(".adviser").get_by_role("checkbox")
        status = page.locator(".tray [role=status]")
        expect(status).to_have_text("还没有选人")
        for number in range(6):
            boxes.nth(number).focus()
            page.keyboard.press("Space")
        expect(status).to_have_text("已选6位，已到上限")
        expect(boxes.nth(6)).to_be_disabled()
        boxes.first.uncheck()
        expect(boxes.nth(6)).to_be_enabled()


def test_the_way_leads_to_the_sentence(window_of: WindowOf) -> None:
    with window_of(PHONE) as window:
        page = window.page
        page.goto(f"/experts?q={PROBLEM}")
        first = page.locator(".adviser").first
        assert first.locator(".way li").all_inner_texts()[0].endswith("您的难题")
        first.locator(".cases .source").first.click()
        expect(page.locator("mark#evidence")).to_be_in_viewport()


def test_nobody_is_given_for_a_hopeless_problem(window_of: WindowOf) -> None:
    with window_of(PHONE, java_script_enabled=False) as window:
        page = window.page
        page.goto("/experts?q=做蛋糕时塌陷")
        expect(page.get_by_role("heading", name="资料里没有合适的人")).to_be_visible()
        expect(page.locator(".adviser")).to_have_count(0)


def test_who_is_chosen_stays_so_on_the_next_page(window_of: WindowOf) -> None:
    with window_of(java_script_enabled=False) as window:
        page = window.page
        page.goto("/experts?q=创新")
        names = choose_first_two(page)
        page.get_by_role("button", name="下一页").click()
        assert page.locator(".adviser h2 a").first.inner_text() not in names
        elsewhere = page.get_by_role("group", name="别的页选中的")
        for name in names:
            expect(elsewhere.get_by_label(name, exact=True)).to_be_checked()
        elsewhere.get_by_label(names[0], exact=True).uncheck()
        page.get_by_role("button", name="比较选中的").click()
        expect(page.get_by_role("columnheader")).to_have_count(1)
        expect(page.get_by_role("columnheader", name=names[1])).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_sheet_is_black_on_white_on_paper(window_of: WindowOf, scheme: str) -> None:
    with window_of(color_scheme=scheme) as window:
        page = window.page
        page.goto(f"/experts/sheet?q={PROBLEM}")
        page.evaluate("(theme) => { document.documentElement.dataset.theme = theme; }", scheme)
        page.emulate_media(media="print", color_scheme=scheme)
        colours = page.evaluate(
            "(({ color, backgroundColor }) => [color, backgroundColor])(getComputedStyle(document.body))"
        )
        assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
