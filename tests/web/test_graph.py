"""Walking in the graph: opening, filtering, limits; with and without JavaScript."""

from itertools import combinations
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from tests.web.browsing import NARROW  # type: ignore[import-not-found]
from tests.web.conftest import WindowOf  # type: ignore[import-not-found]
from tests.web.crafts import WORKERS  # type: ignore[import-not-found]

HTML_LIMIT = 60_000
REACTION_LIMIT_MS = 1000
"""From what the reader does to what the page shows, with 2,000 entities drawn by software."""
REACTIONS = """async () => {
    const canvas = document.querySelector("figure.chart canvas");
    const box = canvas.getBoundingClientRect();
    const at = { clientX: box.left + box.width / 2, clientY: box.top + box.height / 2, bubbles: true, isPrimary: true };
    const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const timed = async (act) => {
        const start = performance.now();
        act();
        await painted();
        await painted();
        return performance.now() - start;
    };
    const drag = () => {
        const far = { ...at, clientX: at.clientX + 120, clientY: at.clientY + 60 };
        canvas.dispatchEvent(new PointerEvent("pointerdown", at));
        canvas.dispatchEvent(new PointerEvent("pointermove", far));
        canvas.dispatchEvent(new PointerEvent("pointerup", far));
    };
    const input = document.querySelector("form.by-name input");
    return [
        await timed(drag),
        await timed(() => canvas.dispatchEvent(new WheelEvent("wheel", { ...at, deltaY: -100 }))),
        await timed(() => { input.value = "周"; input.dispatchEvent(new InputEvent("input")); }),
    ];
}"""


def told(page: Page) -> str:
    return page.locator("[data-told]").inner_text()


def test_relations_are_listed_opened_and_filtered_without_javascript(crafts_of: WindowOf) -> None:
    with crafts_of(NARROW, java_script_enabled=False) as window:
        page = window.page
        page.goto("/graph")
        page.get_by_label("起点").fill("林一舟")
        page.get_by_role("button", name="查看").click()
        assert f"还有 {WORKERS + 9} 条关系没有画出" in told(page)
        expect(page.get_by_role("row", name="周祖安和林一舟研制出对中装置").first).to_be_visible()
        page.get_by_role("link", name=f"展开 ＋{WORKERS + 1}：大江厂的关系").first.click()
        assert f"画出{WORKERS + 9}个实体" in told(page)
        page.get_by_text("只看某些类型和关系").click()
        page.get_by_label("成果", exact=True).check()
        page.get_by_role("button", name="更新").click()
        assert "open" in parse_qs(urlsplit(page.url).query)
        assert told(page) == "画出3个实体、2条关系。"
        page.get_by_role("link", name="回到最初").click()
        assert set(parse_qs(urlsplit(page.url).query)) == {"id"}


def test_the_limit_is_kept_and_said(crafts_of: WindowOf) -> None:
    with crafts_of(java_script_enabled=False) as window:
        answer = window.page.goto("/graph?id=大江厂&limit=100")
        assert answer is not None and len(answer.body()) <= HTML_LIMIT
        assert told(window.page).startswith("画出100个实体") and "已到100个实体的上限" in told(window.page)
        expect(window.page.locator("table.relations tbody tr")).to_have_count(30)
        window.page.get_by_role("link", name="下一页").click()
        assert parse_qs(urlsplit(window.page.url).query)["page"] == ["2"]
        assert window.page.request.get("/graph?id=大江厂&limit=2001").status == 422
        assert window.page.request.get("/api/v1/graph?id=x").status == 404


def test_a_click_opens_what_is_clicked(crafts_of: WindowOf) -> None:
    with crafts_of() as window:
        page = window.page
        window.open("/graph?id=杜远山")  # one relation: the other end stands under the root
        canvas = page.locator("figure.chart canvas")
        canvas.scroll_into_view_if_needed()
        before, box = told(page), canvas.bounding_box()
        assert box is not None
        for y in range(int(box["height"]) - 10, 0, -10):
            page.mouse.click(box["x"] + box["width"] / 2, box["y"] + y)
            if page.locator(".chosen", has_text="林一舟").count():
                break
        page.wait_for_function("before => document.querySelector('[data-told]').innerText !== before", arg=before)
        assert "林一舟" in page.locator("table.relations").inner_text()
        assert "open" in parse_qs(urlsplit(page.url).query)
        expect(page.locator(".chosen")).to_contain_text("以它为起点")
        page.reload()
        assert told(page) != before
        assert window.violations() == []
        assert window.watched.errors == []


def test_two_thousand_entities_come_to_stand_and_move_at_once(crafts_of: WindowOf) -> None:
    ids = [f"person-{n}" for n in range(2000)]
    entities = [{"id": id_, "type": "Person", "name": f"工{id_}", "left_out": 0} for id_ in ids]
    taught = {"type": "mentors", "confidence": 0.9}
    relations = [taught | {"id": f"r{n}", "head": ids[n // 12], "tail": ids[n]} for n in range(1, 2000)]
    answer = {"root": ids[0], "entities": entities, "relations": relations, "left_out": 0, "full": True}
    with crafts_of() as window:
        page = window.page
        page.route("**/api/v1/graph?*", lambda route: route.fulfill(json=answer))
        window.open("/graph?id=大江厂&limit=2000")
        canvas = page.locator("figure.chart canvas")
        expect(canvas).to_be_visible()
        canvas.scroll_into_view_if_needed()
        still = canvas.screenshot()
        dragged, zoomed, typed = page.evaluate(REACTIONS)
        assert max(dragged, zoomed, typed) < REACTION_LIMIT_MS
        assert canvas.screenshot() != still
        # drawn anew where it was dragged to, and not only shown there
        assert canvas.evaluate("canvas => canvas.style.transform") == ""
        assert window.watched.errors == []


def test_names_have_room(crafts_of: WindowOf) -> None:
    with crafts_of() as window:
        window.open("/graph?id=大江厂&limit=100")
        spots = [
            {"id": str(n), "word": "赵大力" * (1 + n % 3), "x": 7 * n % 400, "y": 11 * n % 300} for n in range(200)
        ]
        shown = window.page.evaluate(
            """async (spots) => {
                const main = document.querySelector("script[type=module]").src;
                const { roomFor } = await import(main.replace("main.js", "rings.js"));
                return [[...roomFor(spots, 80)], [...roomFor(spots, 5)]];
            }""",
            spots,
        )
        assert shown[0][0] == "0" and len(shown[1]) == 5
        named = [spot for spot in spots if spot["id"] in shown[0]]
        assert 10 < len(named) <= 80
        for one, other in combinations(named, 2):
            beside = abs(one["x"] - other["x"]) >= 6 * (len(one["word"]) + len(other["word"]))
            assert beside or abs(one["y"] - other["y"]) >= 30
