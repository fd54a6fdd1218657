"""The pages: readable without JavaScript, with their sources, and safe against what documents contain."""

import re
from html.parser import HTMLParser
from pathlib import Path
from threading import Event

import pytest
from fastapi.testclient import TestClient

from api.ingestion import ingest
from api.library import Library
from api.rendering import marked, number
from tests.api.conftest import ClientOf  # type: ignore[import-not-found]


def page(client: TestClient, path: str, **parameters: object) -> str:
    answer = client.get(path, params=parameters)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert 'lang="zh-CN"' in answer.text
    return answer.text


def id_of(client: TestClient, name: str, type: str) -> str:
    return str(client.get("/api/v1/entities", params={"name": name, "type": type}).json()["items"][0]["id"])


class Links(HTMLParser):
    """Collects the addresses that a page points to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {value for name, value in attrs if name in ("href", "src", "action") and value}


def test_home_has_the_box_the_examples_and_the_numbers(client: TestClient) -> None:
    text = page(client, "/")
    assert 'name="q"' in text
    assert "薄规格钢板成材率低" in text
    assert re.search(r"<dt>篇资料</dt><dd>3</dd>", text)


def test_results_show_who_where_and_the_sentence(client: TestClient) -> None:
    text = page(client, "/search", q="井下皮带跑偏")
    assert "皮带机自动纠偏装置" in text
    assert "钱大勇" in text
    assert "井下小改革解决大问题" in text
    assert "<mark>" in text
    assert "下一步" not in text


def test_chosen_filters_can_be_taken_away(client: TestClient) -> None:
    text = page(client, "/search", q="快速装置", year=2023)
    assert "去掉条件 年份：2023" in text
    assert "连铸结晶器快速对中装置" in text
    assert "自动纠偏装置" not in text


def test_nothing_found_is_said(client: TestClient) -> None:
    assert "没有找到" in page(client, "/search", q="qwxz")


def test_experts_and_answers(client: TestClient) -> None:
    assert "赵德海" in page(client, "/experts", q="更换结晶器太慢")
    assert "孙立新" in page(client, "/ask", q="赵德海的徒弟是谁？")


@pytest.mark.parametrize("path", ["/search", "/experts", "/ask"])
def test_a_tab_without_a_question_shows_its_box(client: TestClient, path: str) -> None:
    assert "试试：" in page(client, path)
    assert "试试：" in page(client, path, q="  ")


def test_entity_page_groups_its_facts_in_words(client: TestClient) -> None:
    text = page(client, f"/entities/{id_of(client, '赵德海', 'Person')}")
    for word in ("工作单位", "领衔", "徒弟", "完成的成果", "荣誉", "看师徒谱系", "职务：高级技师"):
        assert word in text
    studio = page(client, f"/entities/{id_of(client, '赵德海劳模创新工作室', 'Studio')}")
    assert "12项" in studio


def test_an_entity_page_lists_the_highest_honours_first(client_of: ClientOf, tmp_path: Path) -> None:
    text = "临山煤矿职工高建军获得临山煤矿劳动模范称号。高建军获得全国五一劳动奖章。高建军被评为甘肃省技术标兵。"
    (tmp_path / "荣誉.txt").write_text(text, "utf-8")
    with Library.open(tmp_path / "library", create=True) as library:
        ingest([tmp_path / "荣誉.txt"], library)
    with client_of(tmp_path / "library") as client:
        shown = page(client, f"/entities/{id_of(client, '高建军', 'Person')}").split("<h2>荣誉")[1]
        places = [shown.index(name) for name in ("全国五一劳动奖章</a>", "甘肃省技术标兵</a>", "临山煤矿劳动模范</a>")]
        assert places == sorted(places)
        assert "国家级" in shown and "省部级" in shown and "企业级" in shown
        facets = client.get("/api/v1/search", params={"q": "高建军", "type": "Person"}).json()["facets"]
        assert list(facets["honour_level"]) == ["国家级", "省级", "企业级"]
        for honour, found in (("省级以上技术能手", 1), ("国家级劳动模范", 0)):
            answer = client.get("/api/v1/search", params={"q": "高建军", "type": "Person", "honour": honour}).json()
            assert len(answer["hits"]) == found


def test_lineage_page_is_a_nested_list(client: TestClient) -> None:
    text = page(client, "/lineage/赵德海")
    assert text.index("孙立新") < text.index("周小雨")
    assert "赵德海的徒弟孙立新" in text


def test_document_page_marks_the_sentence(client: TestClient) -> None:
    evidence = client.get("/api/v1/search", params={"q": "井下皮带跑偏"}).json()["hits"][0]["evidence"][0]
    text = page(client, f"/documents/{evidence['document']}", start=evidence["start"], end=evidence["end"])
    marked = re.search('<mark id="evidence">(.*?)</mark>', text)
    assert marked and re.sub("<[^>]+>", "", marked[1]) == evidence["text"]


def test_statistics_page_filters(client: TestClient) -> None:
    text = page(client, "/statistics")
    assert "320万元" in text and "46万元" in text
    text = page(client, "/statistics", measure="patents", subject="", place="")
    assert "12项" in text and "46万元" not in text


def test_what_documents_contain_is_text_never_markup(client: TestClient) -> None:
    attack = "<script>alert(1)</script>"
    paths = ["/", "/documents", "/statistics", "/search?q=清扫机器人", "/search?q=清扫&type=Passage", "/experts?q=清扫"]
    paths += [f"/{tab}?q={attack}" for tab in ("search", "experts", "ask")]
    paths += [f"/statistics?subject={attack}&place={attack}", f"/lineage/{attack}", f"/entities/{attack}"]
    paths += [f"/documents/{d['id']}" for d in client.get("/api/v1/documents").json()["items"]]
    for path in paths:
        text = client.get(path).text
        assert not re.search(r"<script(?! (?:type=\"module\" )?src=\"/static/)", text)
        assert "<b>" not in text
    assert "&lt;script&gt;" in client.get("/documents").text


def test_pages_fetch_nothing_from_elsewhere(client: TestClient) -> None:
    for path in ("/", "/search?q=皮带", "/documents", "/statistics", "/docs"):
        links = Links()
        links.feed(client.get(path).text)
        assert links.found
        for link in links.found:
            assert link.startswith(("/", "#")), link
            if link.startswith("/static/"):
                assert client.get(link).status_code == 200


def test_headers_forbid_scripts_from_elsewhere(client: TestClient) -> None:
    headers = client.get("/").headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "unsafe-inline" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_marked_escapes_everything_around_the_terms() -> None:
    assert str(marked("<b>皮带</b>跑偏", ["皮带", "跑"])) == "&lt;b&gt;<mark>皮带</mark>&lt;/b&gt;<mark>跑</mark>偏"
    assert str(marked("薄规格钢板", ["规格", "薄", "钢"])) == "<mark>薄规格钢</mark>板"
    assert str(marked("A.B a.b", ["a.b"])) == "<mark>A.B</mark> <mark>a.b</mark>"
    assert str(marked("<i>", [])) == "&lt;i&gt;"


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (22640000, "元", "2264万元"),
        (500000000, "元", "5亿元"),
        (64960000000, "元", "649.6亿元"),
        (0.055, "元", "0.055元"),
        (1803, "个", "1803个"),
        (0, "项", "0项"),
    ],
)
def test_figures_read_as_newspapers_print_them(value: float, unit: str, text: str) -> None:
    assert number(value, unit) == text


def test_a_document_page_tells_probable_misprints(client_of: ClientOf, tmp_path: Path) -> None:
    (tmp_path / "错字.txt").write_text("临山化工公司职工高建军研制了聚乙稀醇过滤装置。", "utf-8")
    with Library.open(tmp_path / "library", create=True) as library:
        ingest([tmp_path / "错字.txt"], library)
    with client_of(tmp_path / "library") as client:
        (document,) = client.get("/api/v1/documents").json()["items"]
        shown = page(client, f"/documents/{document['id']}")
        assert re.search('<span class="doubt" title="疑为“聚乙烯醇”[^"]*">聚乙稀醇</span>过滤装置', shown)
        assert "疑似印错的地方" in shown
        (doubt,) = client.get(f"/api/v1/documents/{document['id']}").json()["suspicions"]
        assert (doubt["text"], doubt["suggestion"], doubt["start"]) == ("聚乙稀醇", "聚乙烯醇", 14)


def test_while_the_model_is_loaded_the_page_says_so_and_asks_again(
    client_of: ClientOf, library_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = Event()
    monkeypatch.setattr(Library, "_warm", lambda library: loaded.wait(30))
    monkeypatch.setattr("api.parameters.SLOW_SECONDS", 0.05)
    with client_of(library_folder) as client:
        answer = client.get("/search", params={"q": "井下皮带跑偏"})
        assert answer.status_code == 503
        assert "正在准备查找" in answer.text and 'http-equiv="refresh"' in answer.text
        assert client.get("/").status_code == 200
        loaded.set()
        assert "皮带机自动纠偏装置" in page(client, "/search", q="井下皮带跑偏")
