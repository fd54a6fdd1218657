"""How a document was read, on the terminal and as a file for the browser."""

import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from api.cli import main
from api.explanation.rows import rows
from api.explanation.sheet import sheet
from corpus import Document, bundled_folder, discover, read_file
from ingest import Explanation, Reader, explain

TEXT = (
    "　　河州钢铁公司高级技师赵德海研制的<b>连铸</b>结晶器快速对中装置，每年为企业节\n\n"
    "　　约成本320万元。他荣获2023年全国五一劳动奖章。\n\n"
    "赵德海劳模创新工作室<script>alert(1)</script>获得专利12项。\n"
)


@pytest.fixture(scope="module")
def told(reader: Reader) -> Explanation:
    return explain(Document("0" * 16, "样<例>.txt", TEXT, "题<i>目", "text/plain", "某报&"), reader)


class Words(HTMLParser):
    """The text of the document's words, without the signs set between them; and the tags of the whole page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._skipped = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.tags.append((tag, told))
        if tag not in {"meta", "br"}:
            self.open.append(f"{tag}.{told.get('class', '')}")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().partition(".")[0] == tag

    def handle_data(self, data: str) -> None:
        added = ("small.", "a.join", "span.carried", "span.lead")
        if "p.words" in self.open and not any(e in added for e in self.open):
            self.words.append(data)


def test_the_page_holds_the_text_word_for_word(told: Explanation) -> None:
    page = Words(sheet([told]))
    assert page.open == []
    assert "".join("".join(page.words).split()) == "".join(TEXT.split())


def test_the_bundled_documents_are_shown_word_for_word(reader: Reader) -> None:
    for path in discover([bundled_folder() / "news"]):
        for document in read_file(path):
            found = rows(explain(document, reader))
            shown = "".join(run.text for row in found for run in row.runs)
            assert [c for c in shown if c.isalpha()] == [c for c in document.text if c.isalpha()]


def test_nothing_of_a_document_becomes_markup_and_nothing_is_fetched(told: Explanation) -> None:
    page = Words(sheet([told]))
    assert {tag for tag, _ in page.tags} & {"script", "b", "i", "link", "img", "iframe"} <= {"i"}
    assert all(set(attrs) == {"style"} for tag, attrs in page.tags if tag == "i")  # the bars of confidence
    addresses = [value or "" for _, attrs in page.tags for key, value in attrs.items() if key in {"href", "src"}]
    assert addresses and all(address.startswith("#") for address in addresses)
    assert "url(" not in sheet([told])


def test_marks_are_named_and_pieces_that_the_layout_cut_lead_to_each_other(told: Explanation) -> None:
    page = sheet([told])
    assert 'title="人物：赵德海（person.tagged）">赵德海<small>人</small></mark>' in page
    assert '<mark class="person anaphor" title="人物：赵德海（coreference）">他<small>人→赵德海</small></mark>' in page
    assert 'href="#d1-1-2">接下半 ↓</a>' in page and 'id="d1-1-2"' in page
    parts = [
        (TEXT.index(first), TEXT.index(last) + len(last)) for first, last in [("河州", "企业节"), ("约成", "万元。")]
    ]
    spans = "+".join(f"[{start}–{end}]" for start, end in parts)
    assert f"证据 {spans} 本句，与原文一致" in page


def test_links_within_the_page_lead_somewhere(told: Explanation) -> None:
    page = Words(sheet([told, told]))
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert {attrs["href"] for tag, attrs in page.tags if tag == "a"} <= {f"#{id_}" for id_ in ids}


def run(monkeypatch: pytest.MonkeyPatch, *words: object) -> int | str | None:
    monkeypatch.setattr(sys, "argv", ["jiangpu", *map(str, words)])
    with pytest.raises(SystemExit) as end:
        main()
    return end.value.code


def test_the_command_tells_names_facts_rules_and_evidence(
    texts: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "extract", texts / "煤矿.txt", "--explain") == 0
    lines = capfd.readouterr().out.splitlines()
    assert "第1句 标题 [0–10]" in lines
    assert "  名称 人物 钱大勇 [21–24]  〔person.tagged〕" in lines
    assert "  关系 钱大勇 —完成的成果→ 皮带机自动纠偏装置  〔developed.hosting 0.85〕" in lines
    assert "       证据 [12–74] 本句，与原文一致" in lines


def test_the_command_writes_one_page_for_all_files(
    texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "说明.html"
    assert run(monkeypatch, "extract", texts / "煤矿.txt", texts / "钢铁.txt", "--html", out) == 0
    assert capfd.readouterr().out == ""
    assert {"d1", "d2"} <= {attrs.get("id") for tag, attrs in Words(out.read_text("utf-8")).tags if tag == "article"}
    assert run(monkeypatch, "extract", texts / "煤矿.txt", "--html", tmp_path / "无" / "说明.html") == 2
    assert "无法写入" in capfd.readouterr().err
    for named in (texts / "钢铁.txt", tmp_path / "原文.html"):  # no source is overwritten, nor what is no page
        assert run(monkeypatch, "extract", tmp_path / "原文.html", "--html", named) == 2
        assert "不是要读的文件" in capfd.readouterr().err
    assert run(monkeypatch, "extract", texts / "煤矿.txt", "--explain", "--json") == 2
    assert "不能" in capfd.readouterr().err
