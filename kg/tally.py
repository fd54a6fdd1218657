"""Counts of what documents say of each handle: a name, mark or attribute that nobody says any more is dropped."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, and_, bindparam, delete, insert, select, update

from kg.attributes import packed
from kg.chunks import chunks
from kg.names import name_key
from kg.schema import HandleAttrRow, HandleMarkRow, HandleNameRow, HandleRow

_Counted = TypeVar("_Counted", HandleNameRow, HandleMarkRow, HandleAttrRow)


@dataclass(frozen=True, slots=True)
class Mention:
    """What a document says of a handle, as far as it is counted."""

    handle_id: str
    name: str
    aliases: Sequence[str]
    marks: Sequence[str]
    attrs: Mapping[str, str]


def count(connection: Connection, mentions: Iterable[Mention], sign: int) -> set[str]:
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
        connection.execute(more, [{"handle": id_, "more": number} for id_, number in uses.items()])
    _tally(connection, HandleNameRow, ("handle_id", "name", "is_full", "key"), names)
    _tally(connection, HandleAttrRow, ("handle_id", "name", "value"), attrs)
    return _tally(connection, HandleMarkRow, ("handle_id", "mark"), marks)


def _tally(
    connection: Connection, model: type[_Counted], columns: Sequence[str], numbers: Mapping[tuple[Any, ...], int]
) -> set[str]:
    """Add the numbers to the rows' uses; returns the handles that got or lost a row."""
    known: dict[tuple[Any, ...], int] = {}
    fields = [getattr(model, column) for column in columns]
    for some in chunks(key[0] for key in numbers):
        for *key, uses in connection.execute(select(*fields, model.uses).where(model.handle_id.in_(some))):
            known[tuple(key)] = uses
    new: list[tuple[Any, ...]] = [key for key in numbers if key not in known]
    gone: list[tuple[Any, ...]] = [key for key, number in numbers.items() if known.get(key, 0) + number == 0]
    kept = [key for key in numbers if key in known and known[key] + numbers[key] != 0]
    table = model.__table__
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
