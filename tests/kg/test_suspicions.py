"""Probable misprints stay with their document, also in a library that an earlier version has made."""

from dataclasses import replace
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

import kg
from ingest.facts import Span, Suspicion
from kg import Store
from tests.kg.articles import article, said

DOCUMENT, EXTRACTION = article("a", said("李营研制了聚乙稀醇装置。", names=["李营"]))
DOUBT = Suspicion(Span(5, 9), "聚乙稀醇", "聚乙烯醇", "形近", 0.8)
OLD = """INSERT INTO documents (id, name, title, media_type, text, places, added, added_at)
VALUES ('old', 'old.txt', '旧资料', 'text/plain', '旧资料', '[]', 1, '2024-01-01 00:00:00')"""


def test_suspicions_stay_with_their_document(store):
    store.add(DOCUMENT, replace(EXTRACTION, suspicions=(DOUBT,)))
    assert store.document("a").suspicions == (DOUBT,)
    assert store.documents(1).items[0].suspicions == (DOUBT,)


def test_documents_of_an_older_library_have_none(tmp_path):
    url = f"sqlite:///{tmp_path}/library.db"
    engine = create_engine(url)
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(Path(kg.__file__).parent / "migrations"))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(text(OLD))
    engine.dispose()
    with Store.open(url) as store:
        assert store.document("old").suspicions == ()
        store.add(DOCUMENT, replace(EXTRACTION, suspicions=(DOUBT,)))
        assert store.document("a").suspicions == (DOUBT,)
