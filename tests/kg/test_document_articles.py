"""The articles that a document holds are kept with it, and a library of before is brought up."""

from dataclasses import replace
from importlib.resources import as_file, files

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

from ingest.facts import Article, Span
from kg import Store
from tests.kg.articles import article, said

ARTICLES = (
    Article("老师傅的新夹具", (Span(0, 4),), True, "谈到徒弟"),
    Article("银行总部开工", (Span(4, 6), Span(8, 9)), False, "全文没有与职工创新有关的词"),
)


def test_a_documents_articles_come_back_as_they_were(store):
    document, extraction = article("a", said("潘从明在金川集团公司工作。", works_at=("潘从明", "金川集团公司")))
    store.add(document, replace(extraction, articles=ARTICLES))
    assert store.document("a").articles == ARTICLES


def test_a_library_of_the_first_version_is_brought_up(tmp_path):
    url = f"sqlite:///{tmp_path}/library.db"
    engine = create_engine(url)
    with as_file(files("kg").joinpath("migrations")) as folder, engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(folder))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(
            text(
                "INSERT INTO documents (id, name, title, media_type, text, places, added, added_at)"
                " VALUES ('old', '旧.txt', '旧', 'text/plain', '旧资料。', '[]', 1, '2025-01-01 00:00:00')"
            )
        )
    engine.dispose()
    with Store.open(url) as store:
        assert store.document("old").articles == ()
        assert store.document("old").text == "旧资料。"
