"""How failed requests are answered: programs get problem documents, people get a page."""

from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api import problems
from api.errors import AmbiguousName, StillOpening, meaning
from api.guard import protect
from api.rendering import Pages
from corpus import JiangpuError

FOR_PROGRAMS = ("/api/", "/healthz", "/readyz", "/metrics", "/openapi.json", "/static/")

DETAILS = {404: "没有 {path} 这个地址。", 405: "{path} 不支持 {method}。"}


def register(app: FastAPI, pages: Pages) -> None:
    """Makes the application answer every error in the way of its reader."""

    async def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, JiangpuError)
        if _for_program(request):
            return problems.problem_of(error, request.url.path)
        if isinstance(error, StillOpening):
            return pages.page("opening.html", "/", 503, detail=str(error))
        candidates = error.candidates if isinstance(error, AmbiguousName) else ()
        told = meaning(error)
        return _page(pages, told.status, told.title, str(error), candidates)

    async def unanswerable(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        detail = DETAILS.get(error.status_code, "{detail}").format(
            path=request.url.path, method=request.method, detail=error.detail
        )
        if _for_program(request):
            return problems.problem(error.status_code, detail, error.headers, instance=request.url.path)
        return _page(pages, error.status_code, problems.title(error.status_code), detail)

    async def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        if _for_program(request):
            return problems.invalid_parameters(request.url.path, error)
        return _page(pages, 422, problems.title(422), problems.saying(error))

    async def unexpected(request: Request, error: Exception) -> Response:
        # This answer is given outside the middleware, which sets the headers of all others; the server logs the trace.
        detail = "服务出现意外错误，详情见服务日志。"
        if _for_program(request):
            response = problems.problem(500, detail, instance=request.url.path)
        else:
            response = _page(pages, 500, problems.title(500), detail)
        protect(response.headers, request.url.path)
        return response

    app.add_exception_handler(JiangpuError, refused)
    app.add_exception_handler(HTTPException, unanswerable)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(Exception, unexpected)


def _for_program(request: Request) -> bool:
    return request.url.path.startswith(FOR_PROGRAMS)


def _page(pages: Pages, status: int, title: str, detail: str, candidates: tuple[object, ...] = ()) -> Response:
    told = {"title": title, "detail": detail, "candidates": candidates}
    return pages.page("error.html", "", status, missing=status == HTTPStatus.NOT_FOUND, **told)
