"""Who can help: lets the scores of achievements and sentences flow to the people and studios behind them."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from ingest.facts import EntityType, RelationType
from kg import EvidenceRecord
from search.cards import PASSAGE, Card
from search.filters import Admission
from search.honours import renown
from search.results import Expert
from search.retrieval import Found, Question, Retriever

R = RelationType
PERSON, STUDIO, TEAM = EntityType.PERSON.value, EntityType.STUDIO.value, EntityType.TEAM.value
_EXPERT_TYPES = frozenset({PERSON, STUDIO, TEAM})


@dataclass(frozen=True, slots=True)
class Flow:
    """How much of a score reaches whom. Judged, not learned; the order of the figures matters more than the figures.

    Attributes:
        developer: who made the achievement that answers the problem.
        leader: who leads the studio that made it, and the studio whose leader made it.
        member: who belongs to that studio.
        pair: master or apprentice of the one who made it: has probably stood beside it.
        sentence: of a sentence that answers the problem and names the person or studio, to them.
        again: every further piece of evidence for the same expert counts this much of the one before; so that two
            independent achievements beat one, and ten mediocre ones do not beat one that is to the point.
        honour: added for an honour of the highest rank, relative, for lower ones less: decides between equals only.
        least: who has less is no expert for the problem. The best piece of evidence in the library counts 1.
    """

    developer: float = 1.0
    leader: float = 0.7
    member: float = 0.4
    pair: float = 0.2
    sentence: float = 0.5
    again: float = 0.5
    honour: float = 0.03
    least: float = 0.1


FLOW = Flow()
# Achievements and sentences that are credited.
WORK = 100


@dataclass(slots=True)
class Credit:
    """What speaks for one expert.

    Attributes:
        shares: for each source (an achievement or passage) the largest share that reached the expert from it.
        passages: ids of the sentences that answer the problem and name the expert, best first.
    """

    card: Card
    shares: dict[str, float] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def add(self, source: Card, share: float) -> None:
        """Credits a share of a source's score; of the same source only the largest counts."""
        self.shares[source.id] = max(share, self.shares.get(source.id, 0.0))
        self.names[source.id] = source.name

    @property
    def score(self) -> float:
        """The shares, each further one counting less, and a little for honours, by their rank."""
        shares = sorted(self.shares.values(), reverse=True)
        evidence = sum(share * FLOW.again**rank for rank, share in enumerate(shares))
        return evidence * (1 + FLOW.honour * renown(self.card.distinctions))

    def expert(self, evidence: tuple[EvidenceRecord, ...]) -> Expert:
        """As it is given out."""
        through = [
            {"id": source, "name": self.names[source], "share": share}
            for source, share in sorted(self.shares.items(), key=lambda item: (-item[1], item[0]))
        ]
        card = self.card
        employer = next(iter(card.homes), None)
        return Expert(card.id, card.type, card.name, self.score, employer, card.honours, evidence, {"through": through})


def rank_experts(retriever: Retriever, question: Question, admission: Admission) -> list[Credit]:
    """The experts for a problem, best first, ties by id.

    Args:
        retriever: the index.
        question: the problem.
        admission: which experts are wanted.
    """
    work = retriever.find_work(question)[:WORK]
    achievements = [found for found in work if found.card.type != PASSAGE]
    passages = [found for found in work if found.card.type == PASSAGE]
    cards = _people_around(retriever, achievements, passages)
    credits_: dict[str, Credit] = {}

    def credit(expert_id: str, source: Card, share: float) -> None:
        card = cards.get(expert_id)
        if card is not None and is_expert(card) and admission.admits(card):
            credits_.setdefault(expert_id, Credit(card)).add(source, share)

    for found in achievements:
        for expert_id, share in _behind(found.card, cards).items():
            credit(expert_id, found.card, share * found.score.total)
    for found in passages:
        for expert_id in found.card.entities:
            told = credits_[expert_id].shares.keys() if expert_id in credits_ else set()
            # A sentence about an achievement that already counts for the expert is the same evidence once more.
            if not told & set(found.card.entities):
                credit(expert_id, found.card, FLOW.sentence * found.score.total)
    able = [one for one in credits_.values() if one.score >= FLOW.least]
    return sorted(able, key=lambda one: (-one.score, one.card.id))


def is_expert(card: Card) -> bool:
    """Something technical speaks for the person, studio or team.

    A person needs an achievement, a studio or team, technical help given, a master or apprentice, a technical honour or
    a competition; somebody who holds an office needs an achievement or a studio or team.
    """
    if card.type != PERSON:
        return card.type in _EXPERT_TYPES
    own_work = any(card.linked(relation, outgoing=True) for relation in (R.DEVELOPED, R.LEADS, R.MEMBER_OF))
    if own_work or any(_holds_office(link.role) for link in card.linked(R.WORKS_AT, outgoing=True)):
        return own_work
    pairs = any(link.relation == R.MENTORS for link in card.links)
    active = any(card.linked(relation, outgoing=True) for relation in (R.HELPS, R.PRESENTED_AT))
    return pairs or active or any(word in name for name in card.honours for word in _words("technical_honours"))


def _holds_office(role: str) -> bool:
    if any(word in role for word in _words("technical_roles")):
        return False
    return any(word in role for word in _words("officials"))


@cache
def _words(name: str) -> tuple[str, ...]:
    table = tomllib.loads(files("search").joinpath("data/experts.toml").read_text("utf-8"))
    return tuple(table[name])


def _people_around(retriever: Retriever, achievements: Iterable[Found], passages: Iterable[Found]) -> dict[str, Card]:
    """The cards of developers, of those whom the sentences name, and of the people and studios next to these."""
    near = {link.id for found in achievements for link in found.card.linked(R.DEVELOPED, outgoing=False)}
    near |= {entity_id for found in passages for entity_id in found.card.entities}
    cards = retriever.lexical.cards(near)
    next_ = {link.id for card in cards.values() for link in card.links if link.type in _EXPERT_TYPES}
    return cards | retriever.lexical.cards(next_ - near)


def _behind(achievement: Card, cards: Mapping[str, Card]) -> dict[str, float]:
    """What share of an achievement's score belongs to whom."""
    shares: dict[str, float] = defaultdict(float)
    for link in achievement.linked(R.DEVELOPED, outgoing=False):
        shares[link.id] = max(shares[link.id], FLOW.developer)
        if link.id in cards:
            for other, share in _beside(cards[link.id]):
                shares[other] = max(shares[other], share)
    return shares


def _beside(developer: Card) -> Iterator[tuple[str, float]]:
    """Who stands beside a developer, and with what share."""
    if developer.type == PERSON:
        yield from ((link.id, FLOW.leader) for link in developer.linked(R.LEADS, outgoing=True))
        yield from ((link.id, FLOW.pair) for link in developer.links if link.relation == R.MENTORS)
    else:
        yield from ((link.id, FLOW.leader) for link in developer.linked(R.LEADS, outgoing=False))
        yield from ((link.id, FLOW.member) for link in developer.linked(R.MEMBER_OF, outgoing=False))
