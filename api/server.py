"""The server: one address, one application, until it is told to stop."""

import socket

import typer
import uvicorn

from api.app import create_app
from api.library import Library
from api.settings import Settings
from corpus import InvalidRequest


def serve(settings: Settings) -> None:
    """Serves the library until SIGINT or SIGTERM.

    Raises:
        InvalidRequest: the address cannot be listened on.
        LibraryError: the library cannot be opened.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        listening = socket.create_server((settings.host, settings.port), family=family)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InvalidRequest(
            f"无法监听 {settings.host} 的 {settings.port} 端口（{reason}）。请用 --port 换一个端口，或核对 --host。"
        ) from error
    # What is accepted inherits it. asyncio sets it itself only where the socket names its protocol, which this one does
    # not: every answer on a connection that is kept would wait 40 ms for the reader's acknowledgement.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    # Opened once beforehand: what is wrong with the library is then said in one line, not as a failed start.
    with listening, Library.open(settings.home, create=True):
        shown = f"[{settings.host}]" if family == socket.AF_INET6 else settings.host
        typer.echo(f"匠谱已启动：http://{shown}:{listening.getsockname()[1]}/ （按 Ctrl+C 停止）", err=True)
        config = uvicorn.Config(create_app(settings), log_level=settings.log_level, server_header=False)
        uvicorn.Server(config).run(sockets=[listening])
