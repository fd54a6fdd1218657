"""A server in a process of its own: how soon it is ready, what it uses, how many requests a second it answers."""

import asyncio
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
PATIENCE_S = 600
OK = b"HTTP/1.1 200"


@dataclass(frozen=True, slots=True)
class Server:
    """A running server.

    Attributes:
        ready_s: from its start to its first good answer.
    """

    pid: int
    port: int
    ready_s: float

    def get(self, path: str) -> bytes:
        """The body of an answer."""
        with urllib.request.urlopen(f"http://{HOST}:{self.port}{path}") as answer:
            return bytes(answer.read())

    def memory(self) -> dict[str, float]:
        """Resident MiB: all, and without the pages of files."""
        lines = Path(f"/proc/{self.pid}/status").read_text("utf-8").splitlines()
        fields = dict(line.split(":", 1) for line in lines if ":" in line)
        return {"mib": _mib(fields["VmRSS"]), "private_mib": _mib(fields["RssAnon"])}

    def cpu_s(self) -> float:
        """Processor seconds used so far."""
        parts = Path(f"/proc/{self.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def running(command: Sequence[str], ready: str) -> Iterator[Server]:
    """A server of this Python, until the end of the block.

    Args:
        command: what follows `python -m`; `{port}` in it stands for the port.
        ready: a path that it answers with 200 when it is ready.

    Raises:
        SystemExit: it ended, or was not ready within ten minutes.
    """
    port = _free_port()
    start = time.perf_counter()
    words = [word.format(port=port) for word in command]
    process = subprocess.Popen(
        [sys.executable, "-m", *words],
        cwd=ROOT, env=_as_installed(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        while not _answers(f"http://{HOST}:{port}{ready}"):
            if process.poll() is not None or time.perf_counter() - start > PATIENCE_S:
                raise SystemExit(f"{' '.join(words)} is not ready; it ended with {process.returncode}")
            time.sleep(0.01)
        yield Server(process.pid, port, time.perf_counter() - start)
    finally:
        process.terminate()
        process.wait()


def _as_installed() -> dict[str, str]:
    """The environment, in which Python keeps what it has compiled, whatever the shell says."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


@contextmanager
def jiangpu(library: Path) -> Iterator[Server]:
    """The product over a library."""
    with running(["api.cli", "serve", "--library", str(library), "--port", "{port}"], "/readyz") as server:
        yield server


def requests_a_second(server: Server, paths: Sequence[str], seconds: float, connections: int) -> float:
    """How many requests the server answers, over connections that are kept and each ask one after another."""
    return asyncio.run(_asked(server.port, paths, seconds, connections))


async def _asked(port: int, paths: Sequence[str], seconds: float, connections: int) -> float:
    start = time.perf_counter()
    firsts = (number * len(paths) // connections for number in range(connections))
    going_on = partial(_before, start + seconds)
    answered = await asyncio.gather(*(_ask(port, [*paths[i:], *paths[:i]], going_on) for i in firsts))
    return sum(answered) / (time.perf_counter() - start)


async def _ask(port: int, paths: Sequence[str], going_on: Callable[[], bool]) -> int:
    """One connection; returns how many answers it had."""
    reader, writer = await asyncio.open_connection(HOST, port)
    count = 0
    while going_on():
        path = paths[count % len(paths)]
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        if not head.startswith(OK):
            raise RuntimeError(f"{path}: {head.splitlines()[0].decode()}")
        length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
        await reader.readexactly(int(length.partition(b":")[2]))
        count += 1
    writer.close()
    return count


def _before(end: float) -> bool:
    return time.perf_counter() < end


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address) as answer:  # noqa: S310 - an http address
            return answer.status == 200  # noqa: PLR2004 - the good answer
    except (urllib.error.URLError, ConnectionError):
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _mib(told: str) -> float:
    return int(told.split(maxsplit=1)[0]) / 1024
