"""Two persons of one name in one document: the rows or entries of a list that give them different employers."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ingest.facts import EntityType
from ingest.mentions.mention import Mention
from ingest.mentions.recognise import ReadSentence
from ingest.page.layout import Kind
from ingest.relations.records import RecordReader

LONGEST_LINE = 80
BOUND = re.compile(r"[\s，、。；：（）()|;,:]")
BETWEEN = re.compile(r"[\s，：（(|,:]{1,4}")
NUMBERING = re.compile(r"^\W*\d{0,3}\W*$")
OWNERS = ("person", "author", "leader")
"""The fields that name whose row it is."""
Place = tuple[int, int]
"""The number of a sentence and the start of a mention in it."""
Units = frozenset[str]


def told_apart(read: Sequence[ReadSentence], records: RecordReader) -> list[ReadSentence]:
    """The sentences; mentions of persons of one name whom rows or entries give different employers tell which is meant.

    A mention elsewhere means the one whose employer its own sentence names, else it stays open who is meant.
    """
    employed: dict[str, dict[Place, Units]] = defaultdict(dict)
    for place, name, units in (*_in_records(read, records), *_in_lists(read)):
        employed[name][place] = units | employed[name].get(place, frozenset())
    apart = {name: found for name, places in employed.items() if len(found := _employers(places.values())) > 1}
    if not apart:
        return list(read)
    return [_with_bearers(sentence, apart, employed) for sentence in read]


def _in_records(read: Sequence[ReadSentence], records: RecordReader) -> Iterator[tuple[Place, str, Units]]:
    """The persons whose row or form it is, where it names a unit of its own; not their masters and helpers."""
    for record in records.records(read):
        filled = records.filled(record)
        units = frozenset(m.name for m in filled["organization"] if not record.inherits(m))
        owners = [m for kind in OWNERS for m in filled[kind] if m.type is EntityType.PERSON]
        for sentence in record.lines if units else ():
            yield from ((_place(sentence, m), m.name, units) for m in sentence.mentions if m in owners)


def _in_lists(read: Sequence[ReadSentence]) -> Iterator[tuple[Place, str, Units]]:
    """The persons of lines, or of enumerations that have the name twice, whose unit stands beside them."""
    for sentence in read:
        people = [m for m in sentence.mentions if m.type is EntityType.PERSON]
        if sentence.tagged.sentence.kind is Kind.RECORD or not people:
            continue
        names = [m.name for m in people]
        entry = len(people) == 1 and _is_entry(sentence)
        for m in people:
            units = _units_in(sentence, m) if entry else _units_beside(sentence, m) if names.count(m.name) > 1 else ()
            if units:
                yield _place(sentence, m), m.name, frozenset(units)


def _place(sentence: ReadSentence, m: Mention) -> Place:
    return sentence.tagged.sentence.number, m.start


def _is_entry(sentence: ReadSentence) -> bool:
    whole = sentence.tagged.sentence.text == sentence.tagged.sentence.paragraph.text
    return whole and len(sentence.text) <= LONGEST_LINE and "。" not in sentence.text


def _units_in(sentence: ReadSentence, person: Mention) -> list[str]:
    """The units of a line of cells: both they and the person stand between marks or blanks."""
    text = sentence.text
    if not (_opens(text, person) and _closes(text, person)):
        return []
    return [m.name for m in sentence.mentions if m.type is EntityType.ORGANIZATION and _opens(text, m)]


def _units_beside(sentence: ReadSentence, person: Mention) -> list[str]:
    """The unit before a person without a word between, or after in brackets: 某公司张三、张三（某公司）."""
    text = sentence.text
    units = [m for m in sentence.mentions if m.type is EntityType.ORGANIZATION]
    before = [m.name for m in units if m.end == person.start and _closes(text, person)]
    after = [m.name for m in units if BETWEEN.fullmatch(text, person.end, m.start)]
    return before or after


def _opens(text: str, m: Mention) -> bool:
    return BOUND.match(text, m.start - 1) is not None if m.start else True


def _closes(text: str, m: Mention) -> bool:
    return m.end == len(text) or BOUND.match(text, m.end) is not None


def _employers(found: Iterable[Units]) -> list[Units]:
    """The units by employer: those that one row names together, or of which one name may be short for the other."""
    groups: list[Units] = []
    for units in sorted(found, key=sorted):
        same = [group for group in groups if _are_related(group, units)]
        groups = [group for group in groups if group not in same] + [units.union(*same)]
    return groups


def _are_related(units: Units, others: Units) -> bool:
    return any(_is_short_for(*sorted((one, other), key=len)) for one in units for other in others)


def _is_short_for(short: str, full: str) -> bool:
    """Whether the characters of one name are in the other, in order: 锦州石化 and 石化公司 in 锦州石化公司."""
    rest = iter(full)
    return all(character in rest for character in short)


def _with_bearers(
    sentence: ReadSentence, apart: dict[str, list[Units]], employed: dict[str, dict[Place, Units]]
) -> ReadSentence:
    is_record = sentence.tagged.sentence.kind is Kind.RECORD
    around = frozenset(m.name for m in sentence.mentions if m.type is EntityType.ORGANIZATION and not is_record)

    def told(m: Mention) -> Mention:
        if m.type is not EntityType.PERSON or m.name not in apart:
            return m
        units = employed[m.name].get(_place(sentence, m), around)
        meant = [group for group in apart[m.name] if units and _are_related(group, units)]
        return replace(m, bearer=max(meant[0], key=lambda name: (len(name), name))) if len(meant) == 1 else m

    return replace(sentence, mentions=tuple(map(told, sentence.mentions)))
