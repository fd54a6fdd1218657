"""The problems, who can help with each, and how a name that was given is compared with one that was expected."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import opencc

from corpus import bundled_folder

FOLDER = Path(__file__).parent
ARTICLES = FOLDER.parent / "articles"
SETS = tuple(f"development{number}" for number in range(5, 11))
SPLITS = ("development", "test")
SHORTEST_PART = 4
"""A name of at least so many characters may stand for a longer one that contains it (a studio's with its host's)."""

_DROPPED = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem, and who can help: names with grade 2 for who solved it, 1 for who stands beside them.

    Attributes:
        expected: empty where nobody in the texts can.
        documents: where the texts say so.
    """

    id: str
    split: str
    query: str
    expected: dict[str, int]
    documents: tuple[str, ...] = ()

    def gains(self, names: Iterable[str]) -> list[int]:
        """The grade of each name given; each expected one counts once."""
        left = dict(self.expected)
        gains = []
        for name in names:
            found = next((wanted for wanted in left if same(wanted, name)), None)
            gains.append(left.pop(found) if found else 0)
        return gains


def problems() -> list[Problem]:
    """All of them, in the file's order."""
    with (FOLDER / "problems.jsonl").open(encoding="utf-8") as lines:
        return [_problem(json.loads(line)) for line in lines]


def bystanders() -> frozenset[str]:
    """Officials, managers and reporters whom the texts name; none of them may be given as an expert."""
    return frozenset(map(_key, (FOLDER / "bystanders.txt").read_text("utf-8").split()))


def is_bystander(name: str) -> bool:
    """The name is one of theirs."""
    return _key(name) in bystanders()


def texts() -> list[Path]:
    """The folders that are read into the library."""
    return [*(ARTICLES / name for name in SETS), bundled_folder()]


def same(one: str, other: str) -> bool:
    """Two forms of one name: alike but for punctuation and script, or one within the other."""
    short, long = sorted((_key(one), _key(other)), key=len)
    return short == long or (len(short) >= SHORTEST_PART and short in long)


def _key(name: str) -> str:
    return _DROPPED.sub("", str(_converter().convert(name)))


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def _problem(row: dict[str, object]) -> Problem:
    expected, evidence = row["expected"], row.get("evidence", [])
    assert isinstance(expected, list) and isinstance(evidence, list)
    grades = {one["name"]: one["grade"] for one in expected}
    return Problem(str(row["id"]), str(row["split"]), str(row["query"]), grades, tuple(one["doc"] for one in evidence))
