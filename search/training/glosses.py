"""Token vectors from CC-CEDICT's English glosses, by way of an English sentence model.

Most words have the sentence model's own vector of their glosses. For the others the vector is predicted from the words
of their glosses: a ridge regression from bags of English words to the known vectors.
"""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse  # type: ignore[import-untyped]

ENGLISH = re.compile(r"[a-z]+")
MEANINGS = 3  # as many as the known vectors were made from
RIDGE = 1.0
ITERATIONS = 40


def gloss_vectors(
    tokens: list[str], glosses: dict[str, list[str]], vectors_file: Path
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """The gloss vector of each token.

    Returns:
        vectors [n, d], zero where there is none, and a mask [n] that says where there is one.
    """
    with np.load(vectors_file, allow_pickle=False) as stored:
        known = dict(zip(stored["words"].tolist(), stored["vec"].astype(np.float32), strict=True))
        width = stored["vec"].shape[1]
    wanted = {token: glosses[token] for token in tokens if token in glosses and token not in known}
    known.update(_predict(wanted, glosses, known))
    has_vector = np.array([token in known for token in tokens])
    vectors = np.zeros((len(tokens), width), dtype=np.float32)
    vectors[has_vector] = [known[token] for token in tokens if token in known]
    return vectors, has_vector


def _predict(
    wanted: dict[str, list[str]], glosses: dict[str, list[str]], known: dict[str, NDArray[np.float32]]
) -> dict[str, NDArray[np.float32]]:
    taught = [word for word in known if word in glosses]
    columns = _vocabulary(glosses[word] for word in taught)
    examples = _bags((glosses[word] for word in taught), columns)
    targets = np.stack([known[word] for word in taught])
    weights = _ridge(examples, targets - targets.mean(axis=0))
    bags = _bags(wanted.values(), columns)
    predicted = bags @ weights
    covered = np.asarray(bags.getnnz(axis=1)) > 0
    lengths = np.maximum(np.linalg.norm(predicted, axis=1, keepdims=True), 1e-6)
    vectors = targets.mean(axis=0) + predicted / lengths * np.linalg.norm(targets - targets.mean(axis=0), axis=1).mean()
    return {word: vectors[row] for row, word in enumerate(wanted) if covered[row]}


def _words(meanings: list[str]) -> list[str]:
    return ENGLISH.findall(" ".join(meanings[:MEANINGS]).lower())


def _vocabulary(glosses: Iterable[list[str]]) -> dict[str, int]:
    counts = Counter(word for meanings in glosses for word in set(_words(meanings)))
    return {word: column for column, word in enumerate(sorted(word for word, count in counts.items() if count > 1))}


def _bags(glosses: Iterable[list[str]], columns: dict[str, int]) -> sparse.csr_matrix:
    rows = [[columns[word] for word in _words(meanings) if word in columns] for meanings in glosses]
    indices = np.fromiter((column for row in rows for column in row), dtype=np.int32)
    starts = np.cumsum([0, *map(len, rows)])
    return sparse.csr_matrix((np.ones(len(indices), np.float32), indices, starts), shape=(len(rows), len(columns)))


def _ridge(examples: sparse.csr_matrix, targets: NDArray[np.float32]) -> NDArray[np.float32]:
    """Least squares with a penalty of `RIDGE`, all targets at once, by conjugate gradients on the normal equations."""
    weights = np.zeros((examples.shape[1], targets.shape[1]), dtype=np.float32)
    residual = examples.T @ targets
    direction = residual.copy()
    energy = np.square(residual).sum(axis=0)
    for _ in range(ITERATIONS):
        image = examples.T @ (examples @ direction) + RIDGE * direction
        step = energy / np.maximum((direction * image).sum(axis=0), 1e-12)
        weights += step * direction
        residual -= step * image
        previous, energy = energy, np.square(residual).sum(axis=0)
        direction = residual + energy / np.maximum(previous, 1e-12) * direction
    return weights
