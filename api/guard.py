"""What every request passes: host and origin checks, the size limit, security headers, counting."""

import time
from collections.abc import Callable

from fastapi import HTTPException
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import problem

# Swagger UI sets style attributes and draws its icons from data: addresses; all else is this server's own.
POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
POLICY_OF_DOCS = f"{POLICY}; style-src 'self' 'unsafe-inline'"

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

Observe = Callable[[Scope, int, float], None]
"""Called after each request with its scope, the status answered and the seconds taken."""


class Guard:
    """ASGI middleware around the whole application.

    Attributes:
        hosts: the host names accepted, without port; None accepts any.
        limit: largest request body in bytes.
        observe: told about each request.
    """

    def __init__(self, app: ASGIApp, *, hosts: frozenset[str] | None, limit: int, observe: Observe) -> None:
        self.app, self.hosts, self.limit, self.observe = app, hosts, limit, observe

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        start, status = time.perf_counter(), 500

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                protect(MutableHeaders(scope=message), scope["path"])
            await send(message)

        try:
            refusal = self._refusal(scope)
            if refusal:
                await problem(*refusal)(scope, receive, answer)
            else:
                await self.app(scope, self._measured(receive), answer)
        finally:
            self.observe(scope, status, time.perf_counter() - start)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if self.hosts is not None and _name(host) not in self.hosts:
            return 421, f"本服务不接受主机名“{_name(host)}”。如需从别的地址访问，请在设置 JIANGPU_HOSTS 中列出。"
        origin = headers.get("origin")
        if scope["method"] not in SAFE_METHODS and origin and origin.partition("://")[2] != host:
            return 403, "不接受其他网站发来的修改请求。"
        length = headers.get("content-length", "")
        if length.isdigit() and int(length) > self.limit:
            return 413, self._too_large()
        return None

    def _measured(self, receive: Receive) -> Receive:
        read = 0

        async def measured() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > self.limit:
                raise HTTPException(413, self._too_large())
            return message

        return measured

    def _too_large(self) -> str:
        return f"一次最多上传 {self.limit / 1024 / 1024:.0f} MB，请分批上传，或用命令行 jiangpu ingest 读入。"


def _name(host: str) -> str:
    """The host without its port; an IPv6 address without its brackets."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].lower()


def protect(headers: MutableHeaders, path: str) -> None:
    """Adds the headers that keep a browser from doing more with an answer than is meant."""
    headers["content-security-policy"] = POLICY_OF_DOCS if path == "/docs" else POLICY
    headers["x-content-type-options"] = "nosniff"
    headers["referrer-policy"] = "same-origin"
    headers["x-frame-options"] = "DENY"
