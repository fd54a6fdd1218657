"""What several test folders share."""

import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url

from ingest import Reader

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def reader() -> Reader:
    """Tagger and rules, built once: loading costs a fifth of a second."""
    return Reader.load()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the newspaper pages and what a careful reader finds in them; it is no part of the repository."""
    if not SHARED.is_dir():
        pytest.skip("没有 ../shared：报纸原文和人工标注不在仓库里")
    return SHARED


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of a PostgreSQL server that lives as long as the tests."""
    pgserver = pytest.importorskip("pgserver", reason="没有 pgserver：pip install pgserver 'psycopg[binary]'")
    pytest.importorskip("psycopg", reason="没有 psycopg：pip install 'psycopg[binary]'")
    # Not in pytest's own folder: when root runs the tests, the server runs as another user, who may not look in there.
    with tempfile.TemporaryDirectory() as folder:
        server = pgserver.get_server(folder, cleanup_mode="stop")
        yield server.get_uri()
        server.cleanup()


_NUMBERS = count()


@pytest.fixture
def postgresql_url(postgresql_server: str) -> str:
    """The address of an empty database there, written as PostgreSQL itself writes it."""
    server, name = make_url(postgresql_server), f"library{next(_NUMBERS)}"
    engine = create_engine(server.set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()
    return server.set(database=name).render_as_string(hide_password=False)
