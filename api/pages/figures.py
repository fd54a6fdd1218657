"""The page of figures: what documents say, side by side and by time, with contradictions marked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from starlette.responses import HTMLResponse, Response

from api.labels import Labels
from api.parameters import PageNumber, TheLibrary, ThePages
from api.rendering import figure, passage_url
from api.tables import Column, Form, Row, Table, attached
from ingest.facts import MeasureType
from kg import EntityRecord, Statistic, Store, statistics

router = APIRouter(include_in_schema=False)

Named = Annotated[str, Query(max_length=200)]

PATH = "/statistics"
ROWS = 40
"""On one page."""
DRAWN, BARS = 4, 12
"""Series that are drawn, and bars of one."""
NOTHING: Mapping[str, str] = {}
COLUMNS = (
    Column("主体", 40),
    Column("项目"),
    Column("数字", 20),
    Column("单位"),
    Column("约数"),
    Column("计划"),
    Column("时间（原文）", 20),
    Column("时间"),
    Column("与别的资料说法不一"),
    Column("原文", 70),
    Column("出处", 30),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which figures; the address is all of it.

    Attributes:
        disputed: only those that another document contradicts.
    """

    measure: MeasureType | None
    subject: str
    place: str
    disputed: bool

    def address(self, changed: Mapping[str, str] = NOTHING, path: str = PATH) -> str:
        """Where they are, with some parts set anew."""
        given = {"measure": self.measure or "", "subject": self.subject, "place": self.place}
        wanted = given | {"disputed": "1" if self.disputed else ""} | dict(changed)
        query = urlencode({name: value for name, value in wanted.items() if value})
        return f"{path}?{query}" if query else path

    def of(self, store: Store) -> tuple[Statistic, ...]:
        """The figures."""
        rows = statistics(store, self.measure, self.subject or None, self.place or None)
        return tuple(row for row in rows if row.conflict or not self.disputed)


def _wanted(measure: Named = "", subject: Named = "", place: Named = "", disputed: bool = False) -> Wanted:
    """A form sends empty fields for those not set."""
    kind = MeasureType(measure) if measure in set(MeasureType) else None
    return Wanted(kind, subject.strip(), place.strip(), disputed)


TheWanted = Annotated[Wanted, Depends(_wanted)]


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one subject and one kind, by time."""

    subject: EntityRecord
    measure: MeasureType
    rows: tuple[Statistic, ...]

    @property
    def dated(self) -> tuple[Statistic, ...]:
        """Those of which the time is known and that can be compared: of the unit that most of them have."""
        told = [row for row in self.rows if row.as_of and not row.measure.planned]
        units = [row.measure.unit for row in told]
        most = max(units, key=units.count, default="")
        return tuple(row for row in told if row.measure.unit == most)

    @property
    def moves(self) -> bool:
        """Whether there are figures of several times."""
        return len({row.as_of for row in self.dated}) > 1

    @property
    def drawn(self) -> dict[str, object]:
        """What the chart is drawn of."""
        return {"bars": [_bar(row) for row in self.dated[-BARS:]]}


@router.get(PATH)
def figures(library: TheLibrary, pages: ThePages, wanted: TheWanted, page: PageNumber = 1) -> HTMLResponse:
    """The figures that the filters leave."""
    rows = wanted.of(library.store)
    last = max(1, -(-len(rows) // ROWS))
    page = min(page, last)
    compared = [one for one in _series(rows) if one.moves][:DRAWN] if wanted.subject else []
    return pages.page(
        "statistics.html",
        PATH,
        kinds=pages.labels.plain["measures"],
        wanted=wanted,
        count=len(rows),
        conflicts=sum(row.conflict for row in rows),
        series=tuple(_series(rows[(page - 1) * ROWS : page * ROWS])),
        compared=compared,
        number=page,
        last=last,
    )


@router.get(f"{PATH}.{{form}}")
def figures_file(library: TheLibrary, pages: ThePages, wanted: TheWanted, form: Form) -> Response:
    """The same as a file, all of them."""
    rows = [_row(row, pages.labels) for row in wanted.of(library.store)]
    return attached(Table("匠谱数字", COLUMNS, rows), form)


def _series(rows: Sequence[Statistic]) -> Iterator[Series]:
    grouped = groupby(rows, key=lambda row: (row.measure.type, row.measure.subject))
    for (kind, subject), some in grouped:
        yield Series(subject, kind, tuple(some))


def _bar(row: Statistic) -> dict[str, object]:
    told = figure(row.measure)
    evidence = row.measure.evidence
    return {"name": row.as_of, "value": row.measure.value, "text": told, "address": passage_url(evidence)}


def _row(row: Statistic, labels: Labels) -> Row:
    measure = row.measure
    marks = ["是" if held else "" for held in (measure.approx, measure.planned)]
    said = (measure.evidence.text, measure.evidence.title)
    times = (measure.period or "", row.as_of or "", "是" if row.conflict else "")
    named = (measure.subject.name, labels.measure(measure.type.value))
    return (*named, measure.value, measure.unit, *marks, *times, *said)
