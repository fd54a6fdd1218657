"""Finding achievements, people, sentences; similar things; experts."""

# ruff: noqa: D415 - the docstrings of routes are read in the OpenAPI description, in Chinese

from fastapi import APIRouter
from starlette.responses import Response

from api import encoding, expert_schema, expertise, schema
from api.kept import KeptRoute
from api.parameters import (
    PROBLEMS,
    Count,
    Question,
    TeamSize,
    TheEntity,
    TheExpertFilters,
    TheFilters,
    TheLibrary,
    Wanted,
    answered,
)
from ingest.facts import EntityType

router = APIRouter(tags=["查找"], responses=PROBLEMS, route_class=KeptRoute)


@router.get("/search", response_model=schema.SearchReply, summary="找成果、人、工作室、单位或原文")
def search(
    library: TheLibrary,
    filters: TheFilters,
    q: Question,
    type: Wanted = EntityType.ACHIEVEMENT,
    k: Count = 10,
) -> Response:
    """最相近的在前，各附理由和原文；facets 是全部结果按地区、行业、年份、单位、荣誉（由高到低）的条数。"""
    return answered(encoding.search_result(library.searcher().search(q, type=type, k=k, filters=filters)))


@router.get("/experts", response_model=expert_schema.ExpertsReply, summary="找能帮忙的人和工作室")
def experts(library: TheLibrary, filters: TheExpertFilters, q: Question, k: Count = 10) -> Response:
    """说出难题，返回做过类似事情的人和工作室，各附原文和从难题到他的路；没有合适的，就一个也不给。"""
    return answered(expertise.experts(library.searcher().experts(q, k=k, filters=filters)))


@router.get("/experts/team", response_model=expert_schema.TeamReply, summary="为一个难题组一支小队")
def team(library: TheLibrary, filters: TheExpertFilters, q: Question, size: TeamSize = 3) -> Response:
    """几位互补的专家，合起来比任何一位懂得全；各说明他补上了什么。别人补不上什么时，人数可以少于 size。"""
    return answered(expertise.team(library.searcher().team(q, size=size, filters=filters)))


@router.get("/entities/{id}/similar", response_model=schema.SearchReply, summary="与某个实体相近的")
def similar(library: TheLibrary, entity: TheEntity, k: Count = 10) -> Response:
    """与它最相近的同类实体。"""
    return answered(encoding.search_result(library.searcher().similar(entity.id, k)))
