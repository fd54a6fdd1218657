"""Which entities may be one: kept by a handle of each, and derived anew whenever their block is grouped."""

from collections.abc import Iterable

from sqlalchemy import delete, insert, or_
from sqlalchemy.orm import Session

from kg.chunks import chunks
from kg.partition import Doubt
from kg.schema import DoubtRow


def write_doubts(session: Session, handle_ids: Iterable[str], doubts: Iterable[Doubt]) -> None:
    """Replace all doubts about these handles."""
    for some in chunks(handle_ids):
        either = or_(DoubtRow.one_handle.in_(some), DoubtRow.other_handle.in_(some))
        session.execute(delete(DoubtRow).where(either))
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
        session.execute(insert(DoubtRow), rows)
