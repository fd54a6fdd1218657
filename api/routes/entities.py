"""Entities, their relations, and how they hang together."""

# ruff: noqa: D415 - the docstrings of routes are read in the OpenAPI description, in Chinese

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from api import encoding, exploring, schema
from api.exploring import TheScope
from api.naming import entity_of, person_of
from api.parameters import PROBLEMS, Count, Cursor, Limit, TheEntity, TheLibrary, Word, answered
from ingest.facts import EntityType, RelationType

router = APIRouter(tags=["图谱"], responses=PROBLEMS)

Start = Annotated[str, Query(alias="from", min_length=1, max_length=200, description="起点实体的编号")]
End = Annotated[str, Query(alias="to", min_length=1, max_length=200, description="终点实体的编号")]
Around = Annotated[str, Query(min_length=1, max_length=200, description="起点实体的编号")]

LONGEST_PATH = 6
"""Edges; a longer chain explains nothing to a reader."""


@router.get("/entities", response_model=schema.EntitiesReply, summary="按名称和类型列出实体")
def entities(
    library: TheLibrary, name: Word = None, type: EntityType | None = None, limit: Limit = 50, cursor: Cursor = None
) -> Response:
    """名称或别名相同的在前，包含的在后。"""
    page = library.store.entities(name, type, limit, cursor)
    return answered({"items": [encoding.entity(e) for e in page.items]} | encoding.next_page(page))


@router.get("/entities/{id}", response_model=schema.EntityReply, summary="一个实体")
def entity(library: TheLibrary, entity: TheEntity) -> Response:
    """名称、别名、属性、数字和提到它的原文。"""
    measures, mentions = library.store.measures(subject_id=entity.id), library.store.mentions(entity.id)
    facts = {"measures": [encoding.measure(m) for m in measures], "mentions": encoding.evidences(mentions)}
    return answered(encoding.entity(entity) | facts)


@router.get("/entities/{id}/relations", response_model=schema.RelationsReply, summary="一个实体的关系")
def relations(library: TheLibrary, entity: TheEntity, type: RelationType | None = None) -> Response:
    """它作为一端的全部关系，各附原文。"""
    return answered({"relations": [encoding.relation(r) for r in library.store.relations(entity.id, type)]})


@router.get("/lineage/{id}", response_model=schema.LineageReply, summary="师徒谱系", responses={409: PROBLEMS[404]})
def lineage(library: TheLibrary, id: str) -> Response:
    """可用编号，也可用姓名；重名时返回 409，并列出各人的编号。"""
    return answered(encoding.lineage(library.graph().lineage(person_of(id, library.store).id)))


@router.get("/paths", response_model=schema.PathsReply, summary="两个实体之间的联系")
def paths(library: TheLibrary, start: Start, end: End, k: Count = 3) -> Response:
    """最短的几条联系，每一步都附原文。"""
    one, other = entity_of(start, library.store), entity_of(end, library.store)
    return answered(encoding.paths(one, other, library.graph().paths(one.id, other.id, k, LONGEST_PATH)))


@router.get("/graph", response_model=schema.GraphReply, summary="一个实体的周围")
def graph(library: TheLibrary, scope: TheScope, id: Around) -> Response:
    """由近及远，不超过 limit 个实体；left_out 是还有多少条关系没有列出，full 说明是不是因为到了上限。"""
    return answered(exploring.neighbourhood(library.graph().neighbourhood(entity_of(id, library.store).id, scope)))
