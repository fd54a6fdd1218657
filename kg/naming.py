"""What an entity is called: derived from everything that documents call its handles."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy import Connection, bindparam, func, select, update

from kg.attributes import commonest
from kg.changes import Changes
from kg.chunks import among, chunks
from kg.clues import FORMER, SAID
from kg.names import name_key
from kg.schema import EntityRow, HandleAttrRow, HandleMarkRow, HandleNameRow, HandleRow

_Names = Counter[tuple[str, bool]]
_ENTITY = EntityRow.__table__
_CALLED = (_ENTITY.c.id, _ENTITY.c.name, _ENTITY.c.key, _ENTITY.c.aliases, _ENTITY.c.attrs)
_PARAMETERS = [f"the_{column.name}" for column in _CALLED]
_CALL = (
    update(EntityRow)
    .where(EntityRow.id == bindparam(_PARAMETERS[0]))
    .values({column.name: bindparam(name) for column, name in zip(_CALLED[1:], _PARAMETERS[1:], strict=True)})
)
_READ = select(*_CALLED).where(among(_ENTITY.c.id))
_HOME = HandleRow.__table__.c.entity_id
_NAMES = (
    select(_HOME, HandleNameRow.name, HandleNameRow.is_full, func.sum(HandleNameRow.uses))
    .join(HandleRow, HandleRow.id == HandleNameRow.handle_id)
    .where(among(_HOME))
    .group_by(_HOME, HandleNameRow.name, HandleNameRow.is_full)
)
_ATTRS = (
    select(_HOME, HandleAttrRow.name, HandleAttrRow.value, func.sum(HandleAttrRow.uses))
    .join(HandleRow, HandleRow.id == HandleAttrRow.handle_id)
    .where(among(_HOME))
    .group_by(_HOME, HandleAttrRow.name, HandleAttrRow.value)
)
_FORMER = (
    select(_HOME, HandleMarkRow.mark)
    .join(HandleRow, HandleRow.id == HandleMarkRow.handle_id)
    .where(among(_HOME), HandleMarkRow.mark.startswith(FORMER, autoescape=True))
)


class Naming:
    """Keeps name, aliases and attributes of entities in agreement with their handles."""

    def __init__(self, connection: Connection, changes: Changes) -> None:
        self._connection = connection
        self._changes = changes

    def refresh(self, entity_ids: Iterable[str]) -> None:
        """Derive the entities' names anew; what shows a name that changed counts as changed too."""
        renamed = []
        for some in chunks(entity_ids):
            self._changes.entities(some)
            names, attrs, former = self._names(some), self._attrs(some), self._former(some)
            rows = []
            for id_, *known in self._connection.execute(_READ, {"ids": some}):
                name = fullest(names[id_], former[id_])
                called = [name, name_key(name), sorted({alias for alias, _ in names[id_]} - {name})]
                if known != [*called, told := commonest(attrs[id_])]:
                    rows.append(dict(zip(_PARAMETERS, (id_, *called, told), strict=True)))
                if known[0] != name:
                    renamed.append(id_)
            if rows:
                self._connection.execute(_CALL, rows)
        self._changes.surroundings(renamed)

    def _names(self, entity_ids: list[str]) -> dict[str, _Names]:
        found: dict[str, _Names] = defaultdict(Counter)
        for entity, name, is_full, uses in self._connection.execute(_NAMES, {"ids": entity_ids}):
            if entity is not None:
                found[entity][name, is_full] += uses
        return found

    def _former(self, entity_ids: list[str]) -> dict[str, set[str]]:
        """The keys of the names that documents say are former ones."""
        found: dict[str, set[str]] = defaultdict(set)
        for entity, mark in self._connection.execute(_FORMER, {"ids": entity_ids}):
            if entity is not None:
                found[entity].add(mark.removeprefix(FORMER).partition(SAID)[0])
        return found

    def _attrs(self, entity_ids: list[str]) -> dict[str, Counter[tuple[str, str]]]:
        found: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
        for entity, name, value, uses in self._connection.execute(_ATTRS, {"ids": entity_ids}):
            if entity is not None:
                found[entity][name, value] += uses
        return found


def fullest(names: _Names, former: Collection[str] = ()) -> str:
    """The longest of the full names that are none of the former; of those alike but for quotes the most used one."""
    full = {name: uses for (name, is_full), uses in names.items() if is_full}
    full = {name: uses for name, uses in full.items() if name_key(name) not in former} or full
    return min(full, key=lambda name: (-len(name_key(name)), name_key(name), -full[name], name))
