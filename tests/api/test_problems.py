"""Refusals: programs get RFC 9457 problem documents, people get a page."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.ingestion import ingest
from api.library import Library
from api.settings import Settings


def problem(client: TestClient, method: str, path: str, status: int, **request: Any) -> dict[str, Any]:
    answer = client.request(method, path, **request)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = answer.json()
    assert body["status"] == status
    assert body["type"].startswith("urn:jiangpu:problem:")
    assert body["title"] and body["detail"]
    return body


def test_unknown_things(client: TestClient) -> None:
    body = problem(client, "GET", "/api/v1/entities/person-000000000000", 404)
    assert body["type"] == "urn:jiangpu:problem:not-found"
    assert body["instance"] == "/api/v1/entities/person-000000000000"
    for path in ("documents/0000", "jobs/0000", "lineage/查无此人", "entities/x/similar", "entities/x/relations"):
        problem(client, "GET", f"/api/v1/{path}", 404)


def test_unknown_address_and_method(client: TestClient) -> None:
    assert problem(client, "GET", "/api/v1/nowhere", 404)["detail"] == "没有 /api/v1/nowhere 这个地址。"
    body = problem(client, "PUT", "/api/v1/search", 405)
    assert body["title"] == "这个地址不支持该操作"


@pytest.mark.parametrize(
    ("parameters", "parameter", "detail"),
    [
        ({}, "q", "缺少这个参数"),
        ({"q": ""}, "q", "不能为空"),
        ({"q": "  "}, "q", "不能只有空白"),
        ({"q": "长" * 1001}, "q", "太长，最多1000个字"),
        ({"q": "皮带", "k": 0}, "k", "不能小于1"),
        ({"q": "皮带", "k": 101}, "k", "不能大于100"),
        ({"q": "皮带", "k": "许多"}, "k", "应当是整数"),
        ({"q": "皮带", "year": 99999}, "year", "不能大于2100"),
    ],
)
def test_parameters_are_checked(client: TestClient, parameters: dict[str, Any], parameter: str, detail: str) -> None:
    body = problem(client, "GET", "/api/v1/search", 422, params=parameters)
    assert body["errors"] == [{"parameter": parameter, "detail": detail}]
    assert body["detail"] == f"{parameter}：{detail}。"


def test_an_unknown_type_is_refused_with_the_known_ones(client: TestClient) -> None:
    body = problem(client, "GET", "/api/v1/search", 422, params={"q": "皮带", "type": "Dragon"})
    assert "Achievement" in body["detail"]


def test_lineage_of_something_that_is_no_person(client: TestClient) -> None:
    [studio] = client.get("/api/v1/entities", params={"type": "Studio"}).json()["items"]
    body = problem(client, "GET", f"/api/v1/lineage/{studio['id']}", 400)
    assert body["detail"] == "“赵德海劳模创新工作室”不是人物，没有师徒谱系。"


def test_a_name_that_several_people_bear_lists_them(tmp_path: Path, client_of: Callable[..., TestClient]) -> None:
    for plant, thing, apprentice in (
        ("河州钢铁公司", "轧辊更换装置", "周小雨"),
        ("临山煤矿", "矿车防溜装置", "吴小雪"),
    ):
        text = f"{plant}职工李国强发明的{thing}，解决了难题。李国强收{apprentice}为徒。\n"
        (tmp_path / f"{plant}.txt").write_text(text, "utf-8")
    with Library.open(tmp_path / "library", create=True) as library:
        ingest([tmp_path], library)
    with client_of(tmp_path / "library") as client:
        body = problem(client, "GET", "/api/v1/lineage/李国强", 409)
        assert body["type"] == "urn:jiangpu:problem:ambiguous-name"
        [one, other] = body["candidates"]
        assert one["name"] == other["name"] == "李国强"
        trees = [client.get(f"/api/v1/lineage/{c['id']}").json() for c in (one, other)]
        assert sorted(t["apprentices"][0]["name"] for t in trees) == ["吴小雪", "周小雨"]
        page = client.get("/lineage/李国强")
        assert page.status_code == 409
        assert one["id"] in page.text and other["id"] in page.text


def test_people_get_a_page(client: TestClient) -> None:
    for path, status in (("/nowhere", 404), ("/entities/person-0", 404), ("/search?type=Dragon&q=x", 422)):
        answer = client.get(path)
        assert answer.status_code == status
        assert answer.headers["content-type"].startswith("text/html")
        assert "回到首页" in answer.text


def test_an_unexpected_error_is_a_problem_without_its_trace(own_library: Path) -> None:
    app = create_app(Settings(library=own_library))

    @app.get("/api/v1/broken")
    def broken() -> None:
        raise ZeroDivisionError("secret")

    with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
        body = problem(client, "GET", "/api/v1/broken", 500)
        assert "secret" not in str(body)
        assert client.get("/api/v1/broken").headers["x-content-type-options"] == "nosniff"


def test_foreign_hosts_and_origins_are_refused(client: TestClient) -> None:
    problem(client, "GET", "/healthz", 421, headers={"host": "evil.example"})
    problem(client, "DELETE", "/api/v1/documents/x", 403, headers={"origin": "http://evil.example"})
    problem(client, "DELETE", "/api/v1/documents/x", 404, headers={"origin": "http://127.0.0.1"})


def test_uploads_over_the_limit_are_refused(own_library: Path, client_of: Callable[..., TestClient]) -> None:
    with client_of(own_library, upload_limit=2000) as client:
        files = [("files", ("大.txt", "字" * 1000, "text/plain"))]
        body = problem(client, "POST", "/api/v1/documents", 413, files=files)
        assert "分批上传" in body["detail"]

        def in_pieces() -> Any:  # no Content-Length: the limit is found while reading
            yield b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
            for _ in range(10):
                yield b"a" * 1000
            yield b"\r\n--x--\r\n"

        headers = {"content-type": "multipart/form-data; boundary=x"}
        problem(client, "POST", "/api/v1/documents", 413, content=in_pieces(), headers=headers)
