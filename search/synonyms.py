"""What the trades call by several names: who asks for the one also means the others."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import accumulate

from ingest import cut
from search.terms import normalise


def other_names(text: str) -> tuple[str, ...]:
    """The further names of the things that a text names, each once.

    A name begins and ends where words do (发电机 is no 电机); of names within names only the longest counts.
    """
    groups, pattern = _groups()
    text = normalise(text)
    bounds = set(accumulate(map(len, cut(text)), initial=0))
    whole = (m.group() for m in pattern.finditer(text) if {m.start(), m.end()} <= bounds)
    return tuple(dict.fromkeys(other for name in whole for other in groups[name]))


@cache
def _groups() -> tuple[dict[str, tuple[str, ...]], re.Pattern[str]]:
    """For each name the others of its group, and what finds the names; a Latin one only as a whole word."""
    groups = {term: tuple(other for other in terms if other != term) for terms in _terms() for term in terms}
    spelled = (_spelled(term) for term in sorted(groups, key=lambda term: (-len(term), term)))
    return groups, re.compile("|".join(spelled))


def _spelled(term: str) -> str:
    return rf"(?<![a-z0-9]){re.escape(term)}(?![a-z0-9])" if term.isascii() else re.escape(term)


def _terms() -> Iterator[tuple[str, ...]]:
    table = tomllib.loads(files("search").joinpath("data/synonyms.toml").read_text("utf-8"))
    return (tuple(map(normalise, group["terms"])) for group in table["group"])
