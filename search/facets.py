"""Regions, industries and years: how they are told from text."""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=年|[—~～-](?:19|20)\d{2}年)")

# An item belongs to at most this many industries: those with the most words in its text.
INDUSTRIES_EACH = 2


@dataclass(frozen=True, slots=True)
class Industry:
    """A row of the table: its name and the words that tell it."""

    name: str
    words: tuple[str, ...]


@cache
def industries() -> tuple[Industry, ...]:
    """The table of industries."""
    table = tomllib.loads(files("search").joinpath("data/industries.toml").read_text("utf-8"))
    return tuple(Industry(row["name"], tuple(row["words"])) for row in table["industry"])


def industries_of(text: str) -> tuple[str, ...]:
    """The industries that a text speaks of most, by how often their words occur in it; may be empty."""
    words = _words()
    told = [one for character in words.keys() & set(text) for one in words[character] if one[0] in text]
    counts: Counter[str] = Counter()
    for word, industry in told:
        counts[industry] += text.count(word)
    return tuple(sorted(counts, key=lambda name: (-counts[name], _places()[name]))[:INDUSTRIES_EACH])


@cache
def _words() -> dict[str, list[tuple[str, str]]]:
    """Words with their industries, by their first characters: most of them a text does not hold."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for industry in industries():
        for word in industry.words:
            found[word[0]].append((word, industry.name))
    return dict(found)


@cache
def _places() -> dict[str, int]:
    return {industry.name: place for place, industry in enumerate(industries())}


def years_of(sentences: Iterable[str], published: Iterable[date | None]) -> tuple[int, ...]:
    """The years that sentences name and in which they were published, ascending."""
    named = {int(year) for sentence in sentences for year in _YEAR.findall(sentence)}
    return tuple(sorted(named | {day.year for day in published if day}))


@cache
def _region_endings() -> tuple[str, ...]:
    table = tomllib.loads(files("search").joinpath("data/regions.toml").read_text("utf-8"))
    return tuple(sorted(table["endings"], key=len, reverse=True))


def region_key(name: str) -> str:
    """A place's name without its ending: 甘肃 for 甘肃省, 新疆 for 新疆维吾尔自治区; 沙市 stays 沙市."""
    name = name.strip()
    ending = next((e for e in _region_endings() if name.endswith(e) and len(name) - len(e) >= 2), "")  # noqa: PLR2004
    return name.removesuffix(ending)
