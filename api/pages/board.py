"""The overview: what there is of everything, by region, level, year and industry, and the things behind each number."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from starlette.responses import HTMLResponse, Response

from api.labels import Labels
from api.pages.choices import Choice
from api.parameters import OpenSearcher, PageNumber, TheLibrary, ThePages
from api.rendering import figure
from api.tables import Column, Form, Row, Table, attached
from kg import EvidenceRecord, Store
from search import UNTOLD, Bar, Dimension, Item, Overview, Selection, Topic, tally, values_of

router = APIRouter(include_in_schema=False)

PATH, LISTED = "/dashboard", "/dashboard/list"
ROWS = 10
"""Of one table, where all four are shown."""
ITEMS = 20
"""On one page of a list."""
COLUMNS = (
    Column("统计的是"),
    Column("分项"),
    Column("值", 40),
    Column("数目"),
    Column("涉及几个主体"),
    Column("最大的一笔（元）", 20),
    Column("这一笔是谁的", 40),
    Column("这一笔的原文", 70),
    Column("与别的资料说法不一的条数"),
)
LIST_COLUMNS = (
    Column("序号", 6),
    Column("名称", 40),
    Column("另一方", 40),
    Column("金额（元）", 20),
    Column("地区", 20),
    Column("荣誉级别", 20),
    Column("年份", 20),
    Column("行业", 40),
    Column("原文", 70),
    Column("出处", 30),
)

Named = Annotated[str, Query(max_length=200)]
NOTHING: Mapping[str, str | None] = {}


@dataclass(frozen=True, slots=True)
class View:
    """What of the overview is looked at; its address is all of it.

    Attributes:
        by: the dimension that is shown alone and in full; None for all.
    """

    topic: Topic
    selection: Selection
    by: Dimension | None = None

    @property
    def chosen(self) -> dict[str, str]:
        """The filters that are set."""
        return {name: value for name, value in asdict(self.selection).items() if value is not None}

    def address(self, changed: Mapping[str, str | None] = NOTHING, path: str = PATH) -> str:
        """Where it is, with some parts set or (None) taken away."""
        wanted = {"topic": self.topic.value, **self.chosen, "by": self.by} | dict(changed)
        return f"{path}?{urlencode({name: value for name, value in wanted.items() if value is not None})}"

    def listed(self, changed: Mapping[str, str | None] = NOTHING, page: int = 1, form: str = "") -> str:
        """Where the things behind its numbers are, or a file of them."""
        path = f"{LISTED}.{form}" if form else LISTED
        return self.address({"by": None, **changed} | ({"page": str(page)} if page > 1 else {}), path)


def _view(
    topic: Topic = Topic.ACHIEVEMENTS,
    region: Named = "",
    level: Named = "",
    year: Named = "",
    industry: Named = "",
    by: Annotated[Dimension | None, Query()] = None,
) -> View:
    """A form sends empty fields for those not set."""
    given = (value.strip() or None for value in (region, level, year, industry))
    return View(topic, Selection(*given), by)


TheView = Annotated[View, Depends(_view)]


@dataclass(frozen=True, slots=True)
class Tile:
    """A topic to choose, and how many of it there are."""

    topic: Topic
    count: int
    address: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table and a bar of its chart.

    Attributes:
        narrower: the address of the overview of these alone; empty where that is what is shown.
        listed: the address of the list of these.
    """

    bar: Bar
    narrower: str
    listed: str


@dataclass(frozen=True, slots=True)
class Part:
    """One dimension: its table, and where its whole table is."""

    dimension: Dimension
    lines: tuple[Line, ...]
    whole: str
    left_out: int

    @property
    def drawn(self) -> dict[str, object]:
        """What the chart is drawn of; what is not told is no bar."""
        told = [line for line in self.lines if line.bar.value != UNTOLD]
        return {"bars": [{"name": o.bar.value, "value": o.bar.count, "address": o.listed} for o in told]}

    @property
    def chart(self) -> str:
        """The module that draws it."""
        return "trend" if self.dimension is Dimension.YEAR else "bars"


@dataclass(frozen=True, slots=True)
class Entry:
    """An item with the sentences that tell of it."""

    item: Item
    evidence: tuple[EvidenceRecord, ...]


@router.get(PATH)
def board(searcher: OpenSearcher, pages: ThePages, view: TheView) -> HTMLResponse:
    """The numbers of all topics, and how those of one spread."""
    overview = searcher.overview()
    items = overview.items(view.topic, view.selection)
    return pages.page(
        "board.html",
        PATH,
        view=view,
        topics=tuple(_topics(overview, view)),
        total=len(items),
        filters=tuple(_filters(view, pages.labels)),
        options={one: values_of(overview.items(view.topic), one) for one in Dimension},
        parts=tuple(_part(view, items, one) for one in ((view.by,) if view.by else Dimension)),
        note=pages.labels.word("counted", view.topic),
    )


@router.get(f"{PATH}.{{form}}")
def board_file(searcher: OpenSearcher, pages: ThePages, view: TheView, form: Form) -> Response:
    """The tables as a file, all rows."""
    items = searcher.overview().items(view.topic, view.selection)
    dimensions = (view.by,) if view.by else tuple(Dimension)
    bars = [(one, bar) for one in dimensions for bar in tally(items, one, view.selection.region)]
    rows = [_row(view.topic, dimension, bar, pages.labels) for dimension, bar in bars]
    return attached(Table(f"匠谱总览 {pages.labels.word('topics', view.topic)}", COLUMNS, rows), form)


@router.get(LISTED)
def listed(
    library: TheLibrary, searcher: OpenSearcher, pages: ThePages, view: TheView, page: PageNumber = 1
) -> HTMLResponse:
    """The things behind a number, each with what the documents say."""
    items = searcher.overview().items(view.topic, view.selection)
    last = max(1, -(-len(items) // ITEMS))
    page = min(page, last)
    shown = items[(page - 1) * ITEMS : page * ITEMS]
    return pages.page(
        "board_list.html",
        PATH,
        view=view,
        total=len(items),
        filters=tuple(_filters(view, pages.labels, LISTED)),
        entries=tuple(_entries(shown, library.store)),
        number=page,
        last=last,
    )


@router.get(f"{LISTED}.{{form}}")
def listed_file(library: TheLibrary, searcher: OpenSearcher, pages: ThePages, view: TheView, form: Form) -> Response:
    """The same as a file, all of them."""
    items = searcher.overview().items(view.topic, view.selection)
    rows = [_list_row(n, entry) for n, entry in enumerate(_entries(items, library.store), 1)]
    return attached(Table(f"匠谱总览 {pages.labels.word('topics', view.topic)}清单", LIST_COLUMNS, rows), form)


def _topics(overview: Overview, view: View) -> Iterator[Tile]:
    for topic in Topic:
        count = len(overview.items(topic, view.selection))
        yield Tile(topic, count, view.address({"topic": topic}), topic is view.topic)


def _filters(view: View, labels: Labels, path: str = PATH) -> Iterator[Choice]:
    """The filters now set; each link takes one away."""
    for name, value in view.chosen.items():
        yield Choice(f"{labels.word('dimensions', name)}：{value}", view.address({name: None}, path))


def _part(view: View, items: tuple[Item, ...], dimension: Dimension) -> Part:
    bars = tally(items, dimension, view.selection.region)
    shown = bars if view.by else _first(bars, dimension)
    lines = tuple(_line(view, bar, dimension) for bar in shown)
    return Part(dimension, lines, view.address({"by": dimension}), len(bars) - len(shown))


def _first(bars: tuple[Bar, ...], dimension: Dimension) -> tuple[Bar, ...]:
    """The first rows, of years the last, and what is not told in any case."""
    told, untold = [b for b in bars if b.value != UNTOLD], [b for b in bars if b.value == UNTOLD]
    return (*(told[-ROWS:] if dimension is Dimension.YEAR else told[:ROWS]), *untold)


def _line(view: View, bar: Bar, dimension: Dimension) -> Line:
    """Inside a region, what is told of no smaller one cannot be asked for by itself."""
    held = view.chosen.get(dimension)
    if held is not None and bar.value == UNTOLD:
        return Line(bar, "", view.listed())
    chosen = {dimension.value: bar.value}
    return Line(bar, "" if held == bar.value else view.address(chosen), view.listed(chosen))


def _entries(items: tuple[Item, ...], store: Store) -> Iterator[Entry]:
    """Relations are read together, figures hold their sentence, entities are told by the sentences that name them."""
    relations = store.relations_by_id(item.id for item in items if len(item.about) > 1)
    for item in items:
        if item.figure:
            yield Entry(item, (item.figure.measure.evidence,))
        elif len(item.about) > 1:
            yield Entry(item, relations[item.id].evidence if item.id in relations else ())
        else:
            yield Entry(item, store.mentions(item.id))


def _row(topic: Topic, dimension: Dimension, bar: Bar, labels: Labels) -> Row:
    named = (labels.word("topics", topic), labels.word("dimensions", dimension), bar.value, bar.count, bar.subjects)
    if bar.largest is None or bar.largest.figure is None:
        return (*named, "", "", "", "")
    measure = bar.largest.figure.measure
    return (*named, measure.value, f"{measure.subject.name}：{figure(measure)}", measure.evidence.text, bar.disputed)


def _list_row(number: int, entry: Entry) -> Row:
    item, first = entry.item, entry.evidence[0] if entry.evidence else None
    names = [entity.name for entity in item.about]
    amount = item.amount if item.figure else ""
    values = ("、".join(item.values[dimension]) or UNTOLD for dimension in Dimension)
    said = (first.text, first.title) if first else ("", "")
    return (number, names[0], "、".join(names[1:]), amount, *values, *said)
