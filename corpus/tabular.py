"""Rows of cells become lines that can be read alone, such as "姓名：张三；单位：锦州石化。".

Three shapes are told apart. A list has its column names in one row (or two, the second dividing columns of the first),
perhaps below a title. A form has names beside values. Anything else, and a table of one column, is plain lines.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from itertools import chain, islice
from pathlib import Path

Row = Sequence[str]  # cell texts; an empty cell is ""
Pair = tuple[str, str]  # column name (may be "") and value

_OPENING_ROWS = 50  # a title and the column names stand among these
_FORM_ROWS = 300  # a form fits on a few pages
_HEADER_CELLS = 2
_SECTION_COLUMNS = 3  # in a list this wide, a lone text in front is a section's heading or a note, no record
_FORM_ROWS_LEAST = 2
_FORM_SHARE = 0.6
_NUMBER = re.compile(r"[-+]?[\d,.]+%?|\d{4}[-/年.]\d{1,2}([-/月.]\d{1,2}日?|月)?")
_NAME_AND_VALUE = re.compile(r"[：:]\s*\S")
_COLON_END = ("：", ":")
_BRACKETS = re.compile(r"[（(【\[].*?[）)】\]]")
_SPACE = re.compile(r"\s+")
_SPACE_BETWEEN_HANZI = re.compile(r"(?<=[\u4e00-\u9fff（）])\s+(?=[\u4e00-\u9fff（）])")


class Shape(Enum):
    """How a table's names and values stand to each other."""

    LIST = "list"
    FORM = "form"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Line:
    """One row as text; `row` counts from 1."""

    row: int
    text: str


@dataclass(frozen=True, slots=True)
class Header:
    """The column names and the rows, counted from 1, that they fill."""

    names: tuple[str, ...]
    first: int
    last: int


def record_line(pairs: Iterable[Pair]) -> str:
    """The pairs with a value as one line, "" if there is none."""
    parts = []
    for name, value in pairs:
        folded = _SPACE.sub(" ", value).strip().rstrip("。；; ")
        if folded:
            parts.append(f"{_column_name(name)}：{folded}" if name.strip() else folded)
    return "；".join(parts) + "。" if parts else ""


def tabulate(rows: Iterable[Row], shape: Shape | None = None) -> tuple[str | None, Iterator[Line]]:
    """A table's title (None if it has none) and its non-empty rows as lines.

    Args:
        rows: read once; only the first rows are held.
        shape: how the table is built, where the file says so; guessed from its first rows otherwise.
    """
    remaining = iter(rows)
    opening = list(islice(remaining, _FORM_ROWS))
    everything = enumerate(chain(opening, remaining), start=1)
    header = None if shape is Shape.PLAIN else _find_header(opening)
    if shape is Shape.FORM or (shape is None and _is_form(opening)):
        return _title(opening), (Line(n, text) for n, row in everything if (text := _form_line(row)))
    if header is None or not any(map(_filled, opening[header.last :])):
        return None, (Line(n, text) for n, row in everything if (text := _plain_line(row)))
    return _title(opening[: header.first - 1]), _list_lines(everything, header)


def guess_shape(rows: Sequence[Row]) -> Shape:
    """The shape of a table that may also be mere page layout: LIST or FORM only where known column names are seen."""
    header = _find_header(rows)
    if header is None:
        return Shape.PLAIN
    if _is_form(rows):
        return Shape.FORM
    return Shape.LIST if any(map(is_field_name, header.names)) else Shape.PLAIN


def is_field_name(text: str) -> bool:
    """Whether a cell holds a column name that lists and forms commonly use."""
    exact, endings, longest = _field_names()
    bare = _SPACE.sub("", _BRACKETS.sub("", text)).rstrip("：:")
    return bare in exact or (len(bare) <= longest and bare.endswith(endings) and not re.search(r"[，。；、\d]", bare))


@cache
def _field_names() -> tuple[frozenset[str], tuple[str, ...], int]:
    with (Path(__file__).parent / "field_names.toml").open("rb") as file:
        data = tomllib.load(file)
    return frozenset(data["exact"]), tuple(data["endings"]), data["longest"]


def _filled(row: Row) -> list[str]:
    return [cell for cell in row if cell.strip()]


def _column_name(name: str) -> str:
    return _SPACE_BETWEEN_HANZI.sub("", _SPACE.sub(" ", name)).strip().rstrip("：:")


def _is_text(cell: str) -> bool:
    return bool(cell.strip()) and not _NUMBER.fullmatch(cell.strip())


def _find_header(rows: Sequence[Row]) -> Header | None:
    """The first row with two or more texts; a row such as "填报单位：… 填报日期：…" above it is passed over."""
    candidates = [n for n, row in enumerate(rows[:_OPENING_ROWS]) if sum(map(_is_text, row)) >= _HEADER_CELLS]
    if not candidates:
        return None
    at = next((n for n in candidates if not any(map(_NAME_AND_VALUE.search, rows[n]))), candidates[0])
    names = tuple(map(_column_name, rows[at]))
    below = _without(names, rows[at + 1]) if at + 1 < len(rows) else []
    if _divides(names, below):
        return Header(_join_names(names, below), at + 1, at + 2)
    return Header(names, at + 1, at + 1)


def _without(names: tuple[str, ...], row: Row) -> list[str]:
    """The row with gaps where a name that spans two rows is repeated."""
    return ["" if n < len(names) and _column_name(cell) == names[n] else cell for n, cell in enumerate(row)]


def _divides(names: tuple[str, ...], below: Row) -> bool:
    """Whether the second row only divides columns that the first row spans: texts under its gaps, gaps elsewhere."""
    padded = names + ("",) * (len(below) - len(names))
    gaps = [n for n, name in enumerate(padded) if not name and n < len(below) and below[n].strip()]
    if not gaps or not all(map(_is_text, _filled(below))):
        return False
    spanned = {n - 1 for n in gaps} | set(gaps)
    others = [n for n, cell in enumerate(below) if cell.strip() and n not in spanned]
    return not others and bool(names[0]) and not below[0].strip()


def _join_names(names: tuple[str, ...], below: Row) -> tuple[str, ...]:
    joined, span = [], ""
    for n in range(max(len(names), len(below))):
        span = (names[n] if n < len(names) else "") or span
        part = _column_name(below[n]) if n < len(below) else ""
        joined.append(span + part)
    return tuple(joined)


def _title(rows: Sequence[Row]) -> str | None:
    """The lone text above everything else."""
    first = next((cells for row in rows if (cells := _filled(row))), [])
    return " ".join(first[0].split()) if len(first) == 1 else None


def _list_lines(rows: Iterable[tuple[int, Row]], header: Header) -> Iterator[Line]:
    wide = sum(map(bool, header.names)) >= _SECTION_COLUMNS
    for n, row in rows:
        cells = _filled(row)
        names_again = tuple(map(_column_name, row)) == header.names  # printed anew on each page
        if header.first <= n <= header.last or names_again:
            continue
        if n < header.first or (wide and len(cells) == 1 and _is_text(row[0])):
            text = _plain_line(row)
        else:
            text = record_line(zip(chain(header.names, [""] * len(row)), row, strict=False))
        if text:
            yield Line(n, text)


def _plain_line(row: Row) -> str:
    cells = _filled(row)
    # A lone text keeps its own ending: it is a title, a name or a sentence, no record.
    return " ".join(cells[0].split()) if len(cells) == 1 else record_line(("", cell) for cell in cells)


def _is_form(rows: Sequence[Row]) -> bool:
    """Whether names stand beside values: most rows begin with a name and a value, and the first is not all names."""
    filled = [cells for row in rows if len(cells := _filled(row)) > 1]
    if len(filled) < _FORM_ROWS_LEAST or sum(map(is_field_name, filled[0])) * 2 > len(filled[0]):
        return False
    beside = sum(is_field_name(cells[0]) and not is_field_name(cells[1]) for cells in filled)
    return beside >= _FORM_SHARE * len(filled)


def _form_line(row: Row) -> str:
    cells = _filled(row)
    if len(cells) == 1:
        return _plain_line(row)
    pairs: list[Pair] = []
    name = ""
    for n, cell in enumerate(cells):
        is_name = is_field_name(cell) or cell.strip().endswith(_COLON_END) or (n == 0 and len(cells) == _HEADER_CELLS)
        if is_name and not name:
            name = cell
        elif is_name:
            pairs.append(("", name))
            name = cell
        else:
            pairs.append((name, cell))
            name = ""
    return record_line([*pairs, ("", name)])
