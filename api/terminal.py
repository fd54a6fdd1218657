"""What the commands share: options, the opened library, and the two streams they write to."""

# ruff: noqa: PLC0415 - what a command needs is loaded when it runs: `jiangpu --help` must not load a search engine

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import orjson
import typer
from pydantic import ValidationError

from api.home import is_address
from api.settings import Settings
from corpus.errors import InvalidRequest, JiangpuError

if TYPE_CHECKING:
    from api.explanation import Outline
    from api.ingestion import Progress
    from api.library import Library
    from api.printing import Printer
    from api.workers import Workers
    from ingest import Extractor

LibraryOption = Annotated[
    str | None,
    typer.Option(
        "--library",
        metavar="FOLDER|URL",
        help="资料库文件夹，默认 ./library 或 JIANGPU_LIBRARY；或数据库的地址 postgresql://…（JIANGPU_DATABASE）。",
        show_default=False,
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="输出 JSON。")]
ModelOption = Annotated[
    bool,
    typer.Option("--llm", help="另请语言模型补充，资料会发往 JIANGPU_LLM_URL；原文里找不到依据的不收。"),
]
CountOption = Annotated[int, typer.Option("-k", min=1, max=100, help="最多几条。")]


def settings_with(**given: object) -> Settings:
    """The settings of the environment, with those given on the command line over them; sets up the log on stderr."""
    try:
        settings = Settings.model_validate({name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        names = "、".join(f"JIANGPU_{str(e['loc'][0]).upper()}" for e in error.errors())
        raise InvalidRequest(f"设置 {names} 不正确，请检查环境变量和选项。") from error
    logging.basicConfig(stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("jiangpu").setLevel(settings.log_level.upper())
    return settings


def meant(library: str | None) -> dict[str, object]:
    """The settings that `--library` stands for; a folder that is named goes before a database in the environment."""
    if library is None:
        return {}
    return {"database": library} if is_address(library) else {"library": library, "database": ""}


@contextmanager
def opened_library(place: str | None, *, create: bool = False, outdated: bool = False) -> "Iterator[Library]":
    """The library meant; raises LibraryError where there is none, unless it may be created."""
    from api.library import Library

    settings = settings_with(**meant(place))
    with Library.open(settings.home, models=settings.models, create=create, outdated=outdated) as library:
        yield library


@contextmanager
def extractor(llm: bool) -> "Iterator[Extractor]":
    """How documents are read: by the rules, or by the rules and a language model, which is told of on stderr.

    Raises:
        InvalidRequest: a model is wanted but the settings do not say which.
    """
    from ingest import ModelExtractor, extract

    if not llm:
        yield extract
        return
    from api.chat import HttpChat, endpoint_of

    settings = settings_with()
    with HttpChat(endpoint_of(settings)) as chat:
        reading = ModelExtractor(chat, settings.llm_tokens)
        try:
            yield reading.extract
        finally:
            printer(stderr=True).model_report(reading.report())


@contextmanager
def helpers(jobs: int, ray: str | None) -> "Iterator[Workers | None]":
    """Who reads documents beside this process; None where it reads alone.

    Raises:
        InvalidRequest: Ray is wanted but not installed, or its cluster does not answer.
    """
    if ray is None and jobs == 1:
        yield None
        return
    from api.workers import processes, ray_cluster

    with processes(jobs) if ray is None else ray_cluster(ray) as workers:
        yield workers


class Refusals:
    """Says on stderr which files cannot be read.

    Attributes:
        any: whether there were any.
    """

    def __init__(self) -> None:
        self.any = False

    def tell(self, error: JiangpuError) -> None:
        """One file that cannot be read, and why."""
        typer.echo(f"错误：{error}", err=True)
        self.any = True


def asked(text: str) -> str:
    """What the user asks; raises InvalidRequest when nothing."""
    if not text.strip():
        raise InvalidRequest("问题是空的。请写出要找的内容。")
    return text.strip()


@contextmanager
def progress_bar(doing: str = "读入") -> "Iterator[Progress]":
    """A bar on stderr; silent where stderr is no terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (
        TextColumn(doing),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[file]}"),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task("", total=None, file="")
        yield lambda done, total, file: bar.update(task, completed=done, total=total, file=file)


def print_json(content: object) -> None:
    """The content as one line of JSON on stdout."""
    sys.stdout.buffer.write(orjson.dumps(content, option=orjson.OPT_APPEND_NEWLINE))
    sys.stdout.buffer.flush()


def printer(*, stderr: bool = False) -> "Printer":
    """Writes answers for people to stdout, or what is beside them to stderr."""
    from rich.console import Console

    from api.labels import Labels
    from api.printing import Printer

    return Printer(Console(highlight=False, soft_wrap=True, stderr=stderr), Labels.load())


def outline() -> "Outline":
    """Writes for people how a document was read, to stdout."""
    from rich.console import Console

    from api.explanation import Outline
    from api.labels import Labels

    return Outline(Console(highlight=False, soft_wrap=True), Labels.load())
