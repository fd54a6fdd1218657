"""Tables as text (.csv), cells set apart by a comma, a semicolon or a tab."""

import csv
from io import StringIO
from itertools import islice

from corpus.assembly import Assembly
from corpus.document import Document
from corpus.encoding import decode
from corpus.errors import DamagedFile
from corpus.metadata import Stated, describe
from corpus.original import Original
from corpus.tabular import tabulate

_DELIMITERS = ",;\t"
_SAMPLE_ROWS = 50


def read_delimited(original: Original) -> tuple[Document, ...]:
    """One document; each row is a place labelled "第N行", counted as a spreadsheet program counts rows.

    Raises:
        DamagedFile: the quotation marks do not pair up.
    """
    raw = decode(original)
    rows = csv.reader(StringIO(raw, newline=""), delimiter=_delimiter(raw), strict=True)
    assembly = Assembly(original)
    try:
        title, lines = tabulate(rows)
        for line in lines:
            assembly.add(line.text, f"第{line.row}行")
    except csv.Error as error:
        problem = f"第 {rows.line_num} 行附近的引号不配对，分不清单元格"
        raise original.refuse(
            DamagedFile, problem, "请用 Excel 或 WPS 打开，检查这一行后另存为 .csv 或 .xlsx"
        ) from error
    text = assembly.text
    return (assembly.document("text/csv", text, describe(text, original.stem, Stated(title))),)


def _delimiter(raw: str) -> str:
    """The sign that cuts the most rows into the same number of cells, two or more; the comma if none does."""

    def agreement(delimiter: str) -> tuple[int, int]:
        rows = csv.reader(StringIO(raw, newline=""), delimiter=delimiter)
        widths = [len(row) for row in islice(rows, _SAMPLE_ROWS) if len(row) > 1]
        return (max(map(widths.count, widths)), max(widths)) if widths else (0, 0)

    try:
        return max(_DELIMITERS, key=agreement)
    except csv.Error:
        return ","
