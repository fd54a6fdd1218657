"""Answers that were given before, as long as the library is what it was."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.ingestion import ingest
from api.library import Library
from api.settings import Settings
from corpus import LibraryError
from search import Searcher

ADDRESS = "/api/v1/search?q=锯片发热翘曲"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def client(folder: Path, tmp_path: Path) -> Iterator[TestClient]:
    with Library.open(folder, create=True) as library:
        ingest([written(tmp_path, "甲", "岩口石材厂的蔺仲谦研制出锯片背衬气冷装置，解决了锯片发热翘曲。")], library)
    with TestClient(create_app(Settings(library=folder)), base_url="http://127.0.0.1") as opened:
        opened.app.state.library.searcher()  # type: ignore[attr-defined]
        yield opened


def written(folder: Path, name: str, text: str) -> Path:
    file = folder / f"{name}.txt"
    file.write_text(text, "utf-8")
    return file


def test_is_not_searched_for_again(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    first = client.get(ADDRESS)
    assert first.json()["hits"]

    def never(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(Searcher, "search", never)
    again = client.get(ADDRESS)
    assert (again.content, again.headers["content-type"]) == (first.content, first.headers["content-type"])


def test_another_question_has_its_own_answer(client: TestClient) -> None:
    assert len(client.get(ADDRESS).json()["hits"]) == 1
    assert client.get(ADDRESS + "&type=Person").json() != client.get(ADDRESS).json()


def test_what_another_process_adds_is_seen(client: TestClient, folder: Path, tmp_path: Path) -> None:
    assert len(client.get(ADDRESS).json()["hits"]) == 1
    with Library.open(folder) as other:
        ingest([written(tmp_path, "乙", "远山石业公司职工郜晚晴研制出锯片水雾冷却架，解决了锯片发热翘曲。")], other)
    assert len(client.get(ADDRESS).json()["hits"]) == 2


def test_a_problem_is_not_kept(client: TestClient) -> None:
    for _ in range(2):
        assert client.get("/api/v1/search?q=").status_code == 422


def test_what_is_answered_before_the_search_is_open_is_not_kept(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = "/api/v1/ask?q=锯片背衬气冷装置得过什么奖"
    with monkeypatch.context() as opening:
        opening.setattr(Library, "ready", lambda _: False)
        opening.setattr(Library, "sentences", lambda *_: [])
        client.get(question)
    asked: list[str] = []
    monkeypatch.setattr(Library, "sentences", lambda _, text: asked.append(text) or [])
    client.get(question)
    assert len(asked) == 1


def test_asking_does_without_a_search_that_cannot_be_opened(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Library) -> Searcher:
        raise LibraryError("检索索引损坏。")

    monkeypatch.setattr(Library, "searcher", broken)
    reply = client.get("/api/v1/ask?q=锯片背衬气冷装置得过什么奖")
    assert (reply.status_code, reply.json()["answers"]) == (200, [])
