"""Answers that were given before, as long as the library is what it was."""

from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Any

from fastapi import Request
from fastapi.routing import APIRoute
from starlette.responses import Response

from api.library import Library
from search import Recent

KEPT = 256
"""Answers, each of some ten kilobytes; at most twice as many."""
Moment = tuple[int, ...]


class KeptAnswers:
    """The answers given last, by their address; safe to use from several threads."""

    def __init__(self) -> None:
        self._kept: Recent[bytes, tuple[Moment, bytes, str]] = Recent(KEPT)

    def get(self, address: bytes, moment: Moment) -> Response | None:
        """The answer that was given at the same moment of the library."""
        kept = self._kept.get(address)
        return Response(kept[1], media_type=kept[2]) if kept and kept[0] == moment else None

    def put(self, address: bytes, moment: Moment, response: Response) -> None:
        """Keeps an answer; a problem is not kept."""
        if response.status_code == HTTPStatus.OK:
            self._kept.put(address, (moment, bytes(response.body), response.media_type or ""))


class KeptRoute(APIRoute):
    """A route that only reads the library, and answers the same address alike until the library changes."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Looks among the answers kept before the request is even parsed."""
        answer = super().get_route_handler()

        async def handler(request: Request) -> Response:
            library: Library = request.app.state.library
            kept: KeptAnswers = request.app.state.kept
            address = request.url.path.encode() + b"?" + request.scope["query_string"]
            # Before the answer: what changes meanwhile makes it one of an earlier moment. Reading a row takes less than
            # handing it to a thread.
            if not library.ready():
                return await answer(request)  # what is answered without the search would be kept after it is open
            moment = library.moment()
            if (given := kept.get(address, moment)) is not None:
                return given
            response = await answer(request)
            kept.put(address, moment, response)
            return response

        return handler
