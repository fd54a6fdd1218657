"""The bidirectional GRU layers of the tagger, run by onnxruntime.

onnxruntime uses the widest instructions that a processor has. The OpenBLAS in numpy does not know every processor (it
takes AMD's Zen 5 for a Haswell): the same network in numpy takes twice as long there, and three times for one sentence.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.tagging import onnx
from ingest.tagging.packing import Rows

Array = NDArray[np.float32]

HIDDEN = 128
GROUP = 6
"""Sentences at once, at most: as many rows as the matrix product takes at a time. 8 take a tenth longer, 24 half."""
SHORTEST_SHARE = 0.6
"""A sentence that is shorter than this share of its group's longest is cheaper in a group of its own than padded."""


@dataclass(frozen=True, slots=True)
class Direction:
    """One direction as trained: input weights [D, 3H], bias [3H], gate weights [H, 2H], candidate weights [H, H]."""

    projection: Array
    bias: Array
    gates: Array
    candidate: Array


class Network:
    """Layers of both directions over embeddings [V, D], and the emission [2H, K] of tags."""

    def __init__(
        self, embedding: Array, layers: Sequence[tuple[Direction, Direction]], emission: Array, bias: Array
    ) -> None:
        import onnxruntime  # noqa: PLC0415  not with the program, which often only answers

        self._embedding = embedding
        options = onnxruntime.SessionOptions()
        # The products are small: more than one thread makes them slower on a busy machine.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            _model(layers, emission, bias), options, providers=["CPUExecutionProvider"]
        )

    def scores(self, ids: Rows, lengths: Rows) -> Array:
        """The emission scores [n, K] of sequences of embedding ids, joined end to end; best sorted by length."""
        found, first = [], 0
        for group in _groups(lengths):
            ends = first + np.cumsum(group)
            spans = list(zip(ends - group, ends, strict=True))
            padded = np.zeros((group.max(), len(group)), dtype=np.intp)
            for column, (start, end) in enumerate(spans):
                padded[: end - start, column] = ids[start:end]
            feed = {"embedded": self._embedding[padded], "lengths": group.astype(np.int32)}
            (scores,) = self._session.run(None, feed)
            found += [scores[: end - start, column] for column, (start, end) in enumerate(spans)]
            first = ends[-1]
        return np.concatenate(found)


def _groups(lengths: Rows) -> Iterator[Rows]:
    """Runs of sequences to be padded to one length."""
    first = 0
    for at in range(1, len(lengths) + 1):
        if at == len(lengths) or at - first == GROUP or lengths[at] < SHORTEST_SHARE * lengths[first]:
            yield lengths[first:at]
            first = at


def _model(layers: Sequence[tuple[Direction, Direction]], emission: Array, bias: Array) -> bytes:
    """The network as an ONNX model: `embedded` [T, B, D] and `lengths` [B] to `scores` [T, B, K]."""
    nodes, tensors, features = [], [onnx.tensor("flat", np.array([0, 0, 2 * HIDDEN]))], "embedded"
    for i, (forward, backward) in enumerate(layers):
        parts = [np.stack(pair) for pair in zip(_weights(forward), _weights(backward), strict=True)]
        names = [f"{part}{i}" for part in ("input", "recurrent", "bias")]
        tensors += [onnx.tensor(name, part) for name, part in zip(names, parts, strict=True)]
        inputs = [features, *names, "lengths"]
        nodes += [
            onnx.node("GRU", inputs, f"states{i}", direction="bidirectional", hidden_size=HIDDEN),
            onnx.node("Transpose", [f"states{i}"], f"turned{i}", perm=[0, 2, 1, 3]),
            onnx.node("Reshape", [f"turned{i}", "flat"], f"features{i}"),
        ]
        features = f"features{i}"
    nodes += [onnx.node("MatMul", [features, "emission"], "products"), onnx.node("Add", ["products", "tags"], "scores")]
    tensors += [onnx.tensor("emission", emission), onnx.tensor("tags", bias)]
    return onnx.model(
        nodes,
        tensors,
        [
            onnx.value("embedded", onnx.FLOAT, ["T", "B", layers[0][0].projection.shape[0]]),
            onnx.value("lengths", onnx.INT32, ["B"]),
        ],
        [onnx.value("scores", onnx.FLOAT, ["T", "B", emission.shape[1]])],
    )


def _weights(trained: Direction) -> tuple[Array, Array, Array]:
    """Weights [3H, D], [3H, H] and biases [6H] in ONNX's order.

    ONNX mixes h' = z h + (1 - z) c where the model has h' = (1 - u) h + u c: z is 1 - u, so the signs are turned.
    """
    recurrent = np.concatenate([trained.gates, trained.candidate], axis=1)
    turned = np.repeat(np.array([-1, 1, 1], dtype=np.float32), HIDDEN)
    biases = np.concatenate([trained.bias * turned, np.zeros(3 * HIDDEN, dtype=np.float32)])
    return (trained.projection * turned).T, (recurrent * turned).T, biases
