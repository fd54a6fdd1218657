"""Who follows whom, and where settings put the vectors."""

import time
from pathlib import Path

import pytest
from pydantic import ValidationError

from api import following
from api.home import Home
from api.library import Library
from api.settings import Settings
from corpus import InvalidRequest


def test_a_library_in_a_folder_follows_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[Library] = []
    monkeypatch.setattr(following, "LOOK_SECONDS", 0.01)
    monkeypatch.setattr(Library, "catch_up", looked.append)
    monkeypatch.setattr(Library, "indexed", lambda _: -1)
    with Library.open(tmp_path / "library", create=True) as library, following.following(library):
        time.sleep(0.1)
    assert looked == []


def test_vectors_cannot_be_in_the_database_of_a_folder(tmp_path: Path) -> None:
    with pytest.raises(InvalidRequest, match="JIANGPU_DATABASE"):
        Library.open(Home(tmp_path / "library", vectors="postgresql"), create=True)


def test_a_home_knows_where_its_vectors_are() -> None:
    settings = Settings(database="postgresql://db/jiangpu", vectors="http://me:secret@milvus:19530")
    assert settings.home.address == "postgresql://db/jiangpu"
    assert settings.home.vectors == "http://me:secret@milvus:19530"
    assert "secret" not in repr(settings)
    assert Settings().home == Home(Path("library"), vectors="faiss")


@pytest.mark.parametrize("wrong", [{"database": "library"}, {"database": "sqlite:///x.db"}, {"library": "mysql://x"}])
def test_addresses_and_folders_are_not_taken_for_each_other(wrong: dict[str, str]) -> None:
    with pytest.raises((ValidationError, InvalidRequest)):
        Settings.model_validate(wrong)
