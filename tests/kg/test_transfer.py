"""A library moved to another database: every row arrives, or none does."""

import sys

import pytest
from sqlalchemy import select

from corpus.errors import InvalidRequest, LibraryError
from kg import Store, transfer
from kg.schema import Base
from tests.kg.articles import article, said
from tests.kg.test_add_remove import POOL, told


@pytest.fixture
def full(store):
    """A library with everything in it: documents come and gone, decisions, merged entities, doubts."""
    for document in POOL:
        store.add(*document)
    store.remove(POOL[1][0].id)
    honour = said("张伟获2020年锦州市劳动模范。", received=("张伟", "2020年锦州市劳动模范"))
    for id_, employer in (("x", "金川集团公司"), ("y", "锦州石化公司")):  # one or two people: in doubt
        works = said(f"张伟在{employer}工作。", works_at=("张伟", employer))
        store.add(*article(id_, works, honour))
    store.decide(handle_in(store, "c"), handle_in(store, "e"), same=True)
    store.decide(handle_in(store, "a"), handle_in(store, "c"), same=False)
    return store


def handle_in(store, document):
    """What one document calls 潘从明."""
    handles = [handle for entity in store.named("潘从明") for handle in store.identity_of(entity.id).handles]
    return next(handle.id for handle in handles if document in handle.documents)


@pytest.fixture
def other(tmp_path):
    with Store.open(f"sqlite:///{tmp_path}/other/library.db") as opened:
        yield opened


def rows(store):
    """All rows of all tables."""
    with store._database.reading() as session:
        return {t.name: sorted(map(repr, session.execute(select(t)))) for t in Base.metadata.sorted_tables}


def assert_same(one, two):
    assert rows(one) == rows(two)
    assert told(one) == told(two)
    assert (one.identity(), one.generation()) == (two.identity(), two.generation())
    assert one.changes(after=0, limit=1000) == two.changes(after=0, limit=1000)
    assert one.rulings() == two.rulings()


def test_the_library_of_these_tests_has_rows_of_every_kind(full):
    assert [name for name, found in rows(full).items() if not found] == []


def test_a_moved_library_is_the_same(full, other):
    calls = []
    sizes = transfer(full, other, lambda *call: calls.append(call))
    assert_same(full, other)
    assert sizes == {name: len(found) for name, found in rows(full).items()}
    total = sum(sizes.values())
    assert calls[0][:2] == (0, total) and calls[-1] == (total, total, "")


def test_to_postgresql_and_back_it_is_the_same(full, other, postgresql_url):
    with Store.open(postgresql_url) as between:
        transfer(full, between)
        assert_same(full, between)
        transfer(between, other)
    assert_same(full, other)


def test_a_moved_library_goes_on_as_the_old_one(full, postgresql_url):
    new = article("z", said("潘从明在锦州热电公司工作。", works_at=("潘从明", "锦州热电公司")))
    with Store.open(postgresql_url) as moved:
        transfer(full, moved)
        for store in (full, moved):
            store.add(*new)
            store.undecide(store.rulings()[0].id)
            store.remove(POOL[0][0].id)
        assert told(moved) == told(full)
        assert moved.generation() == full.generation()


def test_a_library_that_is_not_empty_is_no_target(full, other):
    other.add(*POOL[3])
    before = rows(other)
    with pytest.raises(InvalidRequest, match="不能往里搬"):
        transfer(full, other)
    assert rows(other) == before


def test_a_library_with_nothing_but_a_decision_is_no_target(full, other):
    for document in (POOL[0], POOL[2]):
        other.add(*document)
    other.decide(handle_in(other, "a"), handle_in(other, "c"), same=True)
    for document in (POOL[0], POOL[2]):
        other.remove(document[0].id)
    with pytest.raises(InvalidRequest, match="人的裁定"):
        transfer(full, other)


def test_a_move_that_is_stopped_leaves_nothing_and_can_be_made_again(full, other):
    before = rows(other)

    def stop(done, total, table):
        if done > total / 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        transfer(full, other, stop)
    assert rows(other) == before
    transfer(full, other)
    assert_same(full, other)


def test_a_move_that_loses_rows_is_said_and_undone(full, other, monkeypatch):
    moving = sys.modules["kg.transfer"]
    whole = moving._batches

    def lossy(session, table):
        for batch in whole(session, table):
            yield batch if table.name != "changes" else batch[:1]

    monkeypatch.setattr(moving, "_batches", lossy)
    with pytest.raises(LibraryError, match="没有搬全"):
        transfer(full, other)
    assert other.counts()["documents"] == 0
