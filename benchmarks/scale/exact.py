"""Hybrid search without shortcuts: vectors uncompressed and all compared, candidates by the thousands."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from unittest.mock import patch

import numpy as np

from search.cards import PASSAGE
from search.numbering import number_of
from search.vectors import Vectors

DEPTH = 2000
"""Candidates by words, and by vectors; what is in neither list cannot come among the first ten."""


@contextmanager
def deep() -> Iterator[None]:
    """Within it, retrieval looks at `DEPTH` candidates of each kind."""
    with patch("search.retrieval.CANDIDATES", DEPTH):
        yield


class ExactVectors:
    """Passages' vectors as they are; a `VectorIndex` that is only read."""

    def __init__(self, ids: Sequence[str], vectors: Vectors) -> None:
        self._numbers = np.array([number_of(PASSAGE, id_) for id_ in ids])
        self._rows: Mapping[int, int] = {number: row for row, number in enumerate(self._numbers.tolist())}
        self._vectors = vectors

    def __len__(self) -> int:
        return len(self._numbers)

    def nearest(self, vector: Vectors, k: int, among: range | Sequence[int]) -> dict[int, float]:
        """See `VectorIndex.nearest`; `among` must be all passages."""
        cosines = self._vectors @ vector
        best = np.argsort(-cosines, kind="stable")[:k]
        return dict(zip(self._numbers[best].tolist(), cosines[best].tolist(), strict=True))

    def cosines(self, vector: Vectors, numbers: Sequence[int]) -> dict[int, float]:
        """See `VectorIndex.cosines`."""
        held = [number for number in numbers if number in self._rows]
        cosines = np.vecdot(self._vectors[[self._rows[number] for number in held]], vector)
        return dict(zip(held, cosines.tolist(), strict=True))
