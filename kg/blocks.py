"""Blocks: the handles of the library that a changed handle could be one with, fetched and grouped anew."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from ingest.facts import EntityType
from kg.chunks import chunks
from kg.clues import Handle
from kg.people import group_people, keep_apart, of_kind, proof
from kg.resolve import Decision, Group, group_things
from kg.schema import HandleMarkRow, HandleRow

# Persons of one name, of whom something is said, beyond which a newcomer is compared with what is known of each entity
# only, and nobody else is moved: grouping anew at every further document would make the whole quadratic.
_CROWD = 500


class Blocks:
    """Reads handles with what surrounds them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def load(self, handle_ids: Iterable[str]) -> tuple[Handle, ...]:
        """The handles of these ids, as they are now."""
        found: list[Handle] = []
        for some in chunks(handle_ids):
            found += self._handles(HandleRow.id.in_(some))
        return tuple(found)

    def groups(self, seeds: Iterable[Handle]) -> tuple[Group, ...]:
        """Group everything that the seeds could be one with; seeds may be gone from the library."""
        seeds = tuple(seeds)
        found: list[Group] = []
        people = [seed for seed in seeds if seed.type is EntityType.PERSON]
        crowds = self._crowds(person.key for person in people)
        for namesakes in self._namesakes({person.key for person in people if person.marks} - crowds):
            found += group_people(namesakes)
        incomparable = [person.id for person in people if not person.marks or person.key in crowds]
        found += [keep_apart(handle) for handle in self.load(incomparable)]
        things = {(seed.type, key) for seed in seeds if seed.document is None for key in (seed.key, *seed.marks)}
        for block in self._connected(things):
            found += group_things(block)
        generic = [seed.id for seed in seeds if seed.document is not None and seed.type is not EntityType.PERSON]
        for handle in self.load(generic):
            found += group_things([handle])
        return tuple(found)

    def attached(self, newcomers: Iterable[Handle]) -> dict[str, tuple[str, Decision]]:
        """The entity of those new persons for whom their namesakes need not be grouped anew, which costs ever more.

        So it is where all namesakes are one already, the newcomer is proved to be that one, and brings no employer that
        could be another's; and where the namesakes are a crowd (see `_CROWD`).
        """
        people = {person.key: person for person in newcomers if person.type is EntityType.PERSON and person.marks}
        crowds = self._crowds(people)
        found: dict[str, tuple[str, Decision]] = {}
        for key, entities in self._sharing(people).items():
            person = people[key]
            one = len(entities) == 1 and key not in crowds and self._are_one(key)
            for entity, shared in sorted(entities.items(), key=lambda item: (-len(item[1]), item[0])):
                decision = proof(person.marks, frozenset(shared))
                known = one and of_kind(person.marks, "employer") <= shared
                if decision and (known or key in crowds):
                    found.setdefault(person.id, (entity, decision))
        return found

    def _crowds(self, keys: Iterable[str]) -> set[str]:
        found: set[str] = set()
        for some in chunks(keys):
            number = func.count()
            query = select(HandleRow.key).where(HandleRow.key.in_(some), *_marked_persons())
            found.update(self._session.scalars(query.group_by(HandleRow.key).having(number > _CROWD)))
        return found

    def _are_one(self, key: str) -> bool:
        entities = select(HandleRow.entity_id).where(HandleRow.key == key, *_marked_persons()).distinct()
        placed = entities.where(HandleRow.entity_id.is_not(None))
        return len(self._session.scalars(placed.limit(2)).all()) == 1

    def _sharing(self, people: Mapping[str, Handle]) -> dict[str, dict[str, set[str]]]:
        """By name and entity, which marks of the newcomer are known of that entity."""
        found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for some in chunks(people):
            for marks in chunks(mark for key in some for mark in people[key].marks):
                rows = self._session.execute(
                    select(HandleRow.key, HandleRow.entity_id, HandleMarkRow.mark)
                    .join(HandleMarkRow, HandleMarkRow.handle_id == HandleRow.id)
                    .where(HandleRow.key.in_(some), HandleMarkRow.mark.in_(marks))
                    .where(HandleRow.type == EntityType.PERSON, HandleRow.entity_id.is_not(None))
                    .distinct()
                )
                for key, entity, mark in rows:
                    if entity is not None and mark in people[key].marks:
                        found[key][entity].add(mark)
        return found

    def _namesakes(self, keys: Iterable[str]) -> Iterable[list[Handle]]:
        """The persons of each name of whom anything is said; the others can be nobody else."""
        found: dict[str, list[Handle]] = defaultdict(list)
        for some in chunks(keys):
            for handle in self._handles(HandleRow.key.in_(some), *_marked_persons()):
                found[handle.key].append(handle)
        return found.values()

    def _connected(self, frontier: set[tuple[EntityType, str]]) -> Iterable[list[Handle]]:
        """All things that names and aliases connect with the frontier, by type."""
        seen: set[tuple[EntityType, str]] = set()
        found: dict[str, Handle] = {}
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
        by_type: dict[EntityType, list[Handle]] = defaultdict(list)
        for handle in found.values():
            by_type[handle.type].append(handle)
        return by_type.values()

    def _handles(self, *conditions: ColumnElement[bool]) -> list[Handle]:
        query = select(HandleRow).where(*conditions).execution_options(populate_existing=True)
        rows = self._session.scalars(query).all()
        marks: dict[str, set[str]] = defaultdict(set)
        for some in chunks(row.id for row in rows):
            of_rows = select(HandleMarkRow.handle_id, HandleMarkRow.mark).where(HandleMarkRow.handle_id.in_(some))
            for handle_id, mark in self._session.execute(of_rows):
                marks[handle_id].add(mark)
        return [
            Handle(
                row.id,
                EntityType(row.type),
                row.key,
                row.document_id,
                frozenset(marks[row.id]),
                row.entity_id,
                row.uses,
                row.reason,
            )
            for row in rows
        ]


def _marked_persons() -> tuple[ColumnElement[bool], ...]:
    return HandleRow.type == EntityType.PERSON, HandleRow.id.in_(select(HandleMarkRow.handle_id))
