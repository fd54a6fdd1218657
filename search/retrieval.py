"""Finds and ranks the cards of one kind that answer a question, in one state of the index."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from ingest.facts import EntityType, RelationType
from search.cards import PASSAGE, Card
from search.filters import Admission
from search.fusion import Score, Weights, fuse
from search.lexical import LexicalReader
from search.numbering import number_of, numbers_of_kind
from search.query import Terms
from search.results import Filters
from search.vectors import VectorIndex, Vectors

# Candidates of each kind of evidence. What none of the lists holds could only come first by middling scores in all.
CANDIDATES = 100
# Of so many items. Of ten times as many things more come close to each other: with the fourth root of the size, the
# first ten of a million passages are 96 % of those that 2,000 candidates give, with 100 candidates 89 %.
AMONG = 100_000
# How much of a score by words depends on how much of the question the text holds: one that has three of its words once
# each is more likely to be meant than one that has one of them three times. Measured: 2 to 3 points of nDCG on needs in
# other words and on C3, no change where askers saw the passage.
TOGETHER = 0.5
# Passages whose scores flow to what they name.
FLOWING = 50

# How much of a sentence's score reaches what the sentence does not name itself, over a relation to what it names.
# Judged: a sentence about the developer or the studio speaks for the achievement, but may be about another of theirs.
REACH: Mapping[str, float] = {
    RelationType.DEVELOPED.value: 0.5,
    RelationType.LEADS.value: 0.5,
    RelationType.HOSTED_BY.value: 0.25,
    RelationType.MEMBER_OF.value: 0.25,
}

NO_FILTERS = Admission(Filters())


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for.

    Attributes:
        vector: of unit length, [d].
    """

    terms: Terms
    vector: Vectors


@dataclass(frozen=True, slots=True)
class Lift:
    """How the graph speaks for a card.

    Attributes:
        strength: 0 to 1.
        passage: id of the sentence.
        relation: over which relation the sentence reaches the card; None when it names it.
        over: id and name of the other end of that relation.
    """

    strength: float
    passage: str
    relation: str | None = None
    over: tuple[str, str] | None = None


class Found(NamedTuple):
    """A card with its score, and the strongest lift if the graph gave one."""

    card: Card
    score: Score
    lift: Lift | None = None


@dataclass(frozen=True, slots=True)
class _Candidates:
    """What may be found, by id."""

    cards: dict[str, Card]
    lexical: dict[str, float]
    cosines: dict[str, float]
    coverage: float

    def matches(self, item_id: str, floor: float) -> bool:
        """It shares a term with the question, or is near to it."""
        return item_id in self.lexical or self.cosines.get(item_id, 0.0) > floor

    def joined(self, others: "_Candidates") -> "_Candidates":
        """Both together."""
        return _Candidates(
            self.cards | others.cards,
            self.lexical | others.lexical,
            self.cosines | others.cosines,
            max(self.coverage, others.coverage),
        )

    def without(self, item_id: str) -> "_Candidates":
        """The others."""
        return _Candidates(
            {i: card for i, card in self.cards.items() if i != item_id},
            {i: score for i, score in self.lexical.items() if i != item_id},
            {i: cosine for i, cosine in self.cosines.items() if i != item_id},
            self.coverage,
        )


@dataclass(frozen=True, slots=True)
class Retriever:
    """One state of both indexes."""

    lexical: LexicalReader
    vectors: VectorIndex
    weights: Weights

    def find(self, question: Question, kind: str, admission: Admission = NO_FILTERS) -> list[Found]:
        """The cards of a kind that answer the question, best first; some by each kind of evidence."""
        if not question.terms.words:
            return []  # only punctuation and function words: their vector means nothing
        if kind == PASSAGE:
            return self._ranked(self._candidates(question, kind, admission, ()), {})
        named = _named(self.find(question, PASSAGE)[:FLOWING])
        return self._ranked(self._candidates(question, kind, admission, named), named)

    def find_work(self, question: Question) -> list[Found]:
        """Achievements and passages that answer the question, on one scale, best first.

        Each kind on its own scale would make a weak achievement look as good as a sentence that is to the point.
        """
        if not question.terms.words:
            return []
        passages = self._candidates(question, PASSAGE, NO_FILTERS, ())
        named = _named(self._ranked(passages, {})[:FLOWING])
        if not named:
            return []
        achievements = self._candidates(question, EntityType.ACHIEVEMENT.value, NO_FILTERS, named)
        return self._ranked(achievements.joined(passages), named)

    def like(self, card: Card, question: Question) -> list[Found]:
        """The cards of the same kind that are most like this one, best first, without itself."""
        return self._ranked(self._candidates(question, card.type, NO_FILTERS, ()).without(card.id), {})

    def cosines(self, question: Question, cards: Iterable[Card]) -> dict[str, float]:
        """How near each card is to the question; of an achievement its nearest sentence counts as much as all of it.

        Measured on four sets of needs over achievements: 0.01 to 0.06 of MRR by meaning alone.
        """
        asked = list(cards)
        whole = dict(self._near_each(question, {number_of(card.type, card.id): card.id for card in asked}))
        works = (card for card in asked if card.type == EntityType.ACHIEVEMENT.value)
        numbers = {number: card.id for card in works for number in self.lexical.part_numbers(card)}
        if not numbers:
            return whole
        nearest: dict[str, float] = {}
        for item_id, cosine in self._near_each(question, numbers):
            nearest[item_id] = max(cosine, nearest.get(item_id, -1.0))
        return {i: (cosine + nearest.get(i, cosine)) / 2 for i, cosine in whole.items()}

    def _near_each(self, question: Question, numbers: Mapping[int, str]) -> Iterator[tuple[str, float]]:
        """The ids behind the numbers that the index holds, with the cosines of their vectors."""
        near = self.vectors.cosines(question.vector, list(numbers))
        return ((numbers[number], cosine) for number, cosine in near.items())

    def _candidates(self, question: Question, kind: str, admission: Admission, named: Iterable[str]) -> _Candidates:
        count = round(CANDIDATES * max(1.0, len(self.lexical) / AMONG) ** 0.25)
        lexical = self.lexical.search(question.terms, kind, count, admission)
        among = self.lexical.numbers(kind, admission) if admission.tests else numbers_of_kind(kind)
        near = self.vectors.nearest(question.vector, count, among)
        # By numbers of this kind, so that what else is named need not be read.
        cards = self.lexical.cards_by_number([*near, *(number_of(kind, i) for i in (*lexical, *named))])
        if admission.tests:
            cards = {i: card for i, card in cards.items() if admission.admits(card)}
        held = self._held(question, (cards[i] for i in lexical if i in cards))
        coverage = max(held.values(), default=0.0)
        lexical = {i: lexical[i] * (1 - TOGETHER + TOGETHER * share / (coverage or 1)) for i, share in held.items()}
        return _Candidates(cards, lexical, self.cosines(question, cards.values()), coverage)

    def _held(self, question: Question, cards: Iterable[Card]) -> dict[str, float]:
        """How much of the question's words, weighted by rarity, each card holds: 0 to 1."""
        rarity = self.lexical.rarity(question.terms)
        whole = sum(rarity.values())
        words = list(rarity.items())
        texts = ((card.id, self.lexical.normalised(card)) for card in cards)
        return {i: sum([weight for word, weight in words if word in text]) / whole for i, text in texts}

    def _ranked(self, candidates: _Candidates, named: Mapping[str, Lift]) -> list[Found]:
        lifts = {}
        for i, card in candidates.cards.items() if named else ():
            lift = _lift(card, named)
            # What is only related to something that matches is no hit; what also matches by itself comes higher.
            if lift and (lift.relation is None or candidates.matches(i, self.weights.floor)):
                lifts[i] = lift
        strengths = {i: lift.strength for i, lift in lifts.items()}
        weights = self.weights if named else replace(self.weights, graph=0.0)
        scores = fuse(candidates.lexical, candidates.cosines, strengths, candidates.coverage, weights)
        return [Found(candidates.cards[i], score, lifts.get(i)) for i, score in scores.items()]


def _named(passages: Iterable[Found]) -> dict[str, Lift]:
    """For each entity the best of the sentences that name it."""
    named: dict[str, Lift] = {}
    for found in passages:
        for entity_id in found.card.entities:
            named.setdefault(entity_id, Lift(found.score.total, found.card.id))
    return named


def _lift(card: Card, named: Mapping[str, Lift]) -> Lift | None:
    lifts = [named[card.id]] if card.id in named else []
    for link in card.links:
        if link.id in named and link.relation in REACH:
            lift = named[link.id]
            share = lift.strength * REACH[link.relation]
            lifts.append(Lift(share, lift.passage, link.relation, (link.id, link.name)))
    return max(lifts, key=lambda lift: lift.strength, default=None)
