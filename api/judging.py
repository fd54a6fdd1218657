"""The commands by which humans judge who is who: each parses, makes one call and prints."""

# ruff: noqa: D415, PLC0415 - docstrings are the Chinese help texts; what a command needs is loaded when it runs

from typing import Annotated

import typer

from api.terminal import CountOption, JsonOption, LibraryOption, opened_library, print_json, printer

One = Annotated[str, typer.Argument(metavar="A", help="编号，独一无二的名称，或名称的编号（handle）。")]
Other = Annotated[str, typer.Argument(metavar="B", help="同上。")]


def review(k: CountOption = 20, library: LibraryOption = None, json: JsonOption = False) -> None:
    """列出可能是同一个、有待判断的，附支持和反对的理由。"""
    from api.identity import doubts

    with opened_library(library) as opened:
        found = opened.store.doubts(k)
    if json:
        print_json({"pairs": doubts(found)})
    else:
        printer().doubts(found)


def same(one: One, other: Other, library: LibraryOption = None) -> None:
    """决定两者是同一个；资料撤下再读入依然有效。"""
    _decide(one, other, library, same=True)


def different(one: One, other: Other, library: LibraryOption = None) -> None:
    """决定两者不是同一个；资料撤下再读入依然有效。"""
    _decide(one, other, library, same=False)


def decisions(library: LibraryOption = None, json: JsonOption = False) -> None:
    """列出作过的决定，最新的在前。"""
    from api.identity import decision

    with opened_library(library) as opened:
        found = opened.store.rulings()
    if json:
        print_json({"decisions": [decision(ruling) for ruling in found]})
    else:
        printer().rulings(found)


def undecide(
    decision_id: Annotated[str, typer.Argument(metavar="DECISION_ID", help="决定的编号，见 jiangpu decisions。")],
    library: LibraryOption = None,
) -> None:
    """撤销一个决定，重新由证据判断。"""
    with opened_library(library) as opened, opened.writing():
        opened.store.undecide(decision_id)
    typer.echo(f"已撤销 {decision_id}。", err=True)


def _decide(one: str, other: str, library: str | None, *, same: bool) -> None:
    from api.identity import decide

    with opened_library(library) as opened, opened.writing():
        ruling = decide(opened.store, one, other, same=same)
    typer.echo(f"已记住决定 {ruling.id}。要撤销：jiangpu undecide {ruling.id}", err=True)


COMMANDS = (review, same, different, decisions, undecide)
