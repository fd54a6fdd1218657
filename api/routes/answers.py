"""Questions in plain words, and figures side by side."""

# ruff: noqa: D415 - the docstrings of routes are read in the OpenAPI description, in Chinese

from fastapi import APIRouter
from starlette.responses import Response

from api import encoding, schema
from api.kept import KeptRoute
from api.parameters import PROBLEMS, Cursor, Limit, Question, TheLibrary, Word, answered
from corpus import InvalidRequest
from ingest.facts import MeasureType
from kg import Page, Statistic, statistics
from search import ask as ask_library

router = APIRouter(tags=["问答与数字"], responses=PROBLEMS, route_class=KeptRoute)


@router.get("/ask", response_model=schema.AskReply, summary="问一句")
def ask(library: TheLibrary, q: Question) -> Response:
    """资料没有说的，answers 为空，并在 message 中说明。"""
    return answered(encoding.reply(ask_library(q, library.store, library.sentences)))


@router.get("/statistics", response_model=schema.StatisticsReply, summary="数字")
def figures(
    library: TheLibrary,
    measure: MeasureType | None = None,
    subject: Word = None,
    place: Word = None,
    limit: Limit = 200,
    cursor: Cursor = None,
) -> Response:
    """各资料写到的数字按主体和时间并列；subject 和 place 可用名称或编号，conflict 标出与别的资料说法不一的数字。"""
    page = _page(statistics(library.store, measure, subject, place), limit, cursor)
    return answered({"figures": [encoding.statistic(s) for s in page.items]} | encoding.next_page(page))


def _page(rows: tuple[Statistic, ...], limit: int, cursor: str | None) -> Page[Statistic]:
    """The rows after the one whose id is the cursor."""
    ids = [row.measure.id for row in rows]
    if cursor is not None and cursor not in ids:
        raise InvalidRequest("cursor 已经失效：资料库有了变化，请从头查询。")
    start = ids.index(cursor) + 1 if cursor is not None else 0
    items = rows[start : start + limit]
    return Page(items, items[-1].measure.id if start + limit < len(rows) else None)
