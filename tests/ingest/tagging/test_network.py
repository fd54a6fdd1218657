import numpy as np
from numpy.typing import NDArray

from ingest.tagging.network import HIDDEN, Direction, Network

Array = NDArray[np.float32]
LENGTHS = [7, 4, 1, 3]


def sigmoid(x: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-x)), dtype=np.float32)


def states(inputs: Array, of: Direction) -> Array:
    """The recurrence as the tagger's module tells it, one step at a time."""
    hidden, found = np.zeros(HIDDEN, dtype=np.float32), []
    for projected in inputs @ of.projection + of.bias:
        gates = sigmoid(projected[: 2 * HIDDEN] + hidden @ of.gates)
        update, reset = gates[:HIDDEN], gates[HIDDEN:]
        candidate = np.tanh(projected[2 * HIDDEN :] + (reset * hidden) @ of.candidate)
        hidden = (1 - update) * hidden + update * candidate
        found.append(hidden)
    return np.array(found)


def test_scores_are_those_of_the_recurrence_whatever_stands_beside() -> None:
    draw = np.random.default_rng(1)

    def made(*shape: int) -> Array:
        return draw.normal(0, 0.2, shape).astype(np.float32)

    def direction(size: int) -> Direction:
        return Direction(made(size, 3 * HIDDEN), made(3 * HIDDEN), made(HIDDEN, 2 * HIDDEN), made(HIDDEN, HIDDEN))

    embedding, emission, bias = made(9, 6), made(2 * HIDDEN, 5), made(5)
    layers = [(direction(6), direction(6)), (direction(2 * HIDDEN), direction(2 * HIDDEN))]
    ids = draw.integers(0, 9, sum(LENGTHS))
    found = Network(embedding, layers, emission, bias).scores(ids, np.array(LENGTHS))
    expected = []
    for sequence in np.split(ids, np.cumsum(LENGTHS)[:-1]):
        features = embedding[sequence]
        for forward, backward in layers:
            features = np.concatenate([states(features, forward), states(features[::-1], backward)[::-1]], axis=1)
        expected.append(features @ emission + bias)
    np.testing.assert_allclose(found, np.concatenate(expected), atol=2e-5)
