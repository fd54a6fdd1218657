"""Excel workbooks (.xlsx): each row of each visible sheet as a line."""

import re
import warnings
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import IO, Any
from xml.etree.ElementTree import ParseError
from zipfile import ZipFile

import openpyxl
from lxml.etree import LxmlError
from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from corpus.archive import check_archive
from corpus.assembly import Assembly
from corpus.document import Document
from corpus.errors import DamagedFile, FileTooLarge
from corpus.metadata import Stated, describe
from corpus.original import Original
from corpus.tabular import tabulate

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# What openpyxl lets through: parts that are missing (KeyError, OSError) or hold values of the wrong kind, and XML that
# is not well formed.
_BROKEN = (
    InvalidFileException,
    LxmlError,
    ParseError,
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    TypeError,
    ValueError,
)
_LAST_ROW = 1_048_576  # Excel's own limit; a false row number behind it would be filled up with empty rows
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z]{1,3}\d+:[A-Z]{1,3}\d+)\"")
_MERGED_LONGEST = 200  # bytes of one such element
_CHUNK = 1 << 20
_DIGITS = 15  # what Excel itself keeps of a number
_MIDNIGHT = time()


def read_workbook(original: Original) -> tuple[Document, ...]:
    """One document; each row is a place labelled "工作表“名称”第N行". Hidden sheets are left out.

    Raises:
        EncryptedFile, FileTooLarge: see `check_archive`.
        DamagedFile: the archive or the XML in it is broken.
    """
    check_archive(original)
    try:
        with warnings.catch_warnings():
            # openpyxl warns of formats and extensions that it drops; none of them holds text.
            warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")
            return (_read(original),)
    except _BROKEN as error:
        problem = "不是完整的 Excel 工作簿，内部结构已损坏"
        raise original.refuse(DamagedFile, problem, "请用 Excel 或 WPS 打开并修复，另存为 .xlsx 再读") from error


def _read(original: Original) -> Document:
    assembly = Assembly(original)
    workbook = openpyxl.load_workbook(BytesIO(original.data), read_only=True, data_only=True, keep_links=False)
    title = None
    with ZipFile(BytesIO(original.data)) as archive:
        sheets: Sequence[Any] = workbook.worksheets  # opened read-only, which the type stubs do not know
        for sheet in sheets:
            if sheet.sheet_state != "visible":
                continue
            with archive.open(sheet._worksheet_path) as part:
                merged = _merged_down(part)
            sheet_title, lines = tabulate(_rows(original, sheet, merged))
            title = title or sheet_title
            for line in lines:
                assembly.add(line.text, f"工作表“{sheet.title}”第{line.row}行")
    text = assembly.text
    return assembly.document(MEDIA_TYPE, text, describe(text, original.stem, Stated(title)))


def _rows(original: Original, sheet: Any, merged: dict[int, list[tuple[int, int]]]) -> Iterator[list[str]]:
    """Cell texts of each row; cells merged downwards in one column are repeated in each row."""
    sheet.reset_dimensions()  # the size stated in the file is often wrong and would cut rows off
    spanning: dict[int, tuple[str, int]] = {}  # column -> text and last row
    counted = 0
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        counted += len(cells) + 1
        if counted > original.limits.cells or number > _LAST_ROW:
            problem = f"工作表“{sheet.title}”超过 {original.limits.cells:,} 个单元格，或行号超出 Excel 的上限"
            raise original.refuse(FileTooLarge, problem, "请删去末尾多余的空行空列，或拆成几个文件")
        row = [_cell_text(cell) for cell in cells]
        for column, (text, last) in list(spanning.items()):
            row += [""] * (column + 1 - len(row))
            row[column] = text
            if number >= last:
                del spanning[column]
        for column, last in merged.get(number, ()):
            if column < len(row):
                spanning[column] = (row[column], last)
        yield row


def _merged_down(part: IO[bytes]) -> dict[int, list[tuple[int, int]]]:
    """Cells of one column that are merged over several rows: first row -> (column from 0, last row).

    openpyxl does not tell them when it reads row by row, and they stand behind the rows in the file.
    """
    references: set[str] = set()
    tail = b""
    while chunk := part.read(_CHUNK):
        references.update(found.decode() for found in _MERGED.findall(tail + chunk))
        tail = chunk[-_MERGED_LONGEST:]
    merged = defaultdict(list)
    for reference in references:
        left, top, right, bottom = range_boundaries(reference)
        if left is not None and left == right and top is not None and bottom is not None and bottom > top:
            merged[top].append((left - 1, bottom))
    return merged


def _cell_text(cell: ReadOnlyCell | EmptyCell) -> str:
    value = cell.value
    if value is None or cell.data_type == "e":
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == _MIDNIGHT else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        percent = "%" in (cell.number_format or "")
        return _number_text(value * 100) + "%" if percent else _number_text(value)
    return str(value).replace("_x000D_", "")


def _number_text(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else f"{value:.{_DIGITS}g}"
