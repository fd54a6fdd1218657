"""Documents by name, and what they name."""

from dataclasses import replace

import pytest

from corpus.errors import InvalidRequest
from tests.kg.articles import article, said


def add(store, id_: str, title: str, *sentences) -> None:
    document, extraction = article(id_, *sentences)
    store.add(replace(document, title=title, name=f"{id_}.TXT"), extraction)


def titles(store, name: str, limit: int = 10, offset: int = 0) -> tuple[list[str], int]:
    found, count = store.documents_named(name, limit, offset)
    return [document.title for document in found], count


def test_by_title_and_file_newest_first(store):
    for id_, title in (("a", "井下100%安全"), ("b", "井上新事"), ("c", "河边")):
        add(store, id_, title, said("无事。"))
    assert titles(store, "") == (["河边", "井上新事", "井下100%安全"], 3)
    assert titles(store, "井", limit=1, offset=1) == (["井下100%安全"], 2)
    assert titles(store, "井 新事") == (["井上新事"], 1)
    assert titles(store, "c.txt") == (["河边"], 1)
    assert titles(store, "0%") == (["井下100%安全"], 1)
    assert titles(store, "_") == ([], 0)
    with pytest.raises(InvalidRequest):
        store.documents_named("", 0)


def test_what_documents_name_comes_once(store):
    add(store, "a", "一", said("林秋生在青川公司。", works_at=("林秋生", "青川公司")))
    add(store, "b", "二", said("青川公司在白银市。", located_in=("青川公司", "白银市")))
    assert [e.name for e in store.document_entities(["a", "b"])] == ["青川公司", "林秋生", "白银市"]
    assert [e.name for e in store.document_entities(["b"])] == ["青川公司", "白银市"]
    assert store.document_entities(["nowhere"]) == ()
