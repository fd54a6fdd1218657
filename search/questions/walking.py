"""Following relations: what a route through the graph reaches from a thing, with the sentences on the way."""

from dataclasses import dataclass
from math import prod

from kg import EntityRecord, EvidenceRecord, RelationRecord, Store
from search.questions.phrasebook import Question
from search.questions.routes import Hop, Route

# A province has thousands of units; an answer of more than this is a list to be searched, not asked for.
_WIDEST = 200


@dataclass(frozen=True, slots=True)
class Found:
    """Something reached, over the relations `way` (empty where it is the start itself).

    Attributes:
        contest: the event that an award was won in, where the award is but a rank.
        shown: further sentences, that say what else had to be true of it.
    """

    start: EntityRecord
    entity: EntityRecord
    way: tuple[RelationRecord, ...]
    route: Route
    contest: str = ""
    shown: tuple[EvidenceRecord, ...] = ()

    @property
    def confidence(self) -> float:
        """That all relations on the way hold, as if they were independent."""
        return prod(relation.confidence for relation in self.way)

    @property
    def evidence(self) -> tuple[EvidenceRecord, ...]:
        """The sentences on the way, the last relation's first."""
        on_the_way = (said for relation in reversed(self.way) for said in relation.evidence)
        return tuple(dict.fromkeys((*on_the_way, *self.shown)))

    @property
    def note(self) -> str:
        """What the route says about its answers."""
        if "{via}" not in self.route.note or len(self.way) < 2:  # noqa: PLR2004
            return self.route.note
        last = self.way[-1]
        via = last.head if last.tail.id == self.entity.id else last.tail
        return self.route.note.format(via=via.name)


def follow(store: Store, start: EntityRecord, question: Question) -> list[Found]:
    """Everything that the question's routes reach from `start`, in the order of the routes."""
    found: list[Found] = []
    for route in question.routes:
        if start.type in route.start and not (route.only_if_nothing and found):
            found += _along(store, start, route)
    return found


def _along(store: Store, start: EntityRecord, route: Route) -> list[Found]:
    reached = [Found(start, start, (), route)]
    for hop in route.hops:
        reached = [onward for found in reached[:_WIDEST] for onward in _step(store, found, hop)]
    if route.all_the_way:
        reached = _all_the_way(store, reached, route.hops[-1])
    if route.to_the_end:
        reached = [last for found in reached[:_WIDEST] for last in _to_the_end(store, found, route.hops[-1])]
    return [found for found in reached if not route.to or found.entity.type in route.to]


def _all_the_way(store: Store, reached: list[Found], hop: Hop) -> list[Found]:
    """What was reached and everything that the hop leads on to, step by step; nothing is reached twice."""
    passed = {one.entity.id for one in reached}
    every, on = list(reached), list(reached)
    while on and len(every) < _WIDEST:
        onward = {f.entity.id: f for one in on for f in _step(store, one, hop) if f.entity.id not in passed}
        passed |= onward.keys()
        on = list(onward.values())
        every += on
    return every


def _to_the_end(store: Store, found: Found, hop: Hop) -> list[Found]:
    """What the hop leads to when it is taken as often as it can be; nothing is passed twice."""
    passed = {end.id for relation in found.way for end in (relation.head, relation.tail)}
    ends, reached = [], [found]
    while reached:
        on = reached.pop()
        onward = [one for one in _step(store, on, hop) if one.entity.id not in passed]
        passed |= {one.entity.id for one in onward}
        reached += onward
        ends += [] if onward else [on]
    return ends


def _step(store: Store, found: Found, hop: Hop) -> list[Found]:
    steps = []
    for relation in store.relations(found.entity.id, hop.type):
        here, there = (relation.head, relation.tail) if hop.forward else (relation.tail, relation.head)
        if here.id == found.entity.id and there.id != found.start.id:
            steps.append(Found(found.start, there, (*found.way, relation), found.route))
    return steps
