"""One contract for every home of vectors; another kind joins by being added to `HOMES`."""

import multiprocessing
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import numpy as np
import pytest
from sqlalchemy import create_engine, make_url, text

from corpus import InvalidRequest, LibraryError
from search.numbering import KINDS, number_of, numbers_of_kind
from search.state import State
from search.vectors import FlatFile, FlatVectors, VectorHome, VectorIndex, vector_home

HOMES = ["faiss", "pgvector", "milvus"]
EVERYTHING = range(2**62)

EAST, NORTH, NORTH_EAST, NOWHERE = (np.array(v, dtype=np.float32) for v in ([1, 0], [0, 1], [0.6, 0.8], [0, 0]))


def made_of(dimensions: int, library: str = "a") -> State:
    return State(library, 0, "characters", dimensions)


@dataclass(frozen=True)
class Address:
    """What a process has to know to get at the vectors."""

    choice: str
    folder: Path
    database: str = ""

    def home(self) -> VectorHome:
        return vector_home(self.choice, self.folder, self.database)


@pytest.fixture(params=HOMES)
def address(request, tmp_path) -> Address:
    if request.param == "pgvector":
        return Address("postgresql", tmp_path, request.getfixturevalue("postgresql_url"))
    if request.param == "milvus":
        return Address(request.getfixturevalue("milvus_server"), tmp_path)
    return Address("faiss", tmp_path)


@pytest.fixture
def home(address):
    opened = address.home()
    yield opened
    opened.close()


@pytest.fixture
def about(request) -> State:
    """The servers keep the vectors of all tests, so each is about a library of its own."""
    return made_of(2, uuid4().hex)


@pytest.fixture
def index(home, about) -> VectorIndex:
    made = home.create(about)
    made.replace([1, 2, 3], np.stack([EAST, NORTH, NORTH_EAST]))
    return made


def unit(rows: int, dimensions: int, seed: int = 0) -> np.ndarray:
    vectors = np.random.default_rng(seed).standard_normal((rows, dimensions)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_the_nearest_come_first_with_their_cosines(index):
    assert list(index.nearest(EAST, 2, EVERYTHING).items()) == [(1, 1.0), (3, pytest.approx(0.6))]


def test_what_is_removed_is_never_found_again(index):
    index.remove([1, 99])
    assert list(index.nearest(EAST, 3, EVERYTHING)) == [3, 2]
    assert len(index) == 2
    assert index.cosines(NORTH, [1, 2]) == {2: 1.0}


def test_numbers_stay_with_their_vectors_when_others_go(index):
    index.remove([1, 2])
    assert index.nearest(NORTH_EAST, 3, EVERYTHING) == {3: pytest.approx(1.0)}


def test_a_number_added_again_has_only_the_new_vector(index):
    index.replace([1, 1], np.stack([NORTH_EAST, NORTH]))
    assert len(index) == 3
    assert index.nearest(EAST, 3, EVERYTHING)[1] == pytest.approx(0.0)


def test_the_same_again_changes_nothing(index):
    for _ in range(2):
        index.replace([1, 2, 3], np.stack([EAST, NORTH, NORTH_EAST]))
        index.remove([77])
    assert (len(index), list(index.nearest(EAST, 3, EVERYTHING))) == (3, [1, 3, 2])


def test_cosines_are_given_in_the_order_asked_for(index):
    asked = [3, 77, 2, 1]
    assert list(index.cosines(EAST, asked).items()) == [(3, pytest.approx(0.6)), (2, 0.0), (1, 1.0)]
    assert index.cosines(EAST, []) == {}


def test_a_text_of_unknown_words_is_near_to_nothing(index):
    index.replace([4], NOWHERE[None, :])
    assert list(index.nearest(NORTH, 4, EVERYTHING).values())[2:] == [0.0, 0.0]
    assert set(index.nearest(NOWHERE, 4, EVERYTHING).values()) == set(index.cosines(NOWHERE, [1, 4]).values()) == {0.0}


@pytest.mark.parametrize("among", [range(2, 4), [2, 3, 77]])
def test_only_the_wanted_numbers_are_compared(index, among):
    assert list(index.nearest(EAST, 3, among)) == [3, 2]


@pytest.mark.parametrize("among", [[], range(0)])
def test_among_nothing_there_is_nothing(index, among):
    assert index.nearest(EAST, 3, among) == {}


def test_an_empty_index_answers(home, about):
    empty = home.create(about)
    assert empty.nearest(EAST, 3, EVERYTHING) == empty.cosines(EAST, [1]) == {}
    assert len(empty) == 0
    empty.replace([], np.zeros((0, 2), dtype=np.float32))
    empty.remove([1])
    empty.save()


def test_it_answers_as_comparing_with_every_vector_does(home):
    """Small enough for every engine to be exact; numbers of two kinds, asked for by kind, all together and by list."""
    about = made_of(32, uuid4().hex)
    kinds = [numbers_of_kind("Person"), numbers_of_kind("Achievement")]
    numbers = [kind.start + i for kind in kinds for i in range(150)]
    vectors, index = unit(300, 32), home.create(about)
    index.replace(numbers, vectors)
    index.save()
    some = numbers[::3]
    for query in unit(5, 32, seed=1):
        exact = dict(zip(numbers, (vectors @ query).tolist(), strict=True))
        for among in (*kinds, EVERYTHING, some):
            wanted = sorted((n for n in numbers if n in among), key=lambda n: -exact[n])[:20]
            found = index.nearest(query, 20, among)
            assert list(found) == wanted
            assert list(found.values()) == pytest.approx([exact[n] for n in wanted], abs=1e-6)
        assert index.cosines(query, some) == pytest.approx({n: exact[n] for n in some}, abs=1e-6)


def test_of_two_thousand_vectors_nearly_all_of_the_nearest_are_found(home):
    """Random vectors are the hardest: none is much nearer than the next. A tenth has been replaced, a tenth removed."""
    about, vectors = made_of(64, uuid4().hex), unit(2000, 64)
    index = home.create(about)
    index.replace(range(2000), vectors)
    index.replace(range(0, 2000, 10), vectors[::-1][::10])
    vectors[::10] = vectors[::-1][::10].copy()
    index.remove(range(5, 2000, 10))
    index.save()
    kept = [n for n in range(2000) if n % 10 != 5]
    recalls = []
    for query in unit(20, 64, seed=1):
        nearest = sorted(kept, key=lambda n: -float(vectors[n] @ query))[:100]
        found = index.nearest(query, 100, numbers_of_kind(KINDS[0]))
        assert len(found) == 100
        recalls.append(len(set(nearest) & set(found)) / 100)
    assert np.mean(recalls) > 0.95
    assert len(index.nearest(query, 2000, EVERYTHING)) == 1800, "more than the index looks at"


def test_the_index_of_pgvector_finds_nearly_all_of_the_nearest(postgresql_url, tmp_path):
    """Of so few vectors PostgreSQL would compare all, so its other ways are closed."""
    engine = create_engine(make_url(postgresql_url).set(drivername="postgresql+psycopg"))
    with engine.begin() as connection:
        for way in ("enable_seqscan", "enable_bitmapscan"):
            connection.execute(text(f"ALTER DATABASE {engine.url.database} SET {way} = off"))
    engine.dispose()
    vectors = unit(1000, 64)
    with closing(vector_home("postgresql", tmp_path, postgresql_url)) as home:
        index = home.create(made_of(64))
        index.replace(range(1000), vectors)
        for query in unit(5, 64, seed=1):
            nearest = set(np.argsort(-(vectors @ query))[:100].tolist())
            assert len(nearest & set(index.nearest(query, 100, numbers_of_kind(KINDS[0])))) > 95


def test_more_numbers_than_are_sent_at_once(home, monkeypatch):
    monkeypatch.setattr("search.vectors.milvus.AT_ONCE", 100)
    about, vectors = made_of(8, uuid4().hex), unit(210, 8)
    numbers, index = list(range(210)), home.create(about)
    index.replace(numbers, vectors)
    query = vectors[-1]
    exact = sorted(numbers, key=lambda n: -float(vectors[n] @ query))
    assert list(index.nearest(query, 3, numbers)) == exact[:3]
    assert list(index.cosines(query, numbers)) == numbers
    index.remove(numbers[1:])
    assert len(index) == 1


def test_what_was_saved_is_there_when_it_is_opened(index, home, about):
    index.remove([2])
    index.save()
    opened = home.open(about)
    assert opened.nearest(EAST, 3, EVERYTHING) == index.nearest(EAST, 3, EVERYTHING)
    opened.remove([1])
    assert list(opened.nearest(EAST, 3, EVERYTHING)) == [3]


def change_elsewhere(address: Address, about: State) -> None:
    """In a process of its own."""
    home = address.home()
    index = home.open(about)
    index.remove([2])
    index.replace([5], EAST[None, :])
    index.save()
    home.close()


def test_another_process_writes_to_the_same_vectors(index, address, home, about):
    index.save()
    process = multiprocessing.get_context("spawn").Process(target=change_elsewhere, args=(address, about))
    process.start()
    process.join(60)
    assert process.exitcode == 0
    seen = home.open(about)
    assert seen.nearest(EAST, 9, EVERYTHING) == {1: 1.0, 5: 1.0, 3: pytest.approx(0.6)}


def test_what_is_not_there_is_said(home, about):
    with pytest.raises(LibraryError, match="重建"):
        home.open(about)


def test_what_was_discarded_is_gone_and_other_libraries_vectors_are_not(tmp_path, address, home, about):
    other = made_of(2, uuid4().hex)
    for one in (about, other):
        home.create(one).save()
        home.discard(one)
        home.discard(one)
        with pytest.raises(LibraryError):
            home.open(one)
        assert len(home.create(one)) == 0
    if address.choice != "faiss":
        home.discard(about)
        home.open(other)


def test_vectors_of_another_length_are_never_taken_for_these(index, home, about):
    index.save()
    with pytest.raises(LibraryError, match="重建"):
        home.open(made_of(3, about.library))


def test_it_can_be_used_again_after_closing(index, home, about):
    index.save()
    home.close()
    assert len(home.open(about)) == 3


def test_shared_vectors_are_kept_when_another_folder_begins(address, index, home, about):
    kept = 0 if address.choice == "faiss" else 3
    index.save()
    assert len(home.create(about)) == kept


def test_homes_are_told_apart_without_their_passwords():
    homes = [
        vector_home(choice, Path("index"), "postgresql+psycopg://me:secret@db/jiangpu")
        for choice in ("faiss", "postgresql", "http://me:secret@milvus:19530", "vectors.db")
    ]
    names = {home.name for home in homes}
    assert names == {"faiss", "postgresql", "milvus:19530", "vectors.db"}


@pytest.mark.parametrize("choice", ["postgresql", "qdrant", ""])
def test_a_choice_that_cannot_be_is_refused(choice):
    with pytest.raises(InvalidRequest, match=r"JIANGPU_DATABASE|不认得"):
        vector_home(choice, Path("index"))


@pytest.mark.parametrize(
    ("choice", "module", "extra"),
    [("postgresql", "psycopg", "jiangpu[postgresql]"), ("http://127.0.0.1:1", "pymilvus", "jiangpu[milvus]")],
)
def test_a_missing_driver_is_said(choice, module, extra, monkeypatch):
    monkeypatch.setitem(sys.modules, module, None)
    home = vector_home(choice, Path("index"), "postgresql+psycopg://127.0.0.1:1/none")
    with pytest.raises(LibraryError) as said:
        home.open(made_of(2))
    assert extra in str(said.value)


@pytest.mark.parametrize(("choice", "module"), [("postgresql", "psycopg"), ("http://127.0.0.1:1", "pymilvus")])
def test_a_server_that_does_not_answer_is_said(choice, module):
    pytest.importorskip(module, reason=f"没有安装 {module}")
    home = vector_home(choice, Path("index"), "postgresql+psycopg://me:secret@127.0.0.1:1/none")
    with pytest.raises(LibraryError, match="请检查") as said:
        home.create(made_of(2))
    assert "secret" not in str(said.value)


def test_a_database_without_pgvector_is_said(postgresql_url):
    """As it is where the extension may not be installed by who asks."""
    engine = create_engine(make_url(postgresql_url).set(drivername="postgresql+psycopg"))
    with engine.begin() as connection:
        connection.execute(text("DROP ROLE IF EXISTS visitor"))
        connection.execute(text("CREATE ROLE visitor LOGIN"))
    engine.dispose()
    url = make_url(postgresql_url).set(username="visitor").render_as_string(hide_password=False)
    home = vector_home("postgresql", Path("index"), url)
    with pytest.raises(LibraryError, match="CREATE EXTENSION vector"):
        home.create(made_of(2))
    home.close()


def flat(folder: Path, count: int = 3) -> FlatVectors:
    """A saved index of so many vectors."""
    index = FlatFile(folder).create(made_of(2))
    index.replace(range(count), np.resize(np.stack([EAST, NORTH, NORTH_EAST]), (count, 2)))
    index.save()
    return index


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_folder_with_a_chinese_name_is_written_whole(tmp_path):
    flat(tmp_path / "向量")
    assert names(tmp_path / "向量") == ["000001.base"]
    assert len(FlatFile(tmp_path / "向量").open(made_of(2))) == 3


@pytest.mark.parametrize("content", [b"", b"not an index at all", None])
def test_a_damaged_or_missing_base_is_said(tmp_path, content):
    flat(tmp_path)
    base = tmp_path / "000001.base"
    base.unlink() if content is None else base.write_bytes(content)
    with pytest.raises(LibraryError, match="重建"):
        FlatFile(tmp_path).open(made_of(2))


def test_a_cut_off_base_is_said(tmp_path):
    flat(tmp_path)
    base = tmp_path / "000001.base"
    base.write_bytes(base.read_bytes()[:-5])
    with pytest.raises(LibraryError):
        FlatFile(tmp_path).open(made_of(2))


def test_files_with_vectors_of_another_length_are_said(tmp_path):
    flat(tmp_path)
    with pytest.raises(LibraryError, match="维数"):
        FlatFile(tmp_path).open(made_of(3))


def test_a_change_is_written_behind_the_others_and_leaves_the_base_alone(tmp_path):
    index = flat(tmp_path)
    base = (tmp_path / "000001.base").stat()
    sizes = []
    for turn in range(3):
        index.remove([turn])
        index.replace([7], EAST[None, :])
        index.save()
        sizes.append((tmp_path / "000001.log").stat().st_size)
    assert (tmp_path / "000001.base").stat() == base
    assert sizes[1] - sizes[0] == sizes[2] - sizes[1] < 100
    assert FlatFile(tmp_path).open(made_of(2)).cosines(EAST, range(9)) == {7: 1.0}


@pytest.mark.parametrize("kept", [1, 30, -1])
def test_of_a_write_that_was_cut_off_nothing_is_seen_and_the_next_one_is_whole(tmp_path, kept):
    index = flat(tmp_path)
    log = tmp_path / "000001.log"
    index.remove([0])
    index.save()
    before = log.read_bytes()
    index.replace([5], EAST[None, :])
    index.save()
    log.write_bytes(before + log.read_bytes()[len(before) :][:kept])
    opened = FlatFile(tmp_path).open(made_of(2))
    assert sorted(opened.nearest(EAST, 9, EVERYTHING)) == [1, 2]
    opened.replace([6], NORTH[None, :])
    opened.save()
    assert sorted(FlatFile(tmp_path).open(made_of(2)).nearest(EAST, 9, EVERYTHING)) == [1, 2, 6]


def test_a_write_whose_bytes_are_not_those_written_is_not_seen(tmp_path):
    index = flat(tmp_path)
    index.replace([5], EAST[None, :])
    index.save()
    log = tmp_path / "000001.log"
    content = bytearray(log.read_bytes())
    content[-1] ^= 1
    log.write_bytes(content)
    assert len(FlatFile(tmp_path).open(made_of(2))) == 3


def test_what_has_grown_is_folded_and_who_has_it_open_goes_on(tmp_path, monkeypatch):
    monkeypatch.setattr("search.vectors.flat.FOLDED_LEAST", 4)
    flat(tmp_path)
    reading, writing = FlatFile(tmp_path), FlatFile(tmp_path).open(made_of(2))
    before = reading.open(made_of(2))
    for number in range(10, 16):
        writing.replace([number], EAST[None, :])
        writing.save()
        assert len(reading.open(made_of(2))) == len(writing) == number - 6
    assert names(tmp_path) == ["000002.base", "000002.log"]
    assert sorted(before.nearest(EAST, 9, EVERYTHING)) == [0, 1, 2]


def test_a_state_that_was_opened_stays_as_it_was(tmp_path):
    flat(tmp_path)
    home = FlatFile(tmp_path)
    reading, writing = home.open(made_of(2)), home.open(made_of(2))
    writing.remove([0])
    writing.replace([9], NORTH[None, :])
    assert sorted(reading.nearest(EAST, 9, EVERYTHING)) == [0, 1, 2]
    writing.save()
    assert sorted(reading.nearest(EAST, 9, EVERYTHING)) == [0, 1, 2]
    assert sorted(home.open(made_of(2)).nearest(EAST, 9, EVERYTHING)) == [1, 2, 9]


def test_an_index_made_anew_is_not_taken_for_the_old_one(tmp_path):
    flat(tmp_path)
    reading, writing = FlatFile(tmp_path), FlatFile(tmp_path)
    reading.open(made_of(2))
    writing.discard(made_of(2))
    flat(tmp_path, count=2)
    assert len(reading.open(made_of(2))) == 2


def test_numbers_follow_from_kind_and_id():
    assert number_of("Person", "person-1") == number_of("Person", "person-1")
    assert number_of("Person", "person-1") != number_of("Person", "person-2")
    for kind in KINDS:
        assert number_of(kind, "x-1") in numbers_of_kind(kind)
    assert numbers_of_kind(KINDS[-1])[-1] < 2**63
