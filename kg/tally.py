"""Counts of what documents say of each handle: a name, mark or attribute that nobody says any more is dropped."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import and_, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from kg.attributes import packed
from kg.chunks import chunks
from kg.names import name_key
from kg.schema import HandleAttrRow, HandleMarkRow, HandleNameRow, HandleRow, MentionRow

_Counted = TypeVar("_Counted", HandleNameRow, HandleMarkRow, HandleAttrRow)


def count(session: Session, mentions: Iterable[MentionRow], sign: int) -> set[str]:
    """Count mentions up (+1) or down (-1); returns the handles whose set of marks changed by it."""
    uses: Counter[str] = Counter()
    names: Counter[tuple[Any, ...]] = Counter()
    marks: Counter[tuple[Any, ...]] = Counter()
    attrs: Counter[tuple[Any, ...]] = Counter()
    for mention in mentions:
        id_ = mention.handle_id
        uses[id_] += sign
        names[id_, mention.name, True, name_key(mention.name)] += sign
        for alias in set(mention.aliases):
            names[id_, alias, False, name_key(alias)] += sign
        for mark in mention.marks:
            marks[id_, mark] += sign
        for name, value in packed(mention.attrs).items():
            attrs[id_, name, value] += sign
    more = update(HandleRow).where(HandleRow.id == bindparam("handle")).values(uses=HandleRow.uses + bindparam("more"))
    if uses:
        session.connection().execute(more, [{"handle": id_, "more": number} for id_, number in uses.items()])
    _tally(session, HandleNameRow, ("handle_id", "name", "is_full", "key"), names)
    _tally(session, HandleAttrRow, ("handle_id", "name", "value"), attrs)
    return _tally(session, HandleMarkRow, ("handle_id", "mark"), marks)


def _tally(
    session: Session, model: type[_Counted], columns: Sequence[str], numbers: Mapping[tuple[Any, ...], int]
) -> set[str]:
    """Add the numbers to the rows' uses; returns the handles that got or lost a row."""
    known: dict[tuple[Any, ...], int] = {}
    fields = [getattr(model, column) for column in columns]
    for some in chunks(key[0] for key in numbers):
        for *key, uses in session.execute(select(*fields, model.uses).where(model.handle_id.in_(some))):
            known[tuple(key)] = uses
    new: list[tuple[Any, ...]] = [key for key in numbers if key not in known]
    gone: list[tuple[Any, ...]] = [key for key, number in numbers.items() if known.get(key, 0) + number == 0]
    kept = [key for key in numbers if key in known and known[key] + numbers[key] != 0]
    connection, table = session.connection(), model.__table__
    this = and_(*(table.c[column] == bindparam(f"the_{column}") for column in columns))
    if new:
        connection.execute(insert(model), [dict(zip(columns, key, strict=True), uses=numbers[key]) for key in new])
    if gone:
        connection.execute(delete(model).where(this), [_named(columns, key) for key in gone])
    if kept:
        more = update(model).where(this).values(uses=bindparam("number"))
        connection.execute(more, [_named(columns, key) | {"number": known[key] + numbers[key]} for key in kept])
    return {key[0] for key in (*new, *gone)}


def _named(columns: Sequence[str], key: tuple[Any, ...]) -> dict[str, Any]:
    return {f"the_{column}": value for column, value in zip(columns, key, strict=True)}
