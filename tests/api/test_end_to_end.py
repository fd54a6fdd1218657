"""The whole way: the bundled corpus through the command line, the real server, every call, and its end."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

PATIENCE_S = 300


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bundled")
    command = [sys.executable, "-m", "api.cli", "ingest", "--bundled", "--library", str(folder), "--json"]
    done = subprocess.run(command, capture_output=True, check=False, env=dict(os.environ))
    assert done.returncode == 0, done.stderr.decode()
    report = json.loads(done.stdout)
    assert len(report["added"]) > 50
    assert report["refused"] == []
    return folder


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def server(library: Path) -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-m", "api.cli", "serve", "--library", str(library), "--port", str(port)]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=dict(os.environ))
    address = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + PATIENCE_S
    while not is_ready(address):
        assert running.poll() is None, running.communicate()[1].decode()
        assert time.monotonic() < deadline
        time.sleep(0.1)
    yield address
    running.terminate()
    _, errors = running.communicate(timeout=60)
    assert b"Application shutdown complete" in errors
    # uvicorn shuts down in good order and then lets the signal take its course
    assert running.returncode in (0, -signal.SIGTERM), errors.decode()
    assert b"Traceback" not in errors


def is_ready(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/readyz") as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError):
        return False


def get(server: str, path: str, **parameters: object) -> Any:
    query = f"?{urllib.parse.urlencode(parameters)}" if parameters else ""
    with urllib.request.urlopen(f"{server}/api/v1/{urllib.parse.quote(path)}{query}") as answer:
        return json.load(answer)


def test_a_problem_in_plain_words_finds_who_solved_it(server: str) -> None:
    hits = get(server, "search", q="蓄电池充放电核对靠人工抄表，想自动记录", k=5)["hits"]
    assert "蓄电池组充放电试验自动数据记录装置" in hits[0]["name"]
    assert hits[0]["evidence"][0]["text"]
    assert get(server, "experts", q="蓄电池充放电核对靠人工抄表，想自动记录")["experts"]


def test_every_call_answers_over_the_bundled_corpus(server: str) -> None:
    hit = get(server, "search", q="提高成材率")["hits"][0]
    entity = get(server, f"entities/{hit['id']}")
    assert entity["name"] == hit["name"]
    assert "hits" in get(server, f"entities/{hit['id']}/similar")
    relations = get(server, f"entities/{hit['id']}/relations")["relations"]
    assert all(r["evidence"] for r in relations)
    [relation, *_] = relations
    ends = {"from": relation["head"]["id"], "to": relation["tail"]["id"]}
    assert get(server, "paths", **ends)["paths"][0]["relations"][0]["evidence"]
    assert get(server, "statistics", limit=5)["figures"]
    assert get(server, "ask", q="甘肃省有多少个劳模创新工作室")["answers"] is not None
    document = hit["evidence"][0]["document"]
    assert hit["evidence"][0]["text"][:5] in get(server, f"documents/{document}")["text"]


def test_lineages_of_all_masters(server: str) -> None:
    people = get(server, "entities", type="Person", limit=500)["items"]
    trees = [get(server, f"lineage/{p['id']}") for p in people[:100]]
    assert any(tree["apprentices"] for tree in trees)


@pytest.mark.parametrize(
    "page", ["/", "/search?q=%E9%93%9C", "/documents", "/statistics", "/docs", "/healthz", "/metrics"]
)
def test_pages_answer(server: str, page: str) -> None:
    with urllib.request.urlopen(server + page) as answer:
        assert answer.status == 200


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"


@pytest.mark.skipif(CHROMIUM is None, reason="没有 Chromium")
def test_a_browser_shows_the_hit_with_its_sentence(server: str, tmp_path: Path) -> None:
    question = urllib.parse.quote("蓄电池充放电怎么自动记录数据")
    command = [str(CHROMIUM), *QUIET.split(), "--disable-component-update", "--disable-sync"]
    where = [f"--user-data-dir={tmp_path}", "--dump-dom", f"{server}/search?q={question}"]
    shown = subprocess.run([*command, *where], capture_output=True, text=True, check=True, timeout=120).stdout
    first = shown.partition('<li class="card">')[2].partition("</blockquote>")[0]
    assert "蓄电池组充放电试验自动数据记录装置" in re.sub("<[^>]+>", "", first)
    assert "<mark>" in first


def test_a_second_server_on_the_same_port_is_refused_in_one_line(server: str, library: Path) -> None:
    port = server.rpartition(":")[2]
    command = [sys.executable, "-m", "api.cli", "serve", "--library", str(library), "--port", port]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=dict(os.environ))
    assert done.returncode == 2
    assert "--port" in done.stderr and len(done.stderr.splitlines()) == 1
