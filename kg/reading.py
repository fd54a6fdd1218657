"""What can be asked of a library: documents, entities, relations, figures and sentences."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from corpus.document import Place
from corpus.errors import NotFound
from ingest.facts import EntityType, MeasureType, RelationType
from kg import queries
from kg.chunks import chunks
from kg.condition import Condition
from kg.cursors import check_limit, decode_cursor, encode_cursor
from kg.names import name_key
from kg.records import (
    DocumentRecord,
    EntityRecord,
    EvidenceRecord,
    IdentityDecision,
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
    FormerIdRow,
    HandleNameRow,
    HandleRow,
    MeasureRow,
    MentionRow,
    PassageRow,
    RelationRow,
)

ALL = 2**31 - 1
"""More than there can be of anything."""


class Reading(Condition):
    """The questions a library answers; each sees one state of it, also while another program writes."""

    def documents(self, limit: int, cursor: str | None = None) -> Page[DocumentRecord]:
        """A page of the documents in the order in which they came; raises InvalidRequest for a bad cursor."""
        check_limit(limit)
        query = select(DocumentRow).order_by(DocumentRow.added).limit(limit + 1)
        if cursor is not None:
            query = query.where(DocumentRow.added > decode_cursor(cursor, (int,))[0])
        with self._database.reading() as session:
            rows = session.scalars(query).all()
            after = encode_cursor((rows[limit - 1].added,)) if len(rows) > limit else None
            return Page(tuple(map(queries.document_record, rows[:limit])), after)

    def documents_named(self, name: str, limit: int, offset: int = 0) -> tuple[tuple[DocumentRecord, ...], int]:
        """`limit` documents whose title or file name contains the words, the newest first, and how many there are."""
        check_limit(limit)
        named = (DocumentRow.title, DocumentRow.name)
        words = [or_(*(column.icontains(word, autoescape=True) for column in named)) for word in name.split()]
        query = select(DocumentRow).where(*words)
        with self._database.reading() as session:
            count = session.scalar(select(func.count()).select_from(query.subquery())) or 0
            rows = session.scalars(query.order_by(DocumentRow.added.desc()).limit(limit).offset(offset))
            return tuple(map(queries.document_record, rows)), count

    def document(self, document_id: str) -> DocumentRecord:
        """A document; raises NotFound."""
        with self._database.reading() as session:
            return queries.document_record(_document(session, document_id))

    def has(self, document_id: str) -> bool:
        """Whether the library holds the document."""
        with self._database.reading() as session:
            return session.scalar(select(DocumentRow.id).where(DocumentRow.id == document_id)) is not None

    def document_facts(self, document_id: str) -> tuple[tuple[RelationRecord, ...], tuple[MeasureRecord, ...]]:
        """The relations and figures that a document states, with its own sentences only; raises NotFound."""
        with self._database.reading() as session:
            _document(session, document_id)
            said = EvidenceRow.document_id == document_id
            rows = queries.relation_rows(session, RelationRow.id.in_(select(EvidenceRow.relation_id).where(said)))
            measures = queries.measure_records(session, MeasureRow.document_id == document_id)
            return queries.explained(session, rows, said), measures

    def names(self, document_id: str) -> tuple[NameRecord, ...]:
        """Where a document's text names entities, in its order, longer names before those inside; raises NotFound."""
        with self._database.reading() as session:
            _document(session, document_id)
            return queries.name_records(session, document_id)

    def places(self, document_id: str) -> tuple[Place, ...]:
        """Where the text stands in the original file, in its order; empty for plain text; raises NotFound."""
        with self._database.reading() as session:
            return queries.places(_document(session, document_id))

    def document_entities(self, document_ids: Iterable[str]) -> tuple[EntityRecord, ...]:
        """What these documents name, each once, by type and name."""
        with self._database.reading() as session:
            return queries.entities_named_in(session, document_ids)

    def entity(self, entity_id: str) -> EntityRecord:
        """An entity; raises NotFound, also for the id of one that was found to be another (see `renamed`)."""
        with self._database.reading() as session:
            row = session.get(EntityRow, entity_id)
            if row is None:
                raise NotFound(f"资料库里没有编号为“{entity_id}”的条目。请先按名称查找，再用查到的编号。")
            return queries.entity_record(row)

    def entities_by_id(self, entity_ids: Iterable[str]) -> dict[str, EntityRecord]:
        """Those of the entities that exist."""
        with self._database.reading() as session:
            return queries.entities_by_id(session, entity_ids)

    def renamed(self, entity_id: str) -> str | None:
        """The id of the entity that the one of this former id was found to be; None for any other id."""
        with self._database.reading() as session:
            return session.scalar(select(FormerIdRow.entity_id).where(FormerIdRow.id == entity_id))

    def entities(
        self, name: str | None = None, type: EntityType | None = None, limit: int = 20, cursor: str | None = None
    ) -> Page[EntityRecord]:
        """A page of entities: those with exactly this name or alias, then those whose name contains it.

        Raises:
            InvalidRequest: the cursor is not one that this list gave, or the limit is less than 1.
        """
        check_limit(limit)
        with self._database.reading() as session:
            if name is None:
                return queries.entity_page(session, type, limit, cursor)
            if not name_key(name):
                return Page((), None)
            return queries.entity_page_named(session, name, type, limit, cursor)

    def named(self, name: str) -> tuple[EntityRecord, ...]:
        """The entities with this name or alias; names compare without quotes, book marks, case and width."""
        of_name = select(HandleNameRow.handle_id).where(HandleNameRow.key == name_key(name))
        entities = select(HandleRow.entity_id).where(HandleRow.id.in_(of_name))
        with self._database.reading() as session:
            rows = session.scalars(select(EntityRow).where(EntityRow.id.in_(entities)).order_by(EntityRow.id))
            return tuple(map(queries.entity_record, rows))

    def entities_by_name(self, names: Iterable[str]) -> dict[str, tuple[EntityRecord, ...]]:
        """For each of the names that something has, what `named` gives; in a few queries however many names."""
        keys = {name: name_key(name) for name in names}
        found: dict[str, set[str]] = defaultdict(set)
        with self._database.reading() as session:
            for some in chunks(key for key in keys.values() if key):
                rows = session.execute(
                    select(HandleNameRow.key, HandleRow.entity_id)
                    .join(HandleRow, HandleRow.id == HandleNameRow.handle_id)
                    .where(HandleNameRow.key.in_(some))
                )
                for key, entity in rows:
                    if entity is not None:
                        found[key].add(entity)
            entities = queries.entities_by_id(session, (id_ for ids in found.values() for id_ in ids))
        return {name: tuple(entities[id_] for id_ in sorted(found[key])) for name, key in keys.items() if key in found}

    def relations(self, entity_id: str, type: RelationType | None = None) -> tuple[RelationRecord, ...]:
        """The relations of an entity, as head or tail, with evidence; empty for an unknown id."""
        conditions = [or_(RelationRow.head_id == entity_id, RelationRow.tail_id == entity_id)]
        if type is not None:
            conditions.append(RelationRow.type == type)
        with self._database.reading() as session:
            return queries.explained(session, queries.relation_rows(session, *conditions))

    def relations_of(
        self, entity_ids: Iterable[str], types: Iterable[RelationType] | None = None
    ) -> dict[str, list[RelationRecord]]:
        """What `relations` gives for each of the entities that has any, of these types, but without evidence."""
        conditions = () if types is None else (RelationRow.type.in_(list(types)),)
        with self._database.reading() as session:
            return queries.relations_of(session, entity_ids, *conditions)

    def evidence(self, relation_ids: Iterable[str]) -> dict[str, tuple[EvidenceRecord, ...]]:
        """The sentences that say relations; those that no longer exist are left out."""
        with self._database.reading() as session:
            return queries.evidence_of(session, relation_ids)

    def relations_by_id(self, relation_ids: Iterable[str]) -> dict[str, RelationRecord]:
        """Those of the relations that still exist, with evidence."""
        with self._database.reading() as session:
            rows = [
                row for some in chunks(relation_ids) for row in queries.relation_rows(session, RelationRow.id.in_(some))
            ]
            return {relation.id: relation for relation in queries.explained(session, rows)}

    def all_entities(self) -> tuple[EntityRecord, ...]:
        """Every entity, by id."""
        with self._database.reading() as session:
            return tuple(queries.every_entity(session).values())

    def all_relations(self) -> Iterator[RelationRecord]:
        """Every relation, without its evidence, by id."""
        return self.graph()[1]

    def graph(self) -> tuple[dict[str, EntityRecord], Iterator[RelationRecord]]:
        """Every entity, by id, and the relations between them, without evidence, by id: both of one state."""
        with self._database.reading() as session:
            entities, rows = queries.every_entity(session), queries.every_relation(session)
        return entities, queries.relation_records(rows, entities, {})

    def measures(
        self, subject_id: str | None = None, type: MeasureType | None = None, place_id: str | None = None
    ) -> tuple[MeasureRecord, ...]:
        """Figures of a subject, of a kind, of a place (the place itself, and what is located in it)."""
        conditions = []
        if subject_id is not None:
            conditions.append(HandleRow.entity_id == subject_id)
        if type is not None:
            conditions.append(MeasureRow.type == type)
        if place_id is not None:
            located = select(RelationRow.head_id).where(
                RelationRow.type == RelationType.LOCATED_IN, RelationRow.tail_id == place_id
            )
            conditions.append(or_(HandleRow.entity_id == place_id, HandleRow.entity_id.in_(located)))
        with self._database.reading() as session:
            return queries.measure_records(session, *conditions)

    def mentions(self, entity_id: str) -> tuple[EvidenceRecord, ...]:
        """The passages that name the entity, in reading order."""
        return self.mentions_of([entity_id]).get(entity_id, ())

    def mentions_of(self, entity_ids: Iterable[str], most: int = ALL) -> dict[str, tuple[EvidenceRecord, ...]]:
        """The same for each of the entities that any passage names; where more than `most` do, some of them."""
        with self._database.reading() as session:
            return queries.mentions_of(session, entity_ids, most)

    def passage(self, passage_id: str) -> PassageRecord:
        """A passage; raises NotFound."""
        with self._database.reading() as session:
            found = queries.passage_records(session, PassageRow.id == passage_id)
            if not found:
                raise NotFound(f"资料库里没有编号为“{passage_id}”的语句。它所在的资料可能已经移除。")
            return found[0]

    def passages_by_id(self, passage_ids: Iterable[str]) -> dict[str, PassageRecord]:
        """Those of the passages that exist."""
        with self._database.reading() as session:
            return {
                record.id: record
                for some in chunks(passage_ids)
                for record in queries.passage_records(session, PassageRow.id.in_(some))
            }

    def sentences(self, passage_ids: Iterable[str]) -> dict[str, EvidenceRecord]:
        """Those of the passages that exist, without what they name."""
        with self._database.reading() as session:
            return queries.sentences(session, passage_ids)

    def passages(self, document_id: str) -> tuple[PassageRecord, ...]:
        """A document's passages, in reading order; raises NotFound."""
        with self._database.reading() as session:
            _document(session, document_id)
            return queries.passage_records(session, PassageRow.document_id == document_id)

    def passages_of(self, document_ids: Iterable[str]) -> dict[str, list[PassageRecord]]:
        """The passages of each of the documents that has any, in reading order."""
        found: dict[str, list[PassageRecord]] = defaultdict(list)
        with self._database.reading() as session:
            for some in chunks(document_ids):
                for record in queries.passage_records(session, PassageRow.document_id.in_(some)):
                    found[record.evidence.document].append(record)
        return found

    def decisions(self, entity_id: str) -> tuple[IdentityDecision, ...]:
        """Why each thing that a document names was taken for this entity, by document and name."""
        query = (
            select(MentionRow.document_id, MentionRow.name, HandleRow.reason, HandleRow.confidence)
            .join(HandleRow, HandleRow.id == MentionRow.handle_id)
            .where(HandleRow.entity_id == entity_id)
            .order_by(MentionRow.document_id, MentionRow.name)
        )
        with self._database.reading() as session:
            return tuple(IdentityDecision(entity_id, *row) for row in session.execute(query))


def _document(session: Session, document_id: str) -> DocumentRow:
    row = session.get(DocumentRow, document_id)
    if row is None:
        raise NotFound(f"资料库里没有编号为“{document_id}”的资料。请用资料列表里的编号。")
    return row
