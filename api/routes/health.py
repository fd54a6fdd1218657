"""Whether the server lives, whether it is ready, and its figures."""

# ruff: noqa: D415 - the docstrings of routes are read in the OpenAPI description, in Chinese

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.metrics import CONTENT_TYPE, Metrics
from api.parameters import TheLibrary, answered
from api.problems import problem

router = APIRouter(tags=["运行"])


@router.get("/healthz", summary="是否在运行")
def healthz() -> Response:
    """进程在，就答 200。"""
    return answered({"status": "ok"})


@router.get("/readyz", summary="是否可以回答")
def readyz(library: TheLibrary) -> Response:
    """模型和索引都已就绪时答 200，否则 503。"""
    if not library.ready():
        return problem(503, "模型和索引正在装入，请稍候。")
    return answered({"status": "ready", "generation": library.store.generation()})


@router.get("/metrics", summary="Prometheus 指标")
def metrics(request: Request) -> Response:
    """请求数、耗时、资料库的大小和索引的进度。"""
    figures: Metrics = request.app.state.metrics
    return Response(figures.text(), media_type=CONTENT_TYPE)
