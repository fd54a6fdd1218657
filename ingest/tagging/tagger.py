"""The BiGRU-CRF lexical tagger that jieba ships as `lac_small`, run by onnxruntime and, its CRF, by numpy.

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
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ModelUnavailable
from ingest.tagging.crf import Crf
from ingest.tagging.network import HIDDEN, Direction, Network
from ingest.tagging.packing import Packing, Rows

Array = NDArray[np.float32]

BATCH = 8192
"""Characters per pass: larger batches gain little and hold more memory."""
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
            layers = [(_direction(weights, 2 * i), _direction(weights, 2 * i + 1)) for i in range(2)]
            self._network = Network(weights["word_emb"], layers, weights["fc_4.w_0"], weights["fc_4.b_0"].reshape(-1))
            self._crf = Crf(weights["crfw"][0], weights["crfw"][1], weights["crfw"][2:])
        except (OSError, KeyError, ValueError, struct.error) as error:
            raise ModelUnavailable(
                f"词法模型读不出来（{folder}：{error}）。请重装 jieba==0.42.1，它自带该模型。"
            ) from error
        ids = {word: number for number, word in words.items()}
        unknown = ids["OOV"]
        self._id_of = cache(lambda code: ids.get(to_trained_form(chr(code)), unknown))
        split = [tags[i].partition("-") for i in range(len(tags))]
        self._names = [MERGED_TAGS.get(tag, tag) for tag, _, _ in split]
        self._kinds = np.array([self._names.index(name) for name in self._names])
        self._inner = np.array([position == "I" for _, _, position in split])

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
        text, begins = "".join(sentences), np.cumsum([0, *map(len, sentences)])
        if not text:
            return [[] for _ in sentences]
        labels = np.empty(len(text), dtype=np.intp)
        ids = self._ids(text)
        for starts, lengths in _batches(begins):
            places = np.concatenate([np.arange(at, at + size) for at, size in zip(starts, lengths, strict=True)])
            packing = Packing.of(np.cumsum(lengths) - lengths, lengths)
            scores = self._network.scores(ids[places], lengths)
            labels[places[packing.source]] = self._crf.best(scores[packing.source], packing)
        return self._tokens(labels, begins)

    def _ids(self, text: str) -> Rows:
        """The number of each character's embedding."""
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        distinct, places = np.unique(codes, return_inverse=True)
        numbers: Rows = np.array([self._id_of(code) for code in distinct.tolist()], dtype=np.intp)[places]
        return numbers

    def _tokens(self, labels: Rows, begins: Rows) -> list[list[Token]]:
        """The words of each sentence; sentence i has the labels from `begins[i]` to `begins[i + 1]`."""
        kinds = self._kinds[labels]
        opens = np.ones(len(labels), dtype=bool)
        opens[1:] = ~self._inner[labels[1:]] | (kinds[1:] != kinds[:-1])
        opens[begins[:-1][begins[:-1] < len(labels)]] = True
        starts = np.flatnonzero(opens)
        ends = np.append(starts[1:], len(labels))
        bounds = np.searchsorted(starts, begins)
        offsets = np.repeat(begins[:-1], np.diff(bounds))
        tags = [self._names[kind] for kind in kinds[starts].tolist()]
        tokens = list(map(Token._make, zip((starts - offsets).tolist(), (ends - offsets).tolist(), tags, strict=True)))
        return [tokens[first:last] for first, last in pairwise(bounds.tolist())]


def _batches(begins: Rows) -> Iterator[tuple[Rows, Rows]]:
    """Beginnings and lengths of the sentences, in pieces, the longest first, up to `BATCH` characters at a time."""
    starts = np.concatenate([np.arange(first, last, MAX_LENGTH) for first, last in pairwise(begins.tolist())])
    lengths = np.diff(np.append(starts, begins[-1]))
    order = np.argsort(-lengths, kind="stable")
    starts, lengths = starts[order], lengths[order]
    batch = np.cumsum(lengths) // BATCH
    for first, last in pairwise([0, *(np.flatnonzero(np.diff(batch)) + 1).tolist(), len(starts)]):
        yield starts[first:last], lengths[first:last]


def _dictionary(path: Path) -> dict[int, str]:
    rows = (line.split("\t") for line in path.read_text("utf-8").split("\n"))
    return {int(row[0]): row[1] for row in rows if len(row) == 2}  # noqa: PLR2004


def _direction(weights: dict[str, Array], index: int) -> Direction:
    recurrent = weights[f"gru_{index}.w_0"].reshape(-1)
    cut = 2 * HIDDEN * HIDDEN
    return Direction(
        weights[f"fc_{index}.w_0"],
        weights[f"fc_{index}.b_0"] + weights[f"gru_{index}.b_0"].reshape(-1),
        recurrent[:cut].reshape(HIDDEN, 2 * HIDDEN),
        recurrent[cut:].reshape(HIDDEN, HIDDEN),
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
