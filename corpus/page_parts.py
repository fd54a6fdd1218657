"""Which parts of a web page are told by their names to be no part of the article."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from corpus.flow import Block

_SENTENCE = re.compile("[。！？]")
_LINKS = 600  # characters; thirty headlines
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


@cache
def _words() -> frozenset[str]:
    return frozenset(tomllib.loads(files("corpus").joinpath("page_parts.toml").read_text("utf-8"))["words"])


def is_aside(attributes: Mapping[str, str]) -> bool:
    """Whether an element's class or id names it as navigation, share links, a list of other articles or the like."""
    named = f"{attributes.get('class', '')} {attributes.get('id', '')}"
    return any(word.lower() in _words() for word in _WORD.findall(named))


def holds_text(blocks: Sequence[Block]) -> bool:
    """Whether a part has sentences, rows of a table or much else: whatever its name, it may be the article then."""
    much = sum(len(block.text) for block in blocks) > _LINKS
    return much or any(block.label or _SENTENCE.search(block.text) for block in blocks)
