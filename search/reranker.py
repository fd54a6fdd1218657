"""Puts the first hits of a search in a better order, by a model that reads question and text together.

Such a cross-encoder judges a pair far better than two vectors can, and costs far more, so it only sees the first hits.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from search.hub import ModelKind, Source, collection_paused, opened
from search.results import Hit

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

# Hits that are put in order.
RERANKED = 30
# Judged: the model's part of a score. What it does not see (the graph, a model number it cannot read) still tells apart
# what it finds about equally good.
SHARE = 0.8
PAIRS_AT_ONCE = 16
SHARES = ("lexical", "dense", "graph")

CHOSEN = ModelKind(
    "重排模型", "config.json", "请检查设置里的模型目录，或去掉 JIANGPU_RERANKER 不用重排", "JIANGPU_RERANKER"
)


class Reranker(Protocol):
    """Tells how well texts answer a question."""

    def scores(self, query: str, texts: Sequence[str]) -> list[float]:
        """For each text 0 to 1, the better the higher."""


class CrossEncoderReranker:
    """A `Reranker` over a cross-encoder, which is loaded when first asked; safe to use from several threads."""

    def __init__(self, model: str | Path, device: str = "cpu") -> None:
        """Notes which model.

        Args:
            model: its folder, or its name on the hub, of which it is downloaded where the local cache lacks it.
            device: as torch names it.
        """
        self._place, self._device, self._lock = model, device, Lock()

    def scores(self, query: str, texts: Sequence[str]) -> list[float]:
        """See `Reranker.scores`.

        Raises:
            ModelUnavailable: there is no such model, it is damaged, or it gives no single score.
        """
        if not texts:
            return []
        with self._lock:  # its tokenizer refuses a second thread
            found = self._model.predict(
                [(query, text) for text in texts], batch_size=PAIRS_AT_ONCE, show_progress_bar=False
            )
        return [float(score) for score in found]

    @cached_property
    def _model(self) -> "CrossEncoder":
        return opened(self._place, CHOSEN, self._loaded)

    def _loaded(self, source: Source) -> "CrossEncoder":
        with collection_paused():
            from sentence_transformers import CrossEncoder  # noqa: PLC0415 - slow, paid only by who needs it
            from torch.nn import Sigmoid  # noqa: PLC0415

            model: CrossEncoder = CrossEncoder(
                source.place, device=self._device, local_files_only=source.local, activation_fn=Sigmoid()
            )
        if model.num_labels != 1:
            raise ValueError(f"它给出 {model.num_labels} 个分数，应当只有一个")
        # A CPU reckons in half precision more slowly than in single.
        if self._device == "cpu":
            model.float()
        return model


def reranked(hits: Iterator[Hit], query: str, reranker: Reranker) -> Iterator[Hit]:
    """The hits with the first `RERANKED` in the order of the blended scores; the others follow as they were.

    Each score is then `SHARE` the model's and the rest what it was; the others' lack the model's part, so that none of
    them is above those before it.
    """
    first = list(islice(hits, RERANKED))
    scores = reranker.scores(query, [f"{hit.name}\n{hit.evidence[0].text}" for hit in first])
    yield from sorted(map(_blended, first, scores), key=lambda hit: -hit.score)
    for hit in hits:
        yield _blended(hit, 0.0)


def _blended(hit: Hit, score: float) -> Hit:
    rest = 1 - SHARE
    shares = {name: share * rest for name in SHARES if isinstance(share := hit.why.get(name), float)}
    why = hit.why | shares | {"rerank": score * SHARE}
    return replace(hit, score=hit.score * rest + score * SHARE, why=why)
