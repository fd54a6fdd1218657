"""Errors of the HTTP interface as problem documents (RFC 9457, application/problem+json)."""

from collections.abc import Mapping
from typing import Any

import orjson
from fastapi.exceptions import RequestValidationError
from starlette.responses import Response

from api.encoding import entity_ref
from api.errors import AmbiguousName, Meaning, meaning
from corpus import JiangpuError

# status: last part of the problem's type, and its title
KINDS: dict[int, tuple[str, str]] = {
    400: ("bad-request", "请求有误"),
    403: ("forbidden", "不允许的请求"),
    404: ("no-such-address", "没有这个地址"),
    405: ("method-not-allowed", "这个地址不支持该操作"),
    413: ("too-large", "上传内容太大"),
    421: ("wrong-host", "主机名不被接受"),
    422: ("invalid-parameters", "参数有误"),
    500: ("internal", "内部错误"),
    503: ("not-ready", "还没有准备好"),
}
OTHER = ("error", "请求未能完成")

# pydantic's error types that the parameters of this interface can cause, in words
SAYINGS: dict[str, str] = {
    "missing": "缺少这个参数",
    "string_too_short": "不能为空",
    "string_too_long": "太长，最多{max_length}个字",
    "string_pattern_mismatch": "不能只有空白",
    "greater_than_equal": "不能小于{ge}",
    "less_than_equal": "不能大于{le}",
    "int_parsing": "应当是整数",
    "enum": "只能是{expected}",
    "literal_error": "只能是{expected}",
}


def title(status: int) -> str:
    """The title of errors that HTTP itself tells."""
    return KINDS.get(status, OTHER)[1]


def problem(status: int, detail: str, headers: Mapping[str, str] | None = None, **members: object) -> Response:
    """A problem document for a status that no class of ours stands behind."""
    kind, told = KINDS.get(status, OTHER)
    response = _document(Meaning(status, kind, told, 1), detail, members)
    response.headers.update(headers or {})
    return response


def problem_of(error: JiangpuError, instance: str) -> Response:
    """The problem document of one of 匠谱's own errors; an ambiguous name lists its `candidates`."""
    members: dict[str, object] = {"instance": instance}
    if isinstance(error, AmbiguousName):
        members["candidates"] = [entity_ref(c) for c in error.candidates]
    return _document(meaning(error), str(error), members)


def invalid_parameters(instance: str, error: RequestValidationError) -> Response:
    """422 with one entry per parameter that was refused."""
    errors = [{"parameter": _parameter(e), "detail": _say(e)} for e in error.errors()]
    return problem(422, saying(error), instance=instance, errors=errors)


def saying(error: RequestValidationError) -> str:
    """All that is wrong with the parameters, in one sentence."""
    return "；".join(f"{_parameter(e)}：{_say(e)}" for e in error.errors()) + "。"


def _document(told: Meaning, detail: str, members: Mapping[str, object]) -> Response:
    body = {"type": f"urn:jiangpu:problem:{told.kind}", "title": told.title, "status": told.status, "detail": detail}
    return Response(orjson.dumps({**body, **members}), told.status, media_type="application/problem+json")


def _parameter(error: Mapping[str, Any]) -> str:
    return ".".join(str(part) for part in error["loc"][1:2])


def _say(error: Mapping[str, Any]) -> str:
    told = SAYINGS.get(error["type"], "不正确")
    return told.format_map(error.get("ctx", {}))
