"""The web application: what it is made of, and what lives as long as it does."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI, HTTPException, Request
from starlette.responses import HTMLResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from api import failures
from api.assets import Assets
from api.following import following
from api.guard import Guard
from api.jobs import Jobs
from api.kept import KeptAnswers
from api.labels import Labels
from api.library import Library
from api.metrics import Metrics
from api.pages import SITE
from api.rendering import Pages
from api.routes import answers, documents, entities, health, identity, search, suggest
from api.settings import Settings

DESCRIPTION = "职工创新知识图谱的查询接口。每条事实都附原文；错误一律为 application/problem+json（RFC 9457）。"


def create_app(settings: Settings) -> FastAPI:
    """The application over the library that the settings name; the library is opened when the server starts."""
    assets = Assets.load(Path(str(files("api").joinpath("static"))))
    pages = Pages(Labels.load(), assets)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        with Library.open(settings.home, models=settings.models, create=True) as library:
            jobs = Jobs(library)
            app.state.library, app.state.jobs = library, jobs
            app.state.upload_limit = settings.upload_limit
            app.state.metrics, app.state.pages, app.state.kept = Metrics(library), pages, KeptAnswers()
            # The address answers at once; who searches before the model is loaded waits for it.
            warming = library.warm()
            with following(library):
                yield
            jobs.close()
            warming.join()

    app = FastAPI(title="匠谱", version="1", description=DESCRIPTION, docs_url=None, redoc_url=None, lifespan=lifespan)
    _route(app, pages, assets)
    failures.register(app, pages)
    app.add_middleware(Guard, hosts=settings.accepted_hosts, limit=settings.upload_limit, observe=_observe)
    return app


def _route(app: FastAPI, pages: Pages, assets: Assets) -> None:
    for topic in (search, suggest, entities, identity, answers, documents):
        app.include_router(topic.router, prefix="/api/v1")
    for site in (health, *SITE):
        app.include_router(site.router)

    @app.get("/docs", include_in_schema=False)
    def docs() -> HTMLResponse:
        return pages.page("docs.html", "/docs")

    app.mount("/static/swagger", StaticFiles(packages=[("fastapi_offline", "static")]))

    @app.get("/static/{version}/{name:path}", include_in_schema=False)
    def asset(request: Request, version: str, name: str) -> Response:
        answer = assets.answer(version, name, request.headers.get("accept-encoding", ""))
        if answer is None:
            raise HTTPException(404)
        return answer


def _observe(scope: Scope, status: int, seconds: float) -> None:
    metrics: Metrics = scope["app"].state.metrics
    metrics.observe(scope, status, seconds)
