"""Who is who: why an entity is one, which may be one, and what humans decide."""

# ruff: noqa: D415 - the docstrings of routes are read in the OpenAPI description, in Chinese

from fastapi import APIRouter
from starlette.responses import Response

from api import identity as told
from api.parameters import PROBLEMS, Count, TheEntity, TheLibrary, answered

router = APIRouter(tags=["同一性"], responses=PROBLEMS)


@router.get("/review", response_model=told.ReviewReply, summary="待判断的实体对")
def review(library: TheLibrary, k: Count = 20) -> Response:
    """可能是同一个、但证据不够的，最可能的在前，各附支持和反对的理由。"""
    return answered({"pairs": told.doubts(library.store.doubts(k))})


@router.get("/decisions", response_model=told.DecisionsReply, summary="人作的决定")
def decisions(library: TheLibrary) -> Response:
    """资料撤下再读入，决定依然有效。"""
    return answered({"decisions": [told.decision(ruling) for ruling in library.store.rulings()]})


@router.post(
    "/decisions",
    status_code=201,
    response_model=told.DecisionShape,
    summary="决定两者是不是同一个",
    responses={409: PROBLEMS[404]},
)
def decide(library: TheLibrary, request: told.DecisionRequest) -> Response:
    """决定优先于一切证据，可以撤销；与先前的决定矛盾时返回 400。"""
    with library.writing():
        ruling = told.decide(library.store, request.one, request.other, same=request.same)
    return answered(told.decision(ruling), 201)


@router.delete("/decisions/{id}", status_code=204, summary="撤销一个决定")
def undecide(library: TheLibrary, id: str) -> Response:
    """撤销后重新由证据判断。"""
    with library.writing():
        library.store.undecide(id)
    return Response(status_code=204)


@router.get("/entities/{id}/identity", response_model=told.IdentityReply, summary="为什么是同一个")
def identity(library: TheLibrary, entity: TheEntity) -> Response:
    """归入这个实体的每个名称、资料、理由和把握，以及还有疑问的和人作的决定。"""
    return answered(told.identity(library.store.identity_of(entity.id)))
