"""Who can help: lets the scores of achievements and sentences flow to the people and studios behind them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ingest.facts import EntityType, RelationType
from kg import Store
from search.cards import PASSAGE, Card
from search.experts.age import FRESHNESS, deed_year, newest_year
from search.experts.credit import FLOW, Credit, Share, Source, node_of
from search.experts.eligible import EXPERT_TYPES, did_it, is_expert
from search.experts.surroundings import Surroundings
from search.experts.ways import Way, behind, named
from search.filters import Admission
from search.results import ExpertFilters, Filters, PathNode, PathStep
from search.retrieval import Found, Question, Retriever

ACHIEVEMENT = EntityType.ACHIEVEMENT.value
# Achievements and sentences that are credited; of the sentences, the best with those around them.
WORK = 100
IN_CONTEXT = 8


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that answers the problem, or stands near one that does.

    Attributes:
        key: what it is evidence of: itself, or the document around what answers the problem.
        source: what answers the problem, with this sentence as part of what it says.
        part: of the source's strength that reaches what the sentence names.
        steps: from the source to the sentence; none where it is the source.
    """

    key: str
    source: Source
    part: float
    text: str
    entities: tuple[str, ...]
    steps: tuple[PathStep, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranking:
    """What answers a problem, and whom that speaks for.

    Attributes:
        sources: what answers it, best first.
        credits: the experts, those with the most evidence first, ties by id.
    """

    sources: tuple[Source, ...]
    credits: tuple[Credit, ...]

    @classmethod
    def of(cls, retriever: Retriever, store: Store, question: Question, filters: ExpertFilters) -> "Ranking":
        """Ranks the experts for a problem.

        Args:
            retriever: the index.
            store: for the sentences around those that answer the problem.
            question: the problem.
            filters: which experts are wanted; `max_load` is left to the caller.
        """
        sources = _sources(retriever.find_work(question)[:WORK])
        achievements = [source for source in sources if source.card.type != PASSAGE]
        own, nearby = _sentences(sources), list(_nearby(store, sources))
        cards = _cards_around(retriever, achievements, [*own, *nearby])
        ledger = _Ledger(cards, filters)
        for source in achievements:
            ledger.credit(source.card.id, source, behind(source.card, cards))
        for sentence in nearby:
            ledger.credit_sentence(sentence)
        for sentence in (*_of_unclaimed(achievements, own, cards), *own):
            ledger.credit_sentence(sentence)
        return cls(tuple(sources), ledger.ranked())


class _Ledger:
    """Credits while they are being given."""

    def __init__(self, cards: dict[str, Card], filters: ExpertFilters) -> None:
        self._cards = cards
        self._admission = Admission(Filters(filters.region, filters.industry, honour=filters.honour))
        self._near = Admission(Filters(region=filters.near)) if filters.near else None
        self._credits: dict[str, Credit] = {}
        self._able: dict[str, bool] = {}

    def ranked(self) -> tuple[Credit, ...]:
        """Who has enough, best first."""
        able = [one for one in self._credits.values() if one.evidence >= FLOW.least]
        return tuple(sorted(able, key=lambda one: (-one.evidence, one.card.id)))

    def credit(self, key: str, source: Source, ways: Iterable[Way], part: float = 1.0) -> None:
        """Credits those whom the ways from a source reach, where something technical speaks for them."""
        for way in ways:
            card = self._cards.get(way.expert)
            if card is not None and self._is_expert(card):
                self._add(card, key, Share(source, part * way.part, way.steps))

    def credit_sentence(self, sentence: Sentence) -> None:
        """Credits those behind the achievements that a sentence names, and those whom it names.

        A sentence about an achievement that already counts for somebody is the same evidence once more.
        """
        for card in self._named(sentence):
            if card.type == ACHIEVEMENT:
                to_it = (*sentence.steps, *named(card).steps)
                ways = (replace(way, steps=(*to_it, *way.steps)) for way in behind(card, self._cards))
                self.credit(card.id, sentence.source, ways, sentence.part)
        for card in self._named(sentence):
            if card.type in EXPERT_TYPES and self._is_new(card, sentence) and self._speaks_for(sentence, card):
                way = named(card)
                self._add(card, sentence.key, Share(sentence.source, sentence.part, (*sentence.steps, *way.steps)))

    def _add(self, card: Card, key: str, share: Share) -> None:
        if self._admission.admits(card):
            near = self._near is not None and self._near.admits(card)
            self._credits.setdefault(card.id, Credit(card, near)).add(key, share)

    def _named(self, sentence: Sentence) -> Iterator[Card]:
        return (self._cards[entity_id] for entity_id in sentence.entities if entity_id in self._cards)

    def _is_new(self, card: Card, sentence: Sentence) -> bool:
        known = self._credits.get(card.id)
        return known is None or not known.shares.keys() & set(sentence.entities)

    def _speaks_for(self, sentence: Sentence, card: Card) -> bool:
        made = any(named_card.type == ACHIEVEMENT for named_card in self._named(sentence))
        return self._is_expert(card) or did_it(card, sentence.text, names_achievement=made)

    def _is_expert(self, card: Card) -> bool:
        """Judged once: many ways lead to the same people."""
        if card.id not in self._able:
            self._able[card.id] = is_expert(card)
        return self._able[card.id]


def _sources(work: Iterable[Found]) -> list[Source]:
    found = list(work)
    now = newest_year(one.card for one in found)
    return [_source(one, deed_year(one.card, now), now) for one in found]


def _source(found: Found, year: int | None, now: int) -> Source:
    card, strength = found.card, found.score.total * FRESHNESS.of(year, now)
    text = card.text if card.type == PASSAGE else "\n".join((card.name, *card.aliases, card.text))
    return Source(card, strength, found.score.cosine or 0.0, text, year)


def _sentences(sources: Iterable[Source]) -> list[Sentence]:
    return [
        Sentence(source.card.id, source, FLOW.sentence, source.card.text, source.card.entities)
        for source in sources
        if source.card.type == PASSAGE
    ]


def _of_unclaimed(
    achievements: Iterable[Source], sentences: Iterable[Sentence], cards: Mapping[str, Card]
) -> Iterator[Sentence]:
    """The sentences that name an achievement of which the graph does not say who made it, as part of that achievement.

    Whom such a sentence names beside it has mostly made it.
    """
    unclaimed = {source.card.id: source for source in achievements if not _has_maker(source.card, cards)}
    for sentence in sentences:
        for source in (unclaimed[entity_id] for entity_id in sentence.entities if entity_id in unclaimed):
            passage = PathStep("names", False, node_of(sentence.source.card))
            yield replace(sentence, key=source.card.id, source=source, steps=(passage,))


def _has_maker(achievement: Card, cards: Mapping[str, Card]) -> bool:
    makers = achievement.linked(RelationType.DEVELOPED, outgoing=False)
    return any(link.id in cards and is_expert(cards[link.id]) for link in makers)


def _nearby(store: Store, sources: Iterable[Source]) -> Iterator[Sentence]:
    """The sentences around the best of those that answer the problem."""
    best = [source for source in sources if source.card.type == PASSAGE][:IN_CONTEXT]
    surroundings = Surroundings(store, tuple(source.card.id for source in best))
    for source in best:
        for distance, record in surroundings.of(source.card.id):
            told = replace(source, text=f"{source.text}\n{record.evidence.text}")
            step = PathStep("beside", True, PathNode(record.id, PASSAGE, record.evidence.text))
            part = FLOW.beside * FLOW.fade ** (distance - 1)
            yield Sentence(record.evidence.document, told, part, record.evidence.text, record.entities, (step,))


def _cards_around(
    retriever: Retriever, achievements: Iterable[Source], sentences: Iterable[Sentence]
) -> dict[str, Card]:
    """The cards of developers, of what the sentences name, and of the people and studios next to these."""
    lexical = retriever.lexical
    cards = lexical.cards({entity_id for sentence in sentences for entity_id in sentence.entities})
    works = [*(source.card for source in achievements), *cards.values()]
    makers = {link.id for work in works for link in work.linked(RelationType.DEVELOPED, outgoing=False)}
    cards |= lexical.cards(makers - cards.keys())
    next_ = {link.id for card in cards.values() for link in card.links if link.type in EXPERT_TYPES}
    return cards | lexical.cards(next_ - cards.keys())
