"""A library moved from one database to another as it is: the same rows, identity, ids, decisions and generation."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, TypeAlias

from sqlalchemy import Connection, RowMapping, Table, delete, func, insert, select
from sqlalchemy.orm import Session

from corpus.errors import InvalidRequest, LibraryError
from kg.database import Database
from kg.schema import Base, LibraryRow
from kg.store import Store

TransferProgress: TypeAlias = Callable[[int, int, str], None]
"""Called with the number of rows written, their total, and the table now written (empty at the end)."""

BATCH = 1000
"""Rows written by one statement; of documents, whose texts are long, a few megabytes."""


def transfer(
    source: Store,
    target: Store,
    progress: TransferProgress | None = None,
    alongside: Callable[[], None] | None = None,
) -> dict[str, int]:
    """Copies everything of one library into another that is still empty; returns the rows of every table.

    The source is read as of one moment, and others may read and write it meanwhile. The target is written in one
    transaction: after a stop or a failure at any moment it is as empty as before, and the copying can begin again.

    Args:
        source: what is copied.
        target: where to.
        progress: told how far it is.
        alongside: does what belongs to the move outside the database, once all rows are there and before they are kept.

    Raises:
        InvalidRequest: the target is not empty, or is the source itself.
        LibraryError: one of the two cannot be used, or not everything has arrived.
    """
    ours, theirs = _database(source), _database(target)
    with ours.reading() as reading, theirs.writing() as writing:
        _require_empty(writing, theirs.where)
        writing.execute(delete(LibraryRow))
        expected = _sizes(reading)
        total, done = sum(expected.values()), 0
        for table in Base.metadata.sorted_tables:
            for rows in _batches(reading, table):
                if progress:
                    progress(done, total, table.name)
                writing.execute(insert(table), rows)
                done += len(rows)
        arrived = _sizes(writing)
        _require_all(expected, arrived, theirs.where)
        if alongside:
            alongside()
    if progress:
        progress(total, total, "")
    return arrived


def _database(store: Store) -> Database:
    return store._database  # of the same folder: a store's whole content is nobody else's business


def _batches(session: Session, table: Table) -> Iterator[list[dict[str, Any]]]:
    rows: Iterator[RowMapping] = iter(session.execute(select(table), execution_options={"yield_per": BATCH}).mappings())
    while batch := [dict(row) for row in islice(rows, BATCH)]:
        yield batch


def _sizes(library: Session | Connection) -> dict[str, int]:
    tables = Base.metadata.sorted_tables
    return {str(table.name): library.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


def _require_empty(connection: Connection, where: str) -> None:
    """All but the library's own row, which every opened library has."""
    held = {name: size for name, size in _sizes(connection).items() if size and name != LibraryRow.__tablename__}
    if held:
        raise InvalidRequest(
            f"{where} 里已经有资料或人的裁定（{sum(held.values())} 行），不能往里搬：两个资料库不会合并。"
            "请换一个空的位置，或先清空它。"
        )


def _require_all(expected: dict[str, int], arrived: dict[str, int], where: str) -> None:
    missing = [
        f"{name} 应有 {size} 行，实有 {arrived[name]} 行" for name, size in expected.items() if arrived[name] != size
    ]
    if missing:
        raise LibraryError(f"没有搬全，{where} 保持原样：{'；'.join(missing)}。请再试一次。")
