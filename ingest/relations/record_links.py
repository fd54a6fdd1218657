"""Relations in records: what the fields of one row or form are to one another."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from ingest.facts import EntityType, Evidence, Relation, RelationType, Span
from ingest.lexicon import Lexicon
from ingest.mentions.fields import TYPES, Field
from ingest.mentions.mention import Mention
from ingest.mentions.recognise import ReadSentence
from ingest.names.entities import Directory
from ingest.relations.records import Record, RecordReader

CONFIDENCE = 0.95
AWARDS = ("award", "own_award")


class FieldLink(NamedTuple):
    """A relation between what two fields of a record hold.

    Attributes:
        unless: fields that must be empty.
        first: of which end ("head" or "tail") only the first name is meant; None for all.
    """

    head: str
    tail: str
    type: RelationType
    unless: frozenset[str]
    first: str | None


class RecordLinker:
    """Links the fields of one record to one another."""

    def __init__(self, lexicon: Lexicon, records: RecordReader) -> None:
        self._fields = records.fields
        self._records = records
        self._links = [
            FieldLink(
                row["head"], row["tail"], RelationType(row["type"]), frozenset(row.get("unless", ())), row.get("first")
            )
            for row in lexicon.tables["record_fields"]["link"]
        ]

    def relations(self, read: Sequence[ReadSentence], directory: Directory) -> Iterator[Relation]:
        """The relations that the records' fields state."""
        for record in self._records.records(read):
            filled = self._records.filled(record)
            evidence = _evidence([record.above, *record.lines] if record.above else record.lines)
            named = list(self._named_winners(record))
            for kind in AWARDS:
                filled[kind] = [m for m in filled[kind] if m not in [award for _, award in named]]
            for person, award in named:
                ends = directory.of(person), directory.of(award)
                yield Relation(RelationType.RECEIVED, *ends, evidence, {}, "record.named", CONFIDENCE)
            for link in self._links:
                for a, b in self._linked(link, filled):
                    if not (record.inherits(a) and record.inherits(b)):
                        ends = directory.of(a), directory.of(b)
                        rule = f"record.{link.head}_{link.tail}"
                        yield Relation(link.type, *ends, evidence, {}, rule, CONFIDENCE)
            yield from self._employers(record.lines, directory, evidence)

    @staticmethod
    def _linked(link: "FieldLink", filled: Mapping[str, list[Mention]]) -> Iterator[tuple[Mention, Mention]]:
        heads, tails = filled[link.head], filled[link.tail]
        if any(filled[field] for field in link.unless):
            return
        if link.type is RelationType.WORKS_AT and len(heads) > 1 and len(tails) > 1:
            return  # who of several works at which of several units is not told
        yield from product(heads[:1] if link.first == "head" else heads, tails[:1] if link.first == "tail" else tails)

    def _named_winners(self, record: Record) -> Iterator[tuple[Mention, Mention]]:
        """Honours that a field gives to persons by name ("张三，2018年某市工匠；李四，某市技术能手").

        Also those that a field for persons tells of who is named before ("第一完成人：张三，男，高级技师，某市工匠").
        """
        for sentence in record.lines:
            for field in self._fields.fields(sentence.tagged.sentence):
                inside = [m for m in sentence.mentions if field.start <= m.start and m.end <= field.end]
                person: Mention | None = None
                tells = field.kind in AWARDS or TYPES.get(field.kind) is EntityType.PERSON
                for m in inside if tells else ():
                    person = m if m.type is EntityType.PERSON else person
                    if m.type is EntityType.AWARD and person:
                        yield person, m

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
