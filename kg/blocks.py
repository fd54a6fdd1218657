"""Blocks: the handles of the library that a changed handle could be one with, fetched and grouped anew."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, Connection, exists, func, select
from sqlalchemy.orm import aliased

from ingest.facts import EntityType
from kg.chunks import chunks
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
_COLUMNS = (
    HandleRow.id,
    HandleRow.type,
    HandleRow.key,
    HandleRow.document_id,
    HandleRow.entity_id,
    HandleRow.uses,
    HandleRow.reason,
)
_OWNER = "owner:"
_Block = tuple[EntityType, str]


class Blocks:
    """Reads handles with what surrounds them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rulings = Rulings(connection)

    def load(self, handle_ids: Iterable[str]) -> tuple[Handle, ...]:
        """The handles of these ids, as they are now."""
        found: list[Handle] = []
        for some in chunks(handle_ids):
            found += self._handles(HandleRow.id.in_(some))
        return tuple(found)

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
        found: set[str] = set()
        for some in chunks(f"{kind}:{key}" for key in organizations for kind in ("employer", "at", "near")):
            found.update(self._connection.scalars(select(HandleMarkRow.handle_id).where(HandleMarkRow.mark.in_(some))))
        return self.load(found)

    def _crowds(self, blocks: Iterable[_Block]) -> set[_Block]:
        return self._having(blocks, func.count() > _CROWD)

    def _with_one_entity(self, blocks: Iterable[_Block]) -> set[_Block]:
        """Those of the names of which all that are told of are one person, or studio."""
        return self._having(blocks, func.count(HandleRow.entity_id.distinct()) == 1)

    def _having(self, blocks: Iterable[_Block], condition: ColumnElement[bool]) -> set[_Block]:
        found: set[_Block] = set()
        for type_, names in _by_type(blocks).items():
            for some in chunks(names):
                name, told = _called(type_, some)
                rows = self._connection.scalars(select(name).where(*told).group_by(name).having(condition))
                found.update((type_, row.removeprefix(_OWNER)) for row in rows)
        return found

    def _sharing(self, newcomers: Mapping[_Block, Handle]) -> dict[_Block, dict[str, set[str]]]:
        """By name and entity, which marks of the newcomer are known of that entity."""
        found: dict[_Block, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        home: dict[str, tuple[_Block, str]] = {}
        for type_, names in _by_type(newcomers).items():
            for some in chunks(names):
                name, told = _called(type_, some)
                rows = self._connection.execute(select(HandleRow.id, name, HandleRow.entity_id).where(*told))
                home |= {id_: ((type_, key.removeprefix(_OWNER)), entity) for id_, key, entity in rows if entity}
        wanted = {mark for newcomer in newcomers.values() for mark in of_kind(newcomer.marks, *PROVING)}
        # By handle, and not by mark: a mark such as a large employer is thousands'.
        for some in chunks(home):
            for marks in chunks(wanted):
                of_some = HandleMarkRow.handle_id.in_(some), HandleMarkRow.mark.in_(marks)
                for id_, mark in self._connection.execute(
                    select(HandleMarkRow.handle_id, HandleMarkRow.mark).where(*of_some)
                ):
                    block, entity = home[id_]
                    if mark in newcomers[block].marks:
                        found[block][entity].add(mark)
        return found

    def _namesakes(self, blocks: Iterable[_Block], rulings: Iterable[Ruling]) -> Iterable[list[Handle]]:
        """The persons, or studios, of each name of whom anything is said, and whoever a human has said they are."""
        found: list[Handle] = []
        for type_, names in _by_type(blocks).items():
            for some in chunks(names):
                found += self._handles(*_called(type_, some)[1])
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
        for some in chunks(ids):
            for id_, entity in self._connection.execute(
                select(HandleRow.id, HandleRow.entity_id).where(HandleRow.id.in_(some))
            ):
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
            for some in chunks(key for _, key in frontier):
                by_mark = select(HandleMarkRow.handle_id).where(HandleMarkRow.mark.in_(some))
                for condition in (HandleRow.key.in_(some), HandleRow.id.in_(by_mark)):
                    proper = self._handles(HandleRow.document_id.is_(None), condition)
                    reached |= {handle.id: handle for handle in proper}
            reached = {
                id_: handle
                for id_, handle in reached.items()
                if any((handle.type, key) in frontier for key in (handle.key, *handle.marks))
            }
            found |= reached
            frontier = {(h.type, key) for h in reached.values() for key in (h.key, *h.marks)} - seen
        return list(found.values())

    def _handles(self, *conditions: ColumnElement[bool]) -> list[Handle]:
        rows = self._connection.execute(select(*_COLUMNS).where(*conditions)).all()
        marks: dict[str, set[str]] = defaultdict(set)
        for some in chunks(row.id for row in rows):
            of_rows = select(HandleMarkRow.handle_id, HandleMarkRow.mark).where(HandleMarkRow.handle_id.in_(some))
            for id_, mark in self._connection.execute(of_rows):
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


def _called(type_: EntityType, names: list[str]) -> tuple[ColumnElement[str], tuple[ColumnElement[bool], ...]]:
    """What has the name by which handles are compared, and the conditions on those of whom anything is told."""
    if type_ is EntityType.PERSON:
        told = exists().where(HandleMarkRow.handle_id == HandleRow.id)
        return HandleRow.key.expression, (HandleRow.key.in_(names), HandleRow.type == type_, told)
    owner = aliased(HandleMarkRow)
    called = owner.mark.in_([_OWNER + name for name in names])
    return owner.mark.expression, (owner.handle_id == HandleRow.id, called, HandleRow.type == type_)


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
