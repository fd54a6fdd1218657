"""Figures of different documents and dates side by side, with conflicts marked."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ingest.facts import EntityType, MeasureType
from kg.names import name_key
from kg.reading import Reading
from kg.records import EntityRecord, MeasureRecord

_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])")
_MONTH = re.compile(r"(?<![0-9])(1[0-2]|[1-9])月")
# Words around the time itself: 截至2019年底 and 2019年 are the same period, 2019年以来 is another.
_UNTIL = re.compile(r"^(截至|截止到|截止|到|至)|(底|末)?(为止|止)?$")


@dataclass(frozen=True, slots=True)
class Statistic:
    """A figure with its time and whether another document contradicts it.

    Attributes:
        as_of: the time that it is of, e.g. "2019", "2015-09" or the day of publication; None when nothing tells.
        conflict: another document gives another value for the same subject, kind, unit and period.
    """

    measure: MeasureRecord
    as_of: str | None
    conflict: bool


def statistics(
    store: Reading, measure: MeasureType | None = None, subject: str | None = None, place: str | None = None
) -> tuple[Statistic, ...]:
    """The library's figures, sorted by kind, subject and time.

    Args:
        store: the library.
        measure: only this kind.
        subject: only of this entity: its id, or a name or alias.
        place: only of this place and of what is located in it: its id, or a name or alias.

    Returns:
        Empty where the library has no such figure, or knows no such subject or place.
    """
    found: dict[str, MeasureRecord] = {}
    for subject_id in _ids(store, subject, None):
        for place_id in _ids(store, place, EntityType.PLACE):
            found |= {record.id: record for record in store.measures(subject_id, measure, place_id)}
    conflicts = _conflicts(found.values())
    rows = (Statistic(record, as_of(record), record.id in conflicts) for record in found.values())
    return tuple(sorted(rows, key=_order))


def as_of(record: MeasureRecord) -> str | None:
    """The time a figure is of: the last year (and month) that its period names, else when it was published."""
    period = record.period or ""
    years = list(_YEAR.finditer(period))
    if years:
        month = _MONTH.search(period, years[-1].end())
        return years[-1][1] + (f"-{int(month[1]):02d}" if month else "")
    published = record.evidence.published
    if record.until and record.until != published:
        return str(record.until.year)
    return published.isoformat() if published else None


def _ids(store: Reading, name_or_id: str | None, type_: EntityType | None) -> tuple[str | None, ...]:
    """The ids of the entities meant; (None,) for no restriction at all."""
    if name_or_id is None:
        return (None,)
    meant: Iterable[EntityRecord] = store.named(name_or_id) or _by_id(store, name_or_id)
    return tuple(entity.id for entity in meant if type_ in {None, entity.type})


def _by_id(store: Reading, entity_id: str) -> tuple[EntityRecord, ...]:
    return tuple(store.entities_by_id([entity_id]).values())


def _conflicts(records: Iterable[MeasureRecord]) -> set[str]:
    """The figures of documents that contradict each other: same subject, kind, unit and time, and no value in common.

    Within one document two values are two things counted (2666个创新型班组, 55个创新明星班组), not a contradiction.
    Words like 目前 mean the day of publication; a figure without any time contradicts nothing.
    """
    groups: dict[tuple[object, ...], list[MeasureRecord]] = defaultdict(list)
    for record in records:
        if (period := _period(record)) is not None:
            groups[record.subject.id, record.type, record.unit, record.planned, period].append(record)
    found: set[str] = set()
    for group in groups.values():
        values: dict[str, set[float]] = defaultdict(set)
        for record in group:
            values[record.evidence.document].add(record.value)
        for record in group:
            own = values[record.evidence.document]
            if any(own.isdisjoint(theirs) for theirs in values.values()):
                found.add(record.id)
    return found


def _period(record: MeasureRecord) -> str | None:
    key = _UNTIL.sub("", name_key(record.period or ""))
    return key if _YEAR.search(key) else as_of(record)


def _order(row: Statistic) -> tuple[str, str, str, str, date, str]:
    record = row.measure
    published = record.evidence.published or date.min
    return record.type, record.subject.name, record.subject.id, row.as_of or "", published, record.id
