"""Vectors in the order of their numbers, searched by faiss where they lie: in memory or in a mapped file."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

import faiss
import numpy as np
import numpy.typing as npt

from search.vectors.index import Vectors
from search.vectors.sketch import SPARE, Sketch

Numbers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Near = tuple[Numbers, npt.NDArray[np.float32]]
"""Numbers and their cosines."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Vectors [n, d] under distinct numbers [n] that ascend; `live` [n] tells which of them still hold.

    Of long runs of rows that are searched as one there may be sketches. Immutable, so that states of an index share
    segments.
    """

    numbers: Numbers
    vectors: Vectors
    live: Mask
    sketches: tuple[Sketch, ...] = ()

    @classmethod
    def of(cls, numbers: Numbers, vectors: Vectors) -> Self:
        """Of numbers in any order, each once."""
        order = np.argsort(numbers)
        return cls(numbers[order], vectors[order], np.ones(len(numbers), dtype=np.bool_))

    def __len__(self) -> int:
        """How many vectors hold."""
        return int(np.count_nonzero(self.live))

    def without(self, numbers: Numbers) -> Self:
        """The same where these numbers hold no more."""
        rows = self.rows(numbers)[1]
        if not len(rows):
            return self
        live = self.live.copy()
        live[rows] = False
        return replace(self, live=live)

    def joined(self, later: "Segment") -> "Segment":
        """What holds in either; no number may hold in both."""
        parts = (self, later)
        numbers = np.concatenate([part.numbers[part.live] for part in parts])
        return Segment.of(numbers, np.concatenate([part.vectors[part.live] for part in parts]))

    def rows(self, numbers: Numbers) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
        """Of those of the numbers that hold: their places among the numbers, and the rows of their vectors."""
        rows = np.searchsorted(self.numbers, numbers)
        inside = rows < len(self.numbers)
        held = np.flatnonzero(inside)[(self.numbers[rows[inside]] == numbers[inside]) & self.live[rows[inside]]]
        return held, rows[held]

    def nearest(self, vector: Vectors, k: int, among: range | Numbers) -> Near:
        """The `k` most similar to `vector` [d] of those numbers, best first; by a sketch, about these."""
        start, stop, wanted = self._wanted(among)
        count = min(k, int(np.count_nonzero(wanted)))
        if count and isinstance(among, range):
            for sketch in self.sketches:
                if (sketch.start, sketch.stop) == (start, stop):
                    return self._by_sketch(sketch, vector, count)
        scores, rows = np.empty(count, dtype=np.float32), np.empty(count, dtype=np.int64)
        if count:
            query, compared = np.ascontiguousarray(vector, dtype=np.float32), self.vectors[start:stop]
            asked = (faiss.swig_ptr(query), faiss.swig_ptr(compared), compared.shape[1], 1, len(compared), count)
            # the stubs do not know faiss' own way of making a selector
            selector = None if wanted.all() else faiss.IDSelectorBitmap(np.packbits(wanted, bitorder="little"))  # type: ignore[call-arg, arg-type]
            faiss.knn_inner_product(*asked, faiss.swig_ptr(scores), faiss.swig_ptr(rows), selector)
        return self.numbers[start:stop][rows], scores

    def _by_sketch(self, sketch: Sketch, vector: Vectors, count: int) -> Near:
        among = sketch.stop - sketch.start
        live = int(np.count_nonzero(self.live[sketch.start : sketch.stop]))
        # those that hold no more are found too
        rows = sketch.rows(vector, min(among, SPARE * count * among // live))
        rows = rows[self.live[rows]]
        cosines = np.vecdot(self.vectors[rows], vector)
        best = np.argsort(-cosines, kind="stable")[:count]
        return self.numbers[rows[best]], cosines[best]

    def _wanted(self, among: range | Numbers) -> tuple[int, int, Mask]:
        """The rows from a first to before a last one, and which of them are wanted."""
        if isinstance(among, range):
            start, stop = np.searchsorted(self.numbers, [among.start, among.stop]).tolist()
            return start, stop, self.live[start:stop]
        wanted = np.zeros(len(self.numbers), dtype=np.bool_)
        wanted[self.rows(among)[1]] = True
        return 0, len(wanted), wanted


def as_numbers(numbers: Sequence[int] | Numbers) -> Numbers:
    """As an array."""
    return np.asarray(numbers, dtype=np.int64)
