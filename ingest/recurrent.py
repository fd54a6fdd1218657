"""A bidirectional layer of gated recurrent units, run in numpy on packed sequences.

Both directions go through one loop: the backward one reads the rows in mirrored order. Arithmetic is cut to what one
step needs. With the sigmoid written as (1 + tanh(x / 2)) / 2 the halves go into the weights, which is exact, and

    r h  = (h + tanh(x_r / 2) h) / 2
    h'   = (1 - u) h + u c = h + (d + tanh(x_u / 2) d) / 2    where d = c - h
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.packing import Packing

Array = NDArray[np.float32]

HIDDEN = 128
BLOCK = 512
"""Rows whose inputs are projected at once: large enough for fast products, small enough to stay in the cache."""
UPDATE, RESET, CANDIDATE = range(3)

Project = Callable[[int, int, Array], None]
"""Writes the projected inputs of rows `first` to `last` into [3, 2, last - first, H]."""


@dataclass(frozen=True, slots=True)
class Direction:
    """One direction as trained: input weights [D, 3H], bias [3H], gate weights [H, 2H], candidate weights [H, H]."""

    projection: Array
    bias: Array
    gates: Array
    candidate: Array


@dataclass(frozen=True, slots=True)
class BiGru:
    """Both directions, each weight with the axes (update, reset, candidate), (forward, backward) first.

    Attributes:
        projection: [3, 2, D, H].
        bias: [3, 2, 1, H].
        gates: [2, 2, H, H].
        candidate: [2, H, H].
    """

    projection: Array
    bias: Array
    gates: Array
    candidate: Array

    @classmethod
    def of(cls, forward: Direction, backward: Direction) -> "BiGru":
        """The layer, its weights scaled as the formulas above want them."""
        both = (forward, backward)
        half = np.array([0.5, 0.5, 1], dtype=np.float32)[:, None, None, None]
        return cls(
            half * np.stack([_parts(of.projection) for of in both], axis=1),
            half * np.stack([_parts(of.bias[None]) for of in both], axis=1),
            half[: RESET + 1] * np.stack([_parts(of.gates) for of in both], axis=1),
            np.float32(0.5) * np.stack([of.candidate for of in both]),
        )

    def project(self, forward: Array, backward: Array, out: Array) -> None:
        """Writes the projected inputs [n, D] of both directions to `out` [3, 2, n, H]."""
        np.matmul(forward, self.projection[:, 0], out=out[:, 0])
        np.matmul(backward, self.projection[:, 1], out=out[:, 1])
        out += self.bias

    def run(self, project: Project, packing: Packing) -> Array:
        """Hidden states [2, rows, H]; row r of the backward direction belongs to element `packing.mirror[r]`."""
        rows, widest = packing.steps[-1][1], packing.steps[0][1]
        states = np.empty((2, rows, HIDDEN), dtype=np.float32)
        block = np.empty((3, 2, max(BLOCK, widest), HIDDEN), dtype=np.float32)
        gates = np.empty((2, 2, widest, HIDDEN), dtype=np.float32)
        candidate = np.empty((2, widest, HIDDEN), dtype=np.float32)
        hidden = np.zeros((2, widest, HIDDEN), dtype=np.float32)
        begin = end = 0
        for first, last in packing.steps:
            if last > end:
                begin, end = first, min(rows, max(last, first + BLOCK))
                project(begin, end, block[:, :, : end - begin])
            active = last - first
            self._step(
                hidden[:, :active],
                block[:, :, first - begin : last - begin],
                gates[:, :, :active],
                candidate[:, :active],
                states[:, first:last],
            )
            hidden = states[:, first:last]
        return states

    def _step(self, hidden: Array, projected: Array, gates: Array, candidate: Array, out: Array) -> None:
        """Writes the next states [2, a, H] to `out`; `gates` and `candidate` are room to work in."""
        update, reset = gates
        np.matmul(hidden, self.gates, out=gates)
        gates += projected[:CANDIDATE]
        np.tanh(gates, out=gates)
        reset *= hidden
        reset += hidden
        np.matmul(reset, self.candidate, out=candidate)
        candidate += projected[CANDIDATE]
        np.tanh(candidate, out=candidate)
        candidate -= hidden
        update *= candidate
        update += candidate
        update *= 0.5
        np.add(hidden, update, out=out)


def _parts(weights: Array) -> Array:
    """Weights [D, k H] as [k, D, H]."""
    return weights.reshape(len(weights), -1, HIDDEN).swapaxes(0, 1)
