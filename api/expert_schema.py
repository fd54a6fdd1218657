"""The shapes of answers about experts, as the OpenAPI description tells them."""

# ruff: noqa: D415 - docstrings are read in the OpenAPI description, in Chinese

from typing import Literal

from pydantic import Field

from api.schema import EvidenceShape, Shape


class PathNodeShape(Shape):
    """路上的一站：难题（没有 id）、成果、句子（name 是原文）、人或集体。"""

    id: str | None = None
    type: str
    name: str


class PathRelationShape(Shape):
    """相邻两站之间的关系；forward 表示从前一站指向后一站。"""

    type: str = Field(description="图谱的关系名；matches 难题与成果或句子，names 句子提到，beside 同一篇里相邻的句子")
    forward: bool


class ExpertPathShape(Shape):
    """从难题到专家的一条路，站比关系多一个。"""

    share: float
    nodes: list[PathNodeShape]
    relations: list[PathRelationShape]
    year: int | None = None


class LoadShape(Shape):
    """图谱里已经和他结对的企业和徒弟；工作室和领衔人合在一起算。"""

    total: int
    enterprises: list[str]
    apprentices: list[str]


class ExpertShape(Shape):
    """能帮忙的人或工作室。"""

    id: str
    type: Literal["Person", "Studio", "Team"]
    name: str
    score: float = Field(description="排序所用，只在一次回答里可比")
    fit: float = Field(description="有多合适，0 到 1，各次回答可比")
    employer: str | None = None
    honours: list[str]
    regions: list[str]
    load: LoadShape
    evidence: list[EvidenceShape]
    paths: list[ExpertPathShape]


class ExpertsReply(Shape):
    """能帮忙的人和工作室，最合适的在前；没有合适的就是空的。"""

    experts: list[ExpertShape]


class AddsShape(Shape):
    """他补上了前面的人没有的：难题里的词，和答这个难题的成果或句子。"""

    words: list[str]
    sources: list[PathNodeShape]


class TeamMemberShape(ExpertShape):
    """小队里的一位。"""

    adds: AddsShape


class TeamShape(Shape):
    """互补的几位专家；missing 是谁也没有碰过的词。"""

    members: list[TeamMemberShape]
    covered: list[str]
    missing: list[str]


class TeamReply(Shape):
    """为难题组的小队。"""

    team: TeamShape
