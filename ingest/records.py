"""Relations in records: rows of tables and lists of labelled lines."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from ingest.entities import Directory
from ingest.facts import EntityType, Evidence, Relation, RelationType, Span
from ingest.layout import Kind
from ingest.lexicon import Lexicon
from ingest.mentions.fields import Field, FieldFinder
from ingest.mentions.mention import Mention
from ingest.mentions.recognise import ReadSentence

CONFIDENCE = 0.95
FIELD_TYPES = {"award": EntityType.AWARD, "adopter": EntityType.ORGANIZATION, "place": EntityType.PLACE}
SUBJECT_FIELDS = ("achievement", "studio", "team", "person", "author", "leader", "organization")
"""Whose row it is: the first of these that is filled."""


class RecordReader:
    """Links the fields of one record to one another."""

    def __init__(self, lexicon: Lexicon, fields: FieldFinder) -> None:
        self._fields = fields
        self._links = [
            (row["head"], row["tail"], RelationType(row["type"]), frozenset(row.get("unless", ())))
            for row in lexicon.tables["record_fields"]["link"]
        ]

    def relations(self, read: Sequence[ReadSentence], directory: Directory) -> Iterator[Relation]:
        """The relations that the records' fields state."""
        for record in self.records(read):
            filled = self._filled(record)
            evidence = _evidence(record)
            for head, tail, kind, unless in self._links:
                if any(filled[field] for field in unless):
                    continue
                for a in filled[head]:
                    for b in filled[tail]:
                        yield Relation(
                            kind, directory.of(a), directory.of(b), evidence, {}, f"record.{head}_{tail}", CONFIDENCE
                        )
            yield from self._employers(record, directory, evidence)

    def records(self, read: Sequence[ReadSentence]) -> Iterator[list[ReadSentence]]:
        """A row with several fields is a record of its own; lines of one field each are one record together."""
        for is_record, group in groupby(read, key=lambda s: s.tagged.sentence.kind is Kind.RECORD):
            if not is_record:
                continue
            lines: list[ReadSentence] = []
            for sentence in group:
                if len(self._fields.fields(sentence.tagged.sentence)) > 1:
                    yield [sentence]
                else:
                    lines.append(sentence)
            if lines:
                yield lines

    def subject(self, record: Sequence[ReadSentence]) -> Mention | None:
        """What the record is about."""
        filled = self._filled(record)
        return next((filled[field][0] for field in SUBJECT_FIELDS if filled[field]), None)

    def _filled(self, record: Iterable[ReadSentence]) -> dict[str, list[Mention]]:
        filled: dict[str, list[Mention]] = defaultdict(list)
        for sentence in record:
            for field in self._fields.fields(sentence.tagged.sentence):
                inside = [m for m in sentence.mentions if field.start <= m.start and m.end <= field.end]
                wanted = FIELD_TYPES.get(field.kind)
                filled[field.kind] += [m for m in inside if m.rule == f"field.{field.kind}" or m.type is wanted]
        return filled

    def _employers(
        self, record: Iterable[ReadSentence], directory: Directory, evidence: Evidence
    ) -> Iterator[Relation]:
        """Reads from "师傅：张三，某某公司" where he works."""
        for sentence in record:
            for field in self._fields.fields(sentence.tagged.sentence):
                persons, units = _persons_and_units(sentence, field)
                for person in persons:
                    for unit in units:
                        key = directory.of(person), directory.of(unit)
                        yield Relation(RelationType.WORKS_AT, *key, evidence, {}, "record.beside", CONFIDENCE)


def _persons_and_units(sentence: ReadSentence, field: Field) -> tuple[list[Mention], list[Mention]]:
    inside = [m for m in sentence.mentions if field.start <= m.start and m.end <= field.end]
    persons = [m for m in inside if m.rule == f"field.{field.kind}" and m.type is EntityType.PERSON]
    units = [m for m in inside if m.type is EntityType.ORGANIZATION] if len(persons) == 1 else []
    return persons, units


def _evidence(record: Sequence[ReadSentence]) -> Evidence:
    """The record as one run of the document: from its first line to its last."""
    if len(record) == 1:
        return record[0].tagged.sentence.evidence()
    sentences = [s.tagged.sentence for s in record]
    spans = tuple(span for s in sentences for span in s.spans(0, len(s.text)))
    return Evidence("\n".join(s.surface(0, len(s.text)) for s in sentences), tuple(Span(*span) for span in spans))
