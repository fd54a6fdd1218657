"""The texts, and the facts that a careful reader takes from each."""

import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from corpus import Document, read_file
from ingest.facts import RelationType

HERE = Path(__file__).parent
MENTORING = "mentoring"
KINDS = {
    MENTORING: frozenset({RelationType.MENTORS}),
    "relations": frozenset(RelationType) - {RelationType.MENTORS, RelationType.LOCATED_IN},
}
"""By folder the kinds of which all facts are told."""


class Fact(NamedTuple):
    """The names of two entities, and how the first stands to the second."""

    head: str
    relation: RelationType
    tail: str


class Paragraph(NamedTuple):
    """A text and its facts."""

    text: str
    facts: Sequence[Fact]

    def document(self) -> Document:
        """The text as it is read from a file."""
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "paragraph.txt"
            file.write_text(self.text + "\n", "utf-8")
            return next(iter(read_file(file)))


def sets() -> list[Path]:
    """The files of all sets, those about masters and apprentices first."""
    return [file for folder in KINDS for file in sorted((HERE / folder).glob("*.jsonl"))]


def paragraphs(file: Path) -> Iterator[Paragraph]:
    """The texts of a set."""
    for row in map(json.loads, file.read_text("utf-8").splitlines()):
        facts = [Fact(head, RelationType(kind), tail) for head, kind, tail in row["facts"]]
        yield Paragraph(row["text"], facts)
