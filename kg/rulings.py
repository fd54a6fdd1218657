"""What humans have decided about who is who, kept by handles, which are the same whenever a document comes back."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import Connection, delete, insert, select

from corpus.errors import NotFound
from ingest.facts import EntityType
from kg.chunks import among, chunks, rows_among
from kg.clues import Handle, handle_id
from kg.partition import Ruling
from kg.schema import HandleRow, MentionRow, RulingHandleRow, RulingRow

_MEMBER = (RulingHandleRow.ruling_id, RulingHandleRow.handle_id, RulingHandleRow.is_ours, RulingHandleRow.block)
_RULINGS, _RULED = RulingRow.__table__.c, RulingHandleRow.__table__.c
_TOUCHING = (
    select(_RULINGS.id, _RULINGS.type, _RULED.block)
    .join_from(RulingRow.__table__, RulingHandleRow.__table__, _RULED.ruling_id == _RULINGS.id)
    .where(among(_RULED.block))
)


class Rulings:
    """Reads and writes rulings, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._blocks: dict[Ruling, set[tuple[EntityType, str]]] = {}

    def touching(self, blocks: Iterable[tuple[EntityType, str]]) -> tuple[Ruling, ...]:
        """The rulings about anything of these blocks (type, name), and about whatever those rulings link with it."""
        found: dict[str, Ruling] = {}
        seen: set[tuple[EntityType, str]] = set()
        frontier = set(blocks)
        while frontier:
            seen |= frontier
            wanted: set[str] = set()
            rows = rows_among(self._connection, _TOUCHING, (name for _, name in frontier))
            wanted.update(id_ for id_, type_, name in rows if (EntityType(type_), name) in frontier)
            found |= self._read(wanted - found.keys())
            frontier = self.blocks_of(found.values()) - seen
        return tuple(found[id_] for id_ in sorted(found))

    def blocks_of(self, rulings: Iterable[Ruling]) -> set[tuple[EntityType, str]]:
        """The blocks of the handles that the rulings, read by this, are about."""
        return {block for ruling in rulings for block in self._blocks[ruling]}

    def make(self, same: bool, ours: Sequence[Handle], theirs: Sequence[Handle], names: tuple[str, str]) -> str:
        """Write a ruling; returns its id, which is the same for the same ruling on the same handles."""
        told = ["same" if same else "different", *sorted(h.id for h in ours), "", *sorted(h.id for h in theirs)]
        id_ = sha256("\0".join(told).encode()).hexdigest()[:12]
        self._connection.execute(delete(RulingRow).where(RulingRow.id == id_))
        row = {"id": id_, "same": same, "type": ours[0].type, "ours_name": names[0], "theirs_name": names[1]}
        self._connection.execute(insert(RulingRow), [row | {"made_at": datetime.now(UTC)}])
        members = [
            {"ruling_id": id_, "handle_id": handle.id, "is_ours": is_ours, "block": handle.block}
            for is_ours, side in ((True, ours), (False, theirs))
            for handle in side
        ]
        self._connection.execute(insert(RulingHandleRow), members)
        return id_

    def inherit(self, old_document: str, new_documents: Sequence[str]) -> set[str]:
        """Rulings on what the old document names are on the same name in the new ones too, where exactly one has it.

        Returns the handles of the new documents that rulings are about since.
        """
        found: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for some in chunks(new_documents):
            rows = self._connection.execute(
                select(HandleRow.id, HandleRow.type, HandleRow.key, MentionRow.bearer)
                .join(MentionRow, MentionRow.handle_id == HandleRow.id)
                .where(HandleRow.document_id.in_(some))
            )
            for id_, type_, key, bearer in rows:
                for old in {handle_id(EntityType(type_), key, old_document, told) for told in (bearer, "")}:
                    found[old].add((id_, bearer))
        members: list[dict[str, object]] = []
        for some in chunks(found):
            for row in self._connection.execute(select(*_MEMBER).where(RulingHandleRow.handle_id.in_(some))):
                heirs = {id_ for id_, _ in found[row.handle_id]}
                if len(heirs) == 1:
                    heir = {"ruling_id": row.ruling_id, "handle_id": min(heirs)}
                    members.append(heir | {"is_ours": row.is_ours, "block": row.block})
        return self._add(members)

    def _add(self, members: Sequence[dict[str, object]]) -> set[str]:
        """Write those of the members that are not there yet; returns their handles."""
        new = {(m["ruling_id"], m["handle_id"]): m for m in members}
        for some in chunks(str(handle) for _, handle in new):
            for row in self._connection.execute(select(*_MEMBER).where(RulingHandleRow.handle_id.in_(some))):
                new.pop((row.ruling_id, row.handle_id), None)
        if new:
            self._connection.execute(insert(RulingHandleRow), list(new.values()))
        return {str(handle) for _, handle in new}

    def withdraw(self, ruling_id: str) -> set[str]:
        """Delete a ruling; returns the handles that it was about. Raises NotFound."""
        if self._connection.scalar(select(RulingRow.id).where(RulingRow.id == ruling_id)) is None:
            raise NotFound(f"没有编号为“{ruling_id}”的决定。请用 jiangpu decisions 查看全部决定。")
        of_ruling = RulingHandleRow.ruling_id == ruling_id
        handles = set(self._connection.scalars(select(RulingHandleRow.handle_id).where(of_ruling)))
        self._connection.execute(delete(RulingHandleRow).where(of_ruling))
        self._connection.execute(delete(RulingRow).where(RulingRow.id == ruling_id))
        return handles

    def _read(self, ids: Iterable[str]) -> dict[str, Ruling]:
        sides: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
        blocks: dict[str, set[tuple[EntityType, str]]] = defaultdict(set)
        same: dict[str, bool] = {}
        for some in chunks(ids):
            rows = self._connection.execute(
                select(RulingRow.same, RulingRow.type, *_MEMBER)
                .join(RulingHandleRow, RulingHandleRow.ruling_id == RulingRow.id)
                .where(RulingRow.id.in_(some))
            )
            for is_same, type_, id_, handle, is_ours, block in rows:
                same[id_] = is_same
                sides[id_][0 if is_ours else 1].add(handle)
                blocks[id_].add((EntityType(type_), block))
        found = {id_: Ruling(same[id_], frozenset(ours), frozenset(theirs)) for id_, (ours, theirs) in sides.items()}
        self._blocks |= {ruling: blocks[id_] for id_, ruling in found.items()}
        return found
