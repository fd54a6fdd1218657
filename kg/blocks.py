"""Blocks: the handles of the library that a changed handle could be one with, fetched and grouped anew."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, exists, func, select

from ingest.facts import EntityType
from kg.chunks import AnyRow, among, chunks, rows_among
from kg.clues import PROVING, Handle, handle_id, keys_of
from kg.partition import Decision, Grouping, Ruling
from kg.people import group_people, keep_apart
from kg.resolve import group_things
from kg.rulings import Rulings
from kg.schema import HandleMarkRow, HandleRow
from kg.weighing import of_kind, proof

# Persons of one name, of whom something is said, beyond which a newcomer is compared with what is known of each entity
# only, and nobody else is moved: grouping anew at every further document would make the whole quadratic.
_CROWD = 500
_OWNER = "owner:"
_Block = tuple[EntityType, str]

_HANDLES, _MARKS, _OWNERS = HandleRow.__table__.c, HandleMarkRow.__table__.c, HandleMarkRow.__table__.alias()
_HANDLE = (
    _HANDLES.id,
    _HANDLES.type,
    _HANDLES.key,
    _HANDLES.document_id,
    _HANDLES.entity_id,
    _HANDLES.uses,
    _HANDLES.reason,
)
_BY_ID = select(*_HANDLE).where(among(_HANDLES.id))
_HOME = select(_HANDLES.id, _HANDLES.entity_id).where(among(_HANDLES.id))
_MARKS_OF = select(_MARKS.handle_id, _MARKS.mark).where(among(_MARKS.handle_id))
_CERTAIN_MARKS_OF = _MARKS_OF.where(_MARKS.mark.in_(bindparam("marks", expanding=True)))
_MARKED = select(_MARKS.handle_id).where(among(_MARKS.mark))
_PROPER = [
    select(*_HANDLE).where(_HANDLES.document_id.is_(None), condition)
    for condition in (among(_HANDLES.key), _HANDLES.id.in_(_MARKED))
]


class _Called:
    """The queries about those of a type that have some names, and of whom anything is told."""

    def __init__(self, name: ColumnElement[str], *told: ColumnElement[bool]) -> None:
        """Makes them for a column that has the name by which handles are compared, and what must hold of them."""
        told = (*told, among(name), _HANDLES.type == bindparam("type"))
        names = select(name).where(*told).group_by(name)
        self.crowds = names.having(func.count() > bindparam("crowd"))
        self.of_one_entity = names.having(func.count(_HANDLES.entity_id.distinct()) == 1)
        self.homes = select(_HANDLES.id, name, _HANDLES.entity_id).where(*told)
        self.handles = select(*_HANDLE).where(*told)


_Query = Callable[[_Called], Select[Any]]
_PERSONS = _Called(_HANDLES.key, exists().where(_MARKS.handle_id == _HANDLES.id))
_OWNED = _Called(_OWNERS.c.mark, _OWNERS.c.handle_id == _HANDLES.id)


class Blocks:
    """Reads handles with what surrounds them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rulings = Rulings(connection)

    def load(self, handle_ids: Iterable[str]) -> tuple[Handle, ...]:
        """The handles of these ids, as they are now."""
        return tuple(self._handles(_BY_ID, handle_ids))

    def things(self, seeds: Iterable[Handle]) -> list[Grouping]:
        """Group all organizations, awards … that the seeds could be one with; seeds may be gone from the library."""
        seeds = tuple(seeds)
        proper = {(seed.type, key) for seed in seeds if seed.document is None for key in (seed.key, *seed.marks)}
        generic = {(seed.type, seed.key): seed.id for seed in seeds if seed.document is not None}
        rulings = self._rulings.touching({*proper, *generic})
        handles = self._connected(proper, rulings)
        alone = set(generic.values()) - {handle.id for handle in handles}
        handles += self.load(alone)
        blocks: dict[tuple[EntityType, str], list[Handle]] = defaultdict(list)
        ruled = {id_ for ruling in rulings for id_ in ruling.ours | ruling.theirs}
        for handle in handles:
            # a name without a proper part is nothing else's, unless a human said so
            own = handle.id if handle.document is not None and handle.id not in ruled else ""
            blocks[handle.type, own].append(handle)
        return [group_things(block, rulings) for block in blocks.values()]

    def people(self, seeds: Iterable[Handle]) -> list[Grouping]:
        """Group all persons, and studios called after persons, that the seeds could be one with."""
        seeds = tuple(seeds)
        blocks = set(map(_block, seeds))
        rulings = self._rulings.touching(blocks)
        crowds = self._crowds(blocks) - self._rulings.blocks_of(rulings)
        compared = {_block(seed) for seed in seeds if seed.marks} | self._rulings.blocks_of(rulings)
        found = [group_people(b, rulings) for b in self._namesakes(compared - crowds, rulings)]
        seen = {handle.id for grouping in found for group in grouping.groups for handle in group.handles}
        rest = self.load({seed.id for seed in seeds} - seen)
        return [*found, Grouping(tuple(map(keep_apart, rest)))]

    def attached(self, newcomers: Iterable[Handle]) -> dict[str, tuple[str, Decision]]:
        """The entity of those new persons for whom their namesakes need not be grouped anew, which costs ever more.

        So it is where all namesakes are one already, the newcomer is proved to be that one, and brings no employer or
        trade that could be another's; and where the namesakes are a crowd (see `_CROWD`). Never where a human has
        ruled.
        """
        told = {_block(newcomer): newcomer for newcomer in newcomers if newcomer.is_compared and newcomer.marks}
        ruled = self._rulings.blocks_of(self._rulings.touching(told))
        told = {block: newcomer for block, newcomer in told.items() if block not in ruled}
        crowds = self._crowds(told)
        sharing = self._sharing(told)
        one = self._with_one_entity({b for b, entities in sharing.items() if len(entities) == 1} - crowds)
        found: dict[str, tuple[str, Decision]] = {}
        for block, entities in sharing.items():
            newcomer = told[block]
            for entity, shared in sorted(entities.items(), key=lambda item: (-len(item[1]), item[0])):
                decision = proof(newcomer.marks, frozenset(shared))
                known = block in one and of_kind(newcomer.marks, "employer", "trade") <= shared
                if decision and (known or block in crowds):
                    found.setdefault(newcomer.id, (entity, decision))
        return found

    def employed_by(self, organizations: Iterable[str]) -> tuple[Handle, ...]:
        """The persons and studios of whom one of these organizations, by key, is a mark."""
        marks = [f"{kind}:{key}" for key in organizations for kind in ("employer", "at", "near")]
        return self.load(row.handle_id for row in rows_among(self._connection, _MARKED, marks))

    def _crowds(self, blocks: Iterable[_Block]) -> set[_Block]:
        return self._names(blocks, lambda called: called.crowds, crowd=_CROWD)

    def _with_one_entity(self, blocks: Iterable[_Block]) -> set[_Block]:
        """Those of the names of which all that are told of are one person, or studio."""
        return self._names(blocks, lambda called: called.of_one_entity)

    def _names(self, blocks: Iterable[_Block], query: _Query, **others: int) -> set[_Block]:
        return {
            (type_, name.removeprefix(_OWNER))
            for type_, names in _by_type(blocks).items()
            for (name,) in self._called(type_, names, query, **others)
        }

    def _called(self, type_: EntityType, names: Iterable[str], query: _Query, **others: int) -> list[AnyRow]:
        """The rows of a query about those of a type who have these names."""
        if type_ is EntityType.PERSON:
            return rows_among(self._connection, query(_PERSONS), names, type=type_, **others)
        return rows_among(self._connection, query(_OWNED), map(_OWNER.__add__, names), type=type_, **others)

    def _sharing(self, newcomers: Mapping[_Block, Handle]) -> dict[_Block, dict[str, set[str]]]:
        """By name and entity, which marks of the newcomer are known of that entity."""
        found: dict[_Block, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        home: dict[str, tuple[_Block, str]] = {}
        for type_, names in _by_type(newcomers).items():
            rows = self._called(type_, names, lambda called: called.homes)
            home |= {id_: ((type_, key.removeprefix(_OWNER)), entity) for id_, key, entity in rows if entity}
        wanted = {mark for newcomer in newcomers.values() for mark in of_kind(newcomer.marks, *PROVING)}
        # By handle, and not by mark: a mark such as a large employer is thousands'.
        for marks in chunks(wanted):
            for id_, mark in rows_among(self._connection, _CERTAIN_MARKS_OF, home, marks=marks):
                block, entity = home[id_]
                if mark in newcomers[block].marks:
                    found[block][entity].add(mark)
        return found

    def _namesakes(self, blocks: Iterable[_Block], rulings: Iterable[Ruling]) -> Iterable[list[Handle]]:
        """The persons, or studios, of each name of whom anything is said, and whoever a human has said they are."""
        found: list[Handle] = []
        for type_, names in _by_type(blocks).items():
            found += self._with_marks(self._called(type_, names, lambda called: called.handles))
        ruled = {id_ for ruling in rulings for id_ in ruling.ours | ruling.theirs} - {handle.id for handle in found}
        found += self.load(ruled)
        heads = _linked({_block(handle) for handle in found}, found, rulings)
        groups: dict[_Block, list[Handle]] = defaultdict(list)
        for handle in self._canonical(found):
            groups[heads[_block(handle)]].append(handle)
        return groups.values()

    def _canonical(self, handles: Sequence[Handle]) -> list[Handle]:
        """The handles with one key for all names of an organization, so that these agree."""
        keys = {key for handle in handles for key in keys_of(handle.marks, "employer", "at", "near")}
        ids = {handle_id(EntityType.ORGANIZATION, key, None): key for key in keys}
        names: dict[str, list[str]] = defaultdict(list)
        for id_, entity in rows_among(self._connection, _HOME, ids):
            names[entity or id_].append(ids[id_])
        best = {key: max(keys, key=lambda k: (len(k), k)) for keys in names.values() for key in keys}

        def told(mark: str) -> str:
            kind, _, key = mark.partition(":")
            return f"{kind}:{best.get(key, key)}" if kind in {"employer", "at", "near"} else mark

        return [replace(handle, marks=frozenset(map(told, handle.marks))) for handle in handles]

    def _connected(self, frontier: set[_Block], rulings: Iterable[Ruling]) -> list[Handle]:
        """All things that names, aliases and rulings connect with the frontier."""
        found = {handle.id: handle for handle in self.load(id_ for r in rulings for id_ in r.ours | r.theirs)}
        frontier = frontier | {(h.type, key) for h in found.values() if h.document is None for key in (h.key, *h.marks)}
        seen: set[_Block] = set()
        while frontier:
            seen |= frontier
            reached: dict[str, Handle] = {}
            keys = {key for _, key in frontier}
            rows = [row for query in _PROPER for row in rows_among(self._connection, query, keys)]
            reached |= {handle.id: handle for handle in self._with_marks(rows)}
            reached = {
                id_: handle
                for id_, handle in reached.items()
                if any((handle.type, key) in frontier for key in (handle.key, *handle.marks))
            }
            found |= reached
            frontier = {(h.type, key) for h in reached.values() for key in (h.key, *h.marks)} - seen
        return list(found.values())

    def _handles(self, query: Select[Any], ids: Iterable[str]) -> list[Handle]:
        return self._with_marks(rows_among(self._connection, query, ids))

    def _with_marks(self, rows: Sequence[AnyRow]) -> list[Handle]:
        marks: dict[str, set[str]] = defaultdict(set)
        for id_, mark in rows_among(self._connection, _MARKS_OF, (row.id for row in rows)):
            marks[id_].add(mark)
        return [
            Handle(id_, EntityType(type_), key, document, frozenset(marks[id_]), entity, uses, reason)
            for id_, type_, key, document, entity, uses, reason in rows
        ]


def _block(handle: Handle) -> _Block:
    return handle.type, handle.block


def _by_type(blocks: Iterable[_Block]) -> dict[EntityType, set[str]]:
    found: dict[EntityType, set[str]] = defaultdict(set)
    for type_, name in blocks:
        found[type_].add(name)
    return found


def _linked(blocks: Iterable[_Block], handles: Iterable[Handle], rulings: Iterable[Ruling]) -> dict[_Block, _Block]:
    """For every block the first of those that rulings link it with."""
    head = {block: block for block in blocks}
    of = {handle.id: _block(handle) for handle in handles}
    for ruling in rulings:
        together = sorted({head[of[id_]] for id_ in ruling.ours | ruling.theirs if id_ in of})
        for block, old in head.items():
            if old in together:
                head[block] = together[0]
    return head
