"""Token vectors from the company that tokens keep: positive pointwise mutual information and its singular vectors.

After Levy, Goldberg and Dagan (2015), "Improving distributional similarity with lessons learned from word embeddings":
window 5 weighted by 1/distance, frequent tokens thinned out, context counts smoothed, a shift, and the square root of
the singular values.
"""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse  # type: ignore[import-untyped]

WINDOW = 5
THINNING = 1e-4
SMOOTHING = 0.75
SHIFT = np.log(1.5)
PARAGRAPHS_AT_ONCE = 20_000
POWER_ITERATIONS = 4


def context_vectors(
    paragraphs: list[NDArray[np.int32]],
    size: int,
    dimensions: int,
    random: np.random.Generator,
    thinning: float = THINNING,
) -> NDArray[np.float32]:
    """PPMI-SVD vectors [size, dimensions] of the tokens in `paragraphs` (token ids; id 0 is the unknown token).

    Tokens more frequent than `thinning` are dropped at random, the more often the more frequent they are.
    """
    counts = np.bincount(np.concatenate(paragraphs), minlength=size)
    share = counts / counts.sum()
    keep = np.minimum(1.0, np.sqrt(thinning / np.maximum(share, 1e-12)))
    keep[0] = 0.0
    near = _counted_pairs(paragraphs, keep, size, random)
    return _singular_vectors(_positive_information(near), dimensions, random)


def _counted_pairs(
    paragraphs: list[NDArray[np.int32]], keep: NDArray[np.float64], size: int, random: np.random.Generator
) -> sparse.csr_matrix:
    near = sparse.csr_matrix((size, size), dtype=np.float32)
    gap = np.zeros(WINDOW, dtype=np.int32)
    for start in range(0, len(paragraphs), PARAGRAPHS_AT_ONCE):
        part = paragraphs[start : start + PARAGRAPHS_AT_ONCE]
        thinned = (ids[random.random(len(ids)) < keep[ids]] for ids in part)
        # Id 0 fills the gap between paragraphs, so that no window reaches over it.
        line = np.concatenate([piece for ids in thinned for piece in (ids, gap)])
        near = near + _windows(line, size)
    return near + near.T


def _windows(line: NDArray[np.int32], size: int) -> sparse.csr_matrix:
    total = sparse.csr_matrix((size, size), dtype=np.float32)
    for distance in range(1, WINDOW + 1):
        left, right = line[:-distance], line[distance:]
        real = (left > 0) & (right > 0)
        weights = np.full(int(real.sum()), 1.0 / distance, dtype=np.float32)
        total = total + sparse.coo_matrix((weights, (left[real], right[real])), shape=(size, size)).tocsr()
    return total


def _positive_information(near: sparse.csr_matrix) -> sparse.csr_matrix:
    rows = np.asarray(near.sum(axis=1)).ravel()
    smoothed = rows**SMOOTHING
    smoothed /= smoothed.sum()
    cells = near.tocoo()
    information = np.log(cells.data / (rows[cells.row] * smoothed[cells.col])) - SHIFT
    positive = information > 0
    return sparse.csr_matrix(
        (information[positive].astype(np.float32), (cells.row[positive], cells.col[positive])), shape=near.shape
    )


def _singular_vectors(matrix: sparse.csr_matrix, dimensions: int, random: np.random.Generator) -> NDArray[np.float32]:
    """Left singular vectors times the root of the singular values (randomised; Halko, Martinsson and Tropp 2011)."""
    basis = random.standard_normal((matrix.shape[1], dimensions + 16)).astype(np.float32)
    for _ in range(POWER_ITERATIONS):
        basis, _ = np.linalg.qr(matrix @ basis)
        basis, _ = np.linalg.qr(matrix.T @ basis)
    left, values, _ = np.linalg.svd(matrix @ basis, full_matrices=False)
    vectors: NDArray[np.float32] = left[:, :dimensions] * np.sqrt(values[:dimensions])
    return vectors
