"""Honours as search weighs them: told by level and kind, ordered by rank."""

import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from ingest import honour_ladder
from kg import EntityRecord

COUNTED = 3
"""Honours of one person or studio that count: more of them say more of the reporter's zeal than of the skill."""
LEVEL_SUFFIX = "级"


@dataclass(frozen=True, slots=True, order=True)
class Honour:
    """An award that something has received; of two the greater ranks higher.

    Attributes:
        rank: as in `ingest/honours.py`; 0 where the name tells nothing.
        level: e.g. "省"; empty where it is not told.
        kind: e.g. "劳动模范"; likewise.
    """

    rank: int
    name: str
    level: str = ""
    kind: str = ""

    @classmethod
    def of(cls, award: EntityRecord) -> "Honour":
        """What the store knows of the award; what it does not know, the name tells."""
        attrs = award.attrs if "rank" in award.attrs else honour_ladder().describe(award.name)
        return cls(int(attrs.get("rank", 0)), award.name, attrs.get("level", ""), attrs.get("kind", ""))

    @property
    def term(self) -> str:
        """One string that says it all, for an index that knows strings only."""
        return "\t".join((self.name, self.level, self.kind, str(self.rank)))

    @classmethod
    def read(cls, term: str) -> "Honour":
        """The honour that a term stands for."""
        return _read(term)


@lru_cache(2**12)
def _read(term: str) -> Honour:
    name, level, kind, rank = (*term.split("\t"), "", "", "0")[:4]
    return Honour(int(rank), name, level, kind)


def best_first(honours: Iterable[Honour]) -> list[Honour]:
    """The highest first, equal ones by name; each once."""
    return sorted(set(honours), key=lambda honour: (-honour.rank, honour.name))


def renown(terms: Iterable[str]) -> float:
    """What the best honours weigh together: 0 for none, 1 for each of the very highest, at most `COUNTED`."""
    ranks = sorted((Honour.read(term).rank for term in terms), reverse=True)
    return sum(rank / _highest() for rank in ranks[:COUNTED])


def honour_test(asked: str) -> Callable[[str], bool]:
    """Whether a term is the honour asked for: by a part of its name, its kind, its level, or "省级以上" and above.

    Args:
        asked: "五一劳动奖章", "技术能手", "省级", "市级以上", "国家级劳动模范".
    """
    asked = asked.strip()
    levels, rest = _parsed(asked)

    def is_wanted(term: str) -> bool:
        honour = Honour.read(term)
        name = _shortened(honour.name)
        if _shortened(asked) in name:
            return True
        if not levels:
            return honour.kind == asked
        return honour.level in levels and (not rest or _shortened(rest) in name or rest == honour.kind)

    return is_wanted


def order_of(facet: str) -> dict[str, int]:
    """The place of each level's or kind's facet value, the highest 0."""
    ladder = honour_ladder()
    values = [level + LEVEL_SUFFIX for level in reversed(ladder.levels)] if facet == "honour_level" else ladder.kinds
    return {value: place for place, value in enumerate(values)}


def _shortened(name: str) -> str:
    """全国劳模 for 全国劳动模范."""
    for long, short in _data()["same"].items():
        name = name.replace(long, short)
    return name


def _parsed(asked: str) -> tuple[frozenset[str], str]:
    """The levels that are asked for, and what else."""
    words, pattern = _levels()
    said = pattern.match(asked)
    if said is None:
        return frozenset(), asked
    level, ladder = words[said["level"]], honour_ladder().levels
    wanted = ladder[ladder.index(level) :] if said["up"] else (level,)
    return frozenset(wanted), asked[said.end() :]


@cache
def _levels() -> tuple[dict[str, str], re.Pattern[str]]:
    words = _data()["levels"]
    return words, re.compile(rf"(?P<level>{'|'.join(sorted(words, key=len, reverse=True))})(?P<up>及?以上)?的?")


@cache
def _data() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("search").joinpath("data/honours.toml").read_text("utf-8"))


@cache
def _highest() -> int:
    """Above every rank: that of a level above the highest one."""
    return (len(honour_ladder().levels) + 1) * 100
