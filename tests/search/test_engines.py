"""A library answers alike wherever its store and its vectors are, and several programs may work over it."""

import multiprocessing
import os
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from kg import Store
from search import IndexFolder, Searcher, vector_home
from search.numbering import number_of
from search.state import State
from tests.search.small_library import (
    BATTERIES,
    LABELS,
    OFFICIAL,
    REPORTS,
    ROLLING,
    WEIGHTS,
    CharacterEncoder,
    fill,
    id_of,
)

RECORDER = "蓄电池放电自动记录仪KD-200A"
QUESTIONS = ["标签水洗后翘起开裂", "钢板轧制", "人工抄表", "紫色大象跳芭蕾舞"]
KINDS = ["Achievement", "Person", "Passage"]
CLOSE = {"rel": 1e-5, "abs": 1e-5}


@dataclass(frozen=True)
class Setting:
    """Where a library is; enough for another process to open it."""

    url: str
    vectors: str

    def store(self) -> Store:
        return Store.open(self.url)

    def searcher(self, store: Store, folder: Path) -> Searcher:
        parts = IndexFolder(folder, vector_home(self.vectors, folder, self.url))
        return Searcher.open(store, parts, CharacterEncoder(), weights=WEIGHTS)


@pytest.fixture(params=["SQLite, faiss", "PostgreSQL, faiss", "PostgreSQL, pgvector", "PostgreSQL, Milvus"])
def setting(request, tmp_path) -> Setting:
    store, vectors = request.param.split(", ")
    url = f"sqlite:///{tmp_path / 'there.db'}" if store == "SQLite" else request.getfixturevalue("postgresql_url")
    if vectors == "Milvus":
        return Setting(url, request.getfixturevalue("milvus_server"))
    return Setting(url, {"faiss": "faiss", "pgvector": "postgresql"}[vectors])


def answers(searcher: Searcher, store: Store) -> dict[str, object]:
    """All that is found, as far as it does not depend on when and where it was stored."""
    told: dict[str, object] = {}
    for question in QUESTIONS:
        for kind in KINDS:
            told[f"{question} {kind}"] = [
                (hit.name, pytest.approx(hit.score, **CLOSE), [e.text for e in hit.evidence])
                for hit in searcher.search(question, type=kind).hits
            ]
        told[f"{question} experts"] = [
            (expert.name, pytest.approx(expert.fit, **CLOSE)) for expert in searcher.experts(question)
        ]
    for name in ("薄规格钢板控温轧制技术", "韩铁山"):
        told[f"like {name}"] = [(hit.name, pytest.approx(hit.score, **CLOSE)) for hit in similar(searcher, store, name)]
    return told


def similar(searcher: Searcher, store: Store, name: str):
    return searcher.similar(id_of(store, name)).hits


def test_every_setting_gives_the_same_answers(setting, tmp_path, store):
    here = Searcher.open(store, tmp_path / "here", CharacterEncoder(), weights=WEIGHTS)
    with setting.store() as other, closing(setting.searcher(other, tmp_path / "there")) as there:
        for change in (
            lambda of: fill(of, *REPORTS[:2], *REPORTS[3:]),
            lambda of: fill(of, BATTERIES),
            lambda of: of.remove(LABELS[0].id),
            lambda of: fill(of, LABELS),
        ):
            change(store)
            change(other)
            assert here.sync() == there.sync() > 0
            wanted = answers(here, store)
            assert answers(there, other) == wanted
        assert wanted["人工抄表 Achievement"][0][0] == RECORDER
        assert wanted["紫色大象跳芭蕾舞 Passage"] == []
        assert there.rebuild() == here.rebuild()
        assert answers(there, other) == answers(here, store)


def write_elsewhere(setting: Setting, folder: Path, document: str | None) -> None:
    """In a process of its own, with a folder of its own: one report more, and one less."""
    with setting.store() as store, closing(setting.searcher(store, folder)) as searcher:
        fill(store, BATTERIES)
        if document:
            store.remove(document)
        searcher.sync()


def stop(*_args) -> None:
    os._exit(9)


def stop_when_writing(setting: Setting, folder: Path, document: str | None) -> None:
    """The same, but the process ends with the vectors and words written and index.json not."""
    State.save = stop
    write_elsewhere(setting, folder, document)


def elsewhere(what, *args) -> int | None:
    process = multiprocessing.get_context("spawn").Process(target=what, args=args)
    process.start()
    process.join(120)
    return process.exitcode


def names(searcher: Searcher, query: str) -> list[str]:
    return [hit.name for hit in searcher.search(query).hits]


def counted(setting: Setting, store: Store, folder: Path) -> int:
    """How many vectors there are."""
    encoder, home = CharacterEncoder(), vector_home(setting.vectors, folder, setting.url)
    with closing(home):
        return len(home.open(State(store.identity(), 0, encoder.name, encoder.dimensions)))


@pytest.mark.parametrize("setting", ["PostgreSQL, pgvector", "PostgreSQL, Milvus"], indirect=True)
def test_several_programs_over_one_library_follow_each_other(setting, tmp_path):
    with setting.store() as store, closing(setting.searcher(store, tmp_path / "mine")) as searcher:
        fill(store, LABELS, ROLLING)
        searcher.sync()
        assert names(searcher, "人工抄表") == []
        assert elsewhere(write_elsewhere, setting, tmp_path / "other", LABELS[0].id) == 0
        assert names(searcher, "人工抄表") == [], "its words come with the next sync"
        assert searcher.sync() > 0
        assert searcher.sync() == 0
        assert names(searcher, "人工抄表") == [RECORDER]
        assert names(searcher, "标签水洗后翘起开裂") == []
        assert len(names(searcher, "钢板轧制")) > 0
        count = counted(setting, store, tmp_path)
        with closing(setting.searcher(store, tmp_path / "third")) as third:
            third.sync()
            assert counted(setting, store, tmp_path) == count, "each item has one vector, whoever wrote it"
            third.rebuild()
        assert counted(setting, store, tmp_path) == count, "none is left of what has gone"
        assert names(searcher, "人工抄表") == [RECORDER]


@pytest.mark.parametrize("setting", ["PostgreSQL, pgvector", "PostgreSQL, Milvus"], indirect=True)
def test_killed_while_writing_the_next_sync_makes_it_good(setting, tmp_path, store):
    with setting.store() as other, closing(setting.searcher(other, tmp_path / "there")) as there:
        fill(other, LABELS, ROLLING, OFFICIAL)
        there.sync()
        assert elsewhere(stop_when_writing, setting, tmp_path / "there", OFFICIAL[0].id) == 9
        assert there.sync() > 0
        fill(store, LABELS, ROLLING, BATTERIES)
        here = Searcher.open(store, tmp_path / "here", CharacterEncoder(), weights=WEIGHTS)
        here.sync()
        for question in QUESTIONS:
            assert names(there, question) == names(here, question)
        count = counted(setting, other, tmp_path)
        there.rebuild()
        assert counted(setting, other, tmp_path) == count


@pytest.mark.parametrize("setting", ["PostgreSQL, pgvector", "PostgreSQL, Milvus"], indirect=True)
def test_nothing_is_left_of_what_came_after_the_backup_that_was_put_back(setting, tmp_path):
    """The index is then ahead of the store, and so are the vectors that others use too."""
    with setting.store() as store, closing(setting.searcher(store, tmp_path / "mine")) as searcher:
        fill(store, LABELS, ROLLING)
        searcher.sync()
        count = counted(setting, store, tmp_path)
        encoder, home = CharacterEncoder(), vector_home(setting.vectors, tmp_path, setting.url)
        with closing(home):
            vectors = home.open(State(store.identity(), 0, encoder.name, encoder.dimensions))
            vectors.replace([number_of("Achievement", "A999")], encoder.encode_passages(["钢板轧制"]))
        assert counted(setting, store, tmp_path) == count + 1
        path = IndexFolder(tmp_path / "mine").state
        state = State.load(path)
        assert state is not None
        replace(state, applied=state.applied + 100).save(path)
        searcher.sync()
        assert counted(setting, store, tmp_path) == count
        assert len(names(searcher, "钢板轧制")) > 0
