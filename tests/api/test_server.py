"""How the server listens."""

import socket
from pathlib import Path

import pytest
import uvicorn

from api.server import serve
from api.settings import Settings


def test_answers_do_not_wait_for_the_readers_acknowledgement(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sent_at_once: list[bool] = []

    def run(_: uvicorn.Server, sockets: list[socket.socket]) -> None:
        [listening] = sockets
        with socket.create_connection(listening.getsockname()[:2]), listening.accept()[0] as accepted:
            sent_at_once.append(bool(accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)))

    monkeypatch.setattr(uvicorn.Server, "run", run)
    serve(Settings(library=tmp_path / "library", port=0))
    assert sent_at_once == [True]
