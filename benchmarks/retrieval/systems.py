"""The systems that are compared; each scores the passages of a set for its questions."""

import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from ingest import cut_for_search
from search.cards import PASSAGE, Card
from search.encoder import Encoder
from search.fusion import Weights
from search.lexical import LexicalIndex
from search.numbering import number_of
from search.query import Terms
from search.retrieval import Question, Retriever
from search.terms import words
from search.vectors import FlatVectors

DEPTH = 100
Ranking = dict[str, float]
System = Callable[[str], Ranking]
"""From a question to the passages found, with scores, best first."""
Weighed = Callable[[Weights], System]


def bm25(passages: Mapping[str, str]) -> System:
    """bm25s with its defaults (Lucene's formula, k1 1.5, b 0.75) over the words that jieba cuts for search."""
    import bm25s  # noqa: PLC0415 - a peer, not needed for the rest

    ids = list(passages)
    index = bm25s.BM25()
    index.index([words(text, cut_for_search) or ["。"] for text in passages.values()], show_progress=False)

    def ranked(question: str) -> Ranking:
        asked = [word for word in words(question, cut_for_search) if word in index.vocab_dict]
        if not asked:
            return {}
        found, scores = index.retrieve([asked], k=min(DEPTH, len(ids)), show_progress=False)
        return {ids[i]: float(score) for i, score in zip(found[0], scores[0], strict=True) if score > 0}

    return ranked


def own(passages: Mapping[str, str], encoder: Encoder, weights: Weights) -> dict[str, System]:
    """This product's search over passages alone: by words, by meaning, and both, as `Searcher.search` does it."""
    vectors, system = _both(passages, encoder)
    return {
        "lexical": system(replace(weights, dense_told=0.0, dense_untold=0.0)),
        "dense": _dense(list(passages), vectors, encoder),
        "hybrid": system(weights),
    }


def weighed(passages: Mapping[str, str], encoder: Encoder) -> Weighed:
    """The search by words and by meaning, for whatever weights."""
    return _both(passages, encoder)[1]


def _both(passages: Mapping[str, str], encoder: Encoder) -> tuple[FlatVectors, Weighed]:
    cards = [Card(id_, PASSAGE, "", text=text) for id_, text in passages.items()]
    vectors = FlatVectors(Path(), encoder.dimensions)  # never saved
    vectors.replace(
        [number_of(PASSAGE, card.id) for card in cards], encoder.encode_passages([card.embedded for card in cards])
    )
    with tempfile.TemporaryDirectory() as folder:
        index = _indexed(Path(folder), cards)
        reader = index.reader()

        def with_weights(of_both: Weights) -> System:
            retriever = Retriever(reader, vectors, replace(of_both, graph=0.0))

            def ranked(question: str) -> Ranking:
                asked = Question(Terms.of(question, cut_for_search), encoder.encode_queries([question])[0])
                return {found.card.id: found.score.total for found in retriever.find(asked, PASSAGE)[:DEPTH]}

            return ranked

        return vectors, with_weights


def _dense(ids: list[str], vectors: FlatVectors, encoder: Encoder) -> System:
    by_number = {number_of(PASSAGE, id_): id_ for id_ in ids}

    def ranked(question: str) -> Ranking:
        vector = encoder.encode_queries([question])[0]
        if not np.any(vector):
            return {}
        return {by_number[n]: score for n, score in vectors.nearest(vector, DEPTH, list(by_number)).items()}

    return ranked


def _indexed(folder: Path, cards: Iterable[Card]) -> LexicalIndex:
    index = LexicalIndex(folder, cut_for_search, create=True)
    with index.writer() as writer:
        writer.replace(cards)
        writer.commit()
    index.refresh()
    return index
