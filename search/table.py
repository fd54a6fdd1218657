"""The vectors of a static SentenceTransformer model, read without loading torch.

A model that is one table of word vectors (`StaticEmbedding`) averages the rows of a text's tokens; that takes a
tokenizer and numpy, and starts ten times faster than sentence_transformers. The tests hold it to that library's own
vectors.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from search.prompts import NO_PROMPTS, Prompts

STATIC, NORMALIZE = "StaticEmbedding", "Normalize"
WEIGHTS = "embedding.weight"


def is_table(folder: Path) -> bool:
    """Whether the SentenceTransformer folder holds a table of word vectors and no network."""
    modules = [module["type"].rpartition(".")[2] for module in json.loads((folder / "modules.json").read_text("utf-8"))]
    return modules[:1] == [STATIC] and set(modules[1:]) <= {NORMALIZE}


class TableEncoder:
    """An `Encoder` over a table of word vectors."""

    def __init__(self, folder: Path, name: str, prompts: Prompts = NO_PROMPTS) -> None:
        """Reads tokenizer and table.

        Args:
            folder: of the model.
            name: names model and prompts down to their content.
            prompts: before what is asked and what is searched.

        Raises:
            OSError, KeyError, SafetensorError: files missing or damaged.
            Exception: the tokenizer's file is damaged; its library knows no narrower class.
        """
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        # Left in half precision: single takes longer to make of all rows than of those that are used.
        self._table: NDArray[np.floating] = load_file(folder / "model.safetensors")[WEIGHTS]
        self._name, self._prompts = name, prompts

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return int(self._table.shape[1])

    @property
    def name(self) -> str:
        """What the model is called, and digests of its files and prompts."""
        return self._name

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See `Encoder.encode_queries`."""
        return self._means([self._prompts.query + text for text in texts])

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See `Encoder.encode_passages`."""
        return self._means([self._prompts.passage + text for text in texts])

    def _means(self, texts: list[str]) -> NDArray[np.float32]:
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        found = self._tokenizer.encode_batch_fast(texts, add_special_tokens=False)  # without places in the text
        # Text by text: the rows of one fit the processor's cache, those of many have to be fetched twice.
        for vector, tokens in zip(vectors, (encoding.ids for encoding in found), strict=True):
            if tokens:
                rows = self._table.take(tokens, axis=0).astype(np.float32, copy=False)
                np.add.reduce(rows, axis=0, out=vector)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        vectors /= np.where(lengths > 0, lengths, 1)
        return vectors
