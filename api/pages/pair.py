"""A master and an apprentice: what says so, and what they did together."""

from collections.abc import Iterable
from dataclasses import dataclass

from api.pages.lines import by_rank
from ingest.facts import MeasureType, RelationType
from kg import EntityRecord, EvidenceRecord, MeasureRecord, RelationRecord, Store


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two.

    Attributes:
        homes: where they work.
        honours: from the highest down.
        own: achievements of theirs in which the other had no part.
    """

    person: EntityRecord
    homes: tuple[EntityRecord, ...]
    honours: tuple[RelationRecord, ...]
    own: tuple[RelationRecord, ...]


@dataclass(frozen=True, slots=True)
class Joint:
    """An achievement of both.

    Attributes:
        evidence: the sentences that say that it is theirs.
        honours: that it received.
    """

    achievement: EntityRecord
    evidence: tuple[EvidenceRecord, ...]
    honours: tuple[RelationRecord, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """The two.

    Attributes:
        mentoring: the relation that says that one taught the other; None where no document does.
        turned: it is the apprentice who taught the master.
        together: joint achievements.
        patents: figures on the patents of joint achievements, and of each of the two.
        values: all other figures on joint achievements.
        mentions: the sentences that name both.
    """

    master: Side
    apprentice: Side
    mentoring: RelationRecord | None
    turned: bool
    together: tuple[Joint, ...]
    patents: tuple[MeasureRecord, ...]
    values: tuple[MeasureRecord, ...]
    mentions: tuple[EvidenceRecord, ...]


def pair_of(master: EntityRecord, apprentice: EntityRecord, store: Store) -> Pair:
    """What the library says of the two."""
    facts = store.relations(master.id), store.relations(apprentice.id)
    made = [
        _made(relations, RelationType.DEVELOPED, person)
        for relations, person in zip(facts, (master, apprentice), strict=True)
    ]
    both = [id_ for id_ in made[0] if id_ in made[1]]
    together = tuple(_joint(made[0][id_], made[1][id_], store) for id_ in both)
    figures = [m for one in together for m in store.measures(one.achievement.id)]
    patents = [m for person in (master, apprentice) for m in store.measures(person.id, MeasureType.PATENTS)]
    ways = (master, apprentice), (apprentice, master)
    taught = [_taught(facts[0], *way) for way in ways]
    named = set(store.mentions(apprentice.id))
    return Pair(
        _side(master, facts[0], both),
        _side(apprentice, facts[1], both),
        taught[0] or taught[1],
        taught[0] is None and taught[1] is not None,
        together,
        (*(m for m in figures if m.type is MeasureType.PATENTS), *patents),
        tuple(m for m in figures if m.type is not MeasureType.PATENTS),
        tuple(mention for mention in store.mentions(master.id) if mention in named),
    )


def _side(person: EntityRecord, relations: Iterable[RelationRecord], both: list[str]) -> Side:
    homes = _made(relations, RelationType.WORKS_AT, person)
    honours = by_rank(_made(relations, RelationType.RECEIVED, person).values())
    own = (r for id_, r in _made(relations, RelationType.DEVELOPED, person).items() if id_ not in both)
    return Side(person, tuple(r.tail for r in homes.values()), tuple(honours), tuple(own))


def _made(relations: Iterable[RelationRecord], type: RelationType, person: EntityRecord) -> dict[str, RelationRecord]:
    """The person's relations of one type, by the other end."""
    return {r.tail.id: r for r in relations if r.type is type and r.head.id == person.id}


def _taught(relations: Iterable[RelationRecord], one: EntityRecord, other: EntityRecord) -> RelationRecord | None:
    ends = RelationType.MENTORS, one.id, other.id
    return next((r for r in relations if (r.type, r.head.id, r.tail.id) == ends), None)


def _joint(one: RelationRecord, other: RelationRecord, store: Store) -> Joint:
    evidence = tuple(dict.fromkeys((*one.evidence, *other.evidence)))
    received = [r for r in store.relations(one.tail.id, RelationType.RECEIVED) if r.head.id == one.tail.id]
    return Joint(one.tail, evidence, tuple(by_rank(received)))
