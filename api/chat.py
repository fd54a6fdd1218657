"""A language model behind an OpenAI-compatible address, asked over HTTP.

The request is that of the chat completions interface, which vLLM, Ollama, llama.cpp, DeepSeek, Qwen and others share.
"""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

import httpx2

from api.settings import AnswerFormat, Settings
from corpus import InvalidRequest, ModelUnavailable
from ingest import Completion

ATTEMPTS = 4
FIRST_PAUSE = 1.0
"""Seconds before the second attempt; each further pause is twice as long."""
LONGEST_PAUSE = 60.0
"""Seconds; a service that asks for a longer pause is asked again after this one."""
PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
"""Statuses that pass: too many requests, and a service overloaded or starting."""
WRONG_FORM = "服务若不支持 json_schema，可设 JIANGPU_LLM_FORMAT=json_object"
CURES = {
    400: WRONG_FORM,
    401: "请检查 JIANGPU_LLM_KEY",
    402: "请检查账户的余额",
    403: "请检查 JIANGPU_LLM_KEY",
    404: "请检查 JIANGPU_LLM_URL 和 JIANGPU_LLM_MODEL",
    422: WRONG_FORM,
}
LARGEST_ANSWER = 4 * 1024 * 1024
SHOWN = 200
"""Characters of a service's own message that are shown."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the model is.

    Attributes:
        url: the interface's base, such as http://127.0.0.1:11434/v1.
        key: sent as a bearer token; empty for services that want none.
        timeout: seconds that one request may take from beginning to end.
        format: how the service is told the form of the answer; some know "json_object" only.
    """

    url: str
    model: str
    key: str = field(default="", repr=False)
    timeout: float = 120.0
    format: AnswerFormat = "json_schema"


def endpoint_of(settings: Settings) -> Endpoint:
    """The endpoint that the settings name; raises InvalidRequest where they name none."""
    if not settings.llm_url or not settings.llm_model:
        raise InvalidRequest("没有设定语言模型。请设 JIANGPU_LLM_URL 和 JIANGPU_LLM_MODEL，或不用 --llm。")
    return Endpoint(
        settings.llm_url,
        settings.llm_model,
        settings.llm_key.get_secret_value(),
        settings.llm_timeout,
        settings.llm_format,
    )


class _Passing(Exception):
    """A failure that may not happen again.

    Attributes:
        pause: seconds that the service asks to wait.
        costs: whether the service may have worked, and charged, all the same.
    """

    def __init__(self, problem: str, pause: float = 0.0, *, costs: bool = False) -> None:
        super().__init__(problem)
        self.pause, self.costs = pause, costs


class HttpChat:
    """Asks an endpoint; to be closed after use."""

    def __init__(self, endpoint: Endpoint, sleep: Callable[[float], None] = time.sleep) -> None:
        """Takes the endpoint, and how to wait between attempts."""
        self._endpoint, self._sleep = endpoint, sleep
        headers = {"Authorization": f"Bearer {endpoint.key}"} if endpoint.key else {}
        self._client = httpx2.Client(headers=headers, timeout=endpoint.timeout)
        base = endpoint.url.rstrip("/")
        self._url = base if base.endswith("/chat/completions") else f"{base}/chat/completions"

    @property
    def model(self) -> str:
        """The model's name."""
        return self._endpoint.model

    def complete(self, messages: list[dict[str, str]], schema: dict[str, Any], answer_tokens: int) -> Completion:
        """The answer, after as many attempts as it takes, up to four.

        Raises:
            ModelUnavailable: the service refuses, or gives no answer in four attempts.
        """
        body = {
            "model": self._endpoint.model,
            "messages": messages,
            "temperature": 0,
            "max_tokens": answer_tokens,
            "response_format": self._format(schema),
        }
        pause, unanswered, problem = FIRST_PAUSE, 0, ""
        for attempt in range(ATTEMPTS):
            try:
                return self._completion(self._post(body), unanswered)
            except _Passing as passing:
                problem, unanswered = str(passing), unanswered + passing.costs
                if attempt + 1 < ATTEMPTS:
                    self._sleep(min(max(pause, passing.pause), LONGEST_PAUSE))
                pause *= 2
        raise self._unavailable(f"{problem}，已试{ATTEMPTS}次", "已完成的都已保留，稍后再次运行会接着做")

    def close(self) -> None:
        """Closes the connections."""
        self._client.close()

    def __enter__(self) -> "HttpChat":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _format(self, schema: dict[str, Any]) -> dict[str, Any]:
        if self._endpoint.format == "json_object":
            return {"type": "json_object"}
        return {"type": "json_schema", "json_schema": {"name": "facts", "strict": True, "schema": schema}}

    def _completion(self, content: bytes, unanswered: int) -> Completion:
        """Takes the answer out of its envelope."""
        try:
            envelope = json.loads(content)
            choice = envelope["choices"][0]
            text, usage = choice["message"].get("content") or "", envelope.get("usage") or {}
            tokens = usage.get("total_tokens")
        except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
            raise self._unavailable("回答不是兼容接口的形式", "请检查 JIANGPU_LLM_URL") from error
        counted = tokens if isinstance(tokens, int) and tokens > 0 else None
        return Completion(str(text), counted, choice.get("finish_reason") != "length", unanswered)

    def _post(self, body: dict[str, Any]) -> bytes:
        """The body of the service's answer to one request."""
        ends = time.monotonic() + self._endpoint.timeout
        try:
            with self._client.stream("POST", self._url, json=body) as response:
                content = b"".join(self._arriving(response, ends))
        except httpx2.TimeoutException as error:
            raise _Passing(f"{self._endpoint.timeout:g}秒内没有应答", costs=True) from error
        except httpx2.RequestError as error:
            raise _Passing("连接不上，或应答中断") from error
        except httpx2.InvalidURL as error:
            raise self._unavailable("地址写得不对", "请检查 JIANGPU_LLM_URL") from error
        if response.status_code in PASSING:
            raise _Passing(f"服务繁忙或出错（状态 {response.status_code}）", _asked_pause(response))
        if not response.is_success:
            raise self._refusal(response.status_code, content)
        return content

    def _arriving(self, response: httpx2.Response, ends: float) -> Iterator[bytes]:
        """The content as it comes; a service that keeps the line open with blanks gets no more time for it."""
        size = 0
        for chunk in response.iter_bytes():
            size += len(chunk)
            if time.monotonic() > ends:
                raise httpx2.ReadTimeout("")
            if size > LARGEST_ANSWER:
                raise self._unavailable("回答大得不合理", "请检查 JIANGPU_LLM_URL")
            yield chunk

    def _refusal(self, status: int, content: bytes) -> ModelUnavailable:
        said = " ".join(content.decode(errors="replace").split())
        if self._endpoint.key:
            said = said.replace(self._endpoint.key, "***")
        cure = CURES.get(status, "请检查 JIANGPU_LLM_URL")
        return self._unavailable(f"拒绝了请求（状态 {status}：{said[:SHOWN]}）", cure)

    def _unavailable(self, problem: str, cure: str) -> ModelUnavailable:
        return ModelUnavailable(f"语言模型 {self._endpoint.model}（{self._endpoint.url}）：{problem}。{cure}。")


def _asked_pause(response: httpx2.Response) -> float:
    """The seconds of Retry-After; a date there is not looked at."""
    asked = response.headers.get("Retry-After", "")
    return float(asked) if asked.isdecimal() else 0.0
