import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from kg import Store
from search import Searcher
from tests.search.small_library import REPORTS, WEIGHTS, CharacterEncoder, fill


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path / 'library.db'}") as opened:
        yield opened


@pytest.fixture
def encoder() -> CharacterEncoder:
    return CharacterEncoder()


@pytest.fixture(scope="session")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """All eight reports; not to be changed."""
    with Store.open(f"sqlite:///{tmp_path_factory.mktemp('known') / 'library.db'}") as opened:
        fill(opened, *REPORTS)
        yield opened


@pytest.fixture(scope="session")
def searcher(known: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    """Over `known`, brought up to date."""
    opened = Searcher.open(known, tmp_path_factory.mktemp("index"), CharacterEncoder(), weights=WEIGHTS)
    opened.sync()
    yield opened
    opened.close()


def wait_for(port: int, seconds: float = 60.0) -> None:
    """Until somebody listens there."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise TimeoutError(f"nobody listens on port {port}")


@pytest.fixture(scope="session")
def milvus_server() -> Iterator[str]:
    """The address of a server of our own; it speaks to any number of processes, as a cluster does."""
    pytest.importorskip("pymilvus", reason="没有安装 pymilvus：Milvus 的驱动程序")
    pytest.importorskip("milvus_lite", reason="没有安装 milvus-lite：Milvus 的测试要用它起一个服务")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "milvus_lite", "server", "--data-dir", folder, "--port", str(port)]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for(port)
        yield f"http://127.0.0.1:{port}"
        process.terminate()
        process.wait(10)
