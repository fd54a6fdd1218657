"""The lines of a file, and what each is on the page.

Nothing is rewritten: a paragraph is made of pieces of the document's text, and keeps their offsets.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, pairwise

from ingest.facts import Span
from ingest.page.wrapping import Row, going_on, width

SENTENCE_END = "。！？!?…"
CLOSING = "”’\"'）)】』」》"
HEADING_LENGTH = 40
"""Longer lines without a full stop are body text cut off, not headings."""
HEADING_WITH_CLAUSES = 24
"""Headings with commas are shorter."""
CAPTION_LENGTH = 45
INDENT = re.compile(r"(?:[ \t\u3000*\ufeff]|&nbsp;)*")
TRAILING = re.compile(r"(?:[ \t\u3000*]|&nbsp;)+$")
ENUMERATOR = re.compile(
    r"[“\"]?(?:[（(]?(?:[一二三四五六七八九十百]+|\d{1,2})[）)、.．]|[①-⑳]|第[一二三四五六七八九十百]+[条章节款项])"
)
MARKDOWN = re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]+|[-*+][ \t]+|\d+\.[ \t]+)")
ADDRESS = r"\((?=[^)\s]*[A-Za-z/#])[^)\s]{1,500}\)"
"""A link's address has a letter; "[3](2020)" is no link."""
LINK_MARK = re.compile(rf"!\[[^\]\n]{{0,200}}\]{ADDRESS}|\[(?=[^\[\]\n]{{1,200}}\]{ADDRESS})|(?<=[^\[\]\n])\]{ADDRESS}")
LINKS_ONLY = re.compile(r"(?:!?\[[^\]\n]*\]\([^)\n]*\)[\s|｜·>*-]*)+")
CAPTION = re.compile(r"^(?:图为|图[①-⑩\d一二三四五]|[①-⑩])|(?:现场|资料片|合影|资料图|主展馆|掠影|摄）?)。?$|^图片说明")
COMMA = re.compile("[，,]")
STOP_OR_OPEN_END = re.compile(r"[。！？!?]|[，,、：:；;]$")
NOTE = re.compile(r"(?:\s*\[\d{1,3}\])+$")
BYLINE = re.compile(
    r"^(?:[□■◎○●◇◆]\s*)?[（(]?(?:(?:文字|图文|图片|撰文|撰稿|供图|编辑|责任编辑|责编|美编|校对|排版|监制) ?[：:／/|]"
    r"|本报记者|记者(?!手记|札记|调查|观察|走访)|通讯员|文[/／]|图[/／]|摄影|作者|（?文(?![\u4e00-\u9fff]{1,4}[：:])|供稿)[^。？！?!]{0,40}[）)]?$"
)


class Kind(StrEnum):
    """What a paragraph is on the page.

    A deck is the line above or below a headline (引题, 副题). Filler is what is no part of any article (navigation,
    share links, page numbers, boxes of contents) or printed a second time: it is kept, and not read.
    """

    BODY = "body"
    HEADING = "heading"
    CAPTION = "caption"
    BYLINE = "byline"
    RECORD = "record"
    DECK = "deck"
    FILLER = "filler"


TITLES = frozenset({Kind.HEADING, Kind.DECK})


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of text to be read as one.

    Attributes:
        text: its pieces joined.
        pieces: where they stand in the document's text, in reading order.
        after_blank: whether a blank line stands before it.
        in_list: whether it bears the mark of a list's item.
        columns: of a table's row, the names of its columns.
        article: the number of its article in the document.
    """

    text: str
    pieces: tuple[Span, ...]
    kind: Kind = Kind.BODY
    after_blank: bool = True
    in_list: bool = False
    columns: tuple[str, ...] = ()
    article: int = 0

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """Where `text[start:end]` stands in the document; more than one span where the layout cut it."""
        if len(self.pieces) == 1:
            offset = self.pieces[0].start
            return (Span(offset + start, offset + end),) if start < end else ()
        found, offset = [], 0
        for piece in self.pieces:
            length = piece.end - piece.start
            first, last = max(start, offset), min(end, offset + length)
            if first < last:
                found.append(Span(piece.start + first - offset, piece.start + last - offset))
            offset += length
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Cues:
    """What the words of a line tell about the layout.

    Attributes:
        begins_with_name: whether a line begins with the name of a person, place or organization, as captions do.
        one_word_across: whether the end of one line and the beginning of another make a word together.
        one_name_across: whether they make an organization's name together.
        is_record: whether a line begins with the label of a form's field.
        is_source: whether a line only says where the text was taken from.
        openers: words with which a new paragraph begins.
    """

    begins_with_name: Callable[[str], bool]
    one_word_across: Callable[[str, str], bool]
    one_name_across: Callable[[str, str], bool]
    is_record: Callable[[str], bool]
    is_source: Callable[[str], bool]
    openers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank: where it stands without indent and list mark, and what it bears of these."""

    span: Span
    mark: str
    indent: str
    after_blank: bool


def lines(text: str, cues: Cues) -> Iterator[Paragraph]:
    """Each line that is not blank, as a paragraph of its own; lines broken at a fixed width are put together."""
    found = list(_lines(text))
    broken = going_on(_rows(text, found, cues))
    starts = [i for i in range(len(found)) if i not in broken]
    for first, end in pairwise([*starts, len(found)]):
        pieces = tuple(piece for line in found[first:end] for piece in _without_links(text, line.span))
        joined = "".join(text[slice(*piece)] for piece in pieces)
        line = found[first]
        kind = Kind.HEADING if "#" in line.mark else _kind(joined, cues)
        yield Paragraph(joined, pieces, kind, line.after_blank, bool(line.mark) and "#" not in line.mark)


def _without_links(text: str, span: Span) -> Iterator[Span]:
    """The pieces of a line between the marks of Markdown's links and pictures; a line of nothing else stays whole."""
    line = text[slice(*span)]
    marks = [mark.span() for mark in LINK_MARK.finditer(line)] if "](" in line else []
    kept = [Span(span.start + a, span.start + b) for a, b in pairwise([0, *chain(*marks), len(line)])][::2]
    if not marks or LINKS_ONLY.fullmatch(line):
        yield span
    else:
        yield from (piece for piece in kept if piece.start < piece.end)


def _lines(text: str) -> Iterator[_Line]:
    after_blank, last = True, 0
    for match in re.finditer(r"[^\r\n]+", text):
        start, end = match.span()
        after_blank = after_blank or text.count("\n", last, start) > 1
        last = end
        mark = MARKDOWN.match(match.group())
        start += mark.end() if mark else 0
        blank = INDENT.match(text, start, end)
        indent = blank.group() if blank else ""
        start += len(indent)
        end = start + len(TRAILING.sub("", text[start:end]))
        if start < end:
            yield _Line(Span(start, end), mark.group() if mark else "", indent, after_blank)
        after_blank = start >= end


def _rows(text: str, found: Sequence[_Line], cues: Cues) -> list[Row]:
    rows, run = [], 0
    for line in found:
        run += line.after_blank
        words = text[slice(*line.span)]
        begins = line.after_blank or _begins(line, words, cues)
        rows.append(Row(words, width(line.indent + words), width(line.indent) > 1, run, begins))
    return rows


def _begins(line: _Line, words: str, cues: Cues) -> bool:
    """Whether an item of a list, a remark in brackets, a field of a form or a byline begins with the line."""
    marked = line.mark or ENUMERATOR.match(words) or (words[0] in "（(" and words[-1] in "）)")
    return bool(marked) or _kind(words, cues) in {Kind.RECORD, Kind.BYLINE}


def _kind(line: str, cues: Cues) -> Kind:
    if BYLINE.search(line) or cues.is_source(line):
        return Kind.BYLINE
    if cues.is_record(line):
        return Kind.RECORD
    if len(line) <= CAPTION_LENGTH and CAPTION.search(line):
        return Kind.CAPTION
    has_clauses = len(line) > HEADING_WITH_CLAUSES and COMMA.search(line) and not ENUMERATOR.match(line)
    if len(line) <= HEADING_LENGTH and not has_clauses and not STOP_OR_OPEN_END.search(line):
        return Kind.HEADING
    return Kind.BODY


def is_closed(line: str) -> bool:
    """Whether the text ends as a sentence does."""
    bare = NOTE.sub("", line) if line.endswith("]") else line
    return bare.rstrip(CLOSING)[-1:] in SENTENCE_END
