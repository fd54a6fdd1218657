"""Mentions in records: what a labelled field holds ("完成人：张三、李四") needs no cue but its label."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.facts import EntityType
from ingest.layout import Kind
from ingest.lexicon import Lexicon, alternation
from ingest.mentions.columns import ColumnReader
from ingest.mentions.mention import Mention, TaggedSentence, mention
from ingest.mentions.persons import PersonFinder
from ingest.sentences import Sentence
from ingest.tables import cells

TYPES = {
    "achievement": EntityType.ACHIEVEMENT,
    "author": EntityType.PERSON,
    "person": EntityType.PERSON,
    "leader": EntityType.PERSON,
    "member": EntityType.PERSON,
    "mentor": EntityType.PERSON,
    "apprentice": EntityType.PERSON,
    "organization": EntityType.ORGANIZATION,
    "studio": EntityType.STUDIO,
    "team": EntityType.TEAM,
}
"""Fields whose whole value, or each of its listed parts, is a name; other fields are read like any sentence."""
SHORTEST = 2
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Field:
    """`text[start:end]` is the value of a field of this kind."""

    kind: str
    start: int
    end: int
    label: str = ""


class FieldFinder:
    """Finds the fields of a record line and the names in them."""

    def __init__(self, lexicon: Lexicon, persons: PersonFinder) -> None:
        table = lexicon.tables["record_fields"]["labels"]
        self._kind = {label: kind for kind, labels in table.items() for label in labels}
        self._field = re.compile(
            rf"(?:^|(?<=[；。]))\s*(?P<label>{alternation(self._kind)})\**：\**(?P<value>.*?)(?=；[^；：]{{1,14}}：|$)"
        )
        self._start = re.compile(rf"{alternation(self._kind)}\**[：:]")
        self._part = re.compile(r"[^、，；/\s]+")
        self._persons = persons
        self._columns = ColumnReader(lexicon, persons.is_name)

    def is_record(self, line: str) -> bool:
        """Whether the line begins with a field's label, or is a line of a list whose columns can be told apart."""
        return bool(self._start.match(line) or self._columns.cells(line))

    def is_source(self, line: str) -> bool:
        """Whether the line only says where the text was taken from."""
        match = self._start.match(line.lstrip("（(【 "))
        return match is not None and self._kind[re.sub(r"[*：:]", "", match.group())] == "source"

    def is_label(self, text: str) -> bool:
        """Whether a cell is the name of a column."""
        return self._kind_of(text) is not None

    def _kind_of(self, label: str) -> str | None:
        """The kind of field that a label names, without marks, units and numbering ("获奖 单位（盖章）")."""
        bare = re.sub(r"[（(].*?[）)]|[\s*：:]", "", label)
        return self._kind.get(bare)

    def fields(self, sentence: Sentence) -> list[Field]:
        """The fields of a record, in order."""
        text, columns = sentence.text, sentence.paragraph.columns
        if columns:
            known = zip(columns, cells(sentence.paragraph.text), strict=False)
            return [Field(kind, *span, label) for label, span in known if (kind := self._kind_of(label)) and span[0] < span[1]]
        if not self._start.match(text):
            return [Field(*cell) for cell in self._columns.cells(text)]
        return [Field(self._kind[m["label"]], *m.span("value"), m["label"]) for m in self._field.finditer(text)]

    def find(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """The names that fill the fields of a record."""
        if sentence.sentence.kind is not Kind.RECORD:
            return
        for field in self.fields(sentence.sentence):
            if kind := TYPES.get(field.kind):
                for start, end in self._names(sentence.text, field, kind):
                    yield mention(sentence, (start, end), kind, f"field.{field.kind}")

    def _names(self, text: str, field: Field, kind: EntityType) -> Iterator[tuple[int, int]]:
        if kind in {EntityType.ACHIEVEMENT, EntityType.STUDIO, EntityType.TEAM}:
            value = text[field.start : field.end].strip("。 ")
            if SHORTEST <= len(value) <= LONGEST:
                yield field.start, field.start + len(text[field.start : field.end].rstrip("。 "))
            return
        for part in self._part.finditer(text, field.start, field.end):
            bare = re.sub(r"（.*", "", part.group()).rstrip("。等")
            named = self._persons.is_name(bare) if kind is EntityType.PERSON else len(bare) > SHORTEST
            if named:
                yield part.start(), part.start() + len(bare)
