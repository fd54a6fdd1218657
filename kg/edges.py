"""Relations between entities, derived from the sentences that say them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.orm import Session, aliased

from kg.changes import Changes
from kg.chunks import chunks
from kg.schema import EvidenceRow, HandleRow, RelationRow


def relation_id(type_: str, head: str, tail: str) -> str:
    """The id of an edge, from its type and the ids of its ends."""
    return sha256("\0".join((type_, head, tail)).encode()).hexdigest()[:16]


Edge = tuple[str, str, str]
Said = tuple[float, dict[str, str]]


class Edges:
    """Keeps the relations in agreement with their evidence."""

    def __init__(self, session: Session, changes: Changes) -> None:
        self._session = session
        self._changes = changes

    def ensure(self, edges: Iterable[Edge]) -> dict[Edge, str | None]:
        """The ids of edges (type, head, tail), made where missing; None where head and tail are the same entity."""
        ids = {edge: None if edge[1] == edge[2] else relation_id(*edge) for edge in edges}
        wanted = {id_: edge for edge, id_ in ids.items() if id_ is not None}
        known: set[str] = set()
        for some in chunks(wanted):
            known.update(self._session.scalars(select(RelationRow.id).where(RelationRow.id.in_(some))))
        rows = [
            {"id": id_, "type": type_, "head_id": head, "tail_id": tail, "attrs": {}, "origins": {}, "confidence": 0.0}
            for id_, (type_, head, tail) in sorted(wanted.items())
            if id_ not in known
        ]
        if rows:
            self._session.execute(insert(RelationRow), rows)
        return ids

    def move(self, handle_ids: Iterable[str]) -> None:
        """Re-derive the relations of handles whose entity changed."""
        head, tail = aliased(HandleRow), aliased(HandleRow)
        found = (
            select(EvidenceRow.id, EvidenceRow.relation_id, EvidenceRow.type, head.entity_id, tail.entity_id)
            .join(head, head.id == EvidenceRow.head_handle)
            .join(tail, tail.id == EvidenceRow.tail_handle)
        )
        rows: dict[str, tuple[str | None, Edge]] = {}
        for some in chunks(handle_ids):
            either = or_(EvidenceRow.head_handle.in_(some), EvidenceRow.tail_handle.in_(some))
            for id_, relation, type_, head_id, tail_id in self._session.execute(found.where(either)):
                assert head_id is not None and tail_id is not None
                rows[id_] = (relation, (type_, head_id, tail_id))
        ids = self.ensure(edge for _, edge in rows.values())
        stale = {relation for relation, _ in rows.values() if relation is not None}
        moved: dict[str | None, list[str]] = defaultdict(list)
        for evidence, (relation, edge) in rows.items():
            if ids[edge] != relation:
                moved[ids[edge]].append(evidence)
        for relation, evidence_ids in moved.items():
            for some in chunks(evidence_ids):
                self._session.execute(update(EvidenceRow).where(EvidenceRow.id.in_(some)).values(relation_id=relation))
        self.refresh(stale | {relation for relation in moved if relation is not None})

    def drop(self, document_id: str) -> None:
        """Take a document's evidence away, and the relations that nothing else says."""
        of_document = EvidenceRow.document_id == document_id
        stale = set(self._session.scalars(select(EvidenceRow.relation_id).where(of_document)))
        self._session.execute(delete(EvidenceRow).where(of_document))
        self.refresh(id_ for id_ in stale if id_ is not None)

    def strengthen(self, document_id: str, said: Mapping[str, Sequence[Said]]) -> None:
        """Add what a new document says of relations: no other evidence has to be read for it."""
        for some in chunks(said):
            for relation in self._session.scalars(select(RelationRow).where(RelationRow.id.in_(some))):
                self._take(relation, [(document_id, *one) for one in said[relation.id]])
        self._session.flush()

    def refresh(self, relation_ids: Iterable[str]) -> None:
        """Bring attrs and confidence up to all evidence; a relation without evidence goes."""
        for some in chunks(relation_ids):
            said: dict[str, list[tuple[str, float, dict[str, str]]]] = {id_: [] for id_ in some}
            rows = self._session.execute(
                select(EvidenceRow.relation_id, EvidenceRow.document_id, EvidenceRow.confidence, EvidenceRow.attrs)
                .where(EvidenceRow.relation_id.in_(some))
                .order_by(EvidenceRow.document_id, EvidenceRow.ordinal)
            )
            for id_, document, confidence, attrs in rows:
                assert id_ is not None
                said[id_].append((document, confidence, attrs))
            for relation in self._session.scalars(select(RelationRow).where(RelationRow.id.in_(some))):
                relation.attrs, relation.origins, relation.confidence = {}, {}, 0.0
                self._take(relation, said[relation.id])
            self._session.flush()
            empty = [id_ for id_, evidence in said.items() if not evidence]
            self._session.execute(delete(RelationRow).where(RelationRow.id.in_(empty)))

    def _take(self, relation: RelationRow, evidence: Iterable[tuple[str, float, dict[str, str]]]) -> None:
        """Of every attribute the value of the first document (by id) that gives it; the greatest confidence."""
        self._changes.entities((relation.head_id, relation.tail_id))
        attrs, origins = dict(relation.attrs), dict(relation.origins)
        for document, confidence, more in evidence:
            relation.confidence = max(relation.confidence, confidence)
            for name, value in more.items():
                if name not in origins or document < origins[name]:
                    attrs[name], origins[name] = value, document
        relation.attrs, relation.origins = attrs, origins
