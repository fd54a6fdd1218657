from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpus import Document

Read = Callable[[str, bytes], Document]
Pieces = Callable[[Document], list[tuple[str, str]]]


def packed(word: WordDocument) -> bytes:
    buffer = BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def with_body(xml: str) -> bytes:
    """A document whose body begins with the given WordprocessingML."""
    word = docx.Document()
    compatibility = "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"
    wrapped = parse_xml(f"<w:body {nsdecls('w')} {compatibility}>{xml}</w:body>")
    for n, element in enumerate(list(wrapped)):
        word.element.body.insert(n, element)
    return packed(word)


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def test_paragraphs_and_tables_in_order(read_bytes: Read, pieces: Pieces) -> None:
    word = docx.Document()
    word.add_paragraph("钳工班的两步校准法")
    word.add_paragraph("")
    word.add_paragraph("周启明带徒三人。")
    table = word.add_table(rows=3, cols=3)
    for row, texts in zip(
        table.rows, [("姓名", "单位", "奖项"), ("周启明", "机床厂", "一等奖"), ("何晓兰", "", "二等奖")], strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(1, 1).merge(table.cell(2, 1))
    word.add_paragraph("共二人。")
    document = read_bytes("a.docx", packed(word))
    assert pieces(document) == [
        ("第1段", "钳工班的两步校准法"),
        ("第2段", "周启明带徒三人。"),
        ("表1第2行", "姓名：周启明；单位：机床厂；奖项：一等奖。"),
        ("表1第3行", "姓名：何晓兰；单位：机床厂；奖项：二等奖。"),
        ("第3段", "共二人。"),
    ]
    assert document.text == "\n\n".join(text for _, text in pieces(document))
    assert {place.origin for place in document.places} == {None}
    assert document.title == "钳工班的两步校准法"
    assert document.published is None


def test_application_form(read_bytes: Read) -> None:
    word = docx.Document()
    table = word.add_table(rows=3, cols=4)
    for row, texts in zip(
        table.rows,
        [("姓名", "周启明", "性别", "男"), ("工作单位", "机床厂", "职务", "班长"), ("主要事迹", "攻关。", "", "")],
        strict=True,
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(2, 1).merge(table.cell(2, 3))
    document = read_bytes("a.docx", packed(word))
    assert document.text == "姓名：周启明；性别：男。\n\n工作单位：机床厂；职务：班长。\n\n主要事迹：攻关。"


def test_what_is_seen_on_the_page_is_read_and_nothing_else(read_bytes: Read) -> None:
    box = f"<w:txbxContent>{paragraph(run('文本框'))}</w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    data = with_body(
        f"<w:sdt><w:sdtContent>{paragraph(run('控件里的段落'))}</w:sdtContent></w:sdt>"
        + paragraph(
            f"<w:smartTag>{run('2024年')}</w:smartTag><w:ins>{run('新增')}</w:ins>",
            "<w:del><w:r><w:delText>删去</w:delText></w:r></w:del>",
            run("隐藏", "<w:vanish/>") + run("显示", "<w:vanish w:val='0'/>"),
            f"<w:hyperlink>{run('链接')}</w:hyperlink>",
            "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r>",
            f"<w:r><w:ruby><w:rt>{run('zì')}</w:rt><w:rubyBase>{run('字')}</w:rubyBase></w:ruby></w:r>",
        )
        + paragraph(run("正文"), f"<w:r>{both}</w:r>")
    )
    assert read_bytes("a.docx", data).text.split("\n\n") == [
        "控件里的段落",
        "2024年新增显示链接甲\t乙\n丙字",
        "正文",
        "文本框",
    ]


@pytest.mark.parametrize(
    ("paragraphs", "stated", "title"),
    [
        (["钳工班的两步校准法", "正文。"], "钳工班的两步校准法", "钳工班的两步校准法"),
        (["钳工班的两步校准法", "正文。"], "上一份文件留下的标题", "钳工班的两步校准法"),
        (["只有一段正文，没有标题行。"], "两步校准法", "两步校准法"),
        (["只有一段正文，没有标题行。"], "", "文件名"),
    ],
)
def test_title(read_bytes: Read, paragraphs: list[str], stated: str, title: str) -> None:
    word = docx.Document()
    for text in paragraphs:
        word.add_paragraph(text)
    word.core_properties.title = stated
    assert read_bytes("文件名.docx", packed(word)).title == title


def test_title_by_style_and_day_by_properties(read_bytes: Read) -> None:
    word = docx.Document()
    word.add_paragraph("内部资料")
    word.add_heading("钳工班的两步校准法", level=0)
    word.core_properties.created = datetime(2024, 11, 8, 9)
    document = read_bytes("a.docx", packed(word))
    assert (document.title, document.published) == ("钳工班的两步校准法", date(2024, 11, 8))


def test_byline_on_the_page_is_read(read_bytes: Read, tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("两步校准法")
    word.add_paragraph("来源：机床工人报　日期：2024年11月8日")
    document = read_bytes("a.docx", packed(word))
    assert (document.source, document.published) == ("机床工人报", date(2024, 11, 8))
