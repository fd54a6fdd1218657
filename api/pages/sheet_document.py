"""The sheet as a document of Word, on A4."""

import unicodedata
from collections.abc import Iterable
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from api.labels import Labels
from api.pages.referral import Rows, Sheet, source_line, told

LATIN, CHINESE, CHINESE_HEADINGS = "Times New Roman", "宋体", "黑体"
TEXT_SIZE = Pt(10.5)
MARGIN, HEAD_WIDTH, BODY_WIDTH = Cm(2), Cm(3.2), Cm(13.8)
PAGE = Cm(21), Cm(29.7)


def document_of(sheet: Sheet, labels: Labels) -> bytes:
    """The .docx file."""
    document = Document()
    _set_up(document, sheet.title)
    document.add_heading("劳模工匠助企行 对接单", 0)
    asked = [("企业名称", [sheet.need.enterprise]), ("难题", sheet.need.q.split("\n"))]
    _table(document, [*asked, ("制单日期", [str(sheet.made)])])
    for number, one in enumerate(sheet.profiles, 1):
        expert = one.adviser.expert
        document.add_heading(_plain(f"{number}. {expert.name}（{labels.type(expert.type)}）"), 1)
        said = [line for item in expert.evidence for line in (item.text, f"——{source_line(item)}")]
        _table(document, [*told(one), ("原文与出处", said), *((word, [""]) for word in sheet.blanks.expert)])
    if sheet.profiles:
        document.add_paragraph("以上均摘自资料原文，未见于资料的不写。由匠谱制作。")
    document.add_heading("对接记录", 1)
    _table(document, [(word, [""]) for word in sheet.blanks.visit])
    document.add_paragraph()
    document.add_paragraph("　　　　".join(f"{word}：＿＿＿＿" for word in sheet.blanks.signed))
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _set_up(document: Any, title: str) -> None:
    document.core_properties.title = _plain(title)
    document.core_properties.author = "匠谱"
    section = document.sections[0]
    section.page_width, section.page_height = PAGE
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    for name, chinese in (("Normal", CHINESE), ("Title", CHINESE_HEADINGS), ("Heading 1", CHINESE_HEADINGS)):
        style = document.styles[name]
        style.font.name = LATIN
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(attribute), None)  # a theme's font would come before the one named here
        fonts.set(qn("w:eastAsia"), chinese)
    document.styles["Normal"].font.size = TEXT_SIZE


def _table(document: Any, rows: Rows) -> None:
    table = document.add_table(0, 2, style="Table Grid")
    table.autofit = False
    for word, lines in rows:
        head, body = table.add_row().cells
        head.width, body.width = HEAD_WIDTH, BODY_WIDTH
        head.paragraphs[0].add_run(word).bold = True
        _fill(body, lines)


def _fill(cell: Any, lines: Iterable[str]) -> None:
    first, *rest = [_plain(line) for line in lines] or [""]
    cell.paragraphs[0].text = first
    for line in rest:
        cell.add_paragraph(line)


def _plain(text: str) -> str:
    """Without control characters, which a document of Word cannot hold."""
    return "".join(c for c in text if c == "\t" or unicodedata.category(c) not in ("Cc", "Cs"))
