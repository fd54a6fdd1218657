"""Markdown: the raw file; YAML front matter is read as metadata and left out of the text."""

import re

import yaml

from corpus.document import Document, Place
from corpus.encoding import decode
from corpus.metadata import Stated, describe
from corpus.original import Original

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_FRONT_MATTER_CHARACTERS = 20_000  # a block that does not close within this is a rule between paragraphs
_CODE_BLOCK = re.compile(r"^(```|~~~).*?(?:^\1|\Z)", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.+?)[ \t]*#*[ \t]*$|^([^\s#>*|+-].*)\r?\n(?:=+|-+)[ \t]*$", re.MULTILINE)
_EMPHASIS = re.compile(r"\*\*|__|`")


def read_markdown(original: Original) -> tuple[Document, ...]:
    """One document; with front matter, one place maps the text behind it to its offset in the original."""
    raw = decode(original)
    begin, front = _front_matter(raw)
    text = raw[begin:]
    stated = Stated.of(front)
    if stated.title is None:
        stated = Stated(_first_heading(text), stated.source, stated.published)
    places = (Place(0, len(text), "", begin),) if begin and text else ()
    return (original.document("text/markdown", text, describe(text, original.stem, stated), places),)


def _front_matter(raw: str) -> tuple[int, dict[str, object]]:
    """Offset behind the front matter and its values; 0 and nothing where the file opens with anything else."""
    found = _FRONT_MATTER.match(raw[:_FRONT_MATTER_CHARACTERS])
    if not found:
        return 0, {}
    try:
        values = yaml.safe_load(found[1])
    except (yaml.YAMLError, ValueError, RecursionError):  # ValueError: a day such as 2023-02-30; recursion: "[[[["
        return 0, {}
    return (found.end(), values) if isinstance(values, dict) else (0, {})


def _first_heading(text: str) -> str | None:
    found = _HEADING.search(_CODE_BLOCK.sub("", text))
    return _EMPHASIS.sub("", found[1] or found[2]).strip() or None if found else None
