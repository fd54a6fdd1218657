"""How a figure changed: the difference of the two numbers that documents give for two times."""

import re

from kg import MeasureRecord
from search.questions.reply import Answer

_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def year_of(measure: MeasureRecord) -> int | None:
    """The last year that its period names, else that of its publication."""
    named = _YEAR.findall(measure.period or "")
    if named:
        return int(named[-1])
    return measure.evidence.published.year if measure.evidence.published else None


def difference(measures: list[MeasureRecord], years: tuple[str, ...]) -> Answer | None:
    """The later number less the earlier one; None where there are not two numbers of one subject and unit.

    Args:
        measures: facts of one kind, the best fitting first.
        years: the two that are compared; the first and the last that the measures have where fewer are given.
    """
    dated = [(year, measure) for measure in measures if (year := year_of(measure)) is not None and not measure.planned]
    chosen = sorted(map(int, years)) if len(years) > 1 else sorted({year for year, _ in dated})
    if len(chosen) < 2:  # noqa: PLR2004
        return None
    first = next((m for year, m in dated if year == chosen[0]), None)
    last = next((m for year, m in dated if year == chosen[-1]), None)
    if first is None or last is None or (first.subject.id, first.unit) != (last.subject.id, last.unit):
        return None
    note = f"由{chosen[-1]}年的{last.value:.10g}减去{chosen[0]}年的{first.value:.10g}得出；两个数字的口径未必相同"
    evidence = (first.evidence, last.evidence)
    return Answer(value=last.value - first.value, unit=last.unit, note=note, evidence=evidence)
