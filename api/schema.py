"""The shapes of the HTTP interface's answers, as its OpenAPI description tells them.

Answers are written by `api.encoding`; the tests hold every answer against these models.
"""

# ruff: noqa: D415 - the docstrings of shapes are read in the OpenAPI description, in Chinese

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from ingest.facts import EntityType, MeasureType, RelationType


class Shape(BaseModel):
    """No member but those named."""

    model_config = ConfigDict(extra="forbid")


class Part(Shape):
    """A run of the document's text."""

    start: int
    end: int


class EvidenceShape(Shape):
    """原文：说明某件事的一句话，以及它在资料中的位置。"""

    document: str = Field(description="资料编号")
    title: str
    source: str | None = None
    published: date | None = None
    text: str
    start: int = Field(description="在资料全文中的起始字符")
    end: int = Field(description="结束字符（不含）")
    place: str | None = Field(None, description="在原文件中的位置，如“第3页”")
    parts: list[Part] | None = Field(None, description="版面把句子断成几段时，各段的位置")


class EntityRef(Shape):
    """实体的编号、类型和名称。"""

    id: str
    type: EntityType
    name: str


class EntityShape(EntityRef):
    """实体及其别名、属性。"""

    aliases: list[str]
    attrs: dict[str, str]


class RelationShape(Shape):
    """关系，附说明它的全部原文。"""

    id: str
    type: RelationType
    head: EntityRef
    tail: EntityRef
    attrs: dict[str, str]
    confidence: float
    evidence: list[EvidenceShape]


class FigureShape(Shape):
    """一篇资料写到的一个数字。"""

    id: str
    subject: EntityRef
    measure: MeasureType
    value: float
    unit: str
    approx: bool = Field(description="原文写作“近”“余”“约”等")
    planned: bool = Field(description="是目标，不是已有的事实")
    period: str | None = None
    since: date | None = Field(default=None, description="时间起讫的第一天，推算得出时才有")
    until: date | None = Field(default=None, description="时间起讫的最后一天")
    confidence: float
    evidence: EvidenceShape


class EntityReply(EntityShape):
    """实体、它的数字和提到它的原文。"""

    measures: list[FigureShape]
    mentions: list[EvidenceShape]


class EntitiesReply(Shape):
    """一页实体。"""

    items: list[EntityShape]
    cursor: str | None = None


class RelationsReply(Shape):
    """以该实体为一端的关系。"""

    relations: list[RelationShape]


class HitShape(Shape):
    """一条查找结果。"""

    id: str
    type: str
    name: str
    score: float
    why: dict[str, object] = Field(description="排在这里的理由：词语、语义、图谱，用了重排模型的还有重排")
    evidence: list[EvidenceShape]


class SearchReply(Shape):
    """查找结果，最相近的在前。"""

    hits: list[HitShape]
    facets: dict[str, dict[str, int]]


class MentorShape(EntityRef):
    """师傅，及师傅的师傅。"""

    evidence: list[EvidenceShape]
    mentors: list["MentorShape"]


class ApprenticeShape(EntityRef):
    """徒弟，及徒弟的徒弟。"""

    evidence: list[EvidenceShape]
    apprentices: list["ApprenticeShape"]


class LineageReply(Shape):
    """师徒谱系。"""

    root: EntityRef
    mentors: list[MentorShape]
    apprentices: list[ApprenticeShape]


class NodeShape(EntityRef):
    """图上的一个实体。"""

    left_out: int = Field(description="它还有几条关系没有列出")


class EdgeShape(Shape):
    """图上的一条关系，两端写编号；证据见 entities/{id}/relations。"""

    id: str
    type: RelationType
    head: str
    tail: str
    confidence: float


class GraphReply(Shape):
    """一个实体的周围，近的在前。"""

    root: str
    entities: list[NodeShape]
    relations: list[EdgeShape]
    left_out: int
    full: bool


class PathShape(Shape):
    """一条联系：首尾相接的关系。"""

    relations: list[RelationShape]


class PathsReply(Shape):
    """两个实体之间最短的几条联系。"""

    start: EntityRef = Field(alias="from")
    end: EntityRef = Field(alias="to")
    paths: list[PathShape]


class AnswerShape(Shape):
    """一个回答：名称或数字。"""

    id: str | None = None
    type: EntityType | Literal["Pair"] | None = Field(None, description="实体的类型；师徒一对为 Pair")
    name: str | None = None
    value: float | None = None
    unit: str | None = None
    as_of: str | None = None
    note: str | None = Field(None, description="读者须知，如“约数”“计划”")
    evidence: list[EvidenceShape]


class AskReply(Shape):
    """对一句问话的回答；资料没有说的，answers 为空，message 说明。"""

    answers: list[AnswerShape]
    understood_as: dict[str, str]
    message: str


class StatisticShape(FigureShape):
    """一个数字，和它的时间。"""

    as_of: str | None = Field(None, description="数字的时间，如 2019、2015-09，或刊发日期")
    conflict: bool = Field(description="另一篇资料对同一主体、同一时间另有说法")


class StatisticsReply(Shape):
    """数字，按项目、主体和时间排列。"""

    figures: list[StatisticShape]
    cursor: str | None = None


class Problem(BaseModel):
    """错误（RFC 9457）。"""

    type: str
    title: str
    status: int
    detail: str
    instance: str | None = None
