"""The web application: what it is made of, and what lives as long as it does."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.responses import HTMLResponse
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from api import failures
from api.guard import Guard
from api.jobs import Jobs
from api.labels import Labels
from api.library import Library
from api.metrics import Metrics
from api.pages import document, entity, figures, find
from api.rendering import Pages
from api.routes import answers, documents, entities, health, identity, search
from api.settings import Settings

DESCRIPTION = "职工创新知识图谱的查询接口。每条事实都附原文；错误一律为 application/problem+json（RFC 9457）。"


def create_app(settings: Settings) -> FastAPI:
    """The application over the library that the settings name; the library is opened when the server starts."""
    pages = Pages(Labels.load())

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        with Library.open(settings.library, models=settings.models, create=True) as library:
            jobs = Jobs(library)
            app.state.library, app.state.jobs = library, jobs
            app.state.metrics, app.state.pages = Metrics(library), pages
            # The address answers at once; who searches before the model is loaded waits for it.
            warming = library.warm()
            yield
            jobs.close()
            warming.join()

    app = FastAPI(title="匠谱", version="1", description=DESCRIPTION, docs_url=None, redoc_url=None, lifespan=lifespan)
    _route(app, pages)
    failures.register(app, pages)
    app.add_middleware(Guard, hosts=settings.accepted_hosts, limit=settings.upload_limit, observe=_observe)
    return app


def _route(app: FastAPI, pages: Pages) -> None:
    for topic in (search, entities, identity, answers, documents):
        app.include_router(topic.router, prefix="/api/v1")
    for site in (health, find, entity, document, figures):
        app.include_router(site.router)

    @app.get("/docs", include_in_schema=False)
    def docs() -> HTMLResponse:
        return pages.page("docs.html", "/docs")

    app.mount("/static/swagger", StaticFiles(packages=[("fastapi_offline", "static")]))
    app.mount("/static", StaticFiles(packages=[("api", "static")]))


def _observe(scope: Scope, status: int, seconds: float) -> None:
    metrics: Metrics = scope["app"].state.metrics
    metrics.observe(scope, status, seconds)
