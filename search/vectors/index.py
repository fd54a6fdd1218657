"""What the rest needs of a vector index, and of the place where one is kept."""

from collections.abc import Sequence
from hashlib import blake2b
from typing import Protocol

import numpy as np
import numpy.typing as npt

from search.state import State

Vectors = npt.NDArray[np.float32]


class VectorIndex(Protocol):
    """Unit vectors under 64-bit numbers; similarity is the cosine; safe to read from several threads.

    Writing may be repeated at will: after the same calls it holds the same vectors. Where others write to the same
    vectors at the same time, each number has the vector of one of them.
    """

    def __len__(self) -> int:
        """How many vectors it holds."""

    def replace(self, numbers: Sequence[int], vectors: Vectors) -> None:
        """Adds vectors [n, d]; those that had these numbers before are gone."""

    def remove(self, numbers: Sequence[int]) -> None:
        """Takes vectors out; numbers that it does not hold are passed over."""

    def nearest(self, vector: Vectors, k: int, among: range | Sequence[int]) -> dict[int, float]:
        """The `k` most similar to `vector` [d] of those numbers, best first, with their cosines.

        Where an engine holds very many, it may miss some of the nearest. A range has no step.
        """

    def cosines(self, vector: Vectors, numbers: Sequence[int]) -> dict[int, float]:
        """How similar to `vector` [d] those of the numbers are that it holds, in their order; always exact."""

    def save(self) -> None:
        """Makes what was written last, and lets those see it that open the index from now on."""


class VectorHome(Protocol):
    """Where vectors are kept; all methods raise LibraryError when it cannot be reached or used.

    Attributes:
        name: tells it from other homes; without any password.
    """

    name: str

    def open(self, made_of: State) -> VectorIndex:
        """The index made of this; raises LibraryError also where it is missing or damaged."""

    def create(self, made_of: State) -> VectorIndex:
        """The index made of this where there was none that can be used.

        A file begins empty. Vectors that are shared with other programs are kept when they are there: what is written
        next replaces them one by one, and meanwhile the others can go on.
        """

    def discard(self, made_of: State) -> None:
        """Takes an index away, where there is one."""

    def close(self) -> None:
        """Lets go of what was opened; it can be opened again."""


def name_of(made_of: State) -> str:
    """What an engine calls an index: a library with another model or format has another one."""
    parts = (made_of.library, made_of.encoder, str(made_of.dimensions), str(made_of.format))
    return f"jiangpu_{blake2b(chr(0).join(parts).encode(), digest_size=8).hexdigest()}"
