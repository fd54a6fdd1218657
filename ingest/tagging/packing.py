"""Sequences of different lengths side by side, step by step, so that nothing is computed for padding."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Packing:
    """The rows of a batch: the first element of each sequence, then the second ones, and so on, the longest first.

    Attributes:
        steps: the first row of each step and the row behind its last; the longer sequences alone have the later steps.
        source: for each row, where its element stands in the text.
    """

    steps: tuple[tuple[int, int], ...]
    source: Rows

    @classmethod
    def of(cls, starts: Rows, lengths: Rows) -> "Packing":
        """The rows of sequences that begin at `starts`; `lengths` are positive and fall."""
        active = len(lengths) - np.searchsorted(lengths[::-1], np.arange(lengths[0]), side="right")
        behind = np.cumsum(active)
        first = behind - active
        step = np.repeat(np.arange(len(active)), active)
        sequence = np.arange(behind[-1]) - first[step]
        return cls(tuple(zip(first.tolist(), behind.tolist(), strict=True)), starts[sequence] + step)
