"""Search results as a table to keep: for spreadsheets, and as text."""

import csv
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO
from typing import Literal
from urllib.parse import quote

from fastapi import APIRouter
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from starlette.responses import Response

from api.labels import Labels
from api.pages.cards import Card, card_of
from api.pages.choices import TheRequest
from api.parameters import OpenSearcher, TheLibrary, ThePages

router = APIRouter(include_in_schema=False)

ROWS = 100
HEADINGS = ("序号", "类型", "名称", "概要", "原文", "出处", "来源", "日期", "为什么")
WIDTHS = (6, 12, 36, 40, 70, 30, 30, 12, 26)
"""In characters, as spreadsheets measure."""
WRAPPED = (3, 4, 5)
"""Columns whose text is long, from 1."""

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

Row = Sequence[str | int]


@router.get("/search.{form}")
def download(
    library: TheLibrary,
    searcher: OpenSearcher,
    pages: ThePages,
    asked: TheRequest,
    form: Literal["csv", "xlsx"],
) -> Response:
    """The first hundred hits, each with its first sentence."""
    found = searcher.search(asked.q, type=asked.type, k=ROWS, filters=asked.filters)
    cards = [card_of(hit, library.store, pages.labels) for hit in found.hits]
    rows = [row_of(n, card, pages.labels) for n, card in enumerate(cards, 1)]
    body = comma_separated(rows) if form == "csv" else workbook(rows)
    named = f"attachment; filename*=UTF-8''{quote(f'匠谱查找结果.{form}')}"
    return Response(body, media_type=MEDIA_TYPES[form], headers={"content-disposition": named})


def row_of(number: int, card: Card, labels: Labels) -> Row:
    """A hit under `HEADINGS`."""
    first = card.evidence[0] if card.evidence else None
    said = (first.text, first.title, first.source or "", str(first.published or "")) if first else ("",) * 4
    why = "，".join(f"{share.word} {share.percent}%" for share in card.shares)
    return (number, labels.type(card.type), card.name, card.line, *said, why)


def comma_separated(rows: Iterable[Row]) -> bytes:
    """The table as UTF-8 with a byte order mark, by which spreadsheets know that it is UTF-8."""
    text = StringIO()
    csv.writer(text).writerows([HEADINGS, *([_harmless(value) for value in row] for row in rows)])
    return text.getvalue().encode("utf-8-sig")


def workbook(rows: Iterable[Row]) -> bytes:
    """The table as an .xlsx file, its heading kept in sight; every text is text, also one that begins with "="."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title, sheet.freeze_panes = "查找结果", "A2"
    for column, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for at, row in enumerate([HEADINGS, *rows], 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(at, column, value)
            if isinstance(value, str):
                cell.data_type = "s"
            cell.font = Font(bold=at == 1)
            cell.alignment = Alignment(vertical="top", wrap_text=column in WRAPPED)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _harmless(value: str | int) -> str | int:
    """With an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
