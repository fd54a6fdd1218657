"""Who is who, as JSON and as HTTP tells its shapes: why names are one, what is in doubt, what humans decided."""

# ruff: noqa: D415 - the docstrings of shapes are read in the OpenAPI description, in Chinese

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated

from pydantic import Field

from api.encoding import Json, entity, entity_ref
from api.naming import thing_of
from api.schema import EntityRef, EntityShape, Shape
from ingest.facts import EntityType
from kg import DoubtRecord, EntityIdentity, RulingRecord, Store

Reference = Annotated[
    str, Field(min_length=1, max_length=200, description="实体的编号、独一无二的名称，或名称的编号 handle")
]


class DoubtShape(Shape):
    """可能是同一个的两个实体，和支持、反对的理由。"""

    one: EntityShape
    other: EntityShape
    score: float = Field(description="0 到 1，越大越可能是同一个；是估计，不是概率")
    speaks_for: list[str] = Field(description="为什么可能是")
    speaks_against: list[str] = Field(description="为什么可能不是")


class ReviewReply(Shape):
    """待人判断的实体对，最可能的在前。"""

    pairs: list[DoubtShape]


class DecisionRequest(Shape):
    """一个决定：两者是不是同一个。"""

    one: Reference
    other: Reference
    same: bool = Field(description="true 是同一个，false 不是同一个")


class DecisionShape(Shape):
    """一个决定，名称是作决定时的名称。"""

    id: str
    same: bool
    type: EntityType
    one: str
    other: str
    made_at: datetime


class DecisionsReply(Shape):
    """全部决定，最新的在前。"""

    decisions: list[DecisionShape]


class HandleShape(Shape):
    """归入这个实体的一个名称；人物的名称只算一篇资料里的。"""

    handle: str = Field(description="名称的编号，可以用在决定里")
    names: list[str]
    documents: list[str] = Field(description="用这个名称的资料，最多列二十篇")
    uses: int = Field(description="用这个名称的资料共有几篇")
    reason: str = Field(description="为什么归入这个实体")
    confidence: float = Field(description="0 到 1；是估计")


class IdentityReply(EntityRef):
    """为什么这些名称是同一个实体。"""

    handles: list[HandleShape]
    doubts: list[DoubtShape]
    decisions: list[DecisionShape]


def decide(store: Store, one: str, other: str, *, same: bool) -> RulingRecord:
    """Take in a decision on two things, each by id or by a name that only one has."""
    id_ = store.decide(thing_of(one, store), thing_of(other, store), same=same)
    return next(ruling for ruling in store.rulings() if ruling.id == id_)


def doubts(found: Iterable[DoubtRecord]) -> list[Json]:
    """Pairs that may be one."""
    return [
        {
            "one": entity(doubt.one),
            "other": entity(doubt.other),
            "score": doubt.score,
            "speaks_for": list(doubt.speaks_for),
            "speaks_against": list(doubt.speaks_against),
        }
        for doubt in found
    ]


def decision(found: RulingRecord) -> Json:
    """What a human decided."""
    members: Json = {"id": found.id, "same": found.same, "type": found.type.value}
    return members | {"one": found.one, "other": found.other, "made_at": found.made_at.isoformat()}


def identity(found: EntityIdentity) -> Json:
    """Why an entity is one."""
    handles = [
        {
            "handle": handle.id,
            "names": list(handle.names),
            "documents": list(handle.documents),
            "uses": handle.uses,
            "reason": handle.reason,
            "confidence": handle.confidence,
        }
        for handle in found.handles
    ]
    told = {"handles": handles, "doubts": doubts(found.doubts), "decisions": [decision(r) for r in found.rulings]}
    return entity_ref(found.entity) | told
