"""The sheet as a document of Word, on A4."""

import unicodedata
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor

from api.labels import Labels
from api.pages.referral import Rows, Sheet, source_line, told

SOURCE = "——"
"""Before the line that tells where a sentence stands."""
LATIN, CHINESE, CHINESE_HEADINGS = "Times New Roman", "宋体", "黑体"
TEXT_SIZE, SOURCE_SIZE, TITLE_SIZE, HEADING_SIZE = Pt(10.5), Pt(9), Pt(18), Pt(13)
BLACK, SOFT = RGBColor(0, 0, 0), RGBColor(0x50, 0x50, 0x50)
MARGIN, HEAD_WIDTH, BODY_WIDTH = Cm(2), Cm(3.2), Cm(13.8)
PAGE = Cm(21), Cm(29.7)
PADDING, WRITING_HEIGHT = Cm(0.12), Cm(1)
"""Above and below the words of a cell; the least height of a row that is filled in by hand."""


def document_of(sheet: Sheet, labels: Labels) -> bytes:
    """The .docx file."""
    document = Document()
    _set_up(document, sheet.title)
    document.add_heading("劳模工匠助企行 对接单", 0)
    asked = [("企业名称", [sheet.need.enterprise]), ("难题", sheet.need.q.split("\n"))]
    _table(document, [*asked, ("制单日期", [sheet.day])])
    for number, one in enumerate(sheet.profiles, 1):
        expert = one.adviser.expert
        document.add_heading(_plain(f"{number}. {expert.name}（{labels.type(expert.type)}）"), 1)
        said = [line for item in expert.evidence for line in (item.text, f"{SOURCE}{source_line(item)}")]
        _table(document, [*told(one), ("原文与出处", said)], sheet.blanks.expert)
    if sheet.profiles:
        document.add_paragraph("以上均摘自资料原文，未见于资料的不写。由匠谱制作。")
    document.add_heading("对接记录", 1)
    _table(document, [], sheet.blanks.visit)
    _signatures(document, sheet.blanks.signed)
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
        style.font.color.rgb = BLACK
    document.styles["Normal"].font.size = TEXT_SIZE
    _set_up_headings(document.styles)
    # by it Word knows where a Chinese line may break
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")


def _set_up_headings(styles: Any) -> None:
    title, heading = styles["Title"], styles["Heading 1"]
    title.font.size, heading.font.size = TITLE_SIZE, HEADING_SIZE
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_after = Pt(12)
    for border in title.element.pPr.findall(qn("w:pBdr")):
        title.element.pPr.remove(border)
    heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(14), Pt(6)


def _table(document: Any, rows: Rows, blanks: Iterable[str] = ()) -> None:
    table = document.add_table(0, 2, style="Table Grid")
    table.autofit = False
    # Word reads the widths of cells, WPS and LibreOffice those of columns
    for column, width in zip(table.columns, (HEAD_WIDTH, BODY_WIDTH), strict=True):
        column.width = width
    _pad(table, PADDING)
    for word, lines in rows:
        _fill(_row(table, word).cells[1], lines)
    for word in blanks:
        row = _row(table, word)
        row.height, row.height_rule = WRITING_HEIGHT, WD_ROW_HEIGHT_RULE.AT_LEAST


def _row(table: Any, word: str) -> Any:
    row = table.add_row()
    head, body = row.cells
    head.width, body.width = HEAD_WIDTH, BODY_WIDTH
    head.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    head.paragraphs[0].add_run(word).bold = True
    return row


def _pad(table: Any, width: Length) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side in ("w:top", "w:bottom"):
        margin = OxmlElement(side)
        margin.set(qn("w:w"), str(width.twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    # the schema orders what a table has: margins come before its look
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(margins)


def _fill(cell: Any, lines: Iterable[str]) -> None:
    for number, line in enumerate(lines):
        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
        run = paragraph.add_run(_plain(line))
        if line.startswith(SOURCE):
            run.font.size, run.font.color.rgb = SOURCE_SIZE, SOFT
            paragraph.paragraph_format.space_after = Pt(4)


def _signatures(document: Any, words: Sequence[str]) -> None:
    paragraph = document.add_paragraph("\t".join(f"{word}：＿＿＿＿" for word in words))
    paragraph.paragraph_format.space_before = Pt(24)
    for number in range(1, len(words)):
        paragraph.paragraph_format.tab_stops.add_tab_stop(Length((HEAD_WIDTH + BODY_WIDTH) * number // len(words)))


def _plain(text: str) -> str:
    """Without control characters, which a document of Word cannot hold."""
    return "".join(c for c in text if c == "\t" or unicodedata.category(c) not in ("Cc", "Cs"))
