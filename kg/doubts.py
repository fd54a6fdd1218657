"""Which entities may be one: kept by a handle of each, and derived anew whenever their block is grouped."""

from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, or_

from kg.chunks import chunks
from kg.partition import Doubt
from kg.schema import DoubtRow


def write_doubts(connection: Connection, handle_ids: Iterable[str], doubts: Iterable[Doubt]) -> None:
    """Replace all doubts about these handles."""
    for some in chunks(handle_ids):
        either = or_(DoubtRow.one_handle.in_(some), DoubtRow.other_handle.in_(some))
        connection.execute(delete(DoubtRow).where(either))
    rows = [
        {
            "one_handle": doubt.one,
            "other_handle": doubt.other,
            "score": doubt.score,
            "speaks_for": list(doubt.speaks_for),
            "speaks_against": list(doubt.speaks_against),
        }
        for doubt in doubts
    ]
    if rows:
        connection.execute(insert(DoubtRow), rows)
