"""What the commands share: options, the opened library, and the two streams they write to."""

# ruff: noqa: PLC0415 - what a command needs is loaded when it runs: `jiangpu --help` must not load a search engine

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import orjson
import typer
from pydantic import ValidationError

from api.settings import Settings
from corpus.errors import InvalidRequest

if TYPE_CHECKING:
    from api.explanation import Outline
    from api.ingestion import Progress
    from api.library import Library
    from api.printing import Printer

LibraryOption = Annotated[
    Path | None, typer.Option("--library", help="资料库文件夹，默认 ./library 或 JIANGPU_LIBRARY。", show_default=False)
]
JsonOption = Annotated[bool, typer.Option("--json", help="输出 JSON。")]
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


@contextmanager
def opened_library(folder: Path | None, *, create: bool = False) -> "Iterator[Library]":
    """The library meant; raises LibraryError where there is none, unless it may be created."""
    from api.library import Library

    settings = settings_with(library=folder)
    with Library.open(settings.library, model=settings.model, create=create) as library:
        yield library


def asked(text: str) -> str:
    """What the user asks; raises InvalidRequest when nothing."""
    if not text.strip():
        raise InvalidRequest("问题是空的。请写出要找的内容。")
    return text.strip()


@contextmanager
def progress_bar() -> "Iterator[Progress]":
    """A bar on stderr; silent where stderr is no terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (
        TextColumn("读入"),
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


def printer() -> "Printer":
    """Writes answers for people to stdout."""
    from rich.console import Console

    from api.labels import Labels
    from api.printing import Printer

    return Printer(Console(highlight=False, soft_wrap=True), Labels.load())


def outline() -> "Outline":
    """Writes for people how a document was read, to stdout."""
    from rich.console import Console

    from api.explanation import Outline
    from api.labels import Labels

    return Outline(Console(highlight=False, soft_wrap=True), Labels.load())
