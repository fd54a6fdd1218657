"""Whom the graph already ties an expert to."""

from ingest.facts import RelationType
from search.cards import Card
from search.lexical import LexicalReader
from search.results import Load
from search.terms import distinct

R = RelationType


def load_of(card: Card, lexical: LexicalReader) -> Load:
    """The enterprises helped and the apprentices taught by an expert, the studios they lead, and who leads a studio."""
    led = [link for outgoing in (True, False) for link in card.linked(R.LEADS, outgoing=outgoing)]
    ties = (card, *lexical.cards({link.id for link in led}).values())
    return Load(_others(ties, R.HELPS), _others(ties, R.MENTORS))


def _others(cards: tuple[Card, ...], relation: RelationType) -> tuple[str, ...]:
    return distinct(link.name for card in cards for link in card.linked(relation, outgoing=True))
