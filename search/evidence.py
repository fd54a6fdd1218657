"""The sentences that answer best for a thing that was found."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from kg import EvidenceRecord, Store, name_key
from search.cards import PASSAGE, Card
from search.recent import Recent
from search.retrieval import Question, Retriever

SENTENCES = 3
# Read for these: some texts stand in several documents, and some documents may be gone.
READ = 12
# Sentences naming the thing that are compared; of those that share no word with the question, the first in the index.
COMPARED = 20
# Sentences of the store that are kept, each about a kilobyte.
KEPT = 4096

# Judged: for a bare name or a question that no sentence matches well, prefer the sentence that also says who, where and
# with what honour, counted by the other things it names, over one that only drops the name.
TELLING = 0.2
TELLING_NAMES = 5


class Sentences:
    """A store's sentences; those read last are kept until the store changes. Safe to use from several threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kept: tuple[int, Recent[str, EvidenceRecord]] = (-1, Recent(KEPT))

    def by_id(self, passage_ids: Iterable[str]) -> dict[str, EvidenceRecord]:
        """Those of the passages that exist, as evidence."""
        kept = self._of_generation(self._store.generation())
        known = {passage_id: kept.get(passage_id) for passage_id in passage_ids}
        unread = [passage_id for passage_id, evidence in known.items() if evidence is None]
        for passage_id, evidence in self._store.sentences(unread).items() if unread else ():
            known[passage_id] = evidence
            kept.put(passage_id, evidence)
        return {passage_id: evidence for passage_id, evidence in known.items() if evidence}

    def _of_generation(self, generation: int) -> Recent[str, EvidenceRecord]:
        # The generation is read before the sentences: what is written between the two is read anew the next time.
        known, kept = self._kept
        if known != generation:
            kept = Recent(KEPT)
            self._kept = generation, kept
        return kept


def best_sentences(
    sentences: Sentences, retriever: Retriever, question: Question, cards: Sequence[Card]
) -> list[tuple[EvidenceRecord, ...]]:
    """For each card the sentences that name the thing and answer the question best, best first, each text once.

    For a passage, itself. Empty where the store has lost them since the index was written.
    """
    naming = [
        {} if card.type == PASSAGE else retriever.lexical.naming(card.id, question.terms, COMPARED) for card in cards
    ]
    passages = retriever.lexical.cards({passage_id for scores in naming for passage_id in scores})
    cosines = retriever.cosines(question, passages.values())
    ranked = [
        [card.id] if card.type == PASSAGE else _ranked(card, scores, passages, cosines)[:READ]
        for card, scores in zip(cards, naming, strict=True)
    ]
    evidence = sentences.by_id({passage_id for ids in ranked for passage_id in ids})
    return [_distinct(evidence[i] for i in ids if i in evidence) for ids in ranked]


def _distinct(sentences: Iterable[EvidenceRecord]) -> tuple[EvidenceRecord, ...]:
    found: dict[str, EvidenceRecord] = {}
    for evidence in sentences:
        found.setdefault(evidence.text, evidence)
    return tuple(found.values())[:SENTENCES]


def _ranked(
    named: Card, scores: Mapping[str, float], passages: Mapping[str, Card], cosines: Mapping[str, float]
) -> list[str]:
    """The sentences best first; a headline that is nothing but the name comes last, since it tells nothing."""
    top = max(scores.values(), default=0.0) or 1.0
    names = {_key(name) for name in (named.name, *named.aliases)}

    def score(passage_id: str) -> float:
        named_beside = min(len(passages[passage_id].entities), TELLING_NAMES) / TELLING_NAMES
        lexical, dense = scores[passage_id] / top, max(cosines.get(passage_id, 0.0), 0.0)
        return (lexical + dense) / 2 + TELLING * named_beside

    def only_names(passage_id: str) -> bool:
        return _key(passages[passage_id].text) in names

    return sorted(scores, key=lambda i: (only_names(i), -score(i), i))


@lru_cache(KEPT)
def _key(text: str) -> str:
    return name_key(text)
