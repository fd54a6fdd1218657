"""Tables to keep: for spreadsheets, and as text."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Literal
from urllib.parse import quote

from starlette.responses import Response

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
WIDE = 40
"""Characters from which on the text of a column is wrapped."""

Form = Literal["csv", "xlsx"]
Cell = str | int | float
Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, and how wide its column is in characters, as spreadsheets measure."""

    heading: str
    width: int = 12


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; the title is the name of the file and of the sheet."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Row]

    @property
    def headings(self) -> tuple[str, ...]:
        """Those of the columns."""
        return tuple(column.heading for column in self.columns)


def attached(table: Table, form: Form) -> Response:
    """The table as a file that a browser keeps."""
    body = comma_separated(table) if form == "csv" else workbook(table)
    named = f"attachment; filename*=UTF-8''{quote(f'{table.title}.{form}')}"
    return Response(body, media_type=MEDIA_TYPES[form], headers={"content-disposition": named})


def comma_separated(table: Table) -> bytes:
    """The table as UTF-8 with a byte order mark, by which spreadsheets know that it is UTF-8."""
    text = StringIO()
    csv.writer(text).writerows([table.headings, *([_harmless(value) for value in row] for row in table.rows)])
    return text.getvalue().encode("utf-8-sig")


def workbook(table: Table) -> bytes:
    """The table as an .xlsx file, its heading kept in sight; every text is text, also one that begins with "="."""
    from openpyxl import Workbook  # noqa: PLC0415  takes long to load, and is wanted for few answers
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title, sheet.freeze_panes = table.title, "A2"
    for number, column in enumerate(table.columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    for at, row in enumerate([table.headings, *table.rows], 1):
        for number, value in enumerate(row, 1):
            cell = sheet.cell(at, number, value)
            if isinstance(value, str):
                cell.data_type = "s"
            cell.font = Font(bold=at == 1)
            cell.alignment = Alignment(vertical="top", wrap_text=table.columns[number - 1].width >= WIDE)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _harmless(value: Cell) -> Cell:
    """With an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
