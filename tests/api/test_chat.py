"""A language model over HTTP, before a server that speaks the protocol as the test says."""

import json
import logging
import re
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from api.chat import Endpoint, HttpChat, endpoint_of
from api.cli import main
from api.settings import Settings
from api.terminal import settings_with
from corpus import InvalidRequest, ModelUnavailable

KEY = "sk-never-to-be-shown-0123456789"
SCHEMA = {"type": "object"}
MESSAGES = [{"role": "user", "content": "问"}]


class Reply(NamedTuple):
    """One answer of the server."""

    status: int
    body: bytes
    headers: dict[str, str] = {}  # noqa: RUF012
    delay: float = 0.0


def answering(content: str, tokens: int = 70, reason: str = "stop") -> Reply:
    choice = {"index": 0, "finish_reason": reason, "message": {"role": "assistant", "content": content}}
    usage = {"prompt_tokens": tokens - 20, "completion_tokens": 20, "total_tokens": tokens}
    return Reply(200, json.dumps({"object": "chat.completion", "choices": [choice], "usage": usage}).encode())


class Stub:
    """The server: gives its replies in turn, the last one again and again, and remembers what it was asked."""

    def __init__(self) -> None:
        self.replies: list[Reply] = []
        self.asked: list[tuple[str, dict[str, str], dict[str, Any]]] = []
        stub = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                stub.asked.append((self.path, dict(self.headers), body))
                reply = stub.replies.pop(0) if len(stub.replies) > 1 else stub.replies[0]
                self.send_response(reply.status)
                for name, value in {"Content-Length": str(len(reply.body)), **reply.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                for byte in reply.body:
                    if reply.delay:
                        time.sleep(reply.delay)
                    try:
                        self.wfile.write(bytes([byte]))
                    except OSError:  # the client has given up
                        return

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1"


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stub]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    stub = Stub()
    thread = threading.Thread(target=stub.server.serve_forever, daemon=True)
    thread.start()
    yield stub
    stub.server.shutdown()
    stub.server.server_close()


def chat(stub: Stub, pauses: list[float] | None = None, **changed: Any) -> HttpChat:
    told: dict[str, Any] = {"url": stub.url, "model": "m-1", "key": KEY, "timeout": 5.0} | changed
    return HttpChat(Endpoint(**told), (pauses if pauses is not None else []).append)


def test_the_request_is_that_of_the_protocol(stub: Stub) -> None:
    stub.replies = [answering("{}")]
    with chat(stub) as asked:
        answer = asked.complete(MESSAGES, SCHEMA, 99)
    assert (answer.text, answer.tokens, answer.whole) == ("{}", 70, True)
    [(path, headers, body)] = stub.asked
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == f"Bearer {KEY}"
    assert (body["model"], body["messages"], body["max_tokens"]) == ("m-1", MESSAGES, 99)
    assert body["response_format"]["json_schema"] == {"name": "facts", "strict": True, "schema": SCHEMA}


def test_without_a_key_none_is_sent_and_plain_json_can_be_asked_for(stub: Stub) -> None:
    stub.replies = [answering("{}")]
    with chat(stub, key="", url=f"{stub.url}/chat/completions", format="json_object") as asked:
        asked.complete(MESSAGES, SCHEMA, 99)
    [(path, headers, body)] = stub.asked
    assert path == "/v1/chat/completions"
    assert "Authorization" not in headers
    assert body["response_format"] == {"type": "json_object"}


def test_too_many_requests_are_waited_out(stub: Stub) -> None:
    stub.replies = [Reply(429, b"slow", {"Retry-After": "7"}), Reply(503, b""), Reply(500, b"{}"), answering("{}")]
    pauses: list[float] = []
    with chat(stub, pauses) as asked:
        assert asked.complete(MESSAGES, SCHEMA, 99).unanswered == 0
    assert pauses == [7.0, 2.0, 4.0]
    assert len(stub.asked) == 4


def test_a_service_that_stays_busy_is_given_up(stub: Stub) -> None:
    stub.replies = [Reply(503, b"", {"Retry-After": "100000"})]
    pauses: list[float] = []
    with chat(stub, pauses) as asked, pytest.raises(ModelUnavailable, match=r"状态 503.*已试4次.*再次运行会接着做"):
        asked.complete(MESSAGES, SCHEMA, 99)
    assert pauses == [60.0, 60.0, 60.0]


@pytest.mark.parametrize("body", [b"", b" " * 400])
def test_a_silent_service_and_one_that_only_keeps_the_line_open_run_out_of_time(stub: Stub, body: bytes) -> None:
    silent = Reply(200, body or b"x", delay=0.02 if body else 1.0)
    stub.replies = [silent, answering("{}")]
    began = time.monotonic()
    with chat(stub, timeout=0.4) as asked:
        assert asked.complete(MESSAGES, SCHEMA, 99).unanswered == 1
    assert time.monotonic() - began < 3
    assert len(stub.asked) == 2


def test_nobody_there(stub: Stub) -> None:
    with chat(stub, url="http://127.0.0.1:1/v1") as asked, pytest.raises(ModelUnavailable, match="连接不上"):
        asked.complete(MESSAGES, SCHEMA, 99)


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply(401, f'{{"error": "bad key {KEY}"}}'.encode()), "JIANGPU_LLM_KEY"),
        (Reply(404, b"no such model"), "JIANGPU_LLM_MODEL"),
        (Reply(400, b"response_format unavailable"), "JIANGPU_LLM_FORMAT=json_object"),
        (Reply(302, b"", {"Location": "http://127.0.0.1:1/"}), "状态 302"),
        (Reply(200, b"<html>"), "不是兼容接口的形式"),
        (Reply(200, b"[]"), "不是兼容接口的形式"),
        (Reply(200, b'{"choices": [{}]}'), "不是兼容接口的形式"),
    ],
)
def test_a_refusal_is_told_at_once_without_the_key(stub: Stub, reply: Reply, said: str) -> None:
    stub.replies = [reply]
    with chat(stub) as asked, pytest.raises(ModelUnavailable) as raised:
        asked.complete(MESSAGES, SCHEMA, 99)
    assert said in str(raised.value) and KEY not in str(raised.value)
    assert len(stub.asked) == 1


def test_an_answer_cut_off_or_withheld(stub: Stub) -> None:
    withheld = {"choices": [{"message": {"content": None}, "finish_reason": "content_filter"}]}
    stub.replies = [answering('{"ent', reason="length"), Reply(200, json.dumps(withheld).encode())]
    with chat(stub) as asked:
        assert not asked.complete(MESSAGES, SCHEMA, 99).whole
        answer = asked.complete(MESSAGES, SCHEMA, 99)
    assert (answer.text, answer.tokens) == ("", None)


def test_the_settings_name_the_endpoint(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InvalidRequest, match="JIANGPU_LLM_URL"):
        endpoint_of(Settings())
    monkeypatch.setenv("JIANGPU_LLM_URL", "http://10.0.0.1:8000/v1")
    monkeypatch.setenv("JIANGPU_LLM_MODEL", "m-1")
    monkeypatch.setenv("JIANGPU_LLM_KEY", f"{KEY}\n")
    settings = settings_with()
    assert endpoint_of(settings).key == KEY
    assert KEY not in repr(settings) + str(settings) + repr(endpoint_of(settings)) + settings.model_dump_json()


@pytest.mark.parametrize(
    ("name", "value"), [("KEY", "密钥"), ("KEY", "a\nb"), ("URL", "ftp://x/v1"), ("URL", "http://u:p@x/v1")]
)
def test_settings_that_cannot_be_are_named_but_not_shown(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"JIANGPU_LLM_{name}", value)
    with pytest.raises(InvalidRequest, match=f"JIANGPU_LLM_{name}") as raised:
        settings_with()
    assert value not in str(raised.value)


TEXT = "海城重工有限公司职工李大伟研制出“自动喷号机”，节约80万元。\n\n李大伟那些看家的活儿，陈默如今样样拿得出手。\n"
PAIR = {
    "type": "mentors",
    "head": "李大伟",
    "tail": "陈默",
    "role": None,
    "quote": "李大伟那些看家的活儿，陈默如今样样拿得出手",
}
LIE = PAIR | {"quote": "李大伟收陈默为徒"}
PEOPLE = [{"type": "Person", "name": "李大伟"}, {"type": "Person", "name": "陈默"}]
GAUGE = {"type": "developed", "head": "陈默", "tail": "塞规架", "role": None, "quote": "陈默后来做了塞规架"}
FACTS = json.dumps({"entities": PEOPLE, "relations": [PAIR, LIE], "measures": []}, ensure_ascii=False)
Run = Callable[..., tuple[int | str | None, str, str]]


@pytest.fixture
def jiangpu(
    stub: Stub, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> Run:
    """Runs a command with the stub as its model, and sees to it that the key is shown nowhere."""
    monkeypatch.setattr("api.chat.FIRST_PAUSE", 0.0)
    caplog.set_level(logging.DEBUG)
    settings = {"URL": stub.url, "MODEL": "m-1", "KEY": KEY}

    def run(*words: object, **changed: object) -> tuple[int | str | None, str, str]:
        for name, value in (settings | changed).items():
            monkeypatch.setenv(f"JIANGPU_LLM_{name}", str(value))
        monkeypatch.setattr(sys, "argv", ["jiangpu", *map(str, words)])
        capfd.readouterr()
        with pytest.raises(SystemExit) as end:
            main()
        out, err = capfd.readouterr()
        assert KEY not in out + err + caplog.text
        return end.value.code, out, err

    return run


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    found = [tmp_path / "一.txt", tmp_path / "二.txt"]
    for number, path in enumerate(found):
        path.write_text(TEXT + f"\n第{number}篇到这里就结束了。\n", "utf-8")
    return found


def test_extract_takes_what_the_text_bears_out_and_counts_the_rest(stub: Stub, files: list[Path], jiangpu: Run) -> None:
    stub.replies = [answering(FACTS)]
    code, out, err = jiangpu("extract", files[0], "--llm", "--json")
    assert code == 0
    [pair] = [r for r in json.loads(out)["relations"] if r["type"] == "mentors"]
    assert (pair["head"], pair["tail"], pair["rule"]) == ("李大伟", "陈默", "llm:m-1")
    assert pair["evidence"] == "李大伟那些看家的活儿，陈默如今样样拿得出手。"
    assert "问了1次，约70个词元；补充1条，与规则相同0条，不收1条（引文不在原文里1条）。" in err
    assert "李大伟那些看家的活儿" in stub.asked[0][2]["messages"][1]["content"]


def test_without_the_option_nothing_is_asked(stub: Stub, files: list[Path], jiangpu: Run) -> None:
    code, out, err = jiangpu("extract", files[0], "--json")
    assert (code, err, stub.asked) == (0, "", [])
    assert "mentors" not in out


def test_the_explanation_shows_what_the_model_added(stub: Stub, files: list[Path], jiangpu: Run) -> None:
    files[0].write_text(f"{TEXT}\n陈默后来做了塞规架。\n", "utf-8")
    entities = [*PEOPLE, {"type": "Achievement", "name": "塞规架"}]
    told = {"entities": entities, "relations": [PAIR, GAUGE], "measures": []}
    stub.replies = [answering(json.dumps(told))]
    _, out, _ = jiangpu("extract", files[0], "--llm", "--explain")
    lines = out.splitlines()
    assert "  关系 李大伟 —徒弟→ 陈默  〔llm:m-1 0.50〕" in lines
    assert any(re.fullmatch(r"  名称 成果 塞规架 \[\d+–\d+\]  〔llm:m-1〕", line) for line in lines)


def test_ingest_stops_at_the_limit_keeps_what_is_done_and_goes_on_later(
    stub: Stub, files: list[Path], tmp_path: Path, jiangpu: Run
) -> None:
    stub.replies = [answering(FACTS, tokens=9000)]
    where = ("--library", tmp_path / "库")
    code, _, err = jiangpu("ingest", *files, "--llm", *where, TOKENS=10_000)
    assert code == 6
    assert "错误：语言模型已用约9000个词元" in err and "补充1条" in err
    assert json.loads(jiangpu("stats", *where, "--json")[1])["mentors"] == 1
    code, out, _ = jiangpu("ingest", *files, "--llm", "--json", *where, TOKENS=10_000)
    assert code == 0
    told = json.loads(out)
    assert (len(told["added"]), len(told["skipped"])) == (1, 1)
    assert len(stub.asked) == 2


def test_a_service_that_fails_midway_leaves_what_is_done(stub: Stub, files: list[Path], jiangpu: Run) -> None:
    stub.replies = [answering(FACTS), Reply(500, b"")]
    code, out, err = jiangpu("extract", *files, "--llm", "--json")
    assert code == 5
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["一"]
    assert "错误：语言模型 m-1" in err and "状态 500" in err


def test_a_model_must_be_named(files: list[Path], jiangpu: Run) -> None:
    code, out, err = jiangpu("extract", files[0], "--llm", MODEL="")
    assert (code, out) == (2, "")
    assert "JIANGPU_LLM_MODEL" in err
