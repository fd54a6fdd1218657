"""A question that no rule reads: the facts about what it names whose sentences are nearest to its words."""

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.facts import EntityType
from kg import EntityRecord, RelationRecord, Store
from search.questions.named import Names
from search.questions.phrasebook import Phrasebook
from search.questions.reply import Answer, Outcome
from search.terms import bigrams

_MOST = 20
_LEAST_SHARED = 2
"""A fact whose relation the question does not speak of must share so many pairs of characters with it."""


@dataclass(frozen=True, slots=True)
class _Fact:
    """Something that a relation connects with what the question names.

    Attributes:
        spoken_of: the question has a word of the relation.
        shared: pairs of neighbouring characters that the question shares with the relation's sentences.
    """

    entity: EntityRecord
    relation: RelationRecord
    spoken_of: bool
    shared: int


def nearest(names: Names, store: Store, book: Phrasebook) -> Outcome:
    """The facts about the things named, of the types asked for, that the question speaks of; nothing if none does.

    A fact fits if the question has a word of its relation (学, 徒弟 for mentors) or shares words with its sentences;
    of those that fit the nearest are given.
    """
    rest = names.without_named()
    wanted = next((types for asked, types in book.asked_types if asked.search(rest)), frozenset())
    if not wanted:
        return Outcome()
    facts = [fact for fact in _facts(names, rest, store, book) if fact.entity.type in wanted]
    answers = {
        fact.entity.id: Answer(
            fact.entity.name,
            fact.entity.id,
            fact.entity.type.value,
            note=book.relations[fact.relation.type].format(head=fact.relation.head.name, tail=fact.relation.tail.name),
            evidence=fact.relation.evidence,
        )
        for fact in _nearest(facts)
    }
    return Outcome(tuple(answers.values())[:_MOST], (book.reading["nearest"],)) if answers else Outcome()


def _nearest(facts: list[_Fact]) -> list[_Fact]:
    """Those that share at least half as much with the question as the best whose relation it speaks of.

    Where it speaks of none of the relations, those that share the most, if that is enough.
    """
    spoken_of = [fact for fact in facts if fact.spoken_of]
    best = max((fact.shared for fact in spoken_of or facts), default=0)
    if spoken_of:
        return [fact for fact in spoken_of if 2 * fact.shared >= best]
    return [fact for fact in facts if fact.shared == best >= _LEAST_SHARED]


def _facts(names: Names, rest: str, store: Store, book: Phrasebook) -> Iterator[_Fact]:
    asked = set(bigrams(rest))
    named = {entity.id: entity for name in names.named for entity in name.entities}
    starts = [entity for entity in named.values() if entity.type is not EntityType.PLACE]
    for start in starts:
        for relation in store.relations(start.id):
            other = relation.tail if relation.head.id == start.id else relation.head
            if other.id in named:
                continue
            told = {pair for said in relation.evidence for pair in bigrams(said.text)}
            spoken_of = book.speaks_of[relation.type].search(rest) is not None
            yield _Fact(other, relation, spoken_of, len(asked & told))
