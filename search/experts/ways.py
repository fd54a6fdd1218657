"""Over which relations a score reaches people, studios and teams."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest.facts import RelationType
from search.cards import Card
from search.experts.credit import FLOW
from search.experts.eligible import PERSON
from search.links import Link
from search.results import PathNode, PathStep

R = RelationType
Cards = Mapping[str, Card]


@dataclass(frozen=True, slots=True)
class Way:
    """Whom a score reaches, what part of it, and over which steps."""

    expert: str
    part: float
    steps: tuple[PathStep, ...]


def behind(achievement: Card, cards: Cards) -> Iterator[Way]:
    """From an achievement to who made it, and on to who stands beside these."""
    for link in achievement.linked(R.DEVELOPED, outgoing=False):
        made = _step(link)
        yield Way(link.id, FLOW.developer, (made,))
        if link.id in cards:
            for other, part in _beside(cards[link.id]):
                yield Way(other.id, part, (made, _step(other)))


def named(card: Card) -> Way:
    """From a sentence to what it names."""
    return Way(card.id, 1.0, (PathStep("names", True, PathNode(card.id, card.type, card.name)),))


def _beside(developer: Card) -> Iterator[tuple[Link, float]]:
    """Who stands beside a developer, and with what share."""
    if developer.type == PERSON:
        yield from ((link, FLOW.leader) for link in developer.linked(R.LEADS, outgoing=True))
        yield from ((link, FLOW.pair) for link in developer.links if link.relation == R.MENTORS)
    else:
        yield from ((link, FLOW.leader) for link in developer.linked(R.LEADS, outgoing=False))
        yield from ((link, FLOW.member) for link in developer.linked(R.MEMBER_OF, outgoing=False))


def _step(link: Link) -> PathStep:
    return PathStep(link.relation, link.outgoing, PathNode(link.id, link.type, link.name))
