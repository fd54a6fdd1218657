"""Several servers over one PostgreSQL database, each with a folder of its own, as on several machines."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api import following
from tests.api.conftest import ClientOf  # type: ignore[import-not-found]
from tests.api.test_uploads import NEW, upload  # type: ignore[import-not-found]

PATIENCE_S = 60


@pytest.fixture(params=["faiss", "postgresql"])
def servers(
    request: pytest.FixtureRequest,
    client_of: ClientOf,
    postgresql_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[tuple[TestClient, TestClient]]:
    """With the vectors in a file of each, and in the database that they share."""
    monkeypatch.setattr(following, "LOOK_SECONDS", 0.1)
    with (
        client_of(tmp_path / "one", database=postgresql_url, vectors=request.param) as one,
        client_of(tmp_path / "other", database=postgresql_url, vectors=request.param) as other,
    ):
        yield one, other


def names(client: TestClient) -> list[str]:
    return [hit["name"] for hit in client.get("/api/v1/search", params={"q": "抽油机换皮带"}).json()["hits"]]


def becomes(client: TestClient, wanted: list[str]) -> bool:
    deadline = time.monotonic() + PATIENCE_S
    while names(client) != wanted and time.monotonic() < deadline:
        time.sleep(0.1)
    return names(client) == wanted


def test_what_one_server_writes_the_other_sees(servers: tuple[TestClient, TestClient]) -> None:
    one, other = servers
    assert names(other) == []
    job = upload(one, ("油田.txt", NEW.encode()))
    [added] = job["report"]["added"]
    [id] = added["documents"]
    # what is read from the database is there at once, the search follows
    assert other.get(f"/api/v1/documents/{id}").json()["text"] == NEW
    assert other.get("/api/v1/entities", params={"name": "林秋生"}).json()["items"] != []
    assert names(one) == ["抽油机快速换皮带装置"]
    assert becomes(other, ["抽油机快速换皮带装置"])

    assert other.delete(f"/api/v1/documents/{id}").status_code == 204
    assert one.get(f"/api/v1/documents/{id}").status_code == 404
    assert becomes(one, [])


def test_decisions_made_at_one_server_hold_at_the_other(servers: tuple[TestClient, TestClient]) -> None:
    one, other = servers
    for name, plant in (("一.txt", "青川油田"), ("二.txt", "河州钢铁公司")):
        upload(one, (name, f"{plant}职工林秋生发明的{name[0]}号自动换带装置，解决了换带难题。".encode()))
    persons = other.get("/api/v1/entities", params={"name": "林秋生"}).json()["items"]
    assert len(persons) == 2
    ends = {"one": persons[0]["id"], "other": persons[1]["id"], "same": True}
    assert other.post("/api/v1/decisions", json=ends).status_code in (200, 201)
    assert len(one.get("/api/v1/entities", params={"name": "林秋生"}).json()["items"]) == 1
