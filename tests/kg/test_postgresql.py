"""The same library in PostgreSQL tells the same; needs `pip install pgserver psycopg[binary]`, skipped without them."""

import threading

import pytest

from corpus.errors import LibraryError
from kg import Store
from tests.kg.test_add_remove import POOL, told


def test_postgresql_tells_what_sqlite_tells(postgresql_url, store):
    with Store.open(postgresql_url) as other:
        for document in POOL:
            assert other.add(*document) and store.add(*document)
        assert told(other) == told(store)
        assert other.counts() == store.counts()
        assert [e.name for e in other.entities("金川", None, 9).items] == [
            e.name for e in store.entities("金川", None, 9).items
        ]
        for number in (1, 4, 0):
            other.remove(POOL[number][0].id)
            store.remove(POOL[number][0].id)
            assert told(other) == told(store)
    with Store.open(postgresql_url) as again:
        assert again.generation() == store.generation()
        page = again.entities("锦州", None, 1)
        assert page.cursor is not None
        assert again.entities("锦州", None, 9, page.cursor).items
        assert again.entities(None, None, 2, again.entities(None, None, 2).cursor).items


def test_programs_that_open_an_empty_database_at_once_find_one_library(postgresql_url):
    opened: list[Store] = []
    threads = [threading.Thread(target=lambda: opened.append(Store.open(postgresql_url))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({store.identity() for store in opened}) == 1 and len(opened) == 4
    for store in opened:
        store.close()


def test_a_second_writer_waits_its_turn_and_gives_up_in_words(postgresql_url):
    with Store.open(postgresql_url) as first, Store.open(postgresql_url, wait_s=0.2) as second:
        with first._database.writing():
            with pytest.raises(LibraryError, match="正被另一个程序写入"):
                second.add(*POOL[0])
            assert second.counts()["documents"] == 0
        assert second.add(*POOL[0]) and first.has(POOL[0][0].id)


def test_a_database_without_a_library_is_said_so_and_left_empty(postgresql_url):
    for _ in range(2):
        with pytest.raises(LibraryError, match="还没有资料库"):
            Store.open(postgresql_url, create=False)
