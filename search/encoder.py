"""Texts to vectors, by a SentenceTransformer model.

The model in `search/model` is an interim one: a small table of word vectors, trained on public texts outside the domain
(statutes, an encyclopedia, abstracts, medicine, cooking) until one trained on texts of workers' innovation takes its
place. It knows no word order and no context, so it belongs beside a lexical search, never alone. Its figures are
measured by `benchmarks/embedding.py`, its making is `search.training`, its sources and licences are told in
`search/model/ATTRIBUTION.md`. Traditional characters are not converted; full-width forms and case are made equal by the
model's tokenizer.
"""

import gc
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from corpus import ModelUnavailable
from search.table import TableEncoder, is_table

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

SHIPPED_MODEL = Path(__file__).parent / "model"
NETWORK_BATCH = 32  # texts at once through a neural network
MODEL_FILES = {".json", ".safetensors", ".bin", ".txt", ".model"}


class Encoder(Protocol):
    """Turns texts into vectors whose dot product says how near their meanings are."""

    @property
    def dimensions(self) -> int:
        """Length of a vector."""

    @property
    def name(self) -> str:
        """Names the model down to its content: two encoders of one name give the same vectors."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors [len(texts), dimensions] of unit length; zero for a text of which the model knows nothing."""


class SentenceEncoder:
    """An `Encoder` over any SentenceTransformer."""

    def __init__(self, model: "SentenceTransformer", name: str) -> None:
        # A CPU reckons in half precision more slowly than in single.
        self._model = model.float() if model.device.type == "cpu" else model
        self._name = name
        self._dimensions = int(self.encode(["试"]).shape[1])

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return self._dimensions

    @property
    def name(self) -> str:
        """The model's folder and a digest of its files."""
        return self._name

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors [len(texts), dimensions] of unit length; zero for a text of which the model knows nothing."""
        if not texts:
            return np.zeros((0, self._dimensions), dtype=np.float32)
        raw = self._model.encode(list(texts), batch_size=NETWORK_BATCH, show_progress_bar=False, convert_to_numpy=True)
        vectors = np.asarray(raw, dtype=np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        vectors /= np.where(lengths > 0, lengths, 1)
        return vectors


def load_encoder(path: Path | None = None, device: str = "cpu") -> Encoder:
    """The encoder of the SentenceTransformer folder `path`, by default the shipped one; nothing is downloaded.

    A table of word vectors, such as the shipped model, is read by itself in a fraction of a second. For any other model
    the first call in a process takes some seconds, nearly all of them to import torch and sentence_transformers.

    Raises:
        ModelUnavailable: the folder is no model, or its files are damaged.
    """
    folder = SHIPPED_MODEL if path is None else path
    cure = "请重新安装匠谱" if path is None else "请检查设置里的模型目录，或去掉这项设置以使用自带的模型"
    if not (folder / "modules.json").is_file():
        raise ModelUnavailable(f"语义模型目录 {folder} 里没有模型（缺少 modules.json）。{cure}。")
    try:
        name = f"{folder.resolve().name}-{_digest(folder)}"
        return TableEncoder(folder, name) if is_table(folder) else _network(folder, name, device)
    except Exception as error:  # tokenizers raises nothing narrower, transformers almost anything
        raise ModelUnavailable(f"语义模型 {folder} 无法载入，文件可能缺失或损坏（{error}）。{cure}。") from error


def _network(folder: Path, name: str, device: str) -> Encoder:
    with _collection_paused():
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - slow, paid only by who needs it

        return SentenceEncoder(SentenceTransformer(str(folder), device=device, local_files_only=True), name)


def _digest(folder: Path) -> str:
    """12 hex digits of the model's files; each JSON file is checked, since not every reader of them says what is wrong.

    Raises:
        ValueError: a JSON file is broken.
    """
    files = sorted(file for file in folder.rglob("*") if file.suffix in MODEL_FILES)
    whole = sha256()
    for file in files:
        if file.suffix == ".json":
            json.loads(file.read_bytes())
        with file.open("rb") as content:
            whole.update(file.relative_to(folder).as_posix().encode() + file_digest(content, "sha256").digest())
    return whole.hexdigest()[:12]


@contextmanager
def _collection_paused() -> Iterator[None]:
    """Keeps the garbage collector still: it takes a fifth of the time of the large imports and finds nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
