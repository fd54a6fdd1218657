"""Names to choose from while typing."""

# ruff: noqa: D415 - the docstrings of routes are read in the OpenAPI description, in Chinese

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.responses import Response

from api.encoding import Json
from api.parameters import PROBLEMS, TheLibrary, answered
from api.schema import EntityRef, Shape
from api.suggestions import Suggestion

router = APIRouter(tags=["查找"], responses=PROBLEMS)

Typed = Annotated[str, Query(min_length=1, max_length=100, description="名称的开头或一部分，全拼或拼音首字母")]
Few = Annotated[int, Query(ge=1, le=20, description="最多几条")]


class SuggestionShape(EntityRef):
    """可能要找的人、工作室、单位或成果。"""

    alias: str | None = Field(None, description="对上的是别名时，那个别名")


class SuggestReply(Shape):
    """建议，最可能的在前。"""

    suggestions: list[SuggestionShape]


@router.get("/suggest", response_model=SuggestReply, summary="输入时的建议")
def suggest(library: TheLibrary, q: Typed, k: Few = 8) -> Response:
    """名称以它开头的在前，然后是别名、拼音对上的，最后是名称里含有它的。"""
    return answered({"suggestions": [_encoded(s) for s in library.suggestions().like(q, k)]})


def _encoded(suggestion: Suggestion) -> Json:
    told: Json = {"id": suggestion.id, "type": suggestion.type.value, "name": suggestion.name}
    return told | ({"alias": suggestion.alias} if suggestion.alias else {})
