"""The bundled library, served on a free loopback port."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import httpx2
import uvicorn

from api.app import create_app
from api.ingestion import ingest
from api.library import Library
from api.settings import Settings
from corpus import bundled_folder


def fill(folder: Path) -> None:
    """Reads the bundled corpus into a library in the folder."""
    with Library.open(folder, create=True) as library:
        ingest([bundled_folder()], library)


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serves the library of the folder; gives the server's address once it can search."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(create_app(Settings(library=folder)), log_level="error"))
        thread = Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        # pages of the search wait until it is open
        httpx2.get(f"{address}/api/v1/search", params={"q": "钢板"}, timeout=60).raise_for_status()
        yield address
        server.should_exit = True
        thread.join(10)
