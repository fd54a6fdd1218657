"""A library whose handles were made by other rules says so, takes nothing more in, and can be renewed from itself."""

import sqlite3

import pytest

from corpus.errors import LibraryError
from kg import Store
from tests.kg.articles import article, said
from tests.kg.test_made_up_people import SOME, groups
from tests.kg.test_persons import works
from tests.kg.test_rulings import handle_of


def led(id_: str, studio: str):
    return article(
        id_, said(f"东山钢铁公司{studio}由张伟领衔。", leads=("张伟", studio), hosted_by=(studio, "东山钢铁公司"))
    )


def age(path) -> None:
    """As an older version left it: studios called after persons were proper names, and rules were not counted."""
    connection = sqlite3.connect(path)
    connection.execute("UPDATE handles SET document_id = NULL WHERE type = 'Studio'")
    connection.execute("DELETE FROM handle_marks WHERE handle_id IN (SELECT id FROM handles WHERE type = 'Studio')")
    connection.execute("UPDATE library SET rules = 0")
    connection.commit()
    connection.close()


def test_nothing_is_added_to_an_outdated_library_until_it_is_renewed(tmp_path):
    url = f"sqlite:///{tmp_path}/library.db"
    with Store.open(url) as store:
        store.add(*led("a", "张伟劳模创新工作室"))
    age(tmp_path / "library.db")
    with Store.open(url) as store:
        assert store.is_outdated()
        with pytest.raises(LibraryError, match=r"旧版本写成.*jiangpu rebuild"):
            store.add(*led("b", "张伟创新工作室"))
        with pytest.raises(LibraryError, match="jiangpu rebuild"):
            store.require_current()
        store.renew()
        assert not store.is_outdated()
        store.add(*led("b", "张伟创新工作室"))
        studios = [e for e in store.all_entities() if e.type == "Studio"]
        assert [{d.document for d in store.decisions(e.id)} for e in studios] == [{"a", "b"}]


def test_renewing_changes_nothing_where_the_rules_are_the_same_and_keeps_decisions(tmp_path):
    def told(store: Store):
        facts = [store.document_facts(document.id) for document, _ in SOME]
        relations = [sorted((r.type, r.head.name, r.tail.name, r.evidence) for r in found) for found, _ in facts]
        passages = [store.passages(document.id) for document, _ in SOME]
        return groups(store), relations, [[p.evidence for p in some] for some in passages], store.documents(100)

    with Store.open(f"sqlite:///{tmp_path}/library.db") as store:
        for document in SOME:
            store.add(*document)
        store.add(*works("x", "张伟", "东山钢铁公司"))
        store.add(*works("y", "张伟", "西河石化公司"))
        store.decide(handle_of(store, "x"), handle_of(store, "y"), same=True)
        before, ids = told(store), {e.id for e in store.all_entities()}
        age(tmp_path / "library.db")
        store.renew()
        assert told(store) == before
        now = {e.id for e in store.all_entities()}
        assert {store.renamed(id_) for id_ in ids - now} <= now, "old links lead on"
        assert len(store.named("张伟")) == 1


def test_an_empty_library_of_an_older_version_is_simply_used(tmp_path):
    url = f"sqlite:///{tmp_path}/library.db"
    Store.open(url).close()
    age(tmp_path / "library.db")
    with Store.open(url) as store:
        assert not store.is_outdated()
        store.add(*led("a", "张伟劳模创新工作室"))
        assert not store.is_outdated()
