"""The sentences that answer best for a thing that was found."""

from collections.abc import Iterable

from corpus import NotFound
from kg import EvidenceRecord, Store, name_key
from search.cards import PASSAGE, Card
from search.retrieval import Question, Retriever

SENTENCES = 3
# Sentences naming the thing that are compared; of those that share no word with the question, the first in the index.
COMPARED = 50

# Judged: for a bare name or a question that no sentence matches well, prefer the sentence that also says who, where and
# with what honour, counted by the other things it names, over one that only drops the name.
TELLING = 0.2
TELLING_NAMES = 5


def best_sentences(store: Store, retriever: Retriever, question: Question, card: Card) -> tuple[EvidenceRecord, ...]:
    """The sentences that name the thing and answer the question best, best first, each text once.

    For a passage, itself. Empty when the store has lost them since the index was written.
    """
    if card.type == PASSAGE:
        return _read(store, [card.id])
    scores = retriever.lexical.naming(card.id, question.terms, COMPARED)
    return _read(store, _ranked(retriever, question, scores, card))


def _read(store: Store, passage_ids: Iterable[str]) -> tuple[EvidenceRecord, ...]:
    found: dict[str, EvidenceRecord] = {}
    for passage_id in passage_ids:
        try:
            evidence = store.passage(passage_id).evidence
        except NotFound:
            continue  # its document went after the index was written
        found.setdefault(evidence.text, evidence)
        if len(found) == SENTENCES:
            break
    return tuple(found.values())


def _ranked(retriever: Retriever, question: Question, scores: dict[str, float], named: Card) -> list[str]:
    """The sentences best first; a headline that is nothing but the name comes last, since it tells nothing."""
    cards = retriever.lexical.cards(scores)
    cosines = retriever.cosines(question, cards.values())
    top = max(scores.values(), default=0.0) or 1.0

    def score(passage_id: str) -> float:
        names = min(len(cards[passage_id].entities), TELLING_NAMES) / TELLING_NAMES
        lexical, dense = scores[passage_id] / top, max(cosines.get(passage_id, 0.0), 0.0)
        return (lexical + dense) / 2 + TELLING * names

    def only_names(passage_id: str) -> bool:
        return name_key(cards[passage_id].text) in {name_key(name) for name in (named.name, *named.aliases)}

    return sorted(cards, key=lambda i: (only_names(i), -score(i), i))
