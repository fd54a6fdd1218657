"""The same library in PostgreSQL tells the same; needs `pip install pgserver psycopg[binary]`, skipped without them."""

import tempfile

import pytest

from kg import Store
from tests.kg.test_add_remove import POOL, told

pgserver = pytest.importorskip("pgserver")
pytest.importorskip("psycopg")


@pytest.fixture
def url():
    # Not in pytest's own folder: when root runs the tests, the server runs as another user, who may not look in there.
    with tempfile.TemporaryDirectory() as folder:
        server = pgserver.get_server(folder, cleanup_mode="stop")
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        server.cleanup()


def test_postgresql_tells_what_sqlite_tells(url, store):
    with Store.open(url) as other:
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
    with Store.open(url) as again:
        assert again.generation() == store.generation()
        page = again.entities("锦州", None, 1)
        assert page.cursor is not None
        assert again.entities("锦州", None, 9, page.cursor).items
        assert again.entities(None, None, 2, again.entities(None, None, 2).cursor).items
