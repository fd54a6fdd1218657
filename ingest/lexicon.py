"""The domain's words, read once from the data files in `lexicons/`."""

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

FEW = 6
"""So many alternatives are as quickly tried one by one."""
HAN = r"[\u4e00-\u9fff]"


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Provinces and prefectures of China.

    Attributes:
        full_name: every form, short or full -> full name ("甘肃" -> "甘肃省").
        province: full name of a prefecture -> full name of its province.
    """

    full_name: dict[str, str]
    province: dict[str, str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists.

    Attributes:
        surnames: those that a name can be told by.
        rare_surnames: common words that are surnames too, of names that something else tells to be names.
        tables: each TOML file under its stem, and under a folder's name those that lie in it.
    """

    surnames: frozenset[str]
    rare_surnames: frozenset[str]
    places: Gazetteer
    tables: dict[str, dict[str, Any]]

    @classmethod
    def load(cls) -> "Lexicon":
        """The lexicon shipped with the package."""
        folder = files("ingest").joinpath("lexicons")
        singles, doubles, rare = _lines(folder.joinpath("surnames.txt").read_text("utf-8"))
        surnames = frozenset(singles) | frozenset(doubles.split())
        return cls(surnames, frozenset(rare), _shipped_gazetteer(), _tables(folder))

    def person_name(self) -> str:
        """A regular expression of what can be a person's name by its form, without groups."""
        single = "".join(sorted(name for name in self.surnames if len(name) == 1))
        double = "|".join(sorted(name for name in self.surnames if len(name) > 1))
        return rf"(?:(?:{double}){HAN}{{1,2}}|[{single}]{HAN}{{1,2}}?|{HAN}{{2,8}}·{HAN}{{1,8}})"

    def words(self, table: str, key: str) -> tuple[str, ...]:
        """A word list, longest words first so that they win in an alternation."""
        return tuple(sorted(self.tables[table][key], key=lambda word: (-len(word), word)))

    def either(self, table: str, *keys: str) -> str:
        """A regular expression (a non-capturing group) that matches any word of the lists."""
        return alternation(word for key in keys for word in self.tables[table][key])


@dataclass(frozen=True, slots=True)
class Cued:
    """A slow pattern, tried only on texts that have what every match of it holds."""

    pattern: re.Pattern[str]
    cue: re.Pattern[str]

    @classmethod
    def of(cls, pattern: str, cue: str) -> "Cued":
        """Compiles both."""
        return cls(re.compile(pattern), re.compile(cue))

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """The matches of the pattern in the text."""
        return self.pattern.finditer(text) if self.cue.search(text) else iter(())


def _tables(folder: Traversable) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            found[entry.name] = _tables(entry)
        elif entry.name.endswith(".toml"):
            found[entry.name.removesuffix(".toml")] = tomllib.loads(entry.read_text("utf-8"))
    return found


@cache
def _shipped_gazetteer() -> Gazetteer:
    return _gazetteer(_lines(files("ingest").joinpath("lexicons/places.txt").read_text("utf-8")))


def province_of(place: str) -> str | None:
    """The province that a prefecture, by any of its names, lies in; None for provinces and unknown places."""
    gazetteer = _shipped_gazetteer()
    return gazetteer.province.get(gazetteer.full_name.get(place, place))


def alternation(words: Iterable[str]) -> str:
    """A non-capturing group that matches any of `words`, the longest first.

    `re` tries alternatives one after the other: words that begin alike share their beginning, so that a list of
    hundreds takes half the time.
    """
    return f"(?:{_alternatives(set(words))})"


def _alternatives(words: Collection[str]) -> str:
    """The words, the longest of those that begin alike first; the empty one, which begins all, last."""
    if len(words) <= FEW:
        return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
    rest: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (not word, word)):
        rest.setdefault(word[:1], []).append(word[1:])
    grouped = (
        re.escape(first) + (f"(?:{_alternatives(ends)})" if len(ends) > 1 else re.escape(ends[0]))
        for first, ends in rest.items()
    )
    return "|".join(grouped)


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _gazetteer(lines: list[str]) -> Gazetteer:
    full_name: dict[str, str] = {}
    province: dict[str, str] = {}
    for line in lines:
        head, _, tail = line.partition("：")
        whole, short = head.split()
        full_name[whole] = full_name[short] = whole
        for name in tail.split():
            prefecture = name if name.endswith(("州", "盟", "地区")) and len(name) > 3 else name + "市"  # noqa: PLR2004
            full_name.setdefault(prefecture, prefecture)
            full_name.setdefault(name, prefecture)
            province[prefecture] = whole
    return Gazetteer(full_name, province)
