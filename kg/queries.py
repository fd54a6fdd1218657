"""Records out of rows: the queries behind kg.reading."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, bindparam, case, func, or_, select, tuple_
from sqlalchemy.orm import Session

from corpus.document import Place
from ingest.facts import Article, EntityType, MeasureType, RelationType, Span, Suspicion
from kg.chunks import AnyRow, among, chunks, rows_among
from kg.cursors import decode_cursor, encode_cursor
from kg.names import name_key
from kg.records import (
    DocumentRecord,
    EntityRecord,
    EvidenceRecord,
    MeasureRecord,
    NameRecord,
    Page,
    PassageRecord,
    RelationRecord,
)
from kg.schema import (
    DocumentRow,
    EntityRow,
    EvidenceRow,
    HandleNameRow,
    HandleRow,
    MeasureRow,
    MentionRow,
    PassageMentionRow,
    PassageRow,
    RelationRow,
)

Columns: TypeAlias = tuple[ColumnElement[Any], ...]
# Columns of tables and not of mapped classes: objects that follow what becomes of a row take
# five times as long to make.
_ENTITIES, _RELATIONS, _SENTENCES = EntityRow.__table__.c, RelationRow.__table__.c, EvidenceRow.__table__.c
_DOCUMENTS, _PASSAGES, _NAMED = DocumentRow.__table__.c, PassageRow.__table__.c, PassageMentionRow.__table__.c
_HANDLES = HandleRow.__table__.c
_ENTITY: Columns = (_ENTITIES.id, _ENTITIES.type, _ENTITIES.name, _ENTITIES.aliases, _ENTITIES.attrs)
_RELATION: Columns = (
    _RELATIONS.id,
    _RELATIONS.type,
    _RELATIONS.head_id,
    _RELATIONS.tail_id,
    _RELATIONS.attrs,
    _RELATIONS.confidence,
)
# A fact's sentence is shown with its document's title, publisher and day.
_DOCUMENT = (_DOCUMENTS.id, _DOCUMENTS.title, _DOCUMENTS.source, _DOCUMENTS.published)
_PASSAGE = (_PASSAGES.id, *_DOCUMENT, _PASSAGES.text, _PASSAGES.spans, _PASSAGES.place)
_READ_PASSAGES = select(*_PASSAGE).join_from(
    PassageRow.__table__, DocumentRow.__table__, _DOCUMENTS.id == _PASSAGES.document_id
)
_READ_EVIDENCE = select(
    _SENTENCES.relation_id, *_DOCUMENT, _SENTENCES.text, _SENTENCES.spans, _SENTENCES.place
).join_from(EvidenceRow.__table__, DocumentRow.__table__, _DOCUMENTS.id == _SENTENCES.document_id)
# Made once, as they are asked all the time.
_ENTITIES_AMONG = select(*_ENTITY).where(among(_ENTITIES.id))
_PASSAGES_AMONG = _READ_PASSAGES.where(among(_PASSAGES.id))
_EVIDENCE_AMONG = _READ_EVIDENCE.where(among(_SENTENCES.relation_id)).order_by(_DOCUMENTS.added, _SENTENCES.ordinal)
_NAMED_AMONG = (
    select(_NAMED.passage_id, _HANDLES.entity_id)
    .join_from(PassageMentionRow.__table__, HandleRow.__table__, _HANDLES.id == _NAMED.handle_id)
    .where(among(_NAMED.passage_id))
)
# Of what thousands name, some are told by an index alone: which they are does not depend on how the library grew.
_NUMBERED = (
    select(
        _HANDLES.entity_id,
        _NAMED.passage_id,
        func.row_number().over(partition_by=_HANDLES.entity_id, order_by=_NAMED.passage_id).label("place"),
    )
    .join_from(HandleRow.__table__, PassageMentionRow.__table__, _NAMED.handle_id == _HANDLES.id)
    .where(among(_HANDLES.entity_id))
    .subquery()
)
_MENTIONS_AMONG = (
    select(_NUMBERED.c.entity_id, *_PASSAGE)
    .join_from(_NUMBERED, PassageRow.__table__, _PASSAGES.id == _NUMBERED.c.passage_id)
    .join(DocumentRow.__table__, _DOCUMENTS.id == _PASSAGES.document_id)
    .where(_NUMBERED.c.place <= bindparam("most"))
    .order_by(_DOCUMENTS.added, _PASSAGES.ordinal)
)


def document_record(row: DocumentRow) -> DocumentRecord:
    """The record of a document's row."""
    suspicions = tuple(Suspicion(Span(start, end), *told) for start, end, *told in row.suspicions)
    articles = tuple(
        Article(a["title"], tuple(Span(*span) for span in a["spans"]), a["on_topic"], a["reason"]) for a in row.articles
    )
    details = (row.id, row.name, row.title, row.media_type, row.source, row.published, row.text)
    return DocumentRecord(*details, suspicions, articles)


def entity_record(row: EntityRow | AnyRow) -> EntityRecord:
    """The record of an entity's row."""
    return EntityRecord(row.id, EntityType(row.type), row.name, tuple(row.aliases), dict(row.attrs))


def relation_records(
    rows: Iterable[AnyRow],
    entities: Mapping[str, EntityRecord],
    evidence: Mapping[str, tuple[EvidenceRecord, ...]],
) -> Iterator[RelationRecord]:
    """The records of relations' rows, in their order."""
    for id_, type_, head, tail, attrs, confidence in rows:
        said = evidence.get(id_, ())
        yield RelationRecord(id_, RelationType(type_), entities[head], entities[tail], attrs, confidence, said)


def entities_by_id(session: Session, ids: Iterable[str]) -> dict[str, EntityRecord]:
    """The entities of these ids that exist."""
    return {row.id: entity_record(row) for row in rows_among(session.connection(), _ENTITIES_AMONG, ids)}


def every_entity(session: Session) -> dict[str, EntityRecord]:
    """All entities, by id."""
    return {row.id: entity_record(row) for row in session.execute(select(*_ENTITY).order_by(_ENTITIES.id))}


def every_relation(session: Session) -> Sequence[AnyRow]:
    """The rows of all relations, by id."""
    return session.execute(select(*_RELATION).order_by(_RELATIONS.id)).all()


def entities_named_in(session: Session, document_ids: Iterable[str]) -> tuple[EntityRecord, ...]:
    """What these documents name, each once, by type and name."""
    found: dict[str, EntityRecord] = {}
    for some in chunks(document_ids):
        handles = select(MentionRow.handle_id).where(MentionRow.document_id.in_(some))
        entities = select(HandleRow.entity_id).where(HandleRow.id.in_(handles))
        rows = session.scalars(select(EntityRow).where(EntityRow.id.in_(entities)))
        found |= {row.id: entity_record(row) for row in rows}
    return tuple(sorted(found.values(), key=lambda entity: (entity.type, entity.name, entity.id)))


def explained(session: Session, rows: Sequence[AnyRow], *conditions: ColumnElement[bool]) -> tuple[RelationRecord, ...]:
    """Relations with their evidence (as far as it meets the conditions)."""
    evidence = evidence_of(session, (row.id for row in rows), *conditions)
    return tuple(relation_records(rows, _ends(session, rows), evidence))


def relations_of(
    session: Session, entity_ids: Iterable[str], *conditions: ColumnElement[bool]
) -> dict[str, list[RelationRecord]]:
    """The relations of each entity, as head or tail, in the order of `relation_rows`, without evidence."""
    found: dict[str, list[RelationRecord]] = defaultdict(list)
    for some in chunks(entity_ids):
        either = or_(_RELATIONS.head_id.in_(some), _RELATIONS.tail_id.in_(some))
        rows, wanted = relation_rows(session, either, *conditions), set(some)
        for relation in relation_records(rows, _ends(session, rows), {}):
            for end in {relation.head.id, relation.tail.id} & wanted:
                found[end].append(relation)
    return found


def _ends(session: Session, rows: Sequence[AnyRow]) -> dict[str, EntityRecord]:
    return entities_by_id(session, (id_ for row in rows for id_ in (row.head_id, row.tail_id)))


def relation_rows(session: Session, *conditions: ColumnElement[bool]) -> Sequence[AnyRow]:
    """Relations by type, confidence (the surest first) and id."""
    order = (_RELATIONS.type, _RELATIONS.confidence.desc(), _RELATIONS.id)
    return session.execute(select(*_RELATION).where(*conditions).order_by(*order)).all()


def evidence_of(
    session: Session, relation_ids: Iterable[str], *conditions: ColumnElement[bool]
) -> dict[str, tuple[EvidenceRecord, ...]]:
    """The sentences behind relations, each once, in the order in which they came into the library."""
    found: dict[str, dict[EvidenceRecord, None]] = defaultdict(dict)
    wanted = _EVIDENCE_AMONG.where(*conditions) if conditions else _EVIDENCE_AMONG
    for relation, *sentence in rows_among(session.connection(), wanted, relation_ids):
        found[relation][_sentence(sentence)] = None
    return {relation: tuple(sentences) for relation, sentences in found.items()}


def measure_records(session: Session, *conditions: ColumnElement[bool]) -> tuple[MeasureRecord, ...]:
    """Figures, in the order in which they came into the library; conditions may use HandleRow.entity_id."""
    rows = session.execute(
        select(MeasureRow, EntityRow, *_DOCUMENT)
        .join(HandleRow, HandleRow.id == MeasureRow.handle_id)
        .join(EntityRow, EntityRow.id == HandleRow.entity_id)
        .join(DocumentRow, DocumentRow.id == MeasureRow.document_id)
        .where(*conditions)
        .order_by(DocumentRow.added, MeasureRow.ordinal)
    )
    return tuple(
        MeasureRecord(
            row.id,
            entity_record(subject),
            MeasureType(row.type),
            row.value,
            row.unit,
            row.approx,
            row.planned,
            row.period,
            row.confidence,
            _sentence((*document, row.text, row.spans, row.place)),
            row.since,
            row.until,
        )
        for row, subject, *document in rows
    )


def sentences(session: Session, passage_ids: Iterable[str]) -> dict[str, EvidenceRecord]:
    """Those of the passages that exist, without what they name."""
    rows = rows_among(session.connection(), _PASSAGES_AMONG, passage_ids)
    return {id_: _sentence(sentence) for id_, *sentence in rows}


def passage_records(session: Session, *conditions: ColumnElement[bool]) -> tuple[PassageRecord, ...]:
    """Passages with the entities that they name, in reading order."""
    rows = session.execute(_READ_PASSAGES.where(*conditions).order_by(_DOCUMENTS.added, _PASSAGES.ordinal)).all()
    named: dict[str, set[str]] = defaultdict(set)
    for passage, entity in rows_among(session.connection(), _NAMED_AMONG, (row[0] for row in rows)):
        if entity is not None:
            named[passage].add(entity)
    return tuple(PassageRecord(id_, _sentence(sentence), tuple(sorted(named[id_]))) for id_, *sentence in rows)


def mentions_of(session: Session, entity_ids: Iterable[str], most: int) -> dict[str, tuple[EvidenceRecord, ...]]:
    """The passages that name each entity, in reading order; of more than so many, some."""
    found: dict[str, dict[str, EvidenceRecord]] = defaultdict(dict)
    read: dict[str, EvidenceRecord] = {}
    for entity, passage, *sentence in rows_among(session.connection(), _MENTIONS_AMONG, entity_ids, most=most):
        if passage not in read:
            read[passage] = _sentence(sentence)
        found[entity][passage] = read[passage]
    return {entity: tuple(sentences.values()) for entity, sentences in found.items()}


def name_records(session: Session, document_id: str) -> tuple[NameRecord, ...]:
    """Where the document names entities, in the order of its text."""
    rows = session.execute(
        select(MentionRow.spans, EntityRow)
        .join(HandleRow, HandleRow.id == MentionRow.handle_id)
        .join(EntityRow, EntityRow.id == HandleRow.entity_id)
        .where(MentionRow.document_id == document_id)
    )
    found = (NameRecord(Span(*span), entity_record(entity)) for spans, entity in rows for span in spans)
    return tuple(sorted(found, key=lambda name: (name.span.start, -name.span.end, name.entity.id)))


def places(row: DocumentRow | AnyRow) -> tuple[Place, ...]:
    """Where the document's text stands in the original."""
    return tuple(
        Place(start, end, label, origin, tuple(box) if box else None) for start, end, label, origin, box in row.places
    )


def entity_page(session: Session, type_: EntityType | None, limit: int, cursor: str | None) -> Page[EntityRecord]:
    """A page of entities by name."""
    query = select(EntityRow).order_by(EntityRow.key, EntityRow.id).limit(limit + 1)
    if type_ is not None:
        query = query.where(EntityRow.type == type_)
    if cursor is not None:
        query = query.where(tuple_(EntityRow.key, EntityRow.id) > tuple_(*decode_cursor(cursor, (str, str))))
    rows = session.scalars(query).all()
    after = encode_cursor((rows[limit - 1].key, rows[limit - 1].id)) if len(rows) > limit else None
    return Page(tuple(map(entity_record, rows[:limit])), after)


def entity_page_named(
    session: Session, name: str, type_: EntityType | None, limit: int, cursor: str | None
) -> Page[EntityRecord]:
    """A page of the entities with this name or alias, then of those whose name contains it, the shortest first."""
    key = name_key(name)
    found = (
        select(HandleRow.entity_id, func.min(case((HandleNameRow.key == key, 0), else_=1)).label("rank"))
        .join(HandleNameRow, HandleNameRow.handle_id == HandleRow.id)
        .where(or_(HandleNameRow.key == key, HandleNameRow.key.contains(key, autoescape=True)))
        .group_by(HandleRow.entity_id)
    )
    matches = (found if type_ is None else found.where(HandleRow.type == type_)).subquery()
    order = (matches.c.rank, func.length(EntityRow.key), EntityRow.key, EntityRow.id)
    query = select(EntityRow, matches.c.rank).join(matches, matches.c.entity_id == EntityRow.id)
    if cursor is not None:
        query = query.where(tuple_(*order) > tuple_(*decode_cursor(cursor, (int, int, str, str))))
    rows = session.execute(query.order_by(*order).limit(limit + 1)).all()
    after = None
    if len(rows) > limit:
        last, rank = rows[limit - 1]
        after = encode_cursor((rank, len(last.key), last.key, last.id))
    return Page(tuple(entity_record(row) for row, _ in rows[:limit]), after)


def _sentence(columns: Sequence[Any]) -> EvidenceRecord:
    """Of (document, title, source, published, text, spans, place)."""
    document, title, source, published, text, spans, place = columns
    return EvidenceRecord(document, title, source, published, text, tuple(Span(*span) for span in spans), place)
