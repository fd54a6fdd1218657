"""Relations in records: rows of tables and lists of labelled lines."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, product, zip_longest
from typing import NamedTuple

from ingest.facts import EntityType, Evidence, Relation, RelationType, Span
from ingest.lexicon import Lexicon
from ingest.mentions.fields import Field, FieldFinder
from ingest.mentions.mention import Mention, mention
from ingest.mentions.recognise import ReadSentence
from ingest.names.entities import Directory
from ingest.page.layout import Kind

CONFIDENCE = 0.95
FIELD_TYPES = {"award": EntityType.AWARD, "adopter": EntityType.ORGANIZATION, "place": EntityType.PLACE}
SUBJECT_FIELDS = ("achievement", "studio", "team", "person", "author", "leader", "organization")
"""Whose row it is: the first of these that is filled."""
TELLING = {
    "achievement",
    "author",
    "person",
    "leader",
    "member",
    "mentor",
    "apprentice",
    "organization",
    "studio",
    "team",
}
BEGINNING = {"achievement", "studio", "person", "mentor"}
"""A second field of these kinds begins another record."""
INHERITED = ("studio", "organization")
NUMBERED = re.compile(r"[（(]?\d{1,3}[）)、.．]\s*(?=[^\d\s])")
LONGEST_HEADING = 45
TITLE_RULE = "field.title"


class Record(NamedTuple):
    """Lines that belong together.

    Attributes:
        lines: a row, or the labelled lines of one thing.
        base: the studio and the unit that the form names before.
        of_leader: whether it stands under a heading that speaks of a studio's leader.
    """

    lines: list[ReadSentence]
    base: dict[str, list[Mention]]
    of_leader: bool = False

    def inherits(self, m: Mention) -> bool:
        """Whether the form names it in an earlier part."""
        return any(m in mentions for mentions in self.base.values())


class RecordReader:
    """Links the fields of one record to one another."""

    def __init__(self, lexicon: Lexicon, fields: FieldFinder) -> None:
        self._fields = fields
        self._leads = re.compile(lexicon.either("roles", "leaders"))
        self._links = [
            (row["head"], row["tail"], RelationType(row["type"]), frozenset(row.get("unless", ())))
            for row in lexicon.tables["record_fields"]["link"]
        ]

    def noted(self, read: Sequence[ReadSentence]) -> list[ReadSentence]:
        """The sentences, with numbered lines above labelled ones as the names of the works that those describe."""
        return [
            self._as_title(sentence) if self._is_title(sentence, following) else sentence
            for sentence, following in zip_longest(read, read[1:])
        ]

    def relations(self, read: Sequence[ReadSentence], directory: Directory) -> Iterator[Relation]:
        """The relations that the records' fields state."""
        for record in self.records(read):
            filled = self._filled(record)
            evidence = _evidence(record.lines)
            for head, tail, kind, unless in self._links:
                if any(filled[field] for field in unless):
                    continue
                if kind is RelationType.WORKS_AT and len(filled[head]) > 1 and len(filled[tail]) > 1:
                    continue  # who of several works at which of several units is not told
                for a, b in product(filled[head], filled[tail]):
                    if not (record.inherits(a) and record.inherits(b)):
                        ends = directory.of(a), directory.of(b)
                        yield Relation(kind, *ends, evidence, {}, f"record.{head}_{tail}", CONFIDENCE)
            yield from self._employers(record.lines, directory, evidence)

    def records(self, read: Sequence[ReadSentence]) -> Iterator[Record]:
        """Rows and forms.

        A row with several telling fields is a record of its own; lines of one field each are one record together, up to
        the next heading or the next work. Later parts of a form belong to the studio and unit that it names first.
        """
        base: dict[str, list[Mention]] = {}
        heading = ""
        for part in _parts(read):
            if part[0].tagged.sentence.kind is not Kind.RECORD and not _named_by_title(part[0]):
                is_heading = len(part[0].text) <= LONGEST_HEADING and "。" not in part[0].text
                heading, base = (part[0].text, base) if is_heading else ("", {})
                continue
            for lines in self._groups(part):
                record = Record(lines, base, self._leads.search(heading) is not None)
                filled = self._filled(record)
                yield record
                if not self._is_row(lines[0]):
                    base = {kind: base.get(kind) or filled[kind] for kind in INHERITED}

    def subject(self, record: Record) -> Mention | None:
        """What the record is about."""
        filled = self._filled(record)
        order: tuple[str, ...] = SUBJECT_FIELDS
        if record.lines[0].tagged.sentence.paragraph.columns:
            first = (f.kind for f in self._fields.fields(record.lines[0].tagged.sentence))
            order = tuple(kind for kind in first if kind in SUBJECT_FIELDS)
        return next((filled[field][0] for field in order if filled[field]), None)

    def _groups(self, part: Sequence[ReadSentence]) -> Iterator[list[ReadSentence]]:
        """The records of adjacent lines."""
        lines: list[ReadSentence] = []
        kinds: set[str] = set()
        for sentence in part:
            own = {f.kind for f in self._fields.fields(sentence.tagged.sentence)}
            own |= {"achievement"} if _named_by_title(sentence) else set()
            row = self._is_row(sentence)
            if lines and (row or own & kinds & BEGINNING):
                yield lines
                lines, kinds = [], set()
            if row:
                yield [sentence]
            else:
                lines, kinds = [*lines, sentence], kinds | own
        if lines:
            yield lines

    def _is_row(self, sentence: ReadSentence) -> bool:
        """Whether a line is a record by itself."""
        own = {f.kind for f in self._fields.fields(sentence.tagged.sentence)}
        return len(own & TELLING) > 1 or not (own or _named_by_title(sentence))

    def _filled(self, record: Record) -> dict[str, list[Mention]]:
        filled: dict[str, list[Mention]] = defaultdict(list)
        for sentence in record.lines:
            filled["achievement"] += [m for m in sentence.mentions if m.rule == TITLE_RULE]
            for field in self._fields.fields(sentence.tagged.sentence):
                inside = [m for m in sentence.mentions if field.start <= m.start and m.end <= field.end]
                wanted = FIELD_TYPES.get(field.kind)
                filled[field.kind] += [m for m in inside if m.rule == f"field.{field.kind}" or m.type is wanted]
        if record.of_leader and not filled["leader"]:
            filled["leader"] = filled["person"]
        filled["organization"] += [m for m in filled["maker"] if m not in filled["organization"]]
        for kind, mentions in record.base.items():
            filled[kind] = filled[kind] or mentions
        return filled

    def _is_title(self, sentence: ReadSentence, following: ReadSentence | None) -> bool:
        text, kind = sentence.text, sentence.tagged.sentence.kind
        if following is None or kind not in {Kind.HEADING, Kind.BODY} or not NUMBERED.match(text):
            return False
        kinds = {f.kind for f in self._fields.fields(following.tagged.sentence)}
        short = len(text) <= LONGEST_HEADING and "。" not in text
        return (
            short
            and following.tagged.sentence.kind is Kind.RECORD
            and bool(kinds & {"author", "organization", "maker"})
        )

    def _as_title(self, sentence: ReadSentence) -> ReadSentence:
        start = NUMBERED.match(sentence.text).end()  # type: ignore[union-attr]
        title = mention(sentence.tagged, (start, len(sentence.text)), EntityType.ACHIEVEMENT, TITLE_RULE)
        return replace(sentence, mentions=(title,))

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


def _parts(read: Sequence[ReadSentence]) -> Iterator[list[ReadSentence]]:
    """Runs of record lines, and every other sentence for itself."""
    for is_record, group in groupby(read, key=lambda s: s.tagged.sentence.kind is Kind.RECORD or _named_by_title(s)):
        if is_record:
            yield list(group)
        else:
            yield from ([sentence] for sentence in group)


def _named_by_title(sentence: ReadSentence) -> bool:
    return any(m.rule == TITLE_RULE for m in sentence.mentions)
