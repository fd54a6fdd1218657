"""The BiGRU-CRF lexical tagger that jieba ships as `lac_small`, run in numpy.

The network is Baidu LAC's small model (two stacked bidirectional GRU layers of 128 units over character embeddings,
then a CRF of 57 tags; Jiao, Sun and Sun, "Chinese Lexical Analysis with Deep Bi-GRU-CRF Network", 2018). jieba can run
it only through an old paddle; here the weights are read from jieba's own folder.

Two things are not obvious. The embedding rows of full-width punctuation, digits and letters were never trained, so
characters are mapped to their half-width, lower-case forms first (without it micro F1 on news falls by 10 to 15
points). And the recurrent weights are stored flat: first [H, 2H] for the update and reset gates, then [H, H] for the
candidate, with the reset gate applied before the candidate's product and h' = (1 - u) h + u c.
"""

import struct
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from corpus.errors import ModelUnavailable

Array = NDArray[np.float32]

HIDDEN = 128
BATCH = 64
"""Sentences per pass: larger batches gain little and hold more memory."""
MAX_LENGTH = 400
"""Longer sentences are tagged in pieces of this many characters."""
PUNCTUATION = str.maketrans("，。、：；“”‘’！？（）—…《》", ',.,:;""\'\'!?()-.""')


class Token(NamedTuple):
    """A tagged word: characters `start` to `end` of the sentence; `tag` is e.g. "PER", "ORG", "LOC", "TIME", "n"."""

    start: int
    end: int
    tag: str


MERGED_TAGS = {"nr": "PER", "ns": "LOC", "nt": "ORG"}
"""The model has two names each for persons, places and organizations."""


def to_trained_form(text: str) -> str:
    """`text` with each character in the form whose embedding was trained; same length."""
    return "".join(
        folded if len(folded := unicodedata.normalize("NFKC", c)) == 1 else c for c in text.translate(PUNCTUATION)
    ).lower()[: len(text)]


@dataclass(frozen=True, slots=True)
class _Direction:
    """One GRU direction: input projection [D, 3H] and bias, gate weights [H, 2H], candidate weights [H, H]."""

    projection: Array
    projection_bias: Array
    gates: Array
    candidate: Array
    bias: Array

    def run(self, inputs: Array) -> Array:
        """Hidden states [T, B, H] for `inputs` [T, B, D]."""
        projected = inputs @ self.projection + (self.projection_bias + self.bias)
        steps, batch, _ = inputs.shape
        hidden = np.zeros((batch, HIDDEN), dtype=np.float32)
        states = np.empty((steps, batch, HIDDEN), dtype=np.float32)
        for t in range(steps):
            gates = _sigmoid(projected[t, :, : 2 * HIDDEN] + hidden @ self.gates)
            update, reset = gates[:, :HIDDEN], gates[:, HIDDEN:]
            candidate = np.tanh(projected[t, :, 2 * HIDDEN :] + (reset * hidden) @ self.candidate)
            hidden = (1.0 - update) * hidden + update * candidate
            states[t] = hidden
        return states


class Tagger:
    """Splits sentences into words and tells persons, organizations, places and parts of speech."""

    def __init__(self, folder: Path) -> None:
        """Reads dictionaries and weights.

        Args:
            folder: jieba's `lac_small` folder.

        Raises:
            ModelUnavailable: a file is missing or not of the expected form.
        """
        try:
            words = _dictionary(folder / "word.dic")
            tags = _dictionary(folder / "tag.dic")
            weights = {path.name: _tensor(path) for path in (folder / "model_baseline").iterdir()}
            self._layers = tuple((_direction(weights, 2 * i), _direction(weights, 2 * i + 1)) for i in range(2))
            self._emission, self._emission_bias = weights["fc_4.w_0"], weights["fc_4.b_0"]
            crf = weights["crfw"]
            self._embedding = weights["word_emb"]
        except (OSError, KeyError, ValueError, struct.error) as error:
            raise ModelUnavailable(
                f"词法模型读不出来（{folder}：{error}）。请重装 jieba==0.42.1，它自带该模型。"
            ) from error
        self._ids = {word: number for number, word in words.items()}
        self._unknown = self._ids["OOV"]
        self._tags = [tags[i] for i in range(len(tags))]
        self._start, self._end, self._transitions = crf[0], crf[1], crf[2:]

    @classmethod
    def load(cls) -> "Tagger":
        """The tagger with the weights in the installed jieba.

        Raises:
            ModelUnavailable: jieba is installed without its model.
        """
        spec = find_spec("jieba")
        if spec is None or spec.origin is None:
            raise ModelUnavailable("没有安装 jieba，词法模型随它发行。请安装 jieba==0.42.1。")
        return cls(Path(spec.origin).parent / "lac_small")

    def tag(self, sentences: Sequence[str]) -> list[list[Token]]:
        """The tokens of each sentence, in order; together they cover it."""
        pieces = [(i, at) for i, s in enumerate(sentences) for at in range(0, len(s), MAX_LENGTH)]
        pieces.sort(key=lambda piece: min(len(sentences[piece[0]]) - piece[1], MAX_LENGTH))
        labels: dict[tuple[int, int], list[str]] = {}
        # The products are small: more than one BLAS thread makes them many times slower on a busy machine.
        with threadpool_limits(1, user_api="blas"):
            for first in range(0, len(pieces), BATCH):
                batch = pieces[first : first + BATCH]
                texts = [sentences[i][at : at + MAX_LENGTH] for i, at in batch]
                labels.update(zip(batch, self._label(texts), strict=True))
        joined: list[list[str]] = [[] for _ in sentences]
        for i, at in sorted(labels):
            joined[i].extend(labels[i, at])
        return [_tokens(tags) for tags in joined]

    def _label(self, texts: Sequence[str]) -> list[list[str]]:
        lengths = np.array([len(text) for text in texts])
        ids = np.full((int(lengths.max()), len(texts)), self._unknown)
        for column, text in enumerate(texts):
            ids[: len(text), column] = [self._ids.get(c, self._unknown) for c in to_trained_form(text)]
        features: Array = self._embedding[ids]
        for forward, backward in self._layers:
            flipped = backward.run(_flip(features, lengths))
            features = np.concatenate([forward.run(features), _flip(flipped, lengths)], axis=2)
        scores = features @ self._emission + self._emission_bias
        return [[self._tags[k] for k in self._decode(scores[:length, column])] for column, length in enumerate(lengths)]

    def _decode(self, scores: Array) -> list[int]:
        """The best tag sequence by Viterbi for emission scores [T, K]."""
        best = self._start + scores[0]
        back = np.empty(scores.shape, dtype=np.int64)
        for t in range(1, len(scores)):
            reached = best[:, None] + self._transitions
            back[t] = reached.argmax(axis=0)
            best = reached.max(axis=0) + scores[t]
        path = [int((best + self._end).argmax())]
        for t in range(len(scores) - 1, 0, -1):
            path.append(int(back[t, path[-1]]))
        return path[::-1]


def _tokens(labels: Sequence[str]) -> list[Token]:
    tokens: list[Token] = []
    for i, label in enumerate(labels):
        tag, _, position = label.partition("-")
        tag = MERGED_TAGS.get(tag, tag)
        if tokens and position == "I" and tokens[-1].tag == tag:
            tokens[-1] = Token(tokens[-1].start, i + 1, tag)
        else:
            tokens.append(Token(i, i + 1, tag))
    return tokens


def _sigmoid(x: Array) -> Array:
    return np.asarray(0.5 * (np.tanh(0.5 * x) + 1.0), dtype=np.float32)


def _flip(features: Array, lengths: NDArray[np.int64]) -> Array:
    """Each sequence of [T, B, D] reversed within its own length, padding left at the end."""
    steps = np.arange(features.shape[0])[:, None]
    index = np.where(steps < lengths, lengths - 1 - steps, steps)
    return np.take_along_axis(features, index[:, :, None], axis=0)


def _dictionary(path: Path) -> dict[int, str]:
    rows = (line.split("\t") for line in path.read_text("utf-8").split("\n"))
    return {int(row[0]): row[1] for row in rows if len(row) == 2}  # noqa: PLR2004


def _direction(weights: dict[str, Array], index: int) -> _Direction:
    recurrent = weights[f"gru_{index}.w_0"].reshape(-1)
    cut = 2 * HIDDEN * HIDDEN
    return _Direction(
        weights[f"fc_{index}.w_0"],
        weights[f"fc_{index}.b_0"],
        recurrent[:cut].reshape(HIDDEN, 2 * HIDDEN),
        recurrent[cut:].reshape(HIDDEN, HIDDEN),
        weights[f"gru_{index}.b_0"].reshape(-1),
    )


def _tensor(path: Path) -> Array:
    """A paddle tensor file: u32 version, u64 levels, u32 version, i32 header size, header (dims as varints), data."""
    raw = path.read_bytes()
    (header,) = struct.unpack_from("<i", raw, 16)
    dims, at = [], 20 + 2
    while at < 20 + header:
        value, shift, at = 0, 0, at + 1
        while True:
            byte = raw[at]
            value |= (byte & 0x7F) << shift
            shift, at = shift + 7, at + 1
            if not byte & 0x80:
                break
        dims.append(value)
    return np.frombuffer(raw, dtype="<f4", offset=20 + header).reshape(dims)
