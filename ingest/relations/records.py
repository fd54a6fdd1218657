"""Records: rows of tables and lists of labelled lines, and what each of their fields holds."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, zip_longest
from typing import NamedTuple

from ingest.facts import EntityType
from ingest.lexicon import Lexicon
from ingest.mentions.fields import FieldFinder
from ingest.mentions.mention import Mention, mention
from ingest.mentions.recognise import ReadSentence
from ingest.page.layout import Kind

FIELD_TYPES = {
    "award": EntityType.AWARD,
    "own_award": EntityType.AWARD,
    "adopter": EntityType.ORGANIZATION,
    "place": EntityType.PLACE,
}
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
TOLD = {"mentor", "apprentice"}
"""Fields that may tell of one person in words ("师承：1996年起师从炼钢工某某")."""
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
        above: the line above some told text of the same form that names the work which these lines go on about; what
            the form names first is told of that one already, or not true of it.
    """

    lines: list[ReadSentence]
    base: dict[str, list[Mention]]
    of_leader: bool = False
    above: ReadSentence | None = None

    def inherits(self, m: Mention) -> bool:
        """Whether the form names it in an earlier part."""
        return any(m in mentions for mentions in self.base.values())


class RecordReader:
    """Tells which lines are one record, and what it is about."""

    def __init__(self, lexicon: Lexicon, fields: FieldFinder) -> None:
        self.fields = fields
        self._leads = re.compile(lexicon.either("roles", "leaders"))

    def noted(self, read: Sequence[ReadSentence]) -> list[ReadSentence]:
        """The sentences, with numbered lines above labelled ones as the names of the works that those describe."""
        return [
            self._as_title(sentence) if self._is_title(sentence, following) else sentence
            for sentence, following in zip_longest(read, read[1:])
        ]

    def records(self, read: Sequence[ReadSentence]) -> Iterator[Record]:
        """Rows and forms.

        A row with several telling fields is a record of its own, with the name of the work if that stands above it;
        lines of one field each are one record together, up to the next heading or the next work. Later parts of a form
        belong to the studio and unit that it names first, and what a label announces ("成果简介：") ends no form.
        """
        base: dict[str, list[Mention]] = {}
        heading = ""
        work: ReadSentence | None = None
        announced = False
        for part in _parts(read):
            if part[0].tagged.sentence.kind is not Kind.RECORD and not named_by_title(part[0]):
                if announced and part[0].tagged.sentence.kind is Kind.BODY:
                    continue
                is_heading = len(part[0].text) <= LONGEST_HEADING and "。" not in part[0].text
                heading, base = (part[0].text, base) if is_heading else ("", {})
                work, announced = None, False
                continue
            announced = part[-1].text.endswith(("：", ":"))
            for lines in self._groups(part):
                above = work if work and not self._is_row(lines[0]) and not self._kinds(lines) & TELLING else None
                record = Record(lines, base, self._leads.search(heading) is not None, above)
                filled = self.filled(record)
                work = next((line for line in lines if "achievement" in self._kinds([line])), work)
                yield record
                if not self._is_row(lines[0]):
                    base = {kind: base.get(kind) or filled[kind] for kind in INHERITED}

    def subject(self, record: Record) -> Mention | None:
        """What the record is about; lines below a told text of the form are about whatever the form is."""
        filled = self.filled(record._replace(above=None))
        order: tuple[str, ...] = SUBJECT_FIELDS
        if record.lines[0].tagged.sentence.paragraph.columns:
            first = (f.kind for f in self.fields.fields(record.lines[0].tagged.sentence))
            order = tuple(kind for kind in first if kind in SUBJECT_FIELDS)
        return next((filled[field][0] for field in order if filled[field]), None)

    def filled(self, record: Record) -> dict[str, list[Mention]]:
        """What each kind of field holds, with what the form names before for those that are empty."""
        filled: dict[str, list[Mention]] = defaultdict(list)
        for sentence in record.lines:
            filled["achievement"] += [m for m in sentence.mentions if m.rule == TITLE_RULE]
            for field in self.fields.fields(sentence.tagged.sentence):
                inside = [m for m in sentence.mentions if field.start <= m.start and m.end <= field.end]
                wanted = FIELD_TYPES.get(field.kind)
                named = [m for m in inside if m.rule == f"field.{field.kind}" or m.type is wanted]
                filled[field.kind] += named or (_only_person(inside) if field.kind in TOLD else [])
        if record.of_leader and not filled["leader"]:
            filled["leader"] = filled["person"]
        if record.above and not filled["achievement"]:
            filled["achievement"] = [m for m in record.above.mentions if m.type is EntityType.ACHIEVEMENT][:1]
        filled["organization"] += [m for m in filled["maker"] if m not in filled["organization"]]
        if not record.above:
            for kind, mentions in record.base.items():
                filled[kind] = filled[kind] or mentions
        return filled

    def _kinds(self, lines: Sequence[ReadSentence]) -> set[str]:
        return {f.kind for line in lines for f in self.fields.fields(line.tagged.sentence)}

    def _groups(self, part: Sequence[ReadSentence]) -> Iterator[list[ReadSentence]]:
        """The records of adjacent lines."""
        lines: list[ReadSentence] = []
        kinds: set[str] = set()
        for sentence in part:
            own = {f.kind for f in self.fields.fields(sentence.tagged.sentence)}
            own |= {"achievement"} if named_by_title(sentence) else set()
            row = self._is_row(sentence)
            titled = row and kinds == {"achievement"} and "achievement" not in own
            if lines and not titled and (row or own & kinds & BEGINNING):
                yield lines
                lines, kinds = [], set()
            if row:
                yield [*lines, sentence]
                lines, kinds = [], set()
            else:
                lines, kinds = [*lines, sentence], kinds | own
        if lines:
            yield lines

    def _is_row(self, sentence: ReadSentence) -> bool:
        """Whether a line is a record by itself."""
        own = {f.kind for f in self.fields.fields(sentence.tagged.sentence)}
        unknown = not own and self.fields.bears_label(sentence.tagged.sentence)
        return len(own & TELLING) > 1 or not (own or unknown or named_by_title(sentence))

    def _is_title(self, sentence: ReadSentence, following: ReadSentence | None) -> bool:
        text, kind = sentence.text, sentence.tagged.sentence.kind
        if following is None or kind not in {Kind.HEADING, Kind.BODY} or not _is_numbered(sentence):
            return False
        kinds = {f.kind for f in self.fields.fields(following.tagged.sentence)}
        short = len(text) <= LONGEST_HEADING and "。" not in text
        return (
            short
            and following.tagged.sentence.kind is Kind.RECORD
            and bool(kinds & {"author", "organization", "maker"})
        )

    def _as_title(self, sentence: ReadSentence) -> ReadSentence:
        numbering = NUMBERED.match(sentence.text)
        start = numbering.end() if numbering else 0
        title = mention(sentence.tagged, (start, len(sentence.text)), EntityType.ACHIEVEMENT, TITLE_RULE)
        return replace(sentence, mentions=(title,))


def _is_numbered(sentence: ReadSentence) -> bool:
    """Whether the line is a numbered item of a list; the layout has taken the number off some."""
    return NUMBERED.match(sentence.text) is not None or sentence.tagged.sentence.paragraph.in_list


def _only_person(inside: Sequence[Mention]) -> list[Mention]:
    persons = [m for m in inside if m.type is EntityType.PERSON]
    return persons if len({m.name for m in persons}) == 1 else []


def _parts(read: Sequence[ReadSentence]) -> Iterator[list[ReadSentence]]:
    """Runs of record lines, and every other sentence for itself."""
    for is_record, group in groupby(read, key=lambda s: s.tagged.sentence.kind is Kind.RECORD or named_by_title(s)):
        if is_record:
            yield list(group)
        else:
            yield from ([sentence] for sentence in group)


def named_by_title(sentence: ReadSentence) -> bool:
    """Whether a line is the name of a work that the lines below describe."""
    return any(m.rule == TITLE_RULE for m in sentence.mentions)
