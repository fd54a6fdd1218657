"""The sentences that answer best for a thing that was found."""

from collections.abc import Iterable, Sequence

from kg import EvidenceRecord, Store, name_key
from search.cards import PASSAGE, Card
from search.retrieval import Question, Retriever

SENTENCES = 3
# Read for these: some texts stand in several documents, and some documents may be gone.
READ = 12
# Sentences naming the thing that are compared; of those that share no word with the question, the first in the index.
COMPARED = 20

# Judged: for a bare name or a question that no sentence matches well, prefer the sentence that also says who, where and
# with what honour, counted by the other things it names, over one that only drops the name.
TELLING = 0.2
TELLING_NAMES = 5


def best_sentences(
    store: Store, retriever: Retriever, question: Question, cards: Sequence[Card]
) -> list[tuple[EvidenceRecord, ...]]:
    """For each card the sentences that name the thing and answer the question best, best first, each text once.

    For a passage, itself. Empty where the store has lost them since the index was written.
    """
    ranked = [_ranked(retriever, question, card)[:READ] for card in cards]
    records = store.passages_by_id({passage_id for ids in ranked for passage_id in ids})
    return [_distinct(records[i].evidence for i in ids if i in records) for ids in ranked]


def _distinct(sentences: Iterable[EvidenceRecord]) -> tuple[EvidenceRecord, ...]:
    found: dict[str, EvidenceRecord] = {}
    for evidence in sentences:
        found.setdefault(evidence.text, evidence)
    return tuple(found.values())[:SENTENCES]


def _ranked(retriever: Retriever, question: Question, named: Card) -> list[str]:
    """The sentences best first; a headline that is nothing but the name comes last, since it tells nothing."""
    if named.type == PASSAGE:
        return [named.id]
    scores = retriever.lexical.naming(named.id, question.terms, COMPARED)
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
