"""txtai, a peer that also searches by words and meaning: at its defaults, and set up for Chinese as well as it allows.

Its default vectors, all-MiniLM-L6-v2, are English and would have to be downloaded; it is given our encoder instead.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from benchmarks.retrieval.measures import AT
from benchmarks.retrieval.systems import System
from search.encoder import Encoder
from search.vectors import Vectors

JIEBA = "benchmarks.retrieval.txtai_jieba.JiebaBM25"
CUTS: Mapping[str, Mapping[str, Any]] = {
    "characters": {"method": "bm25"},  # its default, word boundaries by Unicode: each Chinese character by itself
    "characters and pairs": {"method": "bm25", "tokenizer": {"ngrams": {"ngrams": 2, "nmin": 1, "nmax": 2}}},
    "jieba": {"method": JIEBA, "stopwords": True},
    "jieba and characters": {"method": JIEBA, "stopwords": True, "characters": True},
}
"""How its BM25 cuts text."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How txtai searches by words and meaning.

    Attributes:
        cut: one of `CUTS`.
        normalise: how BM25 scores are brought to the vectors' scale: True, its default, by the index's average score;
            "bayes" by a sigmoid; False not at all, then ranks are fused.
        dense: the vectors' share, 0 to 1.
    """

    cut: str
    normalise: bool | str
    dense: float


SETTINGS: Mapping[str, Setting] = {
    "txtai hybrid": Setting("characters", True, 0.5),  # its defaults
    # The best with jieba and the best of all on half of the needs, by benchmarks.retrieval.tune.
    "txtai jieba": Setting("jieba", True, 0.7),
    "txtai best": Setting("characters and pairs", True, 0.3),
}


def absent() -> str | None:
    """Why txtai is not measured; None if it can be."""
    return None if find_spec("txtai") else "没有装 txtai（pip install '.[bench-peers]'），不量它"


def txtai(passages: Mapping[str, str], encoder: Encoder) -> dict[str, System]:
    """Its keyword index at its defaults, and each of `SETTINGS`; nothing where it is not installed."""
    if absent():
        return {}
    systems = {"txtai keyword": searching(_filled(passages, keyword=True))}
    for name, setting in SETTINGS.items():
        systems[name] = searching(indexed(passages, encoder, setting.cut, setting.normalise), setting.dense)
    return systems


def indexed(passages: Mapping[str, str], encoder: Encoder, cut: str, normalise: bool | str) -> Any:
    """An `Embeddings` of txtai with words and vectors; these are compared exactly however many they are."""

    def transform(texts: Sequence[str]) -> Vectors:
        return encoder.encode_passages(list(texts))

    scoring = {**CUTS[cut], "terms": True, "normalize": normalise}
    return _filled(passages, transform=transform, scoring=scoring, faiss={"components": "IDMap,Flat"})


def searching(embeddings: Any, dense: float | None = None) -> System:
    """Asks for the ten best, as a user would; txtai weighs ten times as many by words and by vectors."""
    return lambda question: dict(embeddings.search(question, AT, weights=dense))


def _filled(passages: Mapping[str, str], **settings: Any) -> Any:
    from txtai import Embeddings  # noqa: PLC0415 - a peer, not needed for the rest

    embeddings = Embeddings(settings)
    embeddings.index([(id_, text, None) for id_, text in passages.items()])
    return embeddings
