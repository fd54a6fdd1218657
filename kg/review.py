"""What a library tells about who is who: why names are one entity, what is left in doubt, and what humans decided."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import Session, aliased

from ingest.facts import EntityType
from kg.chunks import chunks
from kg.cursors import check_limit
from kg.queries import entities_by_id
from kg.reading import Reading
from kg.records import DoubtRecord, EntityIdentity, NamedHandle, RulingRecord
from kg.schema import DoubtRow, HandleRow, MentionRow, RulingHandleRow, RulingRow

# Documents shown for a name; a union is named in thousands.
_SHOWN = 20


class Review(Reading):
    """The questions about identity that a library answers."""

    def identity_of(self, entity_id: str) -> EntityIdentity:
        """Why the names of an entity are one, and with what it may be one too; raises NotFound."""
        entity = self.entity(entity_id)
        with self._database.reading() as session:
            rows = session.execute(
                select(HandleRow.id, HandleRow.uses, HandleRow.reason, HandleRow.confidence)
                .where(HandleRow.entity_id == entity_id)
                .order_by(HandleRow.uses.desc(), HandleRow.key, HandleRow.id)
            ).all()
            names, documents = _mentions(session, [row.id for row in rows])
            handles = tuple(
                NamedHandle(id_, tuple(names[id_]), tuple(documents[id_][:_SHOWN]), uses, reason, confidence)
                for id_, uses, reason, confidence in rows
            )
            ids = [row.id for row in rows]
            return EntityIdentity(entity, handles, _doubts(session, ids), _rulings(session, ids))

    def doubts(self, limit: int) -> tuple[DoubtRecord, ...]:
        """The pairs of entities that may be one, the likeliest first."""
        check_limit(limit)
        with self._database.reading() as session:
            return _doubts(session, None, limit)

    def rulings(self) -> tuple[RulingRecord, ...]:
        """All that humans decided, the newest first."""
        with self._database.reading() as session:
            return _rulings(session, None)


def _mentions(session: Session, handle_ids: Iterable[str]) -> tuple[Mapping[str, list[str]], Mapping[str, list[str]]]:
    """By handle, the names that documents give it, and the documents."""
    names: dict[str, dict[str, None]] = defaultdict(dict)
    documents: dict[str, list[str]] = defaultdict(list)
    for some in chunks(handle_ids):
        query = select(MentionRow.handle_id, MentionRow.name, MentionRow.document_id).order_by(MentionRow.document_id)
        for handle, name, document in session.execute(query.where(MentionRow.handle_id.in_(some))):
            names[handle][name] = None
            documents[handle].append(document)
    return {id_: list(found) for id_, found in names.items()}, documents


def _doubts(session: Session, handle_ids: list[str] | None, limit: int | None = None) -> tuple[DoubtRecord, ...]:
    one, other = aliased(HandleRow), aliased(HandleRow)
    query = (
        select(DoubtRow, one.entity_id, other.entity_id)
        .join(one, one.id == DoubtRow.one_handle)
        .join(other, other.id == DoubtRow.other_handle)
        .order_by(DoubtRow.score.desc(), DoubtRow.one_handle, DoubtRow.other_handle)
        .limit(limit)
    )
    conditions: list[ColumnElement[bool]] = [true()]
    if handle_ids is not None:
        ends = (DoubtRow.one_handle, DoubtRow.other_handle)
        conditions = [end.in_(some) for some in chunks(handle_ids) for end in ends]
    found: dict[tuple[str, str], tuple[DoubtRow, str, str]] = {}
    for condition in conditions:
        for row, first, second in session.execute(query.where(condition)):
            assert first is not None and second is not None
            found[row.one_handle, row.other_handle] = (row, first, second)
    entities = entities_by_id(session, (id_ for _, first, second in found.values() for id_ in (first, second)))
    return tuple(
        DoubtRecord(entities[a], entities[b], row.score, tuple(row.speaks_for), tuple(row.speaks_against))
        for row, a, b in found.values()
    )


def _rulings(session: Session, handle_ids: list[str] | None) -> tuple[RulingRecord, ...]:
    ids: set[str] | None = None
    if handle_ids is not None:
        ids = set()
        for some in chunks(handle_ids):
            query = select(RulingHandleRow.ruling_id).where(RulingHandleRow.handle_id.in_(some))
            ids.update(session.scalars(query))
    rows = session.scalars(select(RulingRow).order_by(RulingRow.made_at.desc(), RulingRow.id))
    return tuple(
        RulingRecord(row.id, row.same, EntityType(row.type), row.ours_name, row.theirs_name, row.made_at)
        for row in rows
        if ids is None or row.id in ids
    )
