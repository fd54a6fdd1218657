"""Web pages: the visible text in paragraphs, each with its exact offset in the file."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from corpus.assembly import Assembly
from corpus.document import Document
from corpus.encoding import decode
from corpus.flow import Block, Flow
from corpus.markup import EndTag, Run, StartTag, scan
from corpus.original import Original
from corpus.page_head import PageHead
from corpus.page_parts import holds_text, is_aside
from corpus.page_table import PageTable


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


# What is no part of the text, and what cannot be read as text. A <form> stays: whole pages stand in one on older sites.
_DROPPED = _names(
    "script style template noscript iframe object svg canvas audio video nav header footer aside menu select datalist "
    "button textarea title rt rp"
)
_DROPPED_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "menu", "menubar", "complementary"})
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_VOID = _names("area base br col embed hr img input link meta param source track wbr")
_BLOCKS = _names(
    "address article blockquote body center dd details div dl dt fieldset figcaption figure form h1 h2 h3 h4 h5 h6 "
    "head header hr html li main ol p pre section summary table tbody td tfoot th thead tr ul caption"
)
_HEADER_KEPT_IN = frozenset({"article", "main"})  # an article's own header holds its headline
# An opening tag that closes open elements of these names, up to the nearest of these bounds.
_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "tr": (frozenset({"tr", "td", "th"}), frozenset({"table"})),
}
_PARAGRAPH_ENDS = (frozenset({"p"}), frozenset({"td", "th", "table", "body"}))
_DEEPEST = 512  # browsers stop nesting there as well

_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_DECLARED_WITHIN = 4096


@dataclass(frozen=True, slots=True)
class _Open:
    """An element that has not ended yet; `on_end` closes what it opened."""

    name: str
    hidden: bool
    on_end: Callable[[], None] | None = None


def read_webpage(original: Original) -> tuple[Document, ...]:
    """One document of the page's paragraphs; rows of data tables are lines as in a workbook, without an offset."""
    declared = _DECLARED.search(original.data[:_DECLARED_WITHIN])
    markup = decode(original, declared[1].decode("ascii", "ignore") if declared else "")
    page = _Page(markup)
    assembly = Assembly(original)
    paragraph = 0
    for block in page.blocks():
        paragraph += not block.label
        assembly.add(block.text, block.label or f"第{paragraph}段", block.marks)
    text = assembly.text
    return (assembly.document("text/html", text, page.head.details(text, original.stem)),)


class _Page:
    """Follows the open elements through a page and gathers its blocks."""

    def __init__(self, markup: str) -> None:
        self.head = PageHead()
        self._markup = markup
        self._open: list[_Open] = []
        self._open_names: Counter[str] = Counter()  # spares looking through the open elements for what is not there
        self._flows = [Flow(markup)]
        self._tables: list[PageTable] = []
        self._data_tables = 0

    def blocks(self) -> Iterator[Block]:
        """The page's blocks in order."""
        for token in scan(self._markup):
            if isinstance(token, Run):
                if not self._hidden:
                    self._flows[-1].text(token.start, token.end)
            elif isinstance(token, StartTag):
                self._start(token)
            else:
                self._end(token)
        self._close_down_to(0)
        yield from self._flows[0].finish()

    @property
    def _hidden(self) -> bool:
        return bool(self._open) and self._open[-1].hidden

    def _start(self, tag: StartTag) -> None:
        self.head.note(tag, self._markup)
        if tag.name == "br" and not self._hidden:
            self._flows[-1].line_break(tag.start)
        self._end_implied(tag.name)
        if tag.name in _BLOCKS:
            self._flows[-1].end_block()
        if tag.name in _VOID or tag.content is not None or len(self._open) >= _DEEPEST:
            return
        hidden = self._hidden or self._is_dropped(tag)
        on_end = None if hidden else self._on_end(tag)
        self._open.append(_Open(tag.name, hidden, on_end))
        self._open_names[tag.name] += 1

    def _end(self, tag: EndTag) -> None:
        if not self._open_names[tag.name]:
            return
        bound = "table" if tag.name not in ("table", "body", "html") else ""
        for n in range(len(self._open) - 1, -1, -1):
            if self._open[n].name == tag.name:
                self._close_down_to(n)
                return
            if self._open[n].name == bound:
                return

    def _end_implied(self, name: str) -> None:
        ends, bounds = _ENDS.get(name, _PARAGRAPH_ENDS if name in _BLOCKS else (frozenset(), frozenset()))
        if not any(self._open_names[end] for end in ends):
            return
        lowest = None
        for n in range(len(self._open) - 1, -1, -1):
            if self._open[n].name in bounds:
                break
            if self._open[n].name in ends:
                lowest = n
        if lowest is not None:
            self._close_down_to(lowest)

    def _close_down_to(self, n: int) -> None:
        while len(self._open) > n:
            element = self._open.pop()
            self._open_names[element.name] -= 1
            if element.name in _BLOCKS and not element.hidden:
                self._flows[-1].end_block()
            if element.on_end:
                element.on_end()

    def _is_dropped(self, tag: StartTag) -> bool:
        attributes = tag.attributes
        if tag.name == "header" and any(element.name in _HEADER_KEPT_IN for element in self._open):
            return False
        return (
            tag.name in _DROPPED
            or "hidden" in attributes
            or attributes.get("aria-hidden", "").lower() == "true"
            or attributes.get("role", "").lower() in _DROPPED_ROLES
            or bool(_HIDDEN_STYLE.search(attributes.get("style", "")))
        )

    def _on_end(self, tag: StartTag) -> Callable[[], None] | None:
        """Opens what the element needs and gives what closes it."""
        if tag.name == "table":
            self._tables.append(PageTable())
            return self._end_table
        if tag.name == "tr" and self._tables:
            self._tables[-1].add_row()
        elif tag.name in ("td", "th") and self._tables:
            self._flows.append(Flow(self._markup))
            attributes = tag.attributes
            return lambda: self._tables[-1].add_cell(self._flows.pop().finish(), tag.name == "th", attributes)
        elif tag.name == "h1":
            blocks = self._flows[-1].blocks
            before = len(blocks)
            return lambda: self.head.headings.extend(block.text for block in blocks[before:])
        elif tag.name in _BLOCKS and is_aside(tag.attributes):
            return self._aside()
        return None

    def _aside(self) -> Callable[[], None]:
        """What drops a part that is no part of the article, unless it turns out to hold sentences or a headline."""
        blocks, headings = self._flows[-1].blocks, len(self.head.headings)
        before = len(blocks)

        def drop() -> None:
            if len(self.head.headings) == headings and not holds_text(blocks[before:]):
                del blocks[before:]

        return drop

    def _end_table(self) -> None:
        table = self._tables.pop()
        if self._tables:
            self._tables[-1].holds_table = True
        lines = table.lines()
        if lines is None:
            self._flows[-1].blocks.extend(table.blocks())
            return
        self._data_tables += 1
        for line in lines:
            self._flows[-1].blocks.append(Block(line.text, (), f"表{self._data_tables}第{line.row}行"))
