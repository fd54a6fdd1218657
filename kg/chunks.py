"""Long lists of ids in queries: databases bound the number of parameters of one statement (SQLite: 32766).

A statement that is made once is also compiled once: making it anew for every list of ids costs as much as asking the
database.
"""

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam

_SIZE = 1000
AnyRow: TypeAlias = Row[*tuple[Any, ...]]


def chunks(ids: Iterable[str]) -> Iterator[list[str]]:
    """The ids, sorted and without repeats, in lists that fit one statement."""
    ordered = sorted(set(ids))
    for start in range(0, len(ordered), _SIZE):
        yield ordered[start : start + _SIZE]


def among(column: ColumnElement[Any]) -> ColumnElement[bool]:
    """That the column is one of the ids that a statement is later carried out with; see `rows_among`."""
    return column.in_(bindparam("ids", expanding=True))


def rows_among(connection: Connection, statement: Select[Any], ids: Iterable[str], **others: Any) -> list[AnyRow]:
    """The rows of a statement with `among`, for however many ids; `others` are its other parameters."""
    return [row for some in chunks(ids) for row in connection.execute(statement, {"ids": some, **others})]
