"""What each error means outside: its HTTP status, its name in problem documents, its title and its exit code.

| error               | status | exit code |
|---------------------|--------|-----------|
| UnreadableFile      | 422    | 1         |
| ·  FileTooLarge     | 413    | 1         |
| ·  UnsupportedFile  | 415    | 1         |
| InvalidRequest      | 400    | 2         |
| ·  AmbiguousName    | 409    | 2         |
| NotFound            | 404    | 3         |
| LibraryError        | 503    | 4         |
| ·  StillOpening     | 503    | 4         |
| ModelUnavailable    | 503    | 5         |
| BudgetSpent         | 503    | 6         |
| JiangpuError        | 500    | 1         |
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.errors import (
    BudgetSpent,
    FileTooLarge,
    InvalidRequest,
    JiangpuError,
    LibraryError,
    ModelUnavailable,
    NotFound,
    UnreadableFile,
    UnsupportedFile,
)

if TYPE_CHECKING:  # the command line needs this table before it needs the graph
    from kg import EntityRecord


class AmbiguousName(InvalidRequest):
    """Several people or things bear the name that was asked for; nothing says which is meant."""

    def __init__(self, name: str, candidates: "tuple[EntityRecord, ...]") -> None:
        ids = "、".join(c.id for c in candidates)
        super().__init__(f"叫“{name}”的有{len(candidates)}个，请改用编号：{ids}。")
        self.candidates = candidates


class StillOpening(LibraryError):
    """The search is being opened, which takes a moment; the page is to be asked for again."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """How an error is told to programs.

    Attributes:
        status: HTTP status.
        kind: last part of the problem's type, "urn:jiangpu:problem:<kind>".
        title: the problem's title, in Chinese.
        exit_code: of the command line.
    """

    status: int
    kind: str
    title: str
    exit_code: int


MEANINGS: tuple[tuple[type[JiangpuError], Meaning], ...] = (
    (FileTooLarge, Meaning(413, "file-too-large", "文件太大", 1)),
    (UnsupportedFile, Meaning(415, "unsupported-file", "不支持的文件类型", 1)),
    (UnreadableFile, Meaning(422, "unreadable-file", "文件无法读取", 1)),
    (AmbiguousName, Meaning(409, "ambiguous-name", "重名，无法确定是哪一位", 2)),
    (InvalidRequest, Meaning(400, "invalid-request", "请求有误", 2)),
    (NotFound, Meaning(404, "not-found", "没有找到", 3)),
    (StillOpening, Meaning(503, "still-opening", "正在准备查找", 4)),
    (LibraryError, Meaning(503, "library-unavailable", "资料库不可用", 4)),
    (ModelUnavailable, Meaning(503, "model-unavailable", "模型不可用", 5)),
    (BudgetSpent, Meaning(503, "budget-spent", "语言模型的用量到了上限", 6)),
    (JiangpuError, Meaning(500, "internal", "内部错误", 1)),
)


def meaning(error: JiangpuError) -> Meaning:
    """The meaning of the most specific class in the table that the error belongs to."""
    return next(told for kind, told in MEANINGS if isinstance(error, kind))
