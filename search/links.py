"""Relations as one end of them sees them, and what they say of where a thing belongs."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest import province_of
from ingest.facts import EntityType, RelationType
from kg import EntityRecord, RelationRecord
from search.terms import distinct

R = RelationType

# Relations of one type and direction kept on one card.
LINK_LIMIT = 50
HOMES = frozenset({R.WORKS_AT.value, R.HOSTED_BY.value})
BELONGS = frozenset({R.LEADS.value, R.MEMBER_OF.value})
LIES_IN = frozenset({R.LOCATED_IN.value})
STANDS_IN = HOMES | {R.PART_OF.value}


@dataclass(frozen=True, slots=True)
class Link:
    """A relation as its one end sees it.

    Attributes:
        outgoing: the card's own entity is the head.
        id, type, name: of the other end.
        role: the role or office that the relation names, else empty.
    """

    relation: str
    outgoing: bool
    id: str
    type: str
    name: str
    role: str = ""


def developers_in(links: Iterable[Link]) -> list[Link]:
    """The links to who developed the thing."""
    return [link for link in links if link.relation == R.DEVELOPED and not link.outgoing]


def outwards(links: Iterable[Link]) -> list[Link]:
    """The links to what the thing stands in, works at or is part of."""
    return [link for link in links if link.outgoing and link.relation in STANDS_IN]


def organizations_over(links: Iterable[Link], waves: Iterable[tuple[Link, ...]]) -> tuple[str, ...]:
    """The organisations among the developers, and those that the thing and its developers are part of."""
    above = (link for wave in waves for link in outwards(wave))
    wanted = EntityType.ORGANIZATION.value
    return distinct(link.name for link in (*developers_in(links), *above) if link.type == wanted)


def regions_over(record: EntityRecord, waves: Iterable[tuple[Link, ...]]) -> tuple[str, ...]:
    """Where the thing, its developers, and what these belong to are said to be."""
    if record.type is EntityType.PLACE:
        return (record.name,)
    regions = [name for wave in waves for name in names(wave, LIES_IN)]
    return distinct([*regions, *filter(None, map(province_of, regions))])


def links_of(entity_id: str, relations: Sequence[RelationRecord]) -> tuple[Link, ...]:
    """An entity's relations as it sees them, some of each type and direction."""
    kept: dict[tuple[str, bool], list[Link]] = defaultdict(list)
    for link in (_link(entity_id, relation) for relation in relations):
        alike = kept[link.relation, link.outgoing]
        if len(alike) < LINK_LIMIT:
            alike.append(link)
    return tuple(link for alike in kept.values() for link in alike)


def _link(entity_id: str, relation: RelationRecord) -> Link:
    outgoing = relation.head.id == entity_id
    other = relation.tail if outgoing else relation.head
    return Link(relation.type.value, outgoing, other.id, other.type.value, other.name, relation.attrs.get("role", ""))


def names(links: Iterable[Link], relations: frozenset[str]) -> tuple[str, ...]:
    """Names of what the thing has one of these relations to."""
    return distinct(link.name for link in links if link.outgoing and link.relation in relations)


def beside(links: Sequence[Link]) -> tuple[str, ...]:
    """Names of what it works at or stands in, and of its people."""
    people = (link.name for link in links if not link.outgoing and link.relation in BELONGS)
    return distinct((*names(links, HOMES), *people))
