"""Mentions in records: what a labelled field holds ("完成人：张三、李四") needs no cue but its label."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.facts import EntityType
from ingest.lexicon import Lexicon
from ingest.mentions.columns import SPACED_NAME, ColumnReader
from ingest.mentions.labels import LabelReader
from ingest.mentions.mention import Mention, TaggedSentence, mention
from ingest.mentions.persons import PersonFinder
from ingest.page.layout import Kind
from ingest.page.sentences import Sentence
from ingest.page.tables import cells

NUMBER_ALONE = r"[\d\s.,，约近余多—－/-]*[万亿]?[项个件人元名次]?"
DATE_ALONE = (
    r"\s*(?:自|从)?\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:[至到—–~-]*(?:今|\d{4}年)?(?:\d{1,2}月)?)?(?:至今|以来|起)?"
)
"""A number in a column that counts ("成果（项）"), or a dash where there is nothing to tell."""
TYPES = {
    "achievement": EntityType.ACHIEVEMENT,
    "author": EntityType.PERSON,
    "person": EntityType.PERSON,
    "leader": EntityType.PERSON,
    "member": EntityType.PERSON,
    "mentor": EntityType.PERSON,
    "apprentice": EntityType.PERSON,
    "organization": EntityType.ORGANIZATION,
    "department": EntityType.ORGANIZATION,
    "maker": EntityType.ORGANIZATION,
    "adopter": EntityType.ORGANIZATION,
    "studio": EntityType.STUDIO,
    "team": EntityType.TEAM,
}
"""Fields whose whole value, or each of its listed parts, is a name; other fields are read like any sentence."""
NUMBER = re.compile(r"(?:约|近|超|逾)?\d[\d.,]*(?:余|多)?(?=\s|$)|(?:约|近|超|逾)?\d[\d.,]*(?:余|多)?")
NAMES_ONLY = re.compile(r"[^，。：]{5,60}")
LINE = re.compile(r".+")
WHOLE = re.compile(r"[^、；;]+")
LONG_ITEM = 6
"""An enumeration whose items are all so long is one of names; 、 within a name stands between shorter ones."""
GROUPS = ("班", "组", "队", "工作室")
"""Items that end so are names, however short."""
REMARK = re.compile(
    r"\s*[（(](?:第[一二三四五六七八九十\d]+|[^（）()]*(?:排名|完成人|主持|指导|参与|命名|成员|年)[^（）()]*)[）)]$"
)
AFTER_NAME, AT_END = r"[（(].*", r"[（(][^（）()]*(?:[）)]|$)$"
"""What is said of a person in brackets; a unit may have its place in them ("某某（汕尾）有限公司")."""
SHORTEST = 2
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Field:
    """`text[start:end]` is the value of a field of this kind."""

    kind: str
    start: int
    end: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell that holds a number: "5630.5" under "近三年创效（万元）"."""

    label: str
    number: str
    unit: str


AUTHORS = re.compile(r"[（(][^（）()]{2,30}[ \u3000][\u4e00-\u9fff·、]{2,20}[）)]$")
"""Behind a work its unit and its makers ("（某厂 张三、李四）")."""


class FieldFinder:
    """Finds the fields of a record line and the names in them."""

    def __init__(self, lexicon: Lexicon, persons: PersonFinder) -> None:
        self._labels = LabelReader(lexicon)
        self._part = re.compile(rf"{SPACED_NAME}|[^、，；/\s]+")
        department = lexicon.either("organizations", "departments")
        # "某厂 某车间" is one unit
        self._unit = re.compile(rf"[^、，；/\s]+(?:[ \u3000][^、，；/\s]{{1,10}}{department}(?=[、，；/\s]|$))?")
        nothing = lexicon.either("record_fields", "nothing")
        self._no_name = re.compile(rf"{NUMBER_ALONE}|{DATE_ALONE}|[（(]?{nothing}[）)]?")
        self._units_end = re.compile(lexicon.either("organizations", "suffixes", "departments") + "$")
        self._units_within = re.compile(lexicon.either("organizations", "suffixes", "departments"))
        self._prose = re.compile(lexicon.tables["record_fields"]["prose"])
        self._persons = persons
        self._columns = ColumnReader(lexicon, persons.is_name, persons.could_fill, self._labels.kind_of)

    def is_record(self, line: str) -> bool:
        """Whether the line begins with a field's label, or is a line of a list whose columns can be told apart."""
        return self._labels.begins(line) or bool(self._columns.cells(line))

    def is_source(self, line: str) -> bool:
        """Whether the line only says where the text was taken from."""
        bare = line.lstrip("（(【 ")
        return self._labels.begins(bare) and next(self._labels.labelled(bare)).kind == "source"

    def is_label(self, text: str) -> bool:
        """Whether a cell is the name of a column."""
        return self._labels.kind_of(text) is not None

    def has_label(self, line: str) -> bool:
        """Whether the line begins with something like a label, be it known or not."""
        return self._labels.has_label(line)

    def is_money(self, label: str) -> bool:
        """Whether a column's name says that it holds amounts of money."""
        return self._labels.is_money(label)

    def is_labelled(self, sentence: Sentence) -> bool:
        """Whether the record's fields bear labels of their own."""
        return not sentence.paragraph.columns and self._labels.begins(sentence.text)

    def bears_label(self, sentence: Sentence) -> bool:
        """Whether it is a line of label and value, be the label known or not."""
        return not sentence.paragraph.columns and self._labels.has_label(sentence.text)

    def fields(self, sentence: Sentence) -> list[Field]:
        """The fields of a record, in order."""
        text, columns = sentence.text, sentence.paragraph.columns
        if columns:
            known = zip(columns, cells(sentence.paragraph.text), strict=False)
            kinds = ((self._kind(label, text[slice(*span)]), span, label) for label, span in known)
            return [Field(kind, *span, label) for kind, span, label in kinds if kind and span[0] < span[1]]
        if not self._labels.begins(text):
            listed = self._columns.cells(text)
            made = any(kind == "achievement" for kind, _, _ in listed)
            return [Field("maker" if made and kind == "organization" else kind, a, b) for kind, a, b in listed]
        found = ((self._kind(f.label, text[f.start : f.end]), f) for f in self._labels.labelled(text))
        return [Field(kind, f.start, f.end, f.label) for kind, f in found if kind]

    def _kind(self, label: str, value: str) -> str | None:
        """The kind of a field; "主要成果" holds names of works or prose about them, as its value shows."""
        kind = self._labels.kind_of(label)
        if kind != "works":
            return kind
        bare = REMARK.sub("", value.strip())
        named = NAMES_ONLY.fullmatch(bare) and not any(map(self._prose.search, WHOLE.findall(bare)))
        return "achievement" if named else "free"

    def figures(self, sentence: Sentence) -> Iterator[Figure]:
        """The cells of a table's row that hold a figure whose unit the column's name tells."""
        columns = sentence.paragraph.columns
        for label, (start, end) in zip(columns, cells(sentence.paragraph.text) if columns else (), strict=False):
            if (unit := self._labels.unit_of(label)) and (match := NUMBER.match(sentence.text, start, end)):
                yield Figure(label, match.group(), unit)

    def find(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """The names that fill the fields of a record."""
        if sentence.sentence.kind is not Kind.RECORD:
            return
        for field in self.fields(sentence.sentence):
            if kind := TYPES.get(field.kind):
                for start, end in self._names(sentence.text, field, kind):
                    if self._no_name.fullmatch(sentence.text, start, end):
                        continue
                    yield mention(
                        sentence, (start, end), self._named(sentence.text, start, end, kind), f"field.{field.kind}"
                    )

    def _named(self, text: str, start: int, end: int, kind: EntityType) -> EntityType:
        """What the value names: under 完成单位 a 班 that stands alone is a team."""
        team = text.endswith("班", start, end) and not self._units_within.search(text, start, end)
        return EntityType.TEAM if kind is EntityType.ORGANIZATION and team else kind

    def _names(self, text: str, field: Field, kind: EntityType) -> Iterator[tuple[int, int]]:
        if kind in {EntityType.ACHIEVEMENT, EntityType.STUDIO, EntityType.TEAM}:
            value = text[field.start : field.end]
            whole = WHOLE if _is_list(value) else LINE
            for part in whole.finditer(text, field.start, field.end):
                bare = AUTHORS.sub("", REMARK.sub("", part.group().rstrip("。 ")))
                if SHORTEST <= len(bare.strip()) <= LONGEST:
                    yield part.start(), part.start() + len(bare)
            return
        if field.kind == "adopter":
            yield from self._adopters(text, field)
            return
        parts = self._unit if kind is EntityType.ORGANIZATION else self._part
        for part in parts.finditer(text, field.start, field.end):
            person = kind is EntityType.PERSON
            bare = re.sub(AFTER_NAME if person else AT_END, "", part.group()).rstrip("。等")
            named = self._persons.could_fill(re.sub(r"\s", "", bare)) if person else len(bare) > SHORTEST
            if named:
                yield part.start(), part.start() + len(bare)

    def _adopters(self, text: str, field: Field) -> Iterator[tuple[int, int]]:
        """The units of a field that holds nothing else; prose about where a work is used is read like any sentence."""
        parts = [m.span() for m in WHOLE.finditer(text, field.start, field.end)]
        bare = [(start, start + len(REMARK.sub("", text[start:end]))) for start, end in parts]
        if all(
            self._units_end.search(text[slice(*span)]) and NAMES_ONLY.fullmatch(text[slice(*span)]) for span in bare
        ):
            yield from bare


def _is_list(value: str) -> bool:
    items = WHOLE.findall(value)
    return len(items) > 1 and all(len(item.strip()) >= LONG_ITEM or item.rstrip().endswith(GROUPS) for item in items)
