"""What humans have decided about who is who, kept by handles, which are the same whenever a document comes back."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from corpus.errors import NotFound
from ingest.facts import EntityType
from kg.chunks import chunks
from kg.clues import Handle
from kg.partition import Ruling
from kg.schema import RulingHandleRow, RulingRow


class Rulings:
    """Reads and writes rulings, within one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._blocks: dict[Ruling, set[tuple[EntityType, str]]] = {}

    def touching(self, blocks: Iterable[tuple[EntityType, str]]) -> tuple[Ruling, ...]:
        """The rulings about anything of these blocks (type, name), and about whatever those rulings link with it."""
        found: dict[str, Ruling] = {}
        seen: set[tuple[EntityType, str]] = set()
        frontier = set(blocks)
        while frontier:
            seen |= frontier
            wanted: set[str] = set()
            for some in chunks(name for _, name in frontier):
                rows = self._session.execute(
                    select(RulingRow.id, RulingRow.type, RulingHandleRow.block)
                    .join(RulingHandleRow, RulingHandleRow.ruling_id == RulingRow.id)
                    .where(RulingHandleRow.block.in_(some))
                )
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
        self._session.execute(delete(RulingRow).where(RulingRow.id == id_))
        row = {"id": id_, "same": same, "type": ours[0].type, "ours_name": names[0], "theirs_name": names[1]}
        self._session.execute(insert(RulingRow), [row | {"made_at": datetime.now(UTC)}])
        members = [
            {"ruling_id": id_, "handle_id": handle.id, "is_ours": is_ours, "block": handle.block}
            for is_ours, side in ((True, ours), (False, theirs))
            for handle in side
        ]
        self._session.execute(insert(RulingHandleRow), members)
        return id_

    def withdraw(self, ruling_id: str) -> set[str]:
        """Delete a ruling; returns the handles that it was about. Raises NotFound."""
        if self._session.get(RulingRow, ruling_id) is None:
            raise NotFound(f"没有编号为“{ruling_id}”的决定。请用 jiangpu decisions 查看全部决定。")
        of_ruling = RulingHandleRow.ruling_id == ruling_id
        handles = set(self._session.scalars(select(RulingHandleRow.handle_id).where(of_ruling)))
        self._session.execute(delete(RulingHandleRow).where(of_ruling))
        self._session.execute(delete(RulingRow).where(RulingRow.id == ruling_id))
        return handles

    def _read(self, ids: Iterable[str]) -> dict[str, Ruling]:
        sides: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
        blocks: dict[str, set[tuple[EntityType, str]]] = defaultdict(set)
        same: dict[str, bool] = {}
        for some in chunks(ids):
            rows = self._session.execute(
                select(RulingRow.id, RulingRow.same, RulingRow.type, RulingHandleRow)
                .join(RulingHandleRow, RulingHandleRow.ruling_id == RulingRow.id)
                .where(RulingRow.id.in_(some))
            )
            for id_, is_same, type_, member in rows:
                same[id_] = is_same
                sides[id_][0 if member.is_ours else 1].add(member.handle_id)
                blocks[id_].add((EntityType(type_), member.block))
        found = {id_: Ruling(same[id_], frozenset(ours), frozenset(theirs)) for id_, (ours, theirs) in sides.items()}
        self._blocks |= {ruling: blocks[id_] for id_, ruling in found.items()}
        return found
