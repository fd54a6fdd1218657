"""What follows from facts that a document states."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.facts import EntityKey, EntityType, Relation, RelationType
from ingest.names.entities import Directory
from ingest.relations.naming import NameReader

BY_INFERENCE = 0.7
AT = {(RelationType.WORKS_AT, EntityType.PERSON), (RelationType.HOSTED_BY, EntityType.STUDIO)}
IN_PASSING = {"located_in.prefix", "located_in.dateline", "located_in.among", "located_in.stands"}
"""Rules that find where a unit is; of a workshop its enterprise's place is meant."""


def inferred(
    stated: Sequence[Relation], directory: Directory, names: NameReader, of_many: tuple[str, ...]
) -> Iterator[Relation]:
    """Further relations, each with the sentence of the one that it follows from.

    Args:
        stated: what the document says.
        directory: what its names mean.
        names: takes names apart.
        of_many: ends of the names of groups whose members come from several enterprises.
    """
    known = list(stated)
    known += _hosted_by_unit_of_union(known)
    known += _leader_works_where_hosted(known, of_many)
    known += _members_work_where_hosted(known, of_many)
    known += _pairs_work_together(known, names)
    known += _at_unit_of_department(known, names)
    known += _shown_where_awarded(known, directory)
    known += _whole_is_there(known, directory, names)
    yield from known[len(stated) :]


def _hosted_by_unit_of_union(known: Sequence[Relation]) -> list[Relation]:
    """A studio that a unit's union runs stands in the unit."""
    units = {r.head: r.tail for r in known if r.type is RelationType.PART_OF and r.head.name.endswith("工会")}
    hosted = [r for r in known if r.type is RelationType.HOSTED_BY and r.tail in units]
    return [_derived(r.type, r.head, units[r.tail], r, "inferred.union_of") for r in hosted]


def _leader_works_where_hosted(known: Sequence[Relation], of_many: tuple[str, ...]) -> list[Relation]:
    """A studio's or team's leader of whom no employer is told works where it stands."""
    hosts = {r.head: r for r in known if r.type is RelationType.HOSTED_BY}
    employed = {r.head for r in known if r.type is RelationType.WORKS_AT}
    leading = [r for r in known if r.type is RelationType.LEADS and r.tail in hosts and r.head not in employed]
    leading = [r for r in leading if not r.tail.name.endswith(of_many)]
    return [
        _derived(RelationType.WORKS_AT, r.head, hosts[r.tail].tail, hosts[r.tail], "inferred.leader_of_hosted")
        for r in leading
    ]


def _members_work_where_hosted(known: Sequence[Relation], of_many: tuple[str, ...]) -> list[Relation]:
    """A studio's or team's member of whom no employer is told works where it stands."""
    hosts = {r.head: r for r in known if r.type is RelationType.HOSTED_BY}
    employed = {r.head for r in known if r.type is RelationType.WORKS_AT}
    members = [r for r in known if r.type is RelationType.MEMBER_OF and r.tail in hosts and r.head not in employed]
    members = [r for r in members if not r.tail.name.endswith(of_many)]
    return [
        _derived(RelationType.WORKS_AT, r.head, hosts[r.tail].tail, r, "inferred.member_of_hosted") for r in members
    ]


def _pairs_work_together(known: Sequence[Relation], names: NameReader) -> list[Relation]:
    """A master or an apprentice of whom no employer is told works where the other does."""
    employment = [r for r in reversed(known) if r.type is RelationType.WORKS_AT]
    employment.sort(key=lambda r: not names.organizations.is_department(r.tail.name))
    works = {r.head: r for r in employment}
    pairs = [
        (r, *ends) for r in known if r.type is RelationType.MENTORS for ends in ((r.head, r.tail), (r.tail, r.head))
    ]
    return [
        _derived(RelationType.WORKS_AT, person, works[other].tail, pair, "inferred.pair")
        for pair, person, other in pairs
        if person not in works and other in works
    ]


def _at_unit_of_department(known: Sequence[Relation], names: NameReader) -> list[Relation]:
    """Who works or which studio stands in a department does so in the organization that the department is part of."""
    parts = [r for r in known if r.type is RelationType.PART_OF]
    units = {r.head: r.tail for r in parts if r.rule == "name.part" or names.organizations.is_own_part(r.head.name)}
    return [
        replace(_derived(r.type, r.head, units[r.tail], r, "inferred.department_of"), attrs=r.attrs)
        for r in known
        if (r.type, r.head.type) in AT and r.tail in units
        if names.organizations.is_department(r.tail.name) or names.organizations.is_own_part(r.tail.name)
    ]


def _shown_where_awarded(known: Sequence[Relation], directory: Directory) -> list[Relation]:
    """What was awarded at a competition that the award's name holds was shown there."""
    shown = {EntityType.ACHIEVEMENT, EntityType.PERSON}
    awarded = [r for r in known if r.type is RelationType.RECEIVED and r.head.type in shown]
    return [
        _derived(RelationType.PRESENTED_AT, r.head, event, r, "inferred.award_event")
        for r in awarded
        if (event := directory.event_of(r.tail))
    ]


def _whole_is_there(known: Sequence[Relation], directory: Directory, names: NameReader) -> list[Relation]:
    """Where a part of a company is said to be in passing, the company is too ("鹰潭的某公司炼铜车间")."""
    wholes = [(r, names.organizations.chain(r.head.name)[1:]) for r in known if r.rule in IN_PASSING]
    return [
        _derived(r.type, directory.key(EntityType.ORGANIZATION, whole[-1]), r.tail, r, "inferred.whole_there")
        for r, whole in wholes
        if whole and r.head.type is EntityType.ORGANIZATION
    ]


def _derived(kind: RelationType, head: EntityKey, tail: EntityKey, source: Relation, rule: str) -> Relation:
    return Relation(kind, head, tail, source.evidence, {}, rule, min(BY_INFERENCE, source.confidence))
