"""The page of figures: what documents say, side by side."""

from dataclasses import dataclass
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import HTMLResponse

from api.parameters import TheLibrary, ThePages
from ingest.facts import MeasureType
from kg import EntityRecord, Statistic, statistics

router = APIRouter(include_in_schema=False)

Named = Annotated[str, Query(max_length=200)]

ROWS = 300


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one subject and one kind, by time."""

    subject: EntityRecord
    measure: MeasureType
    rows: tuple[Statistic, ...]


@router.get("/statistics")
def figures(
    library: TheLibrary, pages: ThePages, measure: Named = "", subject: Named = "", place: Named = ""
) -> HTMLResponse:
    """The figures that the filters leave; a form sends empty fields for those not set."""
    kind = MeasureType(measure) if measure in set(MeasureType) else None
    rows = statistics(library.store, kind, subject.strip() or None, place.strip() or None)
    return pages.page(
        "statistics.html",
        "/statistics",
        kinds=pages.labels.plain["measures"],
        measure=kind.value if kind else "",
        subject=subject,
        place=place,
        series=tuple(_series(rows[:ROWS])),
        left_out=max(0, len(rows) - ROWS),
    )


def _series(rows: tuple[Statistic, ...]) -> list[Series]:
    grouped = groupby(rows, key=lambda row: (row.measure.type, row.measure.subject))
    return [Series(subject, kind, tuple(some)) for (kind, subject), some in grouped]
