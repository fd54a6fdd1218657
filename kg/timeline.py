"""An entity's facts by year, as far as the documents date them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.facts import RelationType
from kg.records import EvidenceRecord, MeasureRecord, RelationRecord

_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?=年)")
_OWN_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])")
_DATED = ("year", "since")
_HAPPEN = frozenset(
    {
        RelationType.DEVELOPED,
        RelationType.APPLIED_AT,
        RelationType.RECEIVED,
        RelationType.PRESENTED_AT,
        RelationType.ISSUED,
        RelationType.HELPS,
    }
)
"""What happens in a year. Where somebody works lasts: a year in its sentence is of something else."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A fact and the year that it is of.

    Attributes:
        evidence: the sentence that dates it.
    """

    year: int
    fact: RelationRecord | MeasureRecord
    evidence: EvidenceRecord


def timeline(relations: Iterable[RelationRecord], measures: Iterable[MeasureRecord]) -> tuple[Dated, ...]:
    """The facts whose year a document writes, the earliest first, each fact once a year.

    A relation's year is the one that it was read with; else that in the name of what it leads to ("2020年…大赛一等奖");
    else, where it happens and does not last, the only one that its sentence names. A figure's year is the last of its
    period. When the document was published dates nothing. Figures that are only planned are left out.
    """
    found = [dated for relation in relations for dated in _of_relation(relation)]
    found += [dated for measure in measures if not measure.planned for dated in _of_measure(measure)]
    return tuple(sorted(found, key=lambda dated: dated.year))


def _of_relation(relation: RelationRecord) -> Iterator[Dated]:
    own = [relation.attrs.get(name, "") for name in _DATED] + [relation.tail.attrs.get("year", ""), relation.tail.name]
    year = next((int(match[1]) for told in own if (match := _OWN_YEAR.search(told))), None)
    if year is not None and relation.evidence:
        naming = (e for e in relation.evidence if str(year) in e.text)
        yield Dated(year, relation, next(naming, relation.evidence[0]))
        return
    if relation.type not in _HAPPEN:
        return
    said: dict[int, EvidenceRecord] = {}
    for evidence in relation.evidence:
        years = {int(year) for year in _YEAR.findall(evidence.text)}
        if len(years) == 1:
            said.setdefault(years.pop(), evidence)
    yield from (Dated(year, relation, evidence) for year, evidence in said.items())


def _of_measure(measure: MeasureRecord) -> Iterator[Dated]:
    years = _OWN_YEAR.findall(measure.period or "")
    if years:
        yield Dated(int(years[-1]), measure, measure.evidence)
    elif measure.until and measure.until != measure.evidence.published:
        yield Dated(measure.until.year, measure, measure.evidence)
