"""Where people stand among masters and apprentices: how many they taught, and how many generations follow them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.records import EntityRecord, RelationRecord


@dataclass(frozen=True, slots=True)
class Standing:
    """A person among masters and apprentices.

    Attributes:
        mentors, apprentices: how many, directly.
        generations: how many follow: 2 where an apprentice has apprentices of their own.
        successors: all who learned from the person, or from one who did.
    """

    person: EntityRecord
    mentors: int
    apprentices: int
    generations: int
    successors: int


def standings(mentors: Iterable[RelationRecord]) -> tuple[Standing, ...]:
    """Everyone who taught or learned, in the `mentors` relations (head taught tail).

    Generations are counted as lineages are told, along the shortest ways, so that circles in the texts end. Those with
    the most generations come first, then those with the most apprentices.
    """
    people: dict[str, EntityRecord] = {}
    below: dict[str, set[str]] = defaultdict(set)
    above: dict[str, set[str]] = defaultdict(set)
    for relation in mentors:
        people |= {end.id: end for end in (relation.head, relation.tail)}
        if relation.head.id != relation.tail.id:
            below[relation.head.id].add(relation.tail.id)
            above[relation.tail.id].add(relation.head.id)
    found = []
    for id_, person in people.items():
        generations = _generations(id_, below)
        direct = len(above.get(id_, ())), len(below.get(id_, ()))
        found.append(Standing(person, *direct, len(generations), sum(generations)))
    return tuple(sorted(found, key=_order))


def _generations(id_: str, below: Mapping[str, set[str]]) -> list[int]:
    """How many there are in each generation after a person."""
    seen, generation, sizes = {id_}, {id_}, []
    while generation := {other for one in generation for other in below.get(one, ())} - seen:
        seen |= generation
        sizes.append(len(generation))
    return sizes


def _order(one: Standing) -> tuple[int, int, int, str, str]:
    return -one.generations, -one.apprentices, -one.successors, one.person.name, one.person.id
