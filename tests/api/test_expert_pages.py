"""From a problem to the sheet for the visit: the form, files, comparing, the sheet as page and as document of Word."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm
from fastapi.testclient import TestClient

from api.labels import Labels
from api.pages.advisers import Adviser, advisers
from api.pages.need import CHOSEN_LIMIT, PROBLEM_LIMIT, Need
from kg import Store
from search import Expert, ExpertFilters, ExpertPath, PathNode
from search.results import PathStep

AdviserOf = Callable[..., Adviser]
PROBLEM = "更换结晶器太慢"


def page(client: TestClient, path: str, **parameters: object) -> str:
    answer = client.get(path, params=parameters)
    assert answer.status_code == 200, answer.text
    return answer.text


def ids(client: TestClient, q: str = PROBLEM) -> dict[str, str]:
    found = client.get("/api/v1/experts", params={"q": q}).json()["experts"]
    return {expert["name"]: expert["id"] for expert in found}


def words_of(document: bytes) -> Iterator[str]:
    opened = Document(BytesIO(document))
    yield from (paragraph.text for paragraph in opened.paragraphs)
    for table in opened.tables:
        for row in table.rows:
            yield from (cell.text for cell in row.cells)


def test_an_expert_is_shown_with_fit_way_cases_and_sentence(client: TestClient) -> None:
    text = page(client, "/experts", q=PROBLEM)
    card = text.split('class="card adviser"')[1]
    for words in (
        "赵德海",
        "合适</span>",
        "您的难题",
        "相近的成果",
        "连铸结晶器快速对中装置",
        "完成者",
        "320万元",
        "2023年",
    ):
        assert words in card
    assert f'value="{ids(client)["赵德海"]}"' in card


def test_filters_offer_what_the_experts_have_and_stay_chosen(client: TestClient) -> None:
    text = page(client, "/experts", q=PROBLEM)
    assert re.search(r'<option value="国家级">国家级（\d+）</option>', text)
    text = page(client, "/experts", q=PROBLEM, honour="国家级", region="", industry="", near="")
    assert '<option value="国家级" selected>' in text and "赵德海" in text


def test_who_does_not_meet_the_filters_is_not_given(client: TestClient) -> None:
    text = page(client, "/experts", q=PROBLEM, region="云岭省")
    assert "资料里没有合适的人" in text and "去掉条件再找" in text
    assert "<option selected>云岭省</option>" in text


def test_a_hopeless_problem_gets_nobody(client: TestClient) -> None:
    text = page(client, "/experts", q="做蛋糕时塌陷")
    assert "资料里没有合适的人" in text and "去掉条件" not in text and "card adviser" not in text


@pytest.mark.parametrize("name", ["难题.txt", "难题.docx"])
def test_a_file_is_shown_back_to_be_edited(client: TestClient, name: str) -> None:
    words = "我厂更换结晶器要停机一天。"
    content = BytesIO()
    if name.endswith("docx"):
        document = Document()
        document.add_paragraph(words)
        document.save(content)
    else:
        content.write(words.encode("gb18030"))
    answer = client.post("/experts", files={"file": (name, content.getvalue())})
    assert answer.status_code == 200
    assert f">{words}</textarea>" in answer.text
    assert f"已读出“{name}”的文字" in answer.text and "card adviser" not in answer.text


def test_of_a_long_file_the_beginning_is_taken_and_that_is_told(client: TestClient) -> None:
    text = client.post("/experts", files={"file": ("长.txt", ("轧机轴承发热。" * 1000).encode())}).text
    (shown,) = re.findall(r"<textarea[^>]*>(.*?)</textarea>", text, re.DOTALL)
    assert len(shown) == PROBLEM_LIMIT
    assert "共7000字，这里是前2000字" in text


@pytest.mark.parametrize(
    ("name", "content", "status", "told"),
    [
        ("坏.docx", b"no archive", 422, "“坏.docx”没有读成"),
        ("空.txt", b"", 422, "“空.txt”没有读成：文件是空的"),
        ("旧.doc", b"\xd0\xcf", 415, "另存为 .docx"),
        ("", b"", 422, "请先选择一个文件"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_the_form(
    client: TestClient, name: str, content: bytes, status: int, told: str
) -> None:
    answer = client.post("/experts", files={"file": (name, content)} if name else None)
    assert answer.status_code == status
    assert told in answer.text and '<textarea id="q"' in answer.text
    assert "/tmp" not in answer.text


def test_chosen_experts_stand_side_by_side(client: TestClient) -> None:
    known = ids(client)
    text = page(client, "/experts/compare", q=PROBLEM, id=[*known.values()])
    table = text.split("<table>")[1].split("</table>")[0]
    assert all(name in table for name in known)
    assert "2023年全国五一劳动奖章" in table and "河州钢铁公司" in table
    assert "建议的小队" in text


def test_who_does_not_fit_is_not_compared_and_that_is_told(client: TestClient) -> None:
    other = ids(client, "井下皮带跑偏")["钱大勇"]
    text = page(client, "/experts/compare", q=PROBLEM, id=[other])
    assert "钱大勇：资料里看不出做过类似的事" in text and "<table>" not in text


def test_comparing_nobody_shows_the_team_to_choose(client: TestClient) -> None:
    text = page(client, "/experts/compare", q=PROBLEM)
    assert re.search(r'name="id" value="[^"]+" checked> 加入', text)


def test_no_more_than_can_be_read_are_compared(client: TestClient) -> None:
    many = [f"person-{n:012d}" for n in range(CHOSEN_LIMIT + 2)]
    assert "后选的2位没有列出" in page(client, "/experts/compare", q=PROBLEM, id=many)


@pytest.mark.parametrize("path", ["/experts/compare", "/experts/sheet", "/experts/sheet.docx"])
def test_without_a_problem_there_is_nothing_to_compare(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 400


def test_the_sheet_has_names_sentences_sources_and_lines_to_fill_in(client: TestClient) -> None:
    text = page(client, "/experts/sheet", q=PROBLEM, id=ids(client)["赵德海"], enterprise="临山铸造厂")
    for words in (
        "临山铸造厂",
        PROBLEM,
        "赵德海",
        "连铸结晶器快速对中装置",
        "河州市职工创新巡礼",
        "约定上门日期",
        "对接结果",
    ):
        assert words in text
    assert text.count("（签字）") == 3
    assert "<nav" not in text


def test_the_sheet_as_document_says_what_the_page_says(client: TestClient) -> None:
    person = ids(client)["赵德海"]
    answer = client.get("/experts/sheet.docx", params={"q": PROBLEM, "id": person, "enterprise": "临山\x00铸造厂"})
    assert answer.status_code == 200
    assert unquote(answer.headers["content-disposition"]).endswith(".docx")
    written = "\n".join(words_of(answer.content))
    evidence = client.get("/api/v1/experts", params={"q": PROBLEM}).json()["experts"][0]["evidence"]
    for words in (
        "临山铸造厂",
        PROBLEM,
        "赵德海",
        "对接结果",
        "工会经办人（签字）",
        evidence[0]["text"],
        evidence[0]["title"],
    ):
        assert words in written
    opened = Document(BytesIO(answer.content))
    page_width = opened.sections[0].page_width - 2 * opened.sections[0].left_margin
    for table in opened.tables:
        # programs that read the columns' widths, and those that read the cells', show the same table
        widths = [column.width for column in table.columns]
        assert widths == [cell.width for cell in table.rows[0].cells] and sum(widths) <= page_width + 1000
    languages = {one.get(qn("w:eastAsia")) for one in opened.styles.element.iter(qn("w:lang"))}
    assert languages == {"zh-CN"}
    assert opened.tables[-1].rows[0].height >= Cm(0.9)


def test_a_need_is_its_address() -> None:
    need = Need("轴承 发热", ExpertFilters(region="甘肃"), ("a", "b"), "某厂")
    assert need.address("/experts").startswith("/experts?q=%E8%BD%B4%E6%89%BF+")
    assert need.address("/x").endswith("&id=a&id=b") and "region=" in need.address("/x")


@pytest.fixture(scope="module")
def adviser_of(library_folder: Path) -> Iterator[AdviserOf]:
    """How an expert is shown who fits that well and is reached over these steps."""
    with Store.open(f"sqlite:///{library_folder / 'library.db'}") as store:

        def shown(fit: float, *steps: PathStep) -> Adviser:
            path = ExpertPath(1.0, "难题", steps, 2020)
            (adviser,) = advisers([Expert("person-1", "Person", "甲", 1.0, fit, paths=(path,))], store, Labels.load())
            return adviser

        yield shown


MATCHING = PathStep("matches", True, PathNode("achievement-1", "Achievement", "装置"))
PASSAGE = PathStep("matches", True, PathNode("passage-1", "Passage", "另一件事。"))
BESIDE = PathStep("beside", True, PathNode("passage-2", "Passage", "甲做了装置。"))
NAMED = PathStep("names", True, PathNode("achievement-1", "Achievement", "装置"))
MADE = PathStep("developed", False, PathNode("person-1", "Person", "甲"))
MASTER = PathStep("developed", False, PathNode("person-2", "Person", "乙"))
PAIR = PathStep("mentors", True, PathNode("person-1", "Person", "甲"))


@pytest.mark.parametrize(
    ("fit", "steps", "word"),
    [
        (0.9, (MATCHING, MADE), "很合适"),
        (0.5, (MATCHING, MADE), "可能合适"),
        (0.2, (MATCHING, MADE), "仅供参考"),
        (0.9, (PASSAGE, BESIDE, NAMED, MADE), "仅供参考"),
    ],
)
def test_fit_is_told_in_words(adviser_of: AdviserOf, fit: float, steps: tuple[PathStep, ...], word: str) -> None:
    assert adviser_of(fit, *steps).word == word


def test_the_way_names_what_each_stop_is(adviser_of: AdviserOf) -> None:
    shown = adviser_of(0.9, MATCHING, MASTER, PAIR)
    assert [stop.word for stop in shown.ways[0]] == ["相近的成果", "完成者", "徒弟"]
    assert [(case.name, case.maker, case.year) for case in shown.cases] == [("装置", "乙", 2020)]


def test_what_is_told_beside_is_no_similar_case(adviser_of: AdviserOf) -> None:
    assert adviser_of(0.9, PASSAGE, BESIDE, NAMED, MADE).cases == ()
    assert adviser_of(0.9, PASSAGE, NAMED, MADE).cases != ()
