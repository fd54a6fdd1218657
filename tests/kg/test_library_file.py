"""The library on disk: schema, upgrades, readers beside writers, and what is said when it cannot be used."""

import sqlite3
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

import kg
from corpus.errors import InvalidRequest, LibraryError
from kg import Store
from kg.schema import REVISION, Base
from tests.kg.articles import article, said

ONE = article("a", said("潘从明在金川集团公司工作。", works_at=("潘从明", "金川集团公司")))
TWO = article("b", said("李营在锦州热电公司工作。", works_at=("李营", "锦州热电公司")))


def test_the_migrations_make_exactly_the_tables_of_the_models(tmp_path):
    Store.open(f"sqlite:///{tmp_path}/library.db").close()
    engine = create_engine(f"sqlite:///{tmp_path}/library.db")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
        assert MigrationContext.configure(connection).get_current_revision() == REVISION
    engine.dispose()


def test_the_program_knows_its_newest_revision():
    scripts = ScriptDirectory(str(Path(kg.__file__).parent / "migrations"))
    assert scripts.get_current_head() == REVISION


def test_what_was_added_is_there_after_reopening(tmp_path):
    url = f"sqlite:///{tmp_path}/new/folder/library.db"
    with Store.open(url) as store:
        store.add(*ONE)
    with Store.open(url) as store:
        assert [e.name for e in store.named("潘从明")] == ["潘从明"]


def test_a_reader_works_while_another_writes(tmp_path):
    url = f"sqlite:///{tmp_path}/library.db"
    with Store.open(url) as writer:
        writer.add(*ONE)
        with writer._database.writing(), Store.open(url) as reader:
            assert reader.counts()["documents"] == 1


def test_a_second_writer_waits_its_turn(tmp_path):
    url = f"sqlite:///{tmp_path}/library.db"
    with Store.open(url) as first, Store.open(url) as second:
        with first._database.writing():
            thread = threading.Thread(target=second.add, args=TWO)
            thread.start()
            thread.join(0.2)
            assert thread.is_alive()
        thread.join()
        assert first.has("b")


def test_a_second_writer_gives_up_in_words(tmp_path):
    url = f"sqlite:///{tmp_path}/library.db"
    with (
        Store.open(url) as first,
        Store.open(url, wait_s=0.1) as second,
        first._database.writing(),
        pytest.raises(LibraryError, match="正被另一个程序写入"),
    ):
        second.add(*TWO)


def test_many_threads_share_a_store(store):
    documents = [article(f"d{n}", said(f"甘肃省总工会表彰李营{n}号。", names=["甘肃省总工会"])) for n in range(8)]
    threads = [threading.Thread(target=store.add, args=document) for document in documents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.counts()["documents"] == 8
    assert len(store.mentions(store.named("甘肃省总工会")[0].id)) == 8


def test_a_failing_document_leaves_nothing_behind(store, monkeypatch):
    store.add(*ONE)
    before = (store.counts(), store.generation())
    monkeypatch.setattr("kg.statements.Statements.write_measures", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        store.add(*TWO)
    assert (store.counts(), store.generation()) == before


def test_a_file_that_is_no_database_is_said_so(tmp_path):
    (tmp_path / "library.db").write_text("这不是数据库" * 1000)
    with pytest.raises(LibraryError, match="不是匠谱的资料库，或已损坏。请改用备份"):
        Store.open(f"sqlite:///{tmp_path}/library.db")


def test_a_damaged_library_is_said_so(tmp_path):
    path = tmp_path / "library.db"
    with Store.open(f"sqlite:///{path}") as store:
        for number in range(20):
            store.add(*article(f"d{number}", said(f"李营{number}在甘肃省。" * 50, names=["甘肃省"])))
    content = bytearray(path.read_bytes())
    content[4096 * 2 :] = b"\x5a" * (len(content) - 4096 * 2)
    path.write_bytes(content)
    with pytest.raises(LibraryError, match="已损坏。请改用备份"), Store.open(f"sqlite:///{path}") as store:
        store.documents(100)
        store.counts()


def test_another_programs_database_is_left_alone(tmp_path):
    path = tmp_path / "library.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    with pytest.raises(LibraryError, match="是别的程序的数据库"):
        Store.open(f"sqlite:///{path}")


def test_a_newer_library_is_not_touched(tmp_path):
    path = tmp_path / "library.db"
    Store.open(f"sqlite:///{path}").close()
    connection = sqlite3.connect(path)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    with pytest.raises(LibraryError, match="由更新的版本写成（9999，本程序只到"):
        Store.open(f"sqlite:///{path}")


def test_an_address_that_is_none_is_refused(tmp_path):
    with pytest.raises(InvalidRequest, match="资料库地址"):
        Store.open("library")
    with pytest.raises(LibraryError, match="没有安装"):
        Store.open("nosuch://x/y")
    (tmp_path / "file").write_text("")
    with pytest.raises(LibraryError, match="打不开"):
        Store.open(f"sqlite:///{tmp_path}/file/library.db")
