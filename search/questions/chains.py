"""Over whom a craft came from one to the other: 甲的手艺是怎么传到乙的."""

from itertools import pairwise

from ingest.facts import RelationType
from kg import EntityRecord, RelationRecord, Store
from search.questions.asked import Asked
from search.questions.merging import merged
from search.questions.phrasebook import Phrasebook, Question
from search.questions.reply import Outcome
from search.questions.starts import meant
from search.questions.walking import Found

_LONGEST = 8


def chain(asked: Asked, question: Question, store: Store, book: Phrasebook) -> Outcome:
    """Those who stand between the first two subjects, from whichever of them the craft came."""
    first, second = (meant(name, (), store, book) for name in asked.subjects[:2]) if asked.subjects[1:] else ((), ())
    for masters, pupils in ((first, second), (second, first)):
        for master in masters:
            if way := _way(store, master, {pupil.id for pupil in pupils}):
                between = [
                    Found(master, before.tail, (before, after), question.routes[0]) for before, after in pairwise(way)
                ]
                return Outcome(tuple(merged(between, book, {})))
    return Outcome()


def _way(store: Store, master: EntityRecord, pupils: set[str]) -> list[RelationRecord]:
    """The shortest row of relations from a master to one of his pupils' pupils; empty where there is none."""
    ways: list[list[RelationRecord]] = [[]]
    passed = {master.id}
    for _ in range(_LONGEST):
        longer = []
        for way in ways:
            here = way[-1].tail.id if way else master.id
            for relation in store.relations(here, RelationType.MENTORS):
                if relation.head.id != here or relation.tail.id in passed:
                    continue
                if relation.tail.id in pupils:
                    return [*way, relation]
                passed.add(relation.tail.id)
                longer.append([*way, relation])
        ways = longer
    return []
