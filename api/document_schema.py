"""The shapes of the HTTP interface's answers about documents and uploads; the others are in `api.schema`."""

# ruff: noqa: D415 - the docstrings of shapes are read in the OpenAPI description, in Chinese

from datetime import date

from pydantic import Field

from api.jobs import JobState
from api.schema import FigureShape, Part, RelationShape, Shape


class DocumentRef(Shape):
    """资料的题录。"""

    id: str
    name: str
    title: str
    media_type: str
    source: str | None = None
    published: date | None = None


class DocumentsReply(Shape):
    """一页资料。"""

    items: list[DocumentRef]
    cursor: str | None = None


class SuspicionShape(Shape):
    """疑似印刷或识别错误；原文从不改动。"""

    start: int
    end: int
    text: str
    suggestion: str = Field(description="可能的本意；只缺一半的引号、括号没有建议，为空")
    reason: str
    confidence: float


class ArticleShape(Shape):
    """资料里的一篇文章；与职工创新无关的留在资料里，不读入图谱。"""

    title: str
    on_topic: bool = Field(description="是否读入图谱")
    reason: str = Field(description="为什么读入或不读入")
    parts: list[Part] = Field(description="在资料全文中的位置；中间隔着别的文章时有几段")


class DocumentReply(DocumentRef):
    """资料全文，一版里的各篇文章，从中读出的关系和数字，以及疑似印错的地方。"""

    text: str
    articles: list[ArticleShape] = Field(description="旧版程序读入的资料没有，重新读入后才有")
    suspicions: list[SuspicionShape]
    relations: list[RelationShape]
    measures: list[FigureShape]


class OutcomeShape(Shape):
    """一个文件的处理结果。"""

    file: str
    documents: list[str] | None = None
    removed: list[str] | None = None
    reason: str | None = None
    passed_over: list[str] | None = Field(None, description="没有读的各行和原因；其余照读")


class ReportShape(Shape):
    """各文件的处理结果。"""

    added: list[OutcomeShape]
    changed: list[OutcomeShape]
    skipped: list[OutcomeShape]
    refused: list[OutcomeShape]
    ignored: list[OutcomeShape] = Field(description="文件夹里种类不支持的文件")


class JobReply(Shape):
    """上传任务。"""

    id: str
    state: JobState
    done: int
    total: int
    message: str | None = None
    report: ReportShape | None = None
