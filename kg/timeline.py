"""An entity's facts by year, as far as the documents date them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.facts import RelationType
from kg.records import EntityRecord, EvidenceRecord, MeasureRecord, RelationRecord

_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?=年)")
_OWN_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])")
_CLAUSE = re.compile(r"(?:(?:^|(?<=[。；;！？\n]))[^，。；;：:]{0,9}，)?[^，,。；;：:（）()！？\n]*$")
_DATED = ("year", "since")
_HAPPEN = frozenset(
    {
        RelationType.DEVELOPED,
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
    else, where it happens and does not last, the only one in the clause that leads to it ("2012年，某某研制装置"). A
    figure's year is the last of its period. When the document was published, or what it quotes, dates nothing. Figures
    that are only planned are left out.
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
        years = {int(year) for year in _YEAR.findall(_leading_to(relation.tail, evidence.text))}
        if len(years) == 1:
            said.setdefault(years.pop(), evidence)
    yield from (Dated(year, relation, evidence) for year, evidence in said.items())


def _leading_to(entity: EntityRecord, text: str) -> str:
    """What stands in the clause before the name, with the time that opens its sentence; empty without the name."""
    places = [at for name in (entity.name, *entity.aliases) if (at := text.find(name)) >= 0]
    before = _CLAUSE.search(text[: min(places)]) if places else None
    return before.group() if before else ""


def _of_measure(measure: MeasureRecord) -> Iterator[Dated]:
    years = _OWN_YEAR.findall(measure.period or "")
    if years:
        yield Dated(int(years[-1]), measure, measure.evidence)
    elif measure.until and measure.until != measure.evidence.published:
        yield Dated(measure.until.year, measure, measure.evidence)
