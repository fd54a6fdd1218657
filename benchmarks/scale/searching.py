"""Search, by size: this product beside txtai, bm25s and plain scans of faiss; and whether it finds what it should."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import faiss
import numpy as np

from benchmarks.generated.crowd import questions
from benchmarks.retrieval.measures import AT
from benchmarks.retrieval.peers import SETTINGS, indexed
from benchmarks.retrieval.peers import searching as txtai_searching
from benchmarks.retrieval.systems import bm25
from benchmarks.scale.exact import ExactVectors, deep
from benchmarks.scale.libraries import SEED, MadeUp, of_passages, texts_of
from benchmarks.scale.rounds import in_turn, over, spread
from benchmarks.scale.rows import Measured, Reached, Row
from benchmarks.scale.txtai import left_out
from ingest import cut_for_search
from kg import Store
from search import Encoder, Searcher, load_encoder
from search.cards import PASSAGE
from search.current import CurrentIndex
from search.folder import IndexFolder
from search.fusion import Weights
from search.query import Terms
from search.retrieval import Question, Retriever
from search.state import State
from search.terms import normalise
from search.vectors import Vectors

PART = "检索"
WHOLE, RETRIEVED, WORKS, EXPERTS = "匠谱 search（段落）", "匠谱 只排序（段落）", "匠谱 search（成果）", "匠谱 experts"
FLAT, SQ8, BM25S = "faiss flat", "faiss SQ8", "bm25s"
PEERS = ("txtai hybrid", "txtai best")
JUDGED = 50
"""Questions of which the exact answer is worked out."""
Way = Callable[[str], Any]


def measure(count: int, asked: int, keep: Path) -> Measured:
    """All systems on about so many passages, with so many questions."""
    made, encoder = of_passages(count, keep), load_encoder()
    texts = texts_of(made)
    vectors = _encoded(list(texts.values()), encoder)
    whole = questions(asked, made.documents, SEED)
    faiss.omp_set_num_threads(1)
    with Store.open(made.url) as store:
        searcher = Searcher.open(store, made.index, encoder)
        retriever = _retriever(store, made, encoder)
        scans = _scans(vectors, whole, encoder)
        ways = _ours(searcher, retriever, encoder) | scans | _peers(texts, encoder)
        times = in_turn(ways, whole)
        found = recall(searcher, _exact(retriever, texts, vectors, encoder), whole[:JUDGED])
    rows = [
        Row(PART, f"{made.passages} 段、{made.entities} 实体", name, _over(times, name) | spread(some))
        for name, some in times.items()
    ]
    rows[0].values[f"recall@{AT}"] = found
    return Measured(
        tuple(rows), tuple(_reached(times, found, made.passages)), (reason,) if (reason := left_out(len(texts))) else ()
    )


def recall(searcher: Searcher, exact: Way, asked: list[str]) -> float:
    """The share of the exact first ten that the product's first ten hold."""
    shares = []
    for question in asked:
        right = exact(question)
        ours = {hit.id for hit in searcher.search(question, type=PASSAGE, k=AT).hits}
        shares.append(len(ours & set(right)) / len(right) if right else 1.0)
    return sum(shares) / len(shares)


def _encoded(texts: list[str], encoder: Encoder, batch: int = 4096) -> Vectors:
    parts = [
        encoder.encode_passages([normalise(text) for text in texts[start : start + batch]])
        for start in range(0, len(texts), batch)
    ]
    return np.vstack(parts)


def _retriever(store: Store, made: MadeUp, encoder: Encoder) -> Retriever:
    expected = State(store.identity(), 0, encoder.name, encoder.dimensions)
    found = CurrentIndex(IndexFolder(made.index), cut_for_search, Weights()).retriever(expected)
    assert found is not None
    return found


def _question(text: str, encoder: Encoder) -> Question:
    return Question(Terms.of(text, cut_for_search), encoder.encode_queries([normalise(text)])[0])


def _ours(searcher: Searcher, retriever: Retriever, encoder: Encoder) -> dict[str, Way]:
    return {
        WHOLE: lambda text: searcher.search(text, type=PASSAGE),
        RETRIEVED: lambda text: retriever.find(_question(text, encoder), PASSAGE),
        WORKS: searcher.search,
        EXPERTS: searcher.experts,
    }


def _exact(retriever: Retriever, texts: Mapping[str, str], vectors: Vectors, encoder: Encoder) -> Way:
    whole = Retriever(retriever.lexical, ExactVectors(list(texts), vectors), retriever.weights)  # type: ignore[arg-type]

    def first(text: str) -> list[str]:
        with deep():
            return [found.card.id for found in whole.find(_question(text, encoder), PASSAGE)[:AT]]

    return first


def _scans(vectors: Vectors, asked: list[str], encoder: Encoder) -> dict[str, Way]:
    """Comparing a ready vector with all; turning the question into one is not counted."""
    ready = dict(zip(asked, encoder.encode_queries([normalise(text) for text in asked]), strict=True))
    flat = faiss.IndexFlatIP(vectors.shape[1])
    codes = faiss.IndexScalarQuantizer(vectors.shape[1], faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT)
    codes.train(vectors)
    for index in (flat, codes):
        index.add(vectors)
    return {
        FLAT: lambda text: flat.search(ready[text][None, :], AT),
        SQ8: lambda text: codes.search(ready[text][None, :], AT),
    }


def _peers(texts: Mapping[str, str], encoder: Encoder) -> dict[str, Way]:
    ways: dict[str, Way] = {BM25S: bm25(texts)}
    if left_out(len(texts)):
        return ways
    for name in PEERS:
        setting = SETTINGS[name]
        ways[name] = txtai_searching(indexed(texts, encoder, setting.cut, setting.normalise), setting.dense)
    return ways


def _over(times: Mapping[str, list[float]], name: str) -> dict[str, float]:
    return {"over_sq8_p95": over(times[name], times[SQ8], 95), "over_ours_p50": over(times[name], times[WHOLE])}


def _reached(times: Mapping[str, list[float]], found: float, size: int) -> list[Reached]:
    reached = [Reached("scan", size, over(times[WHOLE], times[SQ8], 95)), Reached("recall", size, found)]
    theirs = [over(times[WHOLE], times[peer]) for peer in PEERS if peer in times]
    return [*reached, Reached("txtai", size, max(theirs))] if theirs else reached
