"""Search results as a table to keep: for spreadsheets, and as text."""

from fastapi import APIRouter
from starlette.responses import Response

from api.labels import Labels
from api.pages.cards import Card, card_of
from api.pages.choices import TheRequest
from api.parameters import OpenSearcher, TheLibrary, ThePages
from api.tables import Column, Form, Row, Table, attached

router = APIRouter(include_in_schema=False)

ROWS = 100
COLUMNS = (
    Column("序号", 6),
    Column("类型"),
    Column("名称", 40),
    Column("概要", 40),
    Column("原文", 70),
    Column("出处", 30),
    Column("来源", 30),
    Column("日期"),
    Column("为什么", 26),
)


@router.get("/search.{form}")
def download(library: TheLibrary, searcher: OpenSearcher, pages: ThePages, asked: TheRequest, form: Form) -> Response:
    """The first hundred hits, each with its first sentence."""
    found = searcher.search(asked.q, type=asked.type, k=ROWS, filters=asked.filters)
    cards = [card_of(hit, library.store, pages.labels) for hit in found.hits]
    rows = [row_of(n, card, pages.labels) for n, card in enumerate(cards, 1)]
    return attached(Table("匠谱查找结果", COLUMNS, rows), form)


def row_of(number: int, card: Card, labels: Labels) -> Row:
    """A hit under `COLUMNS`."""
    first = card.evidence[0] if card.evidence else None
    said = (first.text, first.title, first.source or "", str(first.published or "")) if first else ("",) * 4
    why = "，".join(f"{share.word} {share.percent}%" for share in card.shares)
    return (number, labels.type(card.type), card.name, card.line, *said, why)
