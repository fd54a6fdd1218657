"""Texts to vectors, by a SentenceTransformer model.

The model in `search/model` is a small table of word vectors. It knows no word order and no context, so it belongs
beside a lexical search, never alone. What it was trained on and what it is worth is told in `search/model/README.md`,
its making is `search.training`, its sources and licences are told in `search/model/ATTRIBUTION.md`. Full-width
forms and case are made equal by the model's tokenizer, traditional characters by whoever encodes.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from search.hub import ModelKind, Source, collection_paused, opened
from search.prompts import AS_THE_MODEL_SAYS, NO_PROMPTS, PromptChoice, Prompts, stored_in
from search.table import TableEncoder, is_table

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

SHIPPED_MODEL = Path(__file__).parent / "model"
NETWORK_BATCH = 32  # texts at once through a neural network

CHOSEN = ModelKind(
    "语义模型", "modules.json", "请检查设置里的模型目录，或去掉这项设置以使用自带的模型", "JIANGPU_MODEL"
)
SHIPPED = replace(CHOSEN, cure="请重新安装匠谱")


class Encoder(Protocol):
    """Turns texts into vectors whose dot product says how near their meanings are."""

    @property
    def dimensions(self) -> int:
        """Length of a vector."""

    @property
    def name(self) -> str:
        """Names the model and its prompts down to their content: two encoders of one name give the same vectors."""

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of what is asked: [len(texts), dimensions], of unit length or zero, as `encode_passages`."""

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of what is searched: [len(texts), dimensions], of unit length.

        Zero for a text of which the model knows nothing.
        """


class SentenceEncoder:
    """An `Encoder` over any SentenceTransformer; safe to use from several threads."""

    def __init__(self, model: "SentenceTransformer", name: str, prompts: Prompts = NO_PROMPTS) -> None:
        # A CPU reckons in half precision more slowly than in single.
        self._model = model.float() if model.device.type == "cpu" else model
        self._name, self._prompts = name, prompts
        self._lock = Lock()  # its tokenizer refuses a second thread
        self._dimensions = int(self.encode_passages(["试"]).shape[1])

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return self._dimensions

    @property
    def name(self) -> str:
        """What the model is called, and digests of its files and prompts."""
        return self._name

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See `Encoder.encode_queries`."""
        return self._vectors(self._model.encode_query, texts, self._prompts.query)

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See `Encoder.encode_passages`."""
        return self._vectors(self._model.encode_document, texts, self._prompts.passage)

    def _vectors(self, encode: Callable[..., object], texts: Sequence[str], prompt: str) -> NDArray[np.float32]:
        if not texts:
            return np.zeros((0, self._dimensions), dtype=np.float32)
        with self._lock:
            raw = encode([*texts], prompt=prompt, batch_size=NETWORK_BATCH, show_progress_bar=False)
        vectors = np.asarray(raw, dtype=np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        vectors /= np.where(lengths > 0, lengths, 1)
        return vectors


def load_encoder(
    model: str | Path | None = None, prompts: PromptChoice = AS_THE_MODEL_SAYS, device: str = "cpu"
) -> Encoder:
    """The encoder of a SentenceTransformer model.

    A table of word vectors, such as the shipped model, is read by itself in a fraction of a second. For any other model
    the first call in a process takes some seconds, nearly all of them to import torch and sentence_transformers.

    Args:
        model: its folder, or its name on the hub, of which it is downloaded where the local cache lacks it; the shipped
            one when None.
        prompts: where they are to differ from what the model's config or family says.
        device: as torch names it.

    Raises:
        ModelUnavailable: there is no such model, or its files are damaged.
    """
    kind = SHIPPED if model is None else CHOSEN
    return opened(SHIPPED_MODEL if model is None else model, kind, lambda source: _encoder(source, prompts, device))


def _encoder(source: Source, choice: PromptChoice, device: str) -> Encoder:
    with collection_paused():
        if source.folder and is_table(source.folder):
            prompts = choice.of(source.place, stored_in(source.folder))
            return TableEncoder(source.folder, _marked(source.identity(), prompts), prompts)
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - slow, paid only by who needs it

        model = SentenceTransformer(source.place, device=device, local_files_only=source.local)
    prompts = choice.of(source.place, model.prompts)
    return SentenceEncoder(model, _marked(source.identity(), prompts), prompts)


def _marked(name: str, prompts: Prompts) -> str:
    return f"{name}-{prompts.mark}" if prompts.mark else name
