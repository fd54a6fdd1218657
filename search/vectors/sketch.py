"""Short codes of many vectors: by these the few are found that are then compared exactly.

Product quantization with four bits for each pair of dimensions, compared in registers (André, Kermarrec and Le
Scouarnec, "Quicker ADC", 2019; faiss' fast scan). A code takes a sixteenth of its vector. Measured at 100,000 passages
with 256 dimensions on one core, where 100 are wanted: of four times as many, found by their codes and then compared
exactly, the best are 99.8 % of the right ones, in 1.5 ms; comparing all takes 10.8 ms, all in 8 bits 6.1 ms.
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

import faiss
import numpy as np
import numpy.typing as npt

from search.vectors.index import Vectors

LEAST = 2**13
"""Rows under which comparing all of them is quick enough."""
SPARE = 4
"""Rows found by their codes for each that is wanted."""
# Rows that the codes are fitted to, and how often; more of either finds no more of the nearest.
SAMPLE, ROUNDS = 2**12, 10
_BITS, _DIMENSIONS_A_CODE = 4, 2
_HEAD = struct.Struct("<qqq")


@dataclass(frozen=True, slots=True)
class Sketch:
    """The codes of rows from `start` to before `stop` of a matrix of vectors."""

    start: int
    stop: int
    codes: faiss.IndexPQFastScan

    @classmethod
    def fitted(cls, start: int, stop: int, sample: Vectors) -> Self:
        """For these rows, still to be added, of which some are given; the same sample gives the same codes."""
        dimensions = sample.shape[1]
        codes = faiss.IndexPQFastScan(dimensions, dimensions // _DIMENSIONS_A_CODE, _BITS, faiss.METRIC_INNER_PRODUCT)
        codes.pq.cp.niter = ROUNDS
        codes.train(sample)
        return cls(start, stop, codes)

    def add(self, first: int, block: Vectors) -> None:
        """Takes its own rows of a block, which begins with row `first`; blocks come in order."""
        own = block[max(0, self.start - first) : max(0, self.stop - first)]
        if len(own):
            self.codes.add(np.ascontiguousarray(own))

    def rows(self, vector: Vectors, count: int) -> npt.NDArray[np.int64]:
        """About the `count` rows that are most similar to `vector` [d], ascending."""
        found = self.codes.search(np.ascontiguousarray(vector, dtype=np.float32)[None, :], count)[1][0]
        return np.sort(found[found >= 0]) + self.start


def sketched(bounds: Sequence[int], dimensions: int) -> list[tuple[int, int]]:
    """Of runs of rows, each from one bound to the next, those that are worth a sketch."""
    if dimensions % _DIMENSIONS_A_CODE:
        return []
    return [(start, stop) for start, stop in pairwise(bounds) if stop - start >= LEAST]


def sampled(start: int, stop: int) -> npt.NDArray[np.int64]:
    """Rows evenly spread over a run, to fit its codes to."""
    return np.unique(np.linspace(start, stop - 1, SAMPLE, dtype=np.int64))


def packed(sketches: Sequence[Sketch]) -> bytes:
    """As they are kept in a file."""
    parts = [(one, faiss.serialize_index(one.codes).tobytes()) for one in sketches]
    return b"".join(_HEAD.pack(one.start, one.stop, len(content)) + content for one, content in parts)


def unpacked(content: bytes) -> Iterator[Sketch]:
    """Those that were packed; raises struct.error, ValueError or RuntimeError where they are damaged."""
    at = 0
    while at < len(content):
        start, stop, length = _HEAD.unpack_from(content, at)
        at += _HEAD.size
        codes = faiss.deserialize_index(np.frombuffer(content, np.uint8, length, at))
        if not isinstance(codes, faiss.IndexPQFastScan) or codes.ntotal != stop - start:
            raise ValueError(f"no codes of the rows from {start} to {stop}")
        yield Sketch(start, stop, codes)
        at += length
