"""Documents read ahead by workers: the same library as without them, and never more in flight than allowed."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from api.ingestion import ingest
from api.library import Library
from api.workers import Workers, processes, ray_cluster
from corpus import Document, InvalidRequest
from ingest import Reader, extract
from ingest.facts import Extraction
from kg import Store

SURNAMES, PLANTS = "赵钱孙李周吴郑王冯陈", ("河州钢铁公司", "临山煤矿", "青川电力公司")


def report(number: int) -> str:
    person = f"{SURNAMES[number % 10]}德{'明海山'[number % 3]}"
    thing = f"{'甲乙丙丁戊己庚'[number % 7]}型自动纠偏装置"
    return f"{PLANTS[number % 3]}职工{person}发明的{thing}，解决了第{number}号难题，每年节约费用{number + 1}万元。"


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Files of every fate: one text twice, a bad one, one of several documents and bad lines, one without new text."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number:02}.txt").write_text(report(number), "utf-8")
    (folder / "05-again.txt").write_text(report(2), "utf-8")
    (folder / "06-bad.pdf").write_bytes(b"not a pdf")
    lines = [json.dumps({"text": report(number)}) for number in range(20, 40)]
    (folder / "07-records.jsonl").write_text("\n".join([*lines[:9], "{", *lines[9:]]), "utf-8")
    (folder / "99-again.jsonl").write_text("\n".join(lines[3:6]), "utf-8")
    return folder


def content(folder: Path) -> tuple[object, ...]:
    """All that a library holds, with the ids that come from the order in which it was read."""
    with Store.open(f"sqlite:///{folder}/library.db") as store:
        return (
            [document.id for document in store.documents(100).items],
            store.all_entities(),
            tuple(store.all_relations()),
            store.measures(),
            store.changes(after=0, limit=10_000),
        )


class Counted:
    """Workers that count what they have been given and not yet been asked for."""

    def __init__(self, reader: Reader, pool: ThreadPoolExecutor) -> None:
        self.reader, self.pool, self.most, self.flying, self.read = reader, pool, 0, 0, list[str]()

    def submit(self, document: Document) -> "Future[Extraction]":
        self.flying += 1
        self.most = max(self.most, self.flying)
        self.read.append(document.id)
        future = self.pool.submit(extract, document, self.reader)
        taken = future.result

        def result(timeout: float | None = None) -> Extraction:
            self.flying -= 1
            return taken(timeout)

        future.result = result  # type: ignore[method-assign]
        return future


@pytest.fixture
def counted(reader: Reader) -> Iterator[Counted]:
    with ThreadPoolExecutor(1) as pool:
        yield Counted(reader, pool)


def test_what_is_read_ahead_gives_the_same_library(many: Path, tmp_path: Path, counted: Counted) -> None:
    with Library.open(tmp_path / "alone", create=True) as library:
        alone = ingest([many], library)
    with Library.open(tmp_path / "helped", create=True) as library:
        helped = ingest([many], library, workers=Workers(counted.submit, 5))
    assert helped == alone
    assert content(tmp_path / "helped") == content(tmp_path / "alone")
    assert {outcome.status.value for outcome in helped.outcomes} == {"added", "skipped", "refused"}
    assert sorted(counted.read) == sorted(content(tmp_path / "alone")[0])  # type: ignore[call-overload]


@pytest.mark.parametrize("room", [1, 5])
def test_no_more_documents_are_in_flight_than_there_is_room(
    many: Path, tmp_path: Path, counted: Counted, room: int
) -> None:
    with Library.open(tmp_path / "library", create=True) as library:
        ingest([many], library, workers=Workers(counted.submit, room))
    assert counted.most == room and counted.flying == 0


def test_unchanged_files_are_not_read_again_and_changed_ones_are_replaced(
    many: Path, tmp_path: Path, counted: Counted
) -> None:
    helping = Workers(counted.submit, 3)
    with Library.open(tmp_path / "library", create=True) as library:
        ingest([many], library, workers=helping)
        counted.read.clear()
        (many / "03.txt").write_text(report(77), "utf-8")
        report_ = ingest([many], library, workers=helping)
        [changed] = [o for o in report_.outcomes if o.removed]
        assert Path(changed.file).name == "03.txt" and counted.read == list(changed.documents)


def test_an_error_of_a_worker_is_the_error_of_its_document(many: Path, tmp_path: Path, reader: Reader) -> None:
    def submit(document: Document) -> "Future[Extraction]":
        future: Future[Extraction] = Future()
        if "第25号" in document.text:
            future.set_exception(ZeroDivisionError())
        else:
            future.set_result(extract(document, reader))
        return future

    with Library.open(tmp_path / "library", create=True) as library:
        with pytest.raises(ZeroDivisionError):
            ingest([many], library, workers=Workers(submit, 50))
        texts = [document.text for document in library.store.documents(100).items]
        assert report(24) in texts and report(26) not in texts


def command(*words: object) -> Any:
    """The JSON of `jiangpu ingest`, run as a program of its own."""
    line = [sys.executable, "-m", "api.cli", "ingest", *map(str, words), "--json"]
    done = subprocess.run(line, capture_output=True, check=False, env=dict(os.environ))
    assert done.returncode == 1, done.stderr.decode()  # for the bad file
    return json.loads(done.stdout)


def test_processes_of_this_machine_give_the_same_library(many: Path, tmp_path: Path) -> None:
    alone, helped = tmp_path / "alone", tmp_path / "helped"
    assert command(many, "--library", helped, "--jobs", 2) == command(many, "--library", alone)
    assert content(helped) == content(alone)


def test_a_process_that_dies_is_said_in_words() -> None:
    with pytest.raises(Exception, match="意外结束"), processes(1) as helping:
        helping.submit(_Deadly()).result()  # type: ignore[arg-type]


class _Deadly:
    def __reduce__(self) -> tuple[object, ...]:
        return os._exit, (1,)  # while it is unpacked


def test_a_local_ray_gives_the_same_library(many: Path, tmp_path: Path) -> None:
    pytest.importorskip("ray", reason="没有 ray：pip install 'jiangpu[ray]'")
    alone, helped = tmp_path / "alone", tmp_path / "helped"
    assert command(many, "--library", helped, "--ray", "local") == command(many, "--library", alone)
    assert content(helped) == content(alone)


def test_without_ray_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    # not there, or only a folder of that name
    for found in (None, ModuleType("ray")):
        monkeypatch.setitem(sys.modules, "ray", found)
        with pytest.raises(InvalidRequest, match="没有安装 Ray"), ray_cluster("local"):
            raise AssertionError("no Ray, and yet it started")
