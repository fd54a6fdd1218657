"""The log of changes that search indexes follow: every touched entity or passage once, under its newest sequence."""

from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, or_, select, update

from kg.chunks import chunks
from kg.schema import ChangeRow, LibraryRow, PassageMentionRow, RelationRow


class Changes:
    """What one transaction touches; `record` writes it at the transaction's end."""

    def __init__(self, connection: Connection) -> None:
        # The lock makes writers follow one another (SQLite knows none for rows, and has locked the whole database).
        self.generation = connection.scalars(select(LibraryRow.generation).with_for_update()).one() + 1
        self._connection = connection
        self._entities: set[str] = set()
        self._passages: set[str] = set()

    def entities(self, ids: Iterable[str]) -> None:
        """These entities changed, came or went."""
        self._entities.update(ids)

    def passages(self, ids: Iterable[str]) -> None:
        """These passages changed, came or went."""
        self._passages.update(ids)

    def surroundings(self, entity_ids: Iterable[str], handle_ids: Iterable[str] = ()) -> None:
        """The entities related to these, and the passages that name these handles, show something changed."""
        for some in chunks(entity_ids):
            either = or_(RelationRow.head_id.in_(some), RelationRow.tail_id.in_(some))
            for head, tail in self._connection.execute(select(RelationRow.head_id, RelationRow.tail_id).where(either)):
                self._entities.update((head, tail))
        for some in chunks(handle_ids):
            named = select(PassageMentionRow.passage_id).where(PassageMentionRow.handle_id.in_(some))
            self._passages.update(self._connection.scalars(named))

    def record(self) -> None:
        """Write the log; the library's generation becomes the last sequence."""
        rows: list[dict[str, str | int]] = []
        for kind, ids in (("entity", self._entities), ("passage", self._passages)):
            for some in chunks(ids):
                self._connection.execute(delete(ChangeRow).where(ChangeRow.kind == kind, ChangeRow.id.in_(some)))
                rows += [{"kind": kind, "id": id_} for id_ in some]
        for sequence, row in enumerate(rows, self.generation):
            row["sequence"] = sequence
        if rows:
            self._connection.execute(insert(ChangeRow), rows)
        # A change that touched nothing that is indexed is a change too.
        self._connection.execute(update(LibraryRow).values(generation=self.generation + max(len(rows) - 1, 0)))
