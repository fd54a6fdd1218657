"""kill -9 in the middle of an ingest, at several moments: the next one loses nothing and doubles nothing."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from api.library import Library
from ingest import cut_for_search
from kg import Store
from search.lexical import LexicalIndex
from search.state import State
from search.vectors import FlatVectors

FILES = 40
PATIENCE_S = 300
SURNAMES = "赵钱孙李周吴郑王冯陈"
PLANTS = ("河州钢铁公司", "临山煤矿", "青川电力公司", "东陵化工公司")
THINGS = ("皮带自动纠偏装置", "轧辊快速更换工具", "绝缘子清扫机器人", "反应釜测温探头", "矿车防溜装置")


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Small files that share people, plants and honours, so that each document also touches what others said."""
    folder = tmp_path_factory.mktemp("many")
    for number in range(FILES):
        person = SURNAMES[number % 10] + "德建国立"[number % 4] + "明海山"[number % 3]
        thing = f"{'甲乙丙丁戊己庚辛'[number % 8]}型{THINGS[number % 5]}"
        text = (
            f"{PLANTS[number % 4]}职工{person}发明的{thing}，解决了第{number}号难题，每年节约费用{number + 1}万元。"
            f"{person}荣获2023年全国五一劳动奖章。{person}劳模创新工作室获得专利{number % 7 + 1}项。\n"
        )
        (folder / f"{number:02}.txt").write_text(text, "utf-8")
    return folder


def start(texts: Path, library: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "api.cli", "ingest", str(texts), "--library", str(library)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=dict(os.environ))


def finish(texts: Path, library: Path) -> None:
    running = start(texts, library)
    _, errors = running.communicate(timeout=PATIENCE_S)
    assert running.returncode == 0, errors.decode()


def stored(library: Path) -> int:
    """Documents committed so far, seen from outside."""
    try:
        with sqlite3.connect(f"file:{library / 'library.db'}?mode=ro", uri=True) as connection:
            return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])
    except sqlite3.OperationalError:  # not made yet
        return 0


def content(library: Path) -> dict[str, object]:
    with Store.open(f"sqlite:///{library / 'library.db'}") as store:
        return {
            "counts": store.counts(),
            "documents": sorted(d.id for d in store.documents(FILES + 1).items),
            "entities": sorted((e.type.value, e.name, e.aliases) for e in store.all_entities()),
            "relations": sorted((r.type.value, r.head.name, r.tail.name) for r in store.all_relations()),
            "measures": sorted((m.subject.name, m.type.value, m.value) for m in store.measures()),
        }


@pytest.fixture(scope="module")
def clean(texts: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What an ingest holds that nothing has disturbed."""
    library = tmp_path_factory.mktemp("clean")
    finish(texts, library)
    found = content(library)
    assert isinstance(found["counts"], dict) and found["counts"]["documents"] == FILES
    return found


def assert_indexes_agree(library: Path) -> None:
    index = library / "index"
    with Library.open(library) as opened:
        store = opened.store
        state = State.load(index / "index.json")
        assert state is not None
        assert (state.library, state.applied) == (store.identity(), store.generation())
        assert opened.searcher().sync() == 0
        documents = store.documents(FILES + 1).items
        ids = [e.id for e in store.all_entities()] + [p.id for d in documents for p in store.passages(d.id)]
        lexical = LexicalIndex(index / "lexical", cut_for_search).reader()
        cards = lexical.cards(ids)
        assert sorted(cards) == sorted(ids)
        assert len(lexical) == len(ids)
        parts = sum(len(card.parts) for card in cards.values())
        assert len(FlatVectors.open(index / "vectors", state.dimensions)) == len(ids) + parts


@pytest.mark.parametrize(
    ("documents", "later_s"),
    [(0, 0.0), (1, 0.0), (FILES // 2, 0.0), (FILES, 0.0), (FILES, 0.3)],
    ids=["at the start", "first", "half-way", "before the indexes", "within the indexes"],
)
def test_an_ingest_killed_at_any_moment_is_completed_by_the_next(
    texts: Path, clean: dict[str, object], tmp_path: Path, documents: int, later_s: float
) -> None:
    running = start(texts, tmp_path)
    deadline = time.monotonic() + PATIENCE_S
    while stored(tmp_path) < documents and running.poll() is None:
        assert time.monotonic() < deadline, "the ingest makes no progress"
        time.sleep(0.005)
    time.sleep(later_s)
    running.send_signal(signal.SIGKILL)
    running.communicate()
    finish(texts, tmp_path)
    assert content(tmp_path) == clean
    assert_indexes_agree(tmp_path)
