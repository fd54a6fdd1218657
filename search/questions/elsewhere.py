"""Where else a work is used: the units that made it are left out (除了自己用，还有谁家用)."""

from collections.abc import Iterator

from ingest.facts import EntityType, RelationType
from kg import EntityRecord, Store
from search.questions.walking import Found

_TO_UNITS = (RelationType.WORKS_AT, RelationType.HOSTED_BY, RelationType.LEADS, RelationType.MEMBER_OF)


def used_elsewhere(found: list[Found], store: Store) -> list[Found]:
    """What was found without the units of those who made the work that the way starts from.

    Parts of these units only count where no other uses it, or where a sentence tells of both in a row.
    """
    works = {one.start.id: one.start for one in found}
    own = {id_: _own_units(work, store) for id_, work in works.items()}
    parts = {id_: _ends(units, store, parts=True) for id_, units in own.items()}
    around = {id_: units | _ends(units, store, parts=False) for id_, units in own.items()}
    outside = [one for one in found if one.entity.id not in around[one.start.id]]
    others = [one for one in outside if one.entity.id not in parts[one.start.id]]
    told = {(said.document, said.text) for one in others for said in one.evidence}
    return [one for one in outside if one in others or told & {(s.document, s.text) for s in one.evidence}] or outside


def _own_units(work: EntityRecord, store: Store) -> set[str]:
    """The makers' units."""
    if work.type is not EntityType.ACHIEVEMENT:
        return set()
    makers = [relation.head for relation in store.relations(work.id, RelationType.DEVELOPED)]
    units = {maker.id for maker in makers if maker.type is EntityType.ORGANIZATION}
    for maker in makers:
        units |= set(_units_of(maker, store))
    return units


def _ends(units: set[str], store: Store, *, parts: bool) -> set[str]:
    """The parts of units, or what they are parts of."""
    related = (relation for unit in units for relation in store.relations(unit, RelationType.PART_OF))
    return {relation.head.id if parts else relation.tail.id for relation in related} - units


def _units_of(maker: EntityRecord, store: Store) -> Iterator[str]:
    """Where a person works, or the studio of the maker stands."""
    for type_ in _TO_UNITS:
        for relation in store.relations(maker.id, type_):
            if relation.tail.type is EntityType.ORGANIZATION:
                yield relation.tail.id
            elif relation.head.id == maker.id:
                hosts = store.relations(relation.tail.id, RelationType.HOSTED_BY)
                yield from (host.tail.id for host in hosts if host.head.id == relation.tail.id)
