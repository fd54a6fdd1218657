"""What state a library is in: what tells it from others, how far it has come, and how much it holds."""

from sqlalchemy import func, select

from ingest.facts import EntityType, RelationType
from kg.cursors import check_limit
from kg.database import Database
from kg.records import Change
from kg.schema import ChangeRow, DocumentRow, EntityRow, LibraryRow, MeasureRow, PassageRow, RelationRow

_CHANGES = ChangeRow.__table__.c
_CHANGE = (_CHANGES.sequence, _CHANGES.kind, _CHANGES.id)
_GENERATION = select(LibraryRow.__table__.c.generation)


class Condition:
    """A library as a whole."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def changes(self, after: int, limit: int) -> tuple[Change, ...]:
        """What was touched since the sequence `after`, oldest first, each thing once under its newest sequence."""
        check_limit(limit)
        query = select(*_CHANGE).where(_CHANGE[0] > after).order_by(_CHANGE[0]).limit(limit)
        with self._database.reading() as session:
            return tuple(Change(*row) for row in session.execute(query))

    def generation(self) -> int:
        """Grows with every committed change; no change has a greater sequence."""
        return int(self._database.value(_GENERATION))

    def identity(self) -> str:
        """What tells this library from any other; made when it was created."""
        with self._database.reading() as session:
            return session.scalars(select(LibraryRow.identity)).one()

    def counts(self) -> dict[str, int]:
        """How many there are: documents, passages, entities, relations, measures, and of every type of the two."""
        totals = {
            "documents": DocumentRow,
            "passages": PassageRow,
            "entities": EntityRow,
            "relations": RelationRow,
            "measures": MeasureRow,
        }
        with self._database.reading() as session:
            counts = {
                name: session.scalar(select(func.count()).select_from(table)) or 0 for name, table in totals.items()
            }
            counts |= dict.fromkeys([*map(str, EntityType), *map(str, RelationType)], 0)
            for type_column in (EntityRow.type, RelationRow.type):
                for type_, number in session.execute(select(type_column, func.count()).group_by(type_column)):
                    counts[type_] = number
            return counts
