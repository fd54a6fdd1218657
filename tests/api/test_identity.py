"""Judging who is who over HTTP, on the command line and on the page."""

import json
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api import identity
from api.cli import main
from api.ingestion import Status, ingest
from api.library import Library
from tests.api.conftest import ClientOf
from tests.kg.articles import article, said


@pytest.fixture
def namesakes(tmp_path: Path) -> Path:
    """A library with 李明 of a steel works, named twice, and 李明 of a power station, who share an honour."""
    folder = tmp_path / "library"
    with Library.open(folder, create=True) as library:
        for id_, employer in (("a", "东山钢铁公司"), ("b", "西河电厂"), ("c", "东山钢铁公司")):
            works = said(f"李明在{employer}工作。", works_at=("李明", employer))
            library.store.add(*article(id_, works, said("李明获全国劳动模范。", received=("李明", "全国劳动模范"))))
    return folder


@pytest.fixture
def client(namesakes: Path, client_of: ClientOf) -> Iterator[TestClient]:
    with client_of(namesakes) as opened:
        yield opened


def people(client: TestClient) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get("/api/v1/entities", params={"name": "李明"}).json()["items"]
    return found


def test_doubts_are_listed_with_what_speaks_for_and_against(client: TestClient) -> None:
    answer = client.get("/api/v1/review")
    identity.ReviewReply.model_validate_json(answer.content)
    [pair] = answer.json()["pairs"]
    assert pair["one"]["name"] == pair["other"]["name"] == "李明"
    assert pair["speaks_for"] == ["荣誉同为“全国劳动模范”"]
    assert pair["speaks_against"][0].startswith("单位一为“")


def test_a_decision_joins_is_listed_and_can_be_withdrawn(client: TestClient) -> None:
    one, other = (person["id"] for person in people(client))
    answer = client.post("/api/v1/decisions", json={"one": one, "other": other, "same": True})
    assert answer.status_code == 201
    identity.DecisionShape.model_validate_json(answer.content)
    [person] = people(client)
    told = client.get(f"/api/v1/entities/{person['id']}/identity")
    identity.IdentityReply.model_validate_json(told.content)
    assert {handle["reason"] for handle in told.json()["handles"]} == {"人工确认是同一个"}
    listed = client.get("/api/v1/decisions")
    identity.DecisionsReply.model_validate_json(listed.content)
    assert [decision["id"] for decision in listed.json()["decisions"]] == [answer.json()["id"]]
    assert client.get("/api/v1/review").json()["pairs"] == []
    assert client.delete(f"/api/v1/decisions/{answer.json()['id']}").status_code == 204
    assert len(people(client)) == 2
    assert client.delete(f"/api/v1/decisions/{answer.json()['id']}").status_code == 404


def test_a_handle_can_be_taken_out_of_an_entity(client: TestClient) -> None:
    identities = [client.get(f"/api/v1/entities/{person['id']}/identity").json() for person in people(client)]
    [both] = [told for told in identities if len(told["handles"]) == 2]
    body = {"one": both["handles"][0]["handle"], "other": both["id"], "same": False}
    assert client.post("/api/v1/decisions", json=body).status_code == 201
    assert len(people(client)) == 3


def test_what_cannot_be_decided_is_said(client: TestClient) -> None:
    one, other = (person["id"] for person in people(client))
    assert client.post("/api/v1/decisions", json={"one": one, "other": one, "same": True}).status_code == 400
    assert client.post("/api/v1/decisions", json={"one": one, "other": "x", "same": True}).status_code == 404
    assert client.post("/api/v1/decisions", json={"one": "李明", "other": one, "same": True}).status_code == 409
    assert client.post("/api/v1/decisions", json={"one": one}).status_code == 422
    different = client.post("/api/v1/decisions", json={"one": one, "other": other, "same": False})
    assert different.status_code == 201
    refused = client.post("/api/v1/decisions", json={"one": one, "other": other, "same": True})
    assert (refused.status_code, "矛盾" in refused.json()["detail"]) == (400, True)
    assert len(people(client)) == 2


def test_the_page_tells_why_and_what_is_in_doubt(client: TestClient) -> None:
    pages = [client.get(f"/entities/{person['id']}").text for person in people(client)]
    assert any("同名，且单位同为“东山钢铁公司”" in page for page in pages)
    assert all("也可能是" in page and "荣誉同为“全国劳动模范”" in page for page in pages)


def test_the_commands(namesakes: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    def jiangpu(*words: str) -> str:
        monkeypatch.setattr(sys, "argv", ["jiangpu", *words, "--library", str(namesakes)])
        capfd.readouterr()
        with pytest.raises(SystemExit) as end:
            main()
        assert end.value.code == 0
        return capfd.readouterr().out

    [pair] = json.loads(jiangpu("review", "--json"))["pairs"]
    assert "支持：荣誉同为“全国劳动模范”" in jiangpu("review")
    jiangpu("different", pair["one"]["id"], pair["other"]["id"])
    [decision] = json.loads(jiangpu("decisions", "--json"))["decisions"]
    assert (decision["one"], decision["same"]) == ("李明", False)
    assert "没有需要判断的" in jiangpu("review")
    jiangpu("undecide", decision["id"])
    jiangpu("same", pair["one"]["id"], pair["other"]["id"])
    assert "李明 与 李明 是同一个" in jiangpu("decisions")


def test_a_decision_on_a_person_survives_a_change_of_their_file(tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    (files / "甲.txt").write_text("东山钢铁公司高级技师李明研制了连铸结晶器快速对中装置。\n", "utf-8")
    (files / "乙.txt").write_text("西河石化公司技师李明研制了换热器密封改造装置。\n", "utf-8")
    with Library.open(tmp_path / "library", create=True) as library:
        ingest([files], library)
        one, other = (entity.id for entity in library.store.named("李明"))
        library.store.decide(one, other, same=True)
        (files / "甲.txt").write_text("东山钢铁公司高级技师李明研制的连铸结晶器快速对中装置获奖。\n", "utf-8")
        report = ingest([files], library)
        assert [outcome.status for outcome in report.outcomes].count(Status.CHANGED) == 1
        assert len(library.store.named("李明")) == 1


def test_a_library_of_an_older_version_is_refused_until_it_is_rebuilt(
    namesakes: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def jiangpu(*words: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["jiangpu", *words, "--library", str(namesakes)])
        capfd.readouterr()
        with pytest.raises(SystemExit) as end:
            main()
        return int(end.value.code or 0), capfd.readouterr().err

    connection = sqlite3.connect(namesakes / "library.db")
    connection.execute("UPDATE library SET rules = 0")
    connection.commit()
    connection.close()
    code, told = jiangpu("stats")
    assert (code != 0, "旧版本写成" in told, "jiangpu rebuild" in told) == (True, True, True)
    assert jiangpu("rebuild")[0] == 0
    assert jiangpu("stats")[0] == 0
