import json
import multiprocessing
import os
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from filelock import FileLock

from kg import Store
from search import Searcher
from search.cards import CardMaker
from search.current import CurrentIndex
from search.folder import IndexFolder
from search.fusion import Weights
from search.lexical import LexicalIndex, LexicalWriter
from search.numbering import numbers_of_parts
from search.retrieval import NO_FILTERS
from search.state import State
from search.vectors import FlatVectors
from tests.search.small_library import (
    BATTERIES,
    CONTEST,
    DERAILING,
    LABELS,
    OFFICIAL,
    REPORTS,
    ROLLING,
    WEIGHTS,
    CharacterEncoder,
    fill,
    id_of,
    report,
)

LABEL = "无痕水洗标印制工艺"


def open_searcher(store: Store, tmp_path: Path, encoder=None) -> Searcher:
    return Searcher.open(store, tmp_path / "index", encoder or CharacterEncoder(), weights=WEIGHTS)


def names(searcher: Searcher, query: str, **options) -> list[str]:
    return [hit.name for hit in searcher.search(query, **options).hits]


PROBES = np.random.default_rng(0).standard_normal((4, 256)).astype(np.float32)
"""Vectors are told apart by how near they are to a few others."""


def content(store: Store, tmp_path: Path, encoder=None) -> tuple[dict, dict]:
    """All cards that the index on disk holds, by id, and what its vectors are near to, by number."""
    encoder = encoder or CharacterEncoder()
    expected = State(store.identity(), 0, encoder.name, encoder.dimensions)
    retriever = CurrentIndex(IndexFolder(tmp_path / "index"), str.split, Weights()).retriever(expected)
    assert retriever is not None
    changed = [change.id for change in store.changes(0, 10_000)]
    cards = retriever.lexical.cards(changed)
    parts = [number for i, card in cards.items() for number in numbers_of_parts(i, len(card.parts))]
    assert len(cards) == len(retriever.lexical) == len(retriever.vectors) - len(parts)
    numbers = [number for kind in {c.type for c in cards.values()} for number in _numbers(retriever, kind)] + parts
    near = [retriever.vectors.cosines(probe[: encoder.dimensions], numbers) for probe in PROBES]
    return cards, {number: [cosines[number] for cosines in near] for number in near[0]}


def _numbers(retriever, kind: str) -> list[int]:
    return retriever.lexical.numbers(kind, NO_FILTERS)


def rebuilt(store: Store, tmp_path: Path) -> tuple[dict, dict]:
    """The content of an index made anew."""
    elsewhere = tmp_path / "elsewhere"
    Searcher.open(store, elsewhere / "index", CharacterEncoder()).sync()
    made = content(store, elsewhere)
    shutil.rmtree(elsewhere)
    return made


def test_everything_is_indexed_once(store, tmp_path, encoder):
    fill(store, *REPORTS)
    searcher = open_searcher(store, tmp_path, encoder)
    counts = store.counts()
    steps: list[tuple[int, int]] = []
    indexed = searcher.sync(lambda done, total: steps.append((done, total)))
    assert indexed == counts["passages"] + counts["entities"]
    assert steps[-1] == (indexed, indexed)
    cards, vectors = content(store, tmp_path)
    assert len(encoder.encoded) == len(vectors) == indexed + sum(len(card.parts) for card in cards.values())
    assert searcher.sync() == 0
    assert len(encoder.encoded) == len(vectors)


def test_one_more_document_encodes_only_what_it_touches(store, tmp_path, encoder):
    fill(store, *REPORTS[:-1])
    searcher = open_searcher(store, tmp_path, encoder)
    searcher.sync()
    encoder.encoded.clear()
    fill(store, REPORTS[-1])
    searcher.sync()
    # its sentence, the four things that it names, and the achievement's name with its one sentence
    assert len(encoder.encoded) == 6
    assert content(store, tmp_path) == rebuilt(store, tmp_path)


def test_one_document_less_encodes_only_what_else_it_named(store, tmp_path, encoder):
    fill(store, LABELS, OFFICIAL, BATTERIES)
    searcher = open_searcher(store, tmp_path, encoder)
    searcher.sync()
    encoder.encoded.clear()
    store.remove(OFFICIAL[0].id)
    searcher.sync()
    # the enterprise, and the achievement with its parts
    assert {text[:6] for text in encoder.encoded} == {"云岭针织公司", "无痕水洗标印"}
    assert sum(text.startswith("云岭针织公司") for text in encoder.encoded) == 1
    assert names(searcher, "钱正", type="Person") == []
    assert content(store, tmp_path) == rebuilt(store, tmp_path)


def test_a_removed_document_is_found_no_more(store, tmp_path):
    fill(store, LABELS, BATTERIES)
    searcher = open_searcher(store, tmp_path)
    searcher.sync()
    assert names(searcher, LABEL) == [LABEL]
    store.remove(LABELS[0].id)
    assert searcher.sync() > 0
    assert names(searcher, LABEL) == []
    assert names(searcher, LABEL, type="Passage") == []
    assert names(searcher, "人工抄表") == ["蓄电池放电自动记录仪KD-200A"]
    store.remove(BATTERIES[0].id)
    searcher.sync()
    assert content(store, tmp_path) == ({}, {})


def test_what_becomes_known_about_an_enterprise_reaches_its_peoples_achievements(store, tmp_path, encoder):
    fill(store, ROLLING)
    searcher = open_searcher(store, tmp_path, encoder)
    searcher.sync()
    card = searcher.search("轧机轴承").facets["region"]
    assert card == {}
    seat = report(
        "东岭钢铁公司坐落在东岭省。", "单位:东岭钢铁公司 地:东岭省", [("东岭钢铁公司", "located_in", "东岭省")]
    )
    fill(store, seat)
    searcher.sync()
    assert searcher.search("轧机轴承").facets["region"] == {"东岭省": 1}
    assert content(store, tmp_path) == rebuilt(store, tmp_path)
    store.remove(seat[0].id)
    searcher.sync()
    assert searcher.search("轧机轴承").facets["region"] == {}
    assert content(store, tmp_path) == rebuilt(store, tmp_path)


def test_a_place_known_by_a_fuller_name_reaches_the_sentences_that_name_it(store, tmp_path):
    short = report("江北的工人造出了新机床。", "地:江北")
    full = report("江北省表彰了工人，江北的工人很高兴。", "地:江北省/江北")
    fill(store, short)
    searcher = open_searcher(store, tmp_path)
    searcher.sync()
    fill(store, full)
    searcher.sync()
    assert searcher.search("造出机床", type="Passage").facets["region"] == {"江北省": 1}
    assert content(store, tmp_path) == rebuilt(store, tmp_path)


def test_an_organization_known_by_a_fuller_name_reaches_the_sentences_that_name_it(store, tmp_path):
    short = report("江北机床的工人造出了新机床。", "单位:江北机床")
    full = report("江北机床公司表彰了工人，江北机床的工人很高兴。", "单位:江北机床公司/江北机床")
    fill(store, short)
    searcher = open_searcher(store, tmp_path)
    searcher.sync()
    fill(store, full)
    searcher.sync()
    assert searcher.search("造出机床", type="Passage").facets["organization"] == {"江北机床公司": 2}
    assert content(store, tmp_path) == rebuilt(store, tmp_path)


def test_what_an_enterprise_is_part_of_reaches_its_peoples_achievements(store, tmp_path):
    fill(store, ROLLING)
    searcher = open_searcher(store, tmp_path)
    searcher.sync()
    above = report(
        "东岭钢铁公司是东岭集团的一部分。",
        "单位:东岭钢铁公司 单位:东岭集团",
        [("东岭钢铁公司", "part_of", "东岭集团")],
    )
    fill(store, above)
    searcher.sync()
    assert searcher.search("轧机轴承").facets["organization"] == {"东岭钢铁公司": 1, "东岭集团": 1}
    assert content(store, tmp_path) == rebuilt(store, tmp_path)


def test_a_document_that_comes_during_a_sync_is_not_lost_on_the_next(store, tmp_path, monkeypatch):
    """The achievement is indexed before its maker's enterprise has a place, the enterprise after."""
    monkeypatch.setattr("search.sync.BATCH", 1)
    fill(store, ROLLING)
    maker = "东岭钢铁公司"
    seat = report(f"{maker}坐落在东岭省。", f"单位:{maker} 地:东岭省", [(maker, "located_in", "东岭省")])
    late = {id_of(store, maker)}
    read = CardMaker.entities

    def read_late(self, ids):
        wanted = list(ids)
        if late & set(wanted):
            late.clear()
            fill(store, seat)
        return read(self, wanted)

    known = store.changes(0, 100)
    ids = sorted(known, key=lambda change: change.id == id_of(store, maker))
    changes = tuple(replace(change, sequence=at.sequence) for change, at in zip(ids, known, strict=True))
    monkeypatch.setattr(Store, "changes", lambda self, after, limit: changes if after == 0 else ())
    monkeypatch.setattr(CardMaker, "entities", read_late)
    searcher = open_searcher(store, tmp_path)
    searcher.sync()
    monkeypatch.undo()
    assert not late
    searcher.sync()
    assert searcher.search("轧机轴承").facets["region"] == {"东岭省": 1}
    assert content(store, tmp_path) == rebuilt(store, tmp_path)


def test_documents_one_by_one_make_the_same_index_as_all_at_once(store, tmp_path):
    searcher = open_searcher(store, tmp_path)
    for one in (CONTEST, OFFICIAL, DERAILING, LABELS):
        fill(store, one)
        searcher.sync()
    store.remove(OFFICIAL[0].id)
    searcher.sync()
    assert content(store, tmp_path) == rebuilt(store, tmp_path)


def test_however_often_something_is_added_the_index_stays_in_few_segments(store, tmp_path):
    searcher = open_searcher(store, tmp_path)
    for number in range(20):
        fill(store, report(f"云岭针织公司在{number}号车间设立创新工作室。", "单位:云岭针织公司"))
        searcher.sync()
    searcher.close()
    with FileLock(tmp_path / "index" / "sync.lock"):
        segments = json.loads((tmp_path / "index" / "lexical" / "meta.json").read_text())["segments"]
    assert len(segments) < 10
    assert content(store, tmp_path) == rebuilt(store, tmp_path)


def test_changes_one_after_another_go_to_one_writer_and_others_get_their_turn(store, tmp_path, monkeypatch):
    monkeypatch.setattr("search.writing.KEPT_SECONDS", 0.2)
    opened = []
    monkeypatch.setattr(LexicalIndex, "writer", counted(LexicalIndex.writer, opened))
    searcher, other = open_searcher(store, tmp_path), open_searcher(store, tmp_path)
    for one in (LABELS, CONTEST, DERAILING):
        fill(store, one)
        searcher.sync()
    assert len(opened) == 1
    fill(store, BATTERIES)
    assert other.sync() > 0
    store.remove(LABELS[0].id)
    assert searcher.sync() > 0
    assert len(opened) == 3
    assert content(store, tmp_path) == rebuilt(store, tmp_path)


def test_after_a_failure_the_writer_is_not_kept(store, tmp_path, monkeypatch):
    searcher = open_searcher(store, tmp_path)
    fill(store, LABELS)
    searcher.sync()
    fill(store, BATTERIES)
    with monkeypatch.context() as broken, pytest.raises(RuntimeError):
        broken.setattr(LexicalWriter, "commit", failing)
        searcher.sync()
    assert open_searcher(store, tmp_path).sync() > 0
    fill(store, CONTEST)
    assert searcher.sync() > 0
    assert content(store, tmp_path) == rebuilt(store, tmp_path)


def test_an_index_that_is_taken_away_while_it_is_open_is_made_anew(store, tmp_path):
    searcher = open_searcher(store, tmp_path)
    fill(store, LABELS)
    searcher.sync()
    shutil.rmtree(tmp_path / "index")
    assert searcher.sync() == store.counts()["passages"] + store.counts()["entities"]
    assert content(store, tmp_path) == rebuilt(store, tmp_path)


def counted(method, calls: list):
    def of(*args):
        calls.append(args)
        return method(*args)

    return of


def failing(*_args) -> None:
    raise RuntimeError("no more")


def stop(*_args) -> None:
    os._exit(9)


def sync_until(url: str, folder: Path, where: str) -> None:
    """In a process of its own: a sync that ends the process, without any clearing up, at one of its steps."""
    owner, method = {
        "vectors not yet saved": (FlatVectors, "save"),
        "vectors saved, words not": (LexicalWriter, "commit"),
        "index.json not yet written": (State, "save"),
    }[where]
    setattr(owner, method, stop)
    with Store.open(url) as store:
        Searcher.open(store, folder, CharacterEncoder()).sync()


CRASHES = ["vectors not yet saved", "vectors saved, words not", "index.json not yet written"]


@pytest.mark.parametrize("where", CRASHES)
@pytest.mark.parametrize("first", [True, False], ids=["first sync", "later sync"])
def test_killed_at_any_step_the_next_sync_makes_it_good(tmp_path, where, first):
    url = f"sqlite:///{tmp_path / 'library.db'}"
    with Store.open(url) as store:
        fill(store, LABELS, OFFICIAL, ROLLING)
        if not first:
            open_searcher(store, tmp_path).sync()
            store.remove(OFFICIAL[0].id)
            fill(store, BATTERIES)
    process = multiprocessing.get_context("spawn").Process(target=sync_until, args=(url, tmp_path / "index", where))
    process.start()
    process.join(60)
    assert process.exitcode == 9
    with Store.open(url) as store:
        searcher = open_searcher(store, tmp_path)
        searcher.sync()
        assert searcher.sync() == 0
        assert content(store, tmp_path) == rebuilt(store, tmp_path)


def test_stopped_between_checkpoints_it_goes_on_from_the_last(store, tmp_path, monkeypatch, encoder):
    monkeypatch.setattr("search.sync.CHECKPOINT", 10)
    monkeypatch.setattr("search.sync.BATCH", 4)
    fill(store, *REPORTS)
    searcher = open_searcher(store, tmp_path, encoder)

    def stop_at(done: int, _total: int) -> None:
        if done > 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        searcher.sync(stop_at)
    applied = State.load(tmp_path / "index" / "index.json").applied
    left = len(store.changes(applied, 1000))
    assert 0 < left < len(store.changes(0, 1000))
    assert searcher.sync() == left
    assert content(store, tmp_path) == rebuilt(store, tmp_path)


@pytest.mark.parametrize("damage", ["index.json", "vectors", "lexical/meta.json", "lexical"])
@pytest.mark.parametrize("how", ["missing", "garbage"])
def test_a_damaged_index_is_made_anew(store, tmp_path, caplog, damage, how):
    fill(store, LABELS, BATTERIES)
    open_searcher(store, tmp_path).sync()
    path = tmp_path / "index" / damage
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
    if how == "garbage":
        path.write_bytes(b"\x00garbage")
    searcher = open_searcher(store, tmp_path)
    assert searcher.sync() == store.counts()["passages"] + store.counts()["entities"]
    assert "重建" in caplog.text
    assert names(searcher, LABEL) == [LABEL]
    assert content(store, tmp_path) == rebuilt(store, tmp_path)


def test_another_librarys_index_is_never_used(store, tmp_path, caplog):
    fill(store, LABELS)
    with Store.open(f"sqlite:///{tmp_path / 'other.db'}") as other:
        fill(other, BATTERIES, ROLLING)
        open_searcher(other, tmp_path).sync()
    searcher = open_searcher(store, tmp_path)
    with pytest.raises(Exception, match="rebuild"):
        searcher.search(LABEL)
    searcher.sync()
    assert "另一个资料库" in caplog.text
    assert names(searcher, LABEL) == [LABEL]
    assert names(searcher, "轧机轴承") == []


@pytest.mark.parametrize("encoder", [CharacterEncoder(name="other"), CharacterEncoder(dimensions=64)])
def test_another_model_makes_the_index_anew(store, tmp_path, encoder):
    fill(store, LABELS)
    open_searcher(store, tmp_path).sync()
    searcher = open_searcher(store, tmp_path, encoder)
    assert searcher.sync() == store.counts()["passages"] + store.counts()["entities"]
    assert names(searcher, LABEL) == [LABEL]
    content(store, tmp_path, encoder)


@pytest.mark.parametrize("how", ["sync", "rebuild"])
def test_another_model_is_told_of_once(store, tmp_path, caplog, how):
    fill(store, LABELS)
    count = open_searcher(store, tmp_path).sync()
    assert caplog.text == ""
    searcher = open_searcher(store, tmp_path, CharacterEncoder(name="other"))
    assert getattr(searcher, how)() == count
    assert getattr(searcher, how)() == (0 if how == "sync" else count)
    assert [record.message for record in caplog.records] == [
        f"语义模型换了（characters → other），正在为 {count} 条重建向量索引"
    ]


def test_a_question_is_encoded_as_one_and_a_likeness_as_a_passage(store, tmp_path, encoder, monkeypatch):
    asked = []
    monkeypatch.setattr(encoder, "encode_queries", lambda texts: asked.extend(texts) or encoder.encode_passages(texts))
    fill(store, LABELS)
    searcher = open_searcher(store, tmp_path, encoder)
    searcher.sync()
    searcher.similar(id_of(store, LABEL))
    assert asked == []
    searcher.search("标签翘边")
    searcher.experts("标签开裂")
    assert asked == ["标签翘边", "标签开裂"]


def test_an_open_searcher_sees_what_another_has_written(store, tmp_path):
    fill(store, LABELS)
    reading, writing = open_searcher(store, tmp_path), open_searcher(store, tmp_path)
    writing.sync()
    assert names(reading, "放电记录") == []
    fill(store, BATTERIES)
    assert names(reading, "放电记录") == []
    writing.sync()
    assert names(reading, "放电记录") == ["蓄电池放电自动记录仪KD-200A"]
    store.remove(BATTERIES[0].id)
    assert names(reading, "放电记录") == []
    writing.sync()
    assert names(reading, "放电记录") == []


def test_the_index_is_opened_again_only_when_it_has_changed(store, tmp_path, monkeypatch):
    fill(store, LABELS)
    searcher = open_searcher(store, tmp_path)
    searcher.sync()
    opened = []
    original = FlatVectors.open.__func__
    monkeypatch.setattr(FlatVectors, "open", classmethod(lambda cls, *a: opened.append(1) or original(cls, *a)))
    for _ in range(3):
        searcher.search(LABEL)
        searcher.experts(LABEL)
    assert len(opened) == 1


def test_a_second_sync_waits_its_turn(store, tmp_path, monkeypatch):
    monkeypatch.setattr("search.writing.LOCK_SECONDS", 0.05)
    fill(store, LABELS)
    searcher = open_searcher(store, tmp_path)
    (tmp_path / "index").mkdir()
    with FileLock(tmp_path / "index" / "sync.lock"), pytest.raises(Exception, match="另一个程序"):
        searcher.sync()
    assert searcher.sync() > 0


def test_a_merged_person_keeps_no_trace_of_the_former_id(store, tmp_path):
    alone = report("职工周小禾荣获江北省职工创新成果一等奖。", "人:周小禾 奖:江北省职工创新成果一等奖")
    fill(store, LABELS, alone)
    searcher = open_searcher(store, tmp_path)
    searcher.sync()
    store.remove(LABELS[0].id)
    fill(store, LABELS)
    searcher.sync()
    cards, _ = content(store, tmp_path)
    people = [i for i in cards if i.startswith("person-")]
    assert sorted(people) == sorted(e.id for e in store.named("周小禾"))
    assert id_of(store, LABEL) in cards
    assert content(store, tmp_path) == rebuilt(store, tmp_path)


def test_rebuilding_gives_the_same_index_again(known: Store, tmp_path: Path, encoder: CharacterEncoder) -> None:
    searcher = Searcher.open(known, tmp_path, encoder)
    indexed = searcher.sync()
    before = searcher.search("轴承")
    assert searcher.rebuild() == indexed
    assert searcher.search("轴承") == before
    searcher.close()
