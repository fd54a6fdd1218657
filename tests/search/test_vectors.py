"""One contract for every vector index; another kind joins by being added to `KINDS_OF_INDEX`."""

import numpy as np
import pytest

from corpus import LibraryError
from search.numbering import KINDS, number_of, numbers_of_kind
from search.vectors import FlatVectors

KINDS_OF_INDEX = [FlatVectors]
EVERYTHING = range(2**62)

EAST, NORTH, NORTH_EAST = (np.array(v, dtype=np.float32) for v in ([1, 0], [0, 1], [0.6, 0.8]))


@pytest.fixture(params=KINDS_OF_INDEX)
def index(request):
    made = request.param(2)
    made.replace([1, 2, 3], np.stack([EAST, NORTH, NORTH_EAST]))
    return made


def test_the_nearest_come_first_with_their_cosines(index):
    assert list(index.nearest(EAST, 2, EVERYTHING).items()) == [(1, 1.0), (3, pytest.approx(0.6))]


def test_what_is_removed_is_never_found_again(index):
    index.remove([1, 99])
    assert list(index.nearest(EAST, 3, EVERYTHING)) == [3, 2]
    assert len(index) == 2
    held, vectors = index.vectors([1, 2])
    assert (held, vectors.tolist()) == ([2], [NORTH.tolist()])


def test_numbers_stay_with_their_vectors_when_others_go(index):
    index.remove([1, 2])
    assert index.nearest(NORTH_EAST, 3, EVERYTHING) == {3: pytest.approx(1.0)}


def test_a_number_added_again_has_only_the_new_vector(index):
    index.replace([1, 1], np.stack([NORTH_EAST, NORTH]))
    assert len(index) == 3
    assert index.nearest(EAST, 3, EVERYTHING)[1] == pytest.approx(0.0)


@pytest.mark.parametrize("among", [range(2, 4), [2, 3, 77]])
def test_only_the_wanted_numbers_are_compared(index, among):
    assert list(index.nearest(EAST, 3, among)) == [3, 2]


@pytest.mark.parametrize("among", [[], range(0)])
def test_among_nothing_there_is_nothing(index, among):
    assert index.nearest(EAST, 3, among) == {}


def test_an_empty_index_answers():
    empty = FlatVectors(2)
    assert empty.nearest(EAST, 3, EVERYTHING) == {}
    held, vectors = empty.vectors([1])
    assert (held, vectors.shape) == ([], (0, 2))
    empty.remove([1])


def test_saved_and_opened_it_is_the_same(index, tmp_path):
    path = tmp_path / "向量.faiss"
    index.remove([2])
    index.save(path)
    opened = type(index).open(path, 2)
    assert opened.nearest(EAST, 3, EVERYTHING) == index.nearest(EAST, 3, EVERYTHING)
    opened.remove([1])
    assert list(opened.nearest(EAST, 3, EVERYTHING)) == [3]
    assert [p.name for p in tmp_path.iterdir()] == ["向量.faiss"]


@pytest.mark.parametrize("content", [b"", b"not an index at all", None])
def test_a_damaged_or_missing_file_is_said(tmp_path, content):
    path = tmp_path / "vectors.faiss"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(LibraryError, match="重建"):
        FlatVectors.open(path, 2)


def test_a_cut_off_file_is_said(index, tmp_path):
    path = tmp_path / "vectors.faiss"
    index.save(path)
    path.write_bytes(path.read_bytes()[:-5])
    with pytest.raises(LibraryError):
        FlatVectors.open(path, 2)


def test_vectors_of_another_length_are_refused(index, tmp_path):
    index.save(tmp_path / "vectors.faiss")
    with pytest.raises(LibraryError, match="维数"):
        FlatVectors.open(tmp_path / "vectors.faiss", 3)


def test_numbers_follow_from_kind_and_id():
    assert number_of("Person", "person-1") == number_of("Person", "person-1")
    assert number_of("Person", "person-1") != number_of("Person", "person-2")
    for kind in KINDS:
        assert number_of(kind, "x-1") in numbers_of_kind(kind)
    assert numbers_of_kind(KINDS[-1])[-1] < 2**63
