"""The command that moves a library: it parses, makes one call and prints."""

# ruff: noqa: D415, PLC0415 - docstrings are the Chinese help texts; what a command needs is loaded when it runs

from typing import Annotated

import typer

from api.home import Home
from api.terminal import JsonOption, print_json, printer, progress_bar, settings_with

Source = Annotated[str, typer.Argument(metavar="SOURCE", help="搬哪一个：资料库文件夹，或数据库的地址。")]
Target = Annotated[str, typer.Argument(metavar="TARGET", help="搬到哪里：还没有资料的文件夹或数据库。")]


def migrate(source: Source, target: Target, json: JsonOption = False) -> None:
    """把资料库整个搬到另一处：SQLite（文件夹）和 PostgreSQL（地址）之间都可以；原来的不动。"""
    from api.migration import migrate as migrate_library

    beside = settings_with().library
    with progress_bar("搬移") as progress:
        moved = migrate_library(Home.of(source, beside), Home.of(target, beside), progress)
    if json:
        places = {"source": str(moved.source), "target": str(moved.target), "folder": str(moved.target.folder)}
        print_json(places | {"rows": moved.rows, "counts": moved.counts})
    else:
        printer().counts(moved.counts)
    typer.echo(
        f"已把 {moved.source} 搬到 {moved.target}，共 {sum(moved.rows.values()):,} 行，逐表核对过，原来的没有改动。"
        "查找用的索引没有搬，新的资料库第一次打开时会重建。",
        err=True,
    )
