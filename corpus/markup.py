"""Cuts HTML into tags and runs of text, each with its offset in the file.

The standard library's parser and BeautifulSoup do not say where a piece of text stands once a character reference or a
comment has been met, and html.parser of Python before 3.11.14, 3.12.12 and 3.13.6 takes quadratic time on unclosed
constructs. This scanner follows the WHATWG tokenizer where it matters here: every construct that is never closed ends
with the file, so it looks at each character once.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_ATTRIBUTE = re.compile(r"[\s/]*([^\s/>][^\s/>=]*)\s*(=\s*)?")
_UNQUOTED = re.compile(r"[^\s>]*")
# Elements whose content is text up to their own end tag, whatever it looks like.
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})


@dataclass(frozen=True, slots=True)
class StartTag:
    """An opening tag; `content` is the span of a raw element's text, whose end tag is left out."""

    name: str
    start: int
    attributes: dict[str, str] = field(default_factory=dict)
    content: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class EndTag:
    """A closing tag."""

    name: str


@dataclass(frozen=True, slots=True)
class Run:
    """Text `markup[start:end]` between tags, character references not yet resolved."""

    start: int
    end: int


def scan(markup: str) -> Iterator[StartTag | EndTag | Run]:
    """The tags and text runs of a page, in order; comments, declarations and instructions are left out."""
    at, size = 0, len(markup)
    while at < size:
        if markup[at] != "<":
            end = _find(markup, "<", at)
            yield Run(at, end)
            at = end
        elif tag := _TAG.match(markup, at):
            name = tag[2].lower()
            attributes, end = _attributes(markup, tag.end())
            if tag[1]:
                yield EndTag(name)
            elif name in _RAW:
                content = (end, _raw_end(markup, name, end))
                yield StartTag(name, at, attributes, content)
                end = _find(markup, ">", content[1]) + 1
            else:
                yield StartTag(name, at, attributes)
            at = end
        elif markup.startswith("<!--", at):
            at = _find(markup, "-->", at + 4) + 3
        elif markup.startswith(("<!", "<?", "</"), at):
            at = _find(markup, ">", at) + 1
        else:
            yield Run(at, at + 1)
            at += 1


def _attributes(markup: str, at: int) -> tuple[dict[str, str], int]:
    """The attributes from `at` on, and the offset behind the tag."""
    found: dict[str, str] = {}
    while name := _ATTRIBUTE.match(markup, at):
        at, value = name.end(), ""
        if name[2]:
            quote = markup[at : at + 1]
            if quote in ("'", '"'):
                close = _find(markup, quote, at + 1)
                value, at = markup[at + 1 : close], close + 1
            elif unquoted := _UNQUOTED.match(markup, at):
                value, at = unquoted[0], unquoted.end()
        found.setdefault(name[1].lower(), unescape(value))
    return found, _find(markup, ">", at) + 1


def _raw_end(markup: str, name: str, at: int) -> int:
    close = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(markup, at)
    return close.start() if close else len(markup)


def _find(markup: str, sought: str, at: int) -> int:
    """Offset of `sought` from `at` on, or the file's length."""
    found = markup.find(sought, at)
    return len(markup) if found < 0 else found
