"""Word documents (.docx): paragraphs, text boxes and tables in reading order."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO
from itertools import islice

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml.etree import LxmlError, _Element

from corpus.archive import check_archive
from corpus.assembly import Assembly
from corpus.document import Document
from corpus.errors import DamagedFile
from corpus.metadata import Stated, describe, headline
from corpus.original import Original
from corpus.tabular import tabulate

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_PARAGRAPH, _TABLE, _ROW, _CELL, _BOX = map(qn, ("w:p", "w:tbl", "w:tr", "w:tc", "w:txbxContent"))
_TEXT = qn("w:t")
_SIGNS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Deleted text, properties, pronunciation above characters, and what only old programs show.
_LEFT_OUT = {
    *map(
        qn, ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:tcPr", "w:trPr", "w:tblPr", "w:sdtPr", "w:rt", "w:instrText")
    ),
    _COMPATIBILITY + "Fallback",
}
_TITLE_STYLES = ("title", "标题", "heading 1", "标题 1")
_TITLE_WITHIN = 10
_OPENING_CHARACTERS = 500
_TEMPLATE_DAY = date(2013, 12, 23)  # the template of python-docx bears this day, whenever a program fills it
_SPACE = re.compile(r"\s+")


def read_word(original: Original) -> tuple[Document, ...]:
    """One document; paragraphs are labelled "第N段" (empty ones not counted), table rows "表N第M行".

    Raises:
        EncryptedFile, FileTooLarge: see `check_archive`.
        DamagedFile: the archive or the XML in it is broken.
    """
    check_archive(original)
    try:
        return (_read(original, docx.Document(BytesIO(original.data))),)
    # What python-docx lets through: parts that are missing (KeyError) or of the wrong kind (ValueError, AttributeError,
    # TypeError), and XML that is not well formed.
    except (OpcError, LxmlError, KeyError, ValueError, AttributeError, TypeError, IndexError) as error:
        problem = "不是完整的 Word 文档，内部结构已损坏"
        raise original.refuse(DamagedFile, problem, "请用 Word 或 WPS 打开并修复，另存为 .docx 再读") from error


def _read(original: Original, word: WordDocument) -> Document:
    assembly = Assembly(original)
    paragraphs = tables = 0
    for block in _blocks(word.element.body):
        if block.tag == _TABLE:
            tables += 1
            for line in tabulate(_grid(block))[1]:
                assembly.add(line.text, f"表{tables}第{line.row}行")
        elif text := _text(block).strip():
            paragraphs += 1
            assembly.add(text, f"第{paragraphs}段")
    text = assembly.text
    return assembly.document(MEDIA_TYPE, text, describe(text, original.stem, _stated(word, text)))


def _blocks(parent: _Element) -> Iterator[_Element]:
    """Paragraphs and tables below `parent`, each paragraph followed by what stands in its text boxes."""
    for child in parent.iterchildren("*"):
        if child.tag == _PARAGRAPH:
            yield child
            for box in child.iter(_BOX):
                if not any(ancestor.tag in _LEFT_OUT for ancestor in box.iterancestors()):
                    yield from _blocks(box)
        elif child.tag == _TABLE:
            yield child
        elif child.tag not in _LEFT_OUT:
            yield from _blocks(child)  # content controls, custom XML, tracked insertions


def _text(element: _Element) -> str:
    """The visible text below an element; python-docx's own leaves out smart tags, insertions and content controls."""
    parts: list[str] = []
    for child in element.iterchildren("*"):
        if child.tag == _TEXT:
            parts.append(child.text or "")
        elif child.tag in _SIGNS:
            parts.append(_SIGNS[child.tag])
        elif child.tag not in _LEFT_OUT and child.tag != _BOX and not _is_hidden(child):
            parts.append(_text(child))
            if child.tag == _PARAGRAPH:
                parts.append("\n")
    return "".join(parts)


def _is_hidden(element: _Element) -> bool:
    """Whether a run is formatted as hidden text."""
    vanish = element.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return vanish is not None and vanish.get(qn("w:val"), "1") not in ("0", "false", "off")


def _grid(table: _Element) -> list[list[str]]:
    """Cell texts by column: a cell merged downwards is repeated in each row, one merged sideways leaves gaps."""
    grid: list[list[str]] = []
    for row in _inside(table, _ROW):
        texts: list[str] = []
        for cell in _inside(row, _CELL):
            properties = cell.find(qn("w:tcPr"))
            merged = None if properties is None else properties.find(qn("w:vMerge"))
            if merged is not None and merged.get(qn("w:val"), "continue") == "continue" and grid:
                above = grid[-1]
                text = above[len(texts)] if len(texts) < len(above) else ""
            else:
                text = _text(cell).strip()
            texts += [text, *[""] * (_columns(properties) - 1)]
        grid.append(texts)
    return grid


def _inside(parent: _Element, tag: str) -> Iterator[_Element]:
    """Rows of a table or cells of a row, also those wrapped in a content control or a tracked insertion."""
    for child in parent.iterchildren("*"):
        if child.tag == tag:
            yield child
        elif child.tag not in _LEFT_OUT and child.tag not in (_TABLE, _PARAGRAPH):
            yield from _inside(child, tag)


def _columns(properties: _Element | None) -> int:
    span = None if properties is None else properties.find(qn("w:gridSpan"))
    value = "1" if span is None else span.get(qn("w:val"), "1")
    return min(max(int(value), 1), 100) if value.isdecimal() else 1


def _stated(word: WordDocument, text: str) -> Stated:
    """Title and day from the document's properties.

    The title in the properties often stays behind from the file that was copied, so what the page shows comes first.
    """
    properties = word.core_properties
    title: str | None = " ".join(properties.title.split())
    if title and _SPACE.sub("", title) not in _SPACE.sub("", text[:_OPENING_CHARACTERS]):
        title = _styled_title(word) or headline(text) or title
    day = properties.created.date() if properties.created else None
    return Stated(title or _styled_title(word), None, None if day == _TEMPLATE_DAY else day)


def _styled_title(word: WordDocument) -> str | None:
    names: dict[str, str] = {style.style_id: (style.name or "").lower() for style in word.styles}
    opening: Sequence[_Element] = list(islice(_blocks(word.element.body), _TITLE_WITHIN))
    for block in opening:
        style = block.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if style is not None and names.get(style.get(qn("w:val"), "")) in _TITLE_STYLES:
            return " ".join(_text(block).split()) or None
    return None
