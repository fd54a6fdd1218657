"""What people do with the search box, as they do it."""

from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from openpyxl import load_workbook
from playwright.sync_api import expect

from api.addresses import entity_path
from tests.web.browsing import PHONE  # type: ignore[import-not-found]
from tests.web.conftest import WindowOf  # type: ignore[import-not-found]


def test_initials_lead_to_a_person_by_keyboard_alone(window_of: WindowOf) -> None:
    with window_of() as window:
        page = window.page
        window.open("/")
        box = page.get_by_role("combobox")
        expect(box).to_be_focused()
        page.keyboard.type("zyp")
        first = page.get_by_role("option").first
        expect(first).to_contain_text("周亚平")
        expect(box).to_have_attribute("aria-expanded", "true")
        page.keyboard.press("ArrowDown")
        expect(first).to_have_attribute("aria-selected", "true")
        assert box.get_attribute("aria-activedescendant") == first.get_attribute("id")
        assert window.violations() == []
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("周亚平")
        assert window.watched.errors == []


def test_addresses_made_in_the_browser_are_those_of_the_server(window_of: WindowOf) -> None:
    names = ["赵 大力", "“A/B?”#<奖 章>%&", "KD-200A型记录仪", "-两头-", "很" * 45, "𠮷野" * 21, "\t换\n行"]
    with window_of() as window:
        window.open("/")
        made = window.page.evaluate(
            """async (names) => {
                const main = document.querySelector("script[type=module]").src;
                const { entityPath } = await import(main.replace("main.js", "addresses.js"));
                return names.map((name) => entityPath({ id: "award-1f-2", name }));
            }""",
            names,
        )
        assert made == [entity_path("award-1f-2", name) for name in names]


def test_a_suggestion_leads_to_the_page_at_once(window_of: WindowOf) -> None:
    with window_of() as window:
        page = window.page
        window.open("/search")
        page.get_by_role("combobox").fill("无极绳")
        page.get_by_role("option").first.wait_for()
        moved: list[int] = []
        page.on("response", lambda answer: moved.append(answer.status) if 300 <= answer.status < 400 else None)
        page.get_by_role("option").first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("无极绳")
        assert moved == []


def test_suggestions_close_and_enter_sends_what_was_typed(window_of: WindowOf) -> None:
    with window_of(PHONE) as window:
        page = window.page
        window.open("/")
        page.get_by_role("combobox").fill("钢板")
        expect(page.get_by_role("listbox")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.get_by_role("listbox")).to_be_hidden()
        page.keyboard.press("Enter")
        page.wait_for_url("**/search?q=*")
        expect(page.locator(".card").first).to_be_visible()


def test_a_suggestion_can_be_clicked(window_of: WindowOf) -> None:
    with window_of(PHONE) as window:
        page = window.page
        window.open("/search")
        page.get_by_role("combobox").fill("无极绳")
        page.get_by_role("option").first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("无极绳")


def test_filters_add_up_in_the_address_and_can_be_taken_away(window_of: WindowOf) -> None:
    with window_of(java_script_enabled=False) as window:
        page = window.page
        page.goto("/")
        page.get_by_role("searchbox").fill("钢板缺陷")
        page.get_by_role("button", name="查找").click()
        everything = page.locator(".card").count()
        facets = page.get_by_role("complementary", name="缩小范围")
        facets.locator("h2", has_text="行业").locator("+ ul a").first.click()
        facets.locator("h2", has_text="年份").locator("+ ul a").first.click()
        asked = parse_qs(urlsplit(page.url).query)
        assert {"q", "type", "industry", "year"} == asked.keys()
        assert 0 < page.locator(".card").count() < everything
        page.get_by_role("link", name="去掉条件 年份").click()
        assert "year" not in parse_qs(urlsplit(page.url).query)
        page.go_back()
        assert "year" in parse_qs(urlsplit(page.url).query)


def test_an_organization_chosen_leaves_as_many_as_it_said_and_combines(window_of: WindowOf) -> None:
    with window_of(PHONE, java_script_enabled=False) as window:
        page = window.page
        page.goto("/search?q=钢板缺陷")
        values = page.locator("#facets h2", has_text="单位").locator("+ ul li")
        name, count = values.first.locator("a").inner_text(), int(values.first.locator(".count").inner_text())
        values.first.locator("a").click()
        assert parse_qs(urlsplit(page.url).query)["organization"] == [name]
        assert page.locator(".card").count() == count
        page.locator("#facets h2", has_text="年份").locator("+ ul a").first.click()
        assert {"q", "type", "organization", "year"} == parse_qs(urlsplit(page.url).query).keys()
        assert 0 < page.locator(".card").count() <= count
        page.get_by_role("link", name=f"去掉条件 单位：{name}").click()
        assert "organization" not in parse_qs(urlsplit(page.url).query)


def test_a_result_leads_to_similar_ones_and_to_its_sentence(window_of: WindowOf) -> None:
    with window_of() as window:
        page = window.page
        page.goto("/search?q=钢板表面花斑")
        name = page.locator(".card h2 a").first.inner_text()
        page.get_by_role("link", name=f"找相似：{name}").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(name)
        assert page.locator(".card").count() > 0
        page.locator(".evidence footer a").first.click()
        expect(page.locator("mark#evidence")).to_be_in_viewport()


def test_results_come_as_a_workbook_and_as_text(window_of: WindowOf) -> None:
    with window_of() as window:
        page = window.page
        page.goto("/search?q=钢板表面花斑")
        name = page.locator(".card h2 a").first.inner_text()
        with page.expect_download() as download:
            page.get_by_role("link", name="Excel").click()
        assert download.value.suggested_filename == "匠谱查找结果.xlsx"
        rows = load_workbook(BytesIO(Path(download.value.path()).read_bytes())).active
        assert rows is not None and rows["C2"].value == name
        with page.expect_download() as download:
            page.get_by_role("link", name="CSV").click()
        text = Path(download.value.path()).read_text("utf-8-sig")
        assert text.splitlines()[1].startswith(f"1,成果,{name},")


def test_while_the_answer_is_awaited_the_button_says_so(window_of: WindowOf) -> None:
    with window_of() as window:
        page = window.page
        window.open("/search")
        # stays at this page, as while the answer is awaited
        page.evaluate("document.querySelector('form').addEventListener('submit', (event) => event.preventDefault())")
        page.get_by_role("combobox").fill("花斑")
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="正在查…")).to_be_visible()
        expect(page.locator("form [role=status]", has_text="正在查…")).to_have_count(1)
