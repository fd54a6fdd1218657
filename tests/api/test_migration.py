"""`jiangpu migrate`: what a moved library answers, what it remembers, and where it may not go."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url

from api.home import Home
from api.ingestion import Status, ingest, ingest_uploads
from api.library import Library
from api.migration import migrate
from api.origins import Origins
from corpus import InvalidRequest, LibraryError
from kg import Store

STEEL = "青川钢铁公司职工林秋生发明的钢卷自动捆扎装置，解决了捆扎松散的难题。\n"
COAL = "临山煤矿职工钱大勇发明的皮带机自动纠偏装置，解决了皮带跑偏的难题。\n"


def jiangpu(*words: object, **environment: str) -> Any:
    """The JSON that a command prints, run as a program of its own."""
    command = [sys.executable, "-m", "api.cli", *map(str, words), "--json"]
    done = subprocess.run(command, capture_output=True, check=False, env={**os.environ, **environment})
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def test_files_go_on_from_where_they_were_and_the_search_finds_them(tmp_path: Path) -> None:
    (tmp_path / "钢.txt").write_text(STEEL)
    old, new = Home(tmp_path / "old"), Home(tmp_path / "new")
    with Library.open(old, create=True) as library:
        ingest([tmp_path / "钢.txt"], library)
        counts = library.store.counts()
    assert migrate(old, new).counts == counts
    with Library.open(new) as library:
        assert library.searcher().search("钢卷捆扎松散").hits[0].name == "钢卷自动捆扎装置"
        [unchanged] = ingest([tmp_path / "钢.txt"], library).outcomes
        assert (unchanged.status, unchanged.reason) == (Status.SKIPPED, "内容没有变化。")
        (tmp_path / "钢.txt").write_text(COAL)
        [changed] = ingest([tmp_path / "钢.txt"], library).outcomes
        assert changed.status is Status.CHANGED and len(changed.removed) == 1


def test_an_upload_replaces_the_one_of_its_name_from_before_the_move(tmp_path: Path) -> None:
    (tmp_path / "报告.txt").write_text(STEEL)
    old, new = Home(tmp_path / "old"), Home(tmp_path / "new")
    with Library.open(old, create=True) as library:
        ingest_uploads([tmp_path / "报告.txt"], library)
    migrate(old, new)
    (tmp_path / "报告.txt").write_text(COAL)
    with Library.open(new) as library:
        [outcome] = ingest_uploads([tmp_path / "报告.txt"], library, replacing=True).outcomes
        assert outcome.status is Status.CHANGED
        assert [d.text for d in library.store.documents(9).items] == [COAL]


def test_a_library_in_use_is_no_target_and_stays_as_it_is(tmp_path: Path) -> None:
    old, new = Home(tmp_path / "old"), Home(tmp_path / "new")
    for home, text in ((old, STEEL), (new, COAL)):
        (tmp_path / f"{home.folder.name}.txt").write_text(text)
        with Library.open(home, create=True) as library:
            ingest([tmp_path / f"{home.folder.name}.txt"], library)
    with pytest.raises(InvalidRequest, match="不能往里搬"):
        migrate(old, new)
    assert Origins(new.files).of(tmp_path / "old.txt") is None
    with Library.open(new) as library:
        assert library.searcher().search("皮带跑偏").hits[0].name == "皮带机自动纠偏装置"


def test_where_no_library_is_there_is_nothing_to_move(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="还没有资料库"):
        migrate(Home(tmp_path / "nowhere"), Home(tmp_path / "new"))
    assert not (tmp_path / "new").exists()


def test_an_index_from_before_the_move_is_not_used(tmp_path: Path) -> None:
    """The target was once a copy of this library that went another way: same identity, other content."""
    (tmp_path / "钢.txt").write_text(STEEL)
    (tmp_path / "煤.txt").write_text(COAL)
    old, new = Home(tmp_path / "old"), Home(tmp_path / "new")
    with Library.open(old, create=True) as library:
        ingest([tmp_path / "钢.txt"], library)
    migrate(old, new)
    with Library.open(new) as library:
        ingest([tmp_path / "煤.txt"], library)
    for file in new.folder.glob("library.db*"):
        file.unlink()
    with Library.open(new, create=True) as library:
        assert library.store.counts()["documents"] == 0
    migrate(old, new)
    with Library.open(new) as library:
        assert [hit.name for hit in library.searcher().search("皮带跑偏").hits] == []
        assert library.searcher().search("钢卷捆扎松散").hits[0].name == "钢卷自动捆扎装置"


def test_an_index_newer_than_its_library_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "钢.txt").write_text(STEEL)
    (tmp_path / "煤.txt").write_text(COAL)
    home = Home(tmp_path / "library")
    with Library.open(home, create=True) as library:
        ingest([tmp_path / "钢.txt"], library)
    backup = (home.folder / "library.db").read_bytes()
    with Library.open(home) as library:
        ingest([tmp_path / "煤.txt"], library)
    (home.folder / "library.db").write_bytes(backup)
    with Library.open(home) as library:
        assert [hit.name for hit in library.searcher().search("皮带跑偏").hits] == []


def test_to_postgresql_and_back_by_the_command_line(
    library_folder: Path, postgresql_url: str, texts: Path, tmp_path: Path
) -> None:
    environment = {"JIANGPU_LIBRARY": str(tmp_path / "here")}
    before = jiangpu("stats", "--library", library_folder)
    moved = jiangpu("migrate", library_folder, postgresql_url, **environment)
    assert moved["counts"] == before and moved["rows"]["documents"] == before["documents"] == 3
    assert jiangpu("stats", "--library", postgresql_url, **environment) == before
    report = jiangpu("ingest", texts, "--library", postgresql_url, **environment)
    assert len(report["skipped"]) == 3 and report["added"] == []
    environment["JIANGPU_DATABASE"] = postgresql_url
    assert jiangpu("search", "皮带跑偏", **environment)["hits"][0]["name"] == "皮带机自动纠偏装置"
    assert jiangpu("ask", "赵德海的徒弟是谁？", **environment)["answers"][0]["name"] == "孙立新"
    assert jiangpu("migrate", postgresql_url, tmp_path / "back", **environment)["counts"] == before
    # a folder that is named goes before the database in the environment
    assert jiangpu("search", "皮带跑偏", "--library", tmp_path / "back", **environment) == jiangpu(
        "search", "皮带跑偏", "--library", library_folder
    )
    with (
        Store.open(f"sqlite:///{library_folder}/library.db") as one,
        Store.open(f"sqlite:///{tmp_path}/back/library.db") as other,
    ):
        assert one.identity() == other.identity() and one.generation() == other.generation()


def test_two_databases_never_share_an_index(tmp_path: Path) -> None:
    one, other = (Home.of(f"postgresql://u:secret@host/{name}", tmp_path) for name in ("one", "other"))
    assert one.folder != other.folder and one.folder.parent == tmp_path
    assert Home.of("postgresql://someone:else@host/one", tmp_path).folder == one.folder
    assert "secret" not in f"{one} {one.folder}"


def test_the_folder_of_a_database_does_not_depend_on_how_its_driver_is_named(tmp_path: Path) -> None:
    url = make_url("postgresql://host/one")
    driver = url.set(drivername="postgresql+psycopg").render_as_string()
    assert Home.of(driver, tmp_path).folder == Home.of(url.render_as_string(), tmp_path).folder


def test_an_address_of_sqlite_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(InvalidRequest, match="文件夹"):
        Home.of("sqlite:///x/library.db", tmp_path)
