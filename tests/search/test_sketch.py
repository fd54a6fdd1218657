"""Finding the nearest of very many vectors by their codes."""

from pathlib import Path

import numpy as np
import pytest

from corpus import LibraryError
from search.numbering import numbers_of_kind
from search.state import State
from search.vectors import FlatFile, FlatVectors

MANY, FEW, DIMENSIONS, WANTED = 3000, 100, 64, 50
PASSAGES, WORKS = numbers_of_kind("Passage"), numbers_of_kind("Achievement")
STATE = State("a", 0, "characters", DIMENSIONS)


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch):
    monkeypatch.setattr("search.vectors.sketch.LEAST", 1000)


@pytest.fixture
def vectors() -> np.ndarray:
    """As texts have them: most of the dimensions follow from some."""
    random = np.random.default_rng(0)
    found = random.normal(size=(MANY + FEW, 12)) @ random.normal(size=(12, DIMENSIONS))
    return (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float32)


def filled(folder: Path, vectors: np.ndarray) -> FlatVectors:
    """Many passages and few works, saved."""
    index = FlatFile(folder).create(STATE)
    index.replace([*PASSAGES[:MANY], *WORKS[:FEW]], vectors)
    index.save()
    return index


def recall(index: FlatVectors, vectors: np.ndarray, held: np.ndarray) -> float:
    """The share of the nearest passages that is found, for questions near to some of the vectors."""
    shares = []
    for query in vectors[:MANY:100]:
        nearest = held[np.argsort(-(vectors[held] @ query))[:WANTED]]
        found = index.nearest(query, WANTED, PASSAGES)
        assert list(found.values()) == sorted(found.values(), reverse=True)
        for number, cosine in found.items():
            assert cosine == pytest.approx(float(vectors[number - PASSAGES.start] @ query), abs=1e-5)
        shares.append(len({n - PASSAGES.start for n in found} & set(nearest.tolist())) / WANTED)
    return float(np.mean(shares))


def test_nearly_all_of_the_nearest_are_found_with_their_exact_cosines(tmp_path, vectors):
    for index in (filled(tmp_path, vectors), FlatFile(tmp_path).open(STATE)):
        assert [sketch.stop for sketch in index._segments[0].sketches] == [MANY], "only where there are many"
        assert recall(index, vectors, np.arange(MANY)) > 0.97


def test_what_is_removed_or_replaced_is_not_found_by_its_old_code(tmp_path, vectors):
    index = filled(tmp_path, vectors)
    index.remove([PASSAGES.start + n for n in range(0, MANY, 4)])
    index.replace([PASSAGES.start + n for n in range(1, MANY, 40)], vectors[2:MANY:40])
    vectors[1:MANY:40] = vectors[2:MANY:40].copy()
    index.save()
    for opened in (index, FlatFile(tmp_path).open(STATE)):
        assert recall(opened, vectors, np.array([n for n in range(MANY) if n % 4])) > 0.97


def test_of_chosen_numbers_and_of_few_the_exact_nearest_are_found(tmp_path, vectors):
    index = filled(tmp_path, vectors)
    chosen = np.arange(0, MANY, 30)
    for query in vectors[:20]:
        nearest = chosen[np.argsort(-(vectors[chosen] @ query), kind="stable")[:10]]
        assert list(index.nearest(query, 10, [PASSAGES.start + int(n) for n in chosen])) == [
            PASSAGES.start + int(n) for n in nearest
        ]
        works = np.argsort(-(vectors[MANY:] @ query), kind="stable")[:10]
        assert list(index.nearest(query, 10, WORKS)) == [WORKS.start + int(n) for n in works]


def test_the_same_vectors_give_the_same_file(tmp_path, vectors):
    for name in ("one", "other"):
        filled(tmp_path / name, vectors)
    assert (tmp_path / "one/000001.base").read_bytes() == (tmp_path / "other/000001.base").read_bytes()


def test_damaged_codes_are_said(tmp_path, vectors):
    filled(tmp_path, vectors)
    base = tmp_path / "000001.base"
    content = bytearray(base.read_bytes())
    content[64 + (MANY + FEW) * (8 + 4 * DIMENSIONS) + 24] ^= 255  # the mark of faiss
    base.write_bytes(content)
    with pytest.raises(LibraryError, match="重建"):
        FlatFile(tmp_path).open(STATE)
