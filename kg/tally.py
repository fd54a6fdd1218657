"""Counts of what documents say of each handle: a name, mark or attribute that nobody says any more is dropped."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

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
        for name, value in mention.attrs.items():
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
    changed: set[str] = set()
    known: dict[tuple[Any, ...], _Counted] = {}
    for some in chunks(key[0] for key in numbers):
        for row in session.scalars(select(model).where(model.handle_id.in_(some))):
            known[tuple(getattr(row, column) for column in columns)] = row
    for key, number in numbers.items():
        counted = known.get(key)
        if counted is None:
            session.add(model(**dict(zip(columns, key, strict=True)), uses=number))
            changed.add(key[0])
            continue
        counted.uses += number
        if counted.uses == 0:
            session.delete(counted)
            changed.add(key[0])
    session.flush()
    return changed
