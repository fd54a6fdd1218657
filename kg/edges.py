"""Relations between entities, derived from the sentences that say them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256

from sqlalchemy import Connection, bindparam, delete, insert, or_, select, update
from sqlalchemy.orm import aliased

from kg.changes import Changes
from kg.chunks import among, chunks, rows_among
from kg.schema import EvidenceRow, HandleRow, RelationRow


def relation_id(type_: str, head: str, tail: str) -> str:
    """The id of an edge, from its type and the ids of its ends."""
    return sha256("\0".join((type_, head, tail)).encode()).hexdigest()[:16]


Edge = tuple[str, str, str]
Said = tuple[float, Mapping[str, str]]
_Evidence = tuple[str, float, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class _Relation:
    """A row of the relations."""

    id: str
    type: str
    head_id: str
    tail_id: str
    attrs: dict[str, str] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    confidence: float = 0.0

    def told(self, evidence: Iterable[_Evidence]) -> "_Relation":
        """With this evidence too: of every attribute the value of the first document (by id) that gives it."""
        attrs, origins, confidence = dict(self.attrs), dict(self.origins), self.confidence
        for document, sure, more in evidence:
            confidence = max(confidence, sure)
            for name, value in more.items():
                if name not in origins or document < origins[name]:
                    attrs[name], origins[name] = value, document
        return replace(self, attrs=attrs, origins=origins, confidence=confidence)


_TABLE = RelationRow.__table__.c
_DERIVED = ("attrs", "origins", "confidence")
_READ = select(
    _TABLE.id, _TABLE.type, _TABLE.head_id, _TABLE.tail_id, _TABLE.attrs, _TABLE.origins, _TABLE.confidence
).where(among(_TABLE.id))
_DERIVE = (
    update(RelationRow)
    .where(_TABLE.id == bindparam("the_id"))
    .values({name: bindparam(f"the_{name}") for name in _DERIVED})
)


class Edges:
    """Keeps the relations in agreement with their evidence."""

    def __init__(self, connection: Connection, changes: Changes) -> None:
        self._connection = connection
        self._changes = changes

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
            for id_, relation, type_, head_id, tail_id in self._connection.execute(found.where(either)):
                assert head_id is not None and tail_id is not None
                rows[id_] = (relation, (type_, head_id, tail_id))
        ids = _ids(edge for _, edge in rows.values())
        self._say({id_: (edge, ()) for edge, id_ in ids.items() if id_ is not None})
        stale = {relation for relation, _ in rows.values() if relation is not None}
        moved: dict[str | None, list[str]] = defaultdict(list)
        for evidence, (relation, edge) in rows.items():
            if ids[edge] != relation:
                moved[ids[edge]].append(evidence)
        for relation, evidence_ids in moved.items():
            for some in chunks(evidence_ids):
                self._connection.execute(
                    update(EvidenceRow).where(EvidenceRow.id.in_(some)).values(relation_id=relation)
                )
        self.refresh(stale | {relation for relation in moved if relation is not None})

    def drop(self, document_id: str) -> None:
        """Take a document's evidence away, and the relations that nothing else says."""
        of_document = EvidenceRow.document_id == document_id
        stale = set(self._connection.scalars(select(EvidenceRow.relation_id).where(of_document)))
        self._connection.execute(delete(EvidenceRow).where(of_document))
        self.refresh(id_ for id_ in stale if id_ is not None)

    def say(self, document_id: str, said: Iterable[tuple[Edge, Said]]) -> dict[Edge, str | None]:
        """Bring edges (type, head, tail) up to what a new document says of them, for which no other evidence is read.

        Returns:
            Their ids; None where head and tail are the same entity.
        """
        told: dict[Edge, list[_Evidence]] = defaultdict(list)
        for edge, (confidence, attrs) in said:
            told[edge].append((document_id, confidence, attrs))
        ids = _ids(told)
        self._say({id_: (edge, told[edge]) for edge, id_ in ids.items() if id_ is not None})
        self._changes.entities(end for edge, id_ in ids.items() if id_ is not None for end in edge[1:])
        return ids

    def refresh(self, relation_ids: Iterable[str]) -> None:
        """Bring attrs and confidence up to all evidence; a relation without evidence goes."""
        for some in chunks(relation_ids):
            said: dict[str, list[_Evidence]] = {id_: [] for id_ in some}
            rows = self._connection.execute(
                select(EvidenceRow.relation_id, EvidenceRow.document_id, EvidenceRow.confidence, EvidenceRow.attrs)
                .where(EvidenceRow.relation_id.in_(some))
                .order_by(EvidenceRow.document_id, EvidenceRow.ordinal)
            )
            for id_, document, confidence, attrs in rows:
                assert id_ is not None
                said[id_].append((document, confidence, attrs))
            known = self._read(some)
            self._changes.entities(end for one in known.values() for end in (one.head_id, one.tail_id))
            blank = {id_: _Relation(id_, one.type, one.head_id, one.tail_id) for id_, one in known.items()}
            self._update(known, [blank[id_].told(said[id_]) for id_ in known if said[id_]])
            if empty := [id_ for id_, evidence in said.items() if not evidence]:
                self._connection.execute(delete(RelationRow).where(RelationRow.id.in_(empty)))

    def _say(self, told: Mapping[str, tuple[Edge, Sequence[_Evidence]]]) -> None:
        """Make those of the relations that are missing, and bring all up to the evidence."""
        known = self._read(told)
        now = [known.get(id_, _Relation(id_, *edge)).told(more) for id_, (edge, more) in sorted(told.items())]
        if new := [asdict(relation) for relation in now if relation.id not in known]:
            self._connection.execute(insert(RelationRow), new)
        self._update(known, [relation for relation in now if relation.id in known])

    def _read(self, ids: Iterable[str]) -> dict[str, _Relation]:
        return {row.id: _Relation(*row) for row in rows_among(self._connection, _READ, ids)}

    def _update(self, known: Mapping[str, _Relation], now: Iterable[_Relation]) -> None:
        changed = [relation for relation in now if relation != known[relation.id]]
        if changed:
            rows = [{f"the_{name}": getattr(one, name) for name in ("id", *_DERIVED)} for one in changed]
            self._connection.execute(_DERIVE, rows)


def _ids(edges: Iterable[Edge]) -> dict[Edge, str | None]:
    return {edge: None if edge[1] == edge[2] else relation_id(*edge) for edge in edges}
