"""A table of a web page: data becomes lines, mere layout gives its cells' paragraphs back."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.flow import Block
from corpus.tabular import Line, Shape, guess_shape, tabulate

_SPAN = re.compile(r"\d{1,4}")
_WIDEST_SPAN = 100  # beyond this a colspan or rowspan is a slip of the author
_TABLE_COLUMNS = 2  # a table of one column lays out


@dataclass(frozen=True, slots=True)
class _Cell:
    blocks: Sequence[Block]
    is_name: bool
    columns: int
    rows: int

    @property
    def text(self) -> str:
        return " ".join(block.text for block in self.blocks)


class PageTable:
    """The rows of a table while it is read; `holds_table` is set when another table stands inside."""

    def __init__(self) -> None:
        self.holds_table = False
        self._rows: list[list[_Cell]] = []

    def add_row(self) -> None:
        """Begin a row."""
        self._rows.append([])

    def add_cell(self, blocks: Sequence[Block], is_name: bool, attributes: Mapping[str, str]) -> None:
        """Add a cell to the row; `is_name` for a <th>."""
        if not self._rows:
            self.add_row()
        columns, rows = (_span(attributes.get(name, "")) for name in ("colspan", "rowspan"))
        self._rows[-1].append(_Cell(blocks, is_name, columns, rows))

    def blocks(self) -> Iterator[Block]:
        """The cells' paragraphs in reading order."""
        return (block for row in self._rows for cell in row for block in cell.blocks)

    def lines(self) -> Sequence[Line] | None:
        """The rows as lines, None when the table only lays out the page."""
        shape = Shape.PLAIN if self.holds_table else self._shape()
        return None if shape is Shape.PLAIN else list(tabulate(self._grid(), shape)[1])

    def _shape(self) -> Shape:
        filled = [row for row in self._rows if any(cell.blocks for cell in row)]
        named = [sum(cell.is_name for cell in row) for row in filled]
        if not filled or max(map(len, filled)) < _TABLE_COLUMNS:
            return Shape.PLAIN
        first = next((n for n, row in enumerate(filled) if len(row) > 1), 0)
        if named[first] == len(filled[first]):
            return Shape.LIST
        if all(row[0].is_name for row in filled):
            return Shape.FORM
        return guess_shape(self._grid())

    def _grid(self) -> list[list[str]]:
        """Cell texts by column: a cell over several rows is repeated in each, one over several columns leaves gaps."""
        grid: list[list[str]] = []
        pending: dict[int, tuple[str, int]] = {}  # column -> text and rows still to fill
        for row in self._rows:
            texts: list[str] = []
            for cell in row:
                _take_pending(texts, pending)
                spanned = [cell.text, *[""] * (cell.columns - 1)]
                if cell.rows > 1:
                    pending |= {len(texts) + n: (text, cell.rows - 1) for n, text in enumerate(spanned)}
                texts += spanned
            _take_pending(texts, pending)
            grid.append(texts)
        return grid


def _take_pending(texts: list[str], pending: dict[int, tuple[str, int]]) -> None:
    while len(texts) in pending:
        text, rows = pending.pop(len(texts))
        if rows > 1:
            pending[len(texts)] = (text, rows - 1)
        texts.append(text)


def _span(text: str) -> int:
    return min(max(int(text), 1), _WIDEST_SPAN) if _SPAN.fullmatch(text) else 1
