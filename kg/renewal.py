"""Documents read back out of a library as they were taken in, so that who is who can be decided anew without files."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, insert, select

from corpus.document import Document
from ingest.facts import (
    Entity,
    EntityKey,
    EntityType,
    Evidence,
    Extraction,
    FormerName,
    Measure,
    MeasureType,
    Passage,
    Relation,
    RelationType,
    Span,
)
from kg import queries
from kg.chunks import AnyRow
from kg.schema import (
    DocumentRow,
    EntityRow,
    EvidenceRow,
    FormerIdRow,
    HandleRow,
    MeasureRow,
    MentionRow,
    PassageRow,
)


def stored_document(connection: Connection, document_id: str) -> Document:
    """A document with the places of its text in the original."""
    row = connection.execute(select(DocumentRow.__table__).where(DocumentRow.id == document_id)).one()
    return Document(
        row.id, row.name, row.text, row.title, row.media_type, row.source, row.published, queries.places(row)
    )


def stored_extraction(connection: Connection, document_id: str) -> Extraction:
    """What a document says, as the library keeps it; suspicions and articles, which stay as they are, are left out."""
    mentions = connection.execute(select(MentionRow.__table__).where(MentionRow.document_id == document_id)).all()
    keys = {row.handle_id: EntityKey(EntityType(row.type), row.name, row.bearer) for row in mentions}

    def rows(model: type[EvidenceRow | MeasureRow | PassageRow]) -> Iterable[AnyRow]:
        of_document = select(model.__table__).where(model.document_id == document_id).order_by(model.ordinal)
        return connection.execute(of_document)

    relations = [
        Relation(
            RelationType(row.type),
            keys[row.head_handle],
            keys[row.tail_handle],
            Evidence(row.text, _spans(row.spans)),
            dict(row.attrs),
            row.rule,
            row.confidence,
        )
        for row in rows(EvidenceRow)
    ]
    measures = [_measure(row, keys[row.handle_id]) for row in rows(MeasureRow)]
    passages = [Passage(row.text, _spans(row.spans)) for row in rows(PassageRow)]
    entities = sorted(map(_entity, mentions), key=lambda entity: entity.key)
    return Extraction(document_id, tuple(entities), tuple(relations), tuple(measures), tuple(passages))


Named = tuple[str, str, str, str]
"""A document, and the type, name and bearer of something that it names."""


def homes(connection: Connection) -> dict[Named, str]:
    """The entity of everything that a document names."""
    named = (MentionRow.document_id, MentionRow.type, MentionRow.name, MentionRow.bearer)
    rows = connection.execute(select(*named, HandleRow.entity_id).join(HandleRow, HandleRow.id == MentionRow.handle_id))
    return {(document, type_, name, bearer): entity for document, type_, name, bearer, entity in rows if entity}


def point_on(connection: Connection, before: Mapping[Named, str]) -> None:
    """Let the ids of entities that are no more lead to what they have become."""
    now = homes(connection)
    known = set(connection.scalars(select(EntityRow.id))) | set(connection.scalars(select(FormerIdRow.id)))
    gone = {entity: now[named] for named, entity in sorted(before.items()) if entity not in known and named in now}
    if gone:
        connection.execute(insert(FormerIdRow), [{"id": id_, "entity_id": entity} for id_, entity in gone.items()])


def _entity(row: AnyRow) -> Entity:
    key = EntityKey(EntityType(row.type), row.name, row.bearer)
    formerly = tuple(FormerName(name, Evidence(text, _spans(spans))) for name, text, spans in row.formerly)
    return Entity(key, tuple(row.aliases), _spans(row.spans), dict(row.attrs), formerly)


def _measure(row: AnyRow, subject: EntityKey) -> Measure:
    return Measure(
        subject,
        MeasureType(row.type),
        row.value,
        row.unit,
        Evidence(row.text, _spans(row.spans)),
        row.approx,
        row.planned,
        row.period,
        row.rule,
        row.confidence,
        row.since,
        row.until,
    )


def _spans(spans: Iterable[Iterable[int]]) -> tuple[Span, ...]:
    return tuple(Span(*span) for span in spans)
