"""Gathers a web page's inline text into blocks, folding white space as a browser does and keeping every offset."""

import re
from dataclasses import dataclass
from html import unescape

# White space that HTML folds, a character reference (the commonest also without their semicolon), or other text.
_CHUNK = re.compile(
    r"(?P<space>[ \t\r\n\f]+)"
    r"|(?P<reference>&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[a-zA-Z][a-zA-Z0-9]{1,31}(?=;)|nbsp|amp|lt|gt|quot);?)"
    r"|[^ \t\r\n\f&]+|&"
)
_FOLDED = " \t\r\n\f"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a page.

    Attributes:
        text: without white space at its ends.
        marks: pairs (offset in `text`, offset in the page's markup); empty for the row of a table.
        label: where the block stands, if it is the row of a table.
    """

    text: str
    marks: tuple[tuple[int, int], ...]
    label: str = ""


class Flow:
    """The text of one container: the page's body or a table's cell."""

    def __init__(self, markup: str) -> None:
        self.blocks: list[Block] = []
        self._markup = markup
        self._parts: list[str] = []
        self._marks: list[tuple[int, int]] = []
        self._length = 0
        self._next_origin = -1  # where the markup would go on if the next text follows without a gap
        self._space: tuple[int, bool] | None = None  # offset of white space not yet written; whether it breaks the line

    def text(self, start: int, end: int) -> None:
        """Add `markup[start:end]`, a run between two tags."""
        for chunk in _CHUNK.finditer(self._markup, start, end):
            if chunk["space"]:
                self._add_space(chunk.start(), "\n" in chunk[0])
                continue
            text = unescape(chunk[0]) if chunk["reference"] else chunk[0]
            if text.strip(_FOLDED):
                self._write_space(text[0])
                self._write(text, chunk.start(), chunk.end())
            else:
                self._add_space(chunk.start(), breaks=False)

    def line_break(self, origin: int) -> None:
        """A <br>: a new line; a second one in a row ends the block."""
        self._space = None
        if self._parts and self._parts[-1] == "\n":
            self.end_block()
        elif self._parts:
            self._write("\n", origin, origin)

    def end_block(self) -> None:
        """What follows stands in a new paragraph."""
        text = "".join(self._parts)
        bare = text.strip()
        if bare:
            lead = len(text) - len(text.lstrip())
            self.blocks.append(Block(bare, _shifted(self._marks, lead, len(bare))))
        self._parts, self._marks, self._length, self._next_origin, self._space = [], [], 0, -1, None

    def finish(self) -> list[Block]:
        """All blocks, the last one ended."""
        self.end_block()
        return self.blocks

    def _add_space(self, origin: int, breaks: bool) -> None:
        at, broken = self._space or (origin, False)
        self._space = (at, broken or breaks)

    def _write_space(self, following: str) -> None:
        """White space becomes one blank; a line broken between two wide characters leaves none in Chinese."""
        if self._space and self._parts and self._parts[-1] != "\n":
            at, breaks = self._space
            if not (breaks and _is_wide(self._parts[-1][-1]) and _is_wide(following)):
                self._write(" ", at, at + 1)
        self._space = None

    def _write(self, text: str, origin: int, next_origin: int) -> None:
        if origin != self._next_origin:
            self._marks.append((self._length, origin))
        self._parts.append(text)
        self._length += len(text)
        self._next_origin = next_origin if next_origin - origin == len(text) else -1


def _is_wide(character: str) -> bool:
    return "\u2e80" <= character <= "\u9fff" or "\uff00" <= character <= "\uff60" or character in "“”‘’—…·"


def _shifted(marks: list[tuple[int, int]], lead: int, length: int) -> tuple[tuple[int, int], ...]:
    """The marks after `lead` characters have been cut off at the front and all behind `length`."""
    shifted = []
    for n, (offset, origin) in enumerate(marks):
        end = marks[n + 1][0] if n + 1 < len(marks) else lead + length
        if end > lead and offset < lead + length:
            shifted.append((max(offset - lead, 0), origin + max(lead - offset, 0)))
    return tuple(shifted)
