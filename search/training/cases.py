"""Our own training texts: troubles of each trade in everyday words, and reports of their remedies in technical ones.

Written for this purpose (`cases/*.toml`), so that the model learns what no public text tells: that who complains of
coal spilling off the belt is answered by a report on a device against its running askew.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

HELD_OUT = 10
"""Every tenth case is kept back, to see whether more than the cases themselves is learned."""


@dataclass(frozen=True, slots=True)
class Case:
    """One trouble and its remedy.

    Attributes:
        title: what the remedy is called in a list of achievements.
        asked: how people put the trouble, or what they want.
        passages: sentences of reports on the remedy.
        near: titles of other works of the trade that look alike and do not help.
    """

    title: str
    asked: tuple[str, ...]
    passages: tuple[str, ...]
    near: tuple[str, ...]


def read_cases() -> tuple[list[Case], list[Case]]:
    """The cases to learn from and those kept back, in the files' order."""
    folder = files("search.training").joinpath("cases")
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".toml"))
    rows = [row for name in names for row in tomllib.loads(folder.joinpath(name).read_text("utf-8"))["case"]]
    cases = [_case(row) for row in rows]
    return [c for i, c in enumerate(cases, 1) if i % HELD_OUT], cases[HELD_OUT - 1 :: HELD_OUT]


def documents(cases: Iterable[Case]) -> list[list[str]]:
    """Each case as a text, for the contexts of words."""
    return [[case.title, *case.passages, *case.asked] for case in cases]


def _case(row: dict[str, Any]) -> Case:
    return Case(row["title"], (*row["symptoms"], *row["goals"]), tuple(row["passages"]), tuple(row["near"]))
