"""What requests carry, and how answers are written."""

from typing import Annotated, Literal

import orjson
from fastapi import Depends, Form, Query, Request
from starlette.responses import Response

from api.encoding import Json
from api.errors import StillOpening
from api.jobs import Jobs
from api.library import Library
from api.naming import entity_of
from api.rendering import Pages
from api.schema import Problem
from ingest.facts import EntityType
from kg import EntityRecord
from search import ExpertFilters, Filters, Searcher

# These only hand on what is there; declared without async, each would wait for a thread of the pool.


async def _library(request: Request) -> Library:
    library: Library = request.app.state.library
    return library


TheLibrary = Annotated[Library, Depends(_library)]


def _entity(library: TheLibrary, id: str) -> EntityRecord:
    return entity_of(id, library.store)


def _open_searcher(library: TheLibrary) -> Searcher:
    if library.opening(within=SLOW_SECONDS):
        raise StillOpening("正在装入语义模型和索引，通常只要几秒。")
    return library.searcher()


async def _jobs(request: Request) -> Jobs:
    jobs: Jobs = request.app.state.jobs
    return jobs


async def _pages(request: Request) -> Pages:
    pages: Pages = request.app.state.pages
    return pages


TheEntity = Annotated[EntityRecord, Depends(_entity)]
"""The entity whose id, or former id, stands in the address."""

OpenSearcher = Annotated[Searcher, Depends(_open_searcher)]
"""The search, for pages: while it is still being opened, the reader is told so and need not wait at a blank window."""


async def _upload_limit(request: Request) -> int:
    limit: int = request.app.state.upload_limit
    return limit


UploadLimit = Annotated[int, Depends(_upload_limit)]
"""Bytes that one upload may have."""

TheJobs = Annotated[Jobs, Depends(_jobs)]
ThePages = Annotated[Pages, Depends(_pages)]

SLOW_SECONDS = 3.0
"""From when on a page rather says that it will take a while."""

NOT_BLANK = r"\S"
Question = Annotated[
    str, Query(min_length=1, max_length=1000, pattern=NOT_BLANK, description="用自己的话写，最多1000字")
]
Asked = Annotated[str, Query(max_length=1000)]
"""What stands in a page's box; may be empty."""
PageNumber = Annotated[int, Query(ge=1)]
Count = Annotated[int, Query(ge=1, le=100, description="最多返回几条")]
TeamSize = Annotated[int, Query(ge=2, le=4, description="最多几位")]
Limit = Annotated[int, Query(ge=1, le=500, description="每页几条")]
Cursor = Annotated[str | None, Query(max_length=200, description="上一页给出的 cursor")]
Year = Annotated[int | None, Query(ge=1900, le=2100)]
Replacing = Annotated[bool, Form(description="同名的旧资料换成新的")]
Word = Annotated[str | None, Query(min_length=1, max_length=200)]

Wanted = EntityType | Literal["Passage"]


async def _filters(
    region: Word = None, industry: Word = None, year: Year = None, honour: Word = None, organization: Word = None
) -> Filters:
    return Filters(region, industry, year, honour, organization)


TheFilters = Annotated[Filters, Depends(_filters)]


async def _expert_filters(
    region: Word = None,
    industry: Word = None,
    honour: Word = None,
    max_load: Annotated[int | None, Query(ge=0, description="已结对的企业和徒弟最多几个")] = None,
    near: Annotated[str | None, Query(min_length=1, max_length=200, description="这个地区的靠前，别处的仍给")] = None,
) -> ExpertFilters:
    return ExpertFilters(region=region, industry=industry, honour=honour, max_load=max_load, near=near)


TheExpertFilters = Annotated[ExpertFilters, Depends(_expert_filters)]

PROBLEMS: dict[int | str, dict[str, object]] = {
    status: {"description": title, "content": {"application/problem+json": {"schema": Problem.model_json_schema()}}}
    for status, title in ((400, "请求有误"), (404, "没有找到"), (422, "参数有误"), (503, "服务暂不可用"))
}


def answered(content: Json, status: int = 200) -> Response:
    """The content as JSON; told to FastAPI as a finished response, so that it is not checked field by field again."""
    return Response(orjson.dumps(content), status, media_type="application/json")
