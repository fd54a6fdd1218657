"""The vectors that training starts from: contexts and glosses joined, rare tokens filled in from their parts."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

GLOSS_SHARE = 0.7
CONTEXT_COMMON, GLOSS_COMMON = 1, 2  # leading components that all tokens share and that tell nothing apart
RARE = 1e-3  # a of a / (a + p), the weight of a token of relative frequency p (Arora, Liang and Ma 2017)


@dataclass(frozen=True, slots=True)
class Known:
    """Vectors [n, d] of some tokens; `mask` [n] says of which."""

    vectors: NDArray[np.float32]
    mask: NDArray[np.bool_]


def initial_vectors(
    context: Known, gloss: Known, parts: list[list[int]], frequency: NDArray[np.float64], dimensions: int
) -> NDArray[np.float32]:
    """First vectors [n, dimensions], scaled so that frequent tokens weigh little in a mean.

    Args:
        context: the vectors that contexts give.
        gloss: the vectors that glosses give.
        parts: the ids that each token is made of, itself left out; empty for a single character.
        frequency: relative frequency [n] of each token.
        dimensions: how many to keep.
    """
    contexts = _filled(_spread(context, CONTEXT_COMMON), context.mask, parts)
    meanings = _filled(_spread(gloss, GLOSS_COMMON), gloss.mask, parts)
    joined = _principal(np.hstack([contexts, GLOSS_SHARE * meanings]), frequency, dimensions)
    lengths = np.linalg.norm(joined, axis=1, keepdims=True)
    unit = np.divide(joined, lengths, out=np.zeros_like(joined), where=lengths > 0)
    scaled: NDArray[np.float32] = (unit * (RARE / (RARE + frequency))[:, None]).astype(np.float32)
    scaled[0] = 0.0  # the unknown token
    return scaled


def _spread(known: Known, common: int) -> NDArray[np.float32]:
    """The known vectors centred, without their leading `common` components, at unit length; the others zero."""
    spread = np.zeros_like(known.vectors)
    real = known.vectors[known.mask] - known.vectors[known.mask].mean(axis=0)
    _, axes = np.linalg.eigh(real.T @ real)
    leading = axes[:, -common:]
    real = real - real @ leading @ leading.T
    spread[known.mask] = real / np.maximum(np.linalg.norm(real, axis=1, keepdims=True), 1e-6)
    return spread


def _filled(vectors: NDArray[np.float32], mask: NDArray[np.bool_], parts: list[list[int]]) -> NDArray[np.float32]:
    """Gives each token without a vector the mean of its parts' vectors."""
    filled = vectors.copy()
    for token in np.flatnonzero(~mask):
        if parts[token]:
            filled[token] = vectors[parts[token]].mean(axis=0)
    return filled


def _principal(vectors: NDArray[np.float32], frequency: NDArray[np.float64], dimensions: int) -> NDArray[np.float32]:
    """Principal components, tokens weighted by the root of their frequency."""
    weights = np.sqrt(frequency + 1e-7)[:, None]
    _, axes = np.linalg.eigh((vectors * weights).T @ (vectors * weights))
    return np.asarray(vectors @ axes[:, -dimensions:], dtype=np.float32)
