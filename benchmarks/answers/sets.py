"""The sets of texts, and the questions asked over each."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
FOLDERS = HERE / "texts", HERE.parent / "articles"


@dataclass(frozen=True, slots=True)
class Case:
    """A question and the names that answer it, each with its grade; none where the texts do not tell."""

    kind: str
    query: str
    expected: tuple[tuple[str, int], ...]


def cases(name: str) -> Iterator[Case]:
    """The cases of a set."""
    for line in (HERE / f"{name}.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        yield Case(row["kind"], row["query"], tuple((e["name"], e.get("grade", 2)) for e in row["expected"]))


def texts(name: str) -> list[Path]:
    """The texts of a set."""
    return sorted(next(folder / name for folder in FOLDERS if (folder / name).is_dir()).glob("*.txt"))


def sets() -> list[str]:
    """The names of all sets."""
    return sorted(file.stem for file in HERE.glob("*.jsonl"))
