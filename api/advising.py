"""The command that finds who can help: it parses, makes one call and prints."""

# ruff: noqa: D415, PLC0415, PLR0913 - docstrings are the Chinese help texts; what a command needs is loaded when
# it runs; each option is an argument

from typing import TYPE_CHECKING, Annotated

import typer

from api.terminal import CountOption, JsonOption, LibraryOption, asked, opened_library, print_json, printer

if TYPE_CHECKING:
    from search import Expert, Team


def experts(
    problem: Annotated[str, typer.Argument(metavar="PROBLEM", help="要解决的难题。")],
    *,
    k: CountOption = 10,
    region: Annotated[str | None, typer.Option(help="只要这个地区的。")] = None,
    industry: Annotated[str | None, typer.Option(help="只要这个行业的。")] = None,
    honour: Annotated[str | None, typer.Option(help="只要有这种荣誉的，如“省级以上”。")] = None,
    max_load: Annotated[int | None, typer.Option(min=0, help="已结对的企业和徒弟最多几个。")] = None,
    near: Annotated[str | None, typer.Option(help="这个地区的排得靠前。")] = None,
    team: Annotated[bool, typer.Option("--team", help="组一支互补的小队，各说明补上了什么。")] = False,
    size: Annotated[int, typer.Option(min=2, max=4, help="小队最多几位。")] = 3,
    library: LibraryOption = None,
    json: JsonOption = False,
) -> None:
    """找能帮忙的人和工作室；没有合适的，就说没有。"""
    from search import ExpertFilters

    filters = ExpertFilters(region, industry, honour, max_load, near)
    with opened_library(library) as opened:
        searcher = opened.searcher()
        if team:
            _show_team(searcher.team(asked(problem), size=size, filters=filters), json)
        else:
            _show_experts(searcher.experts(asked(problem), k=k, filters=filters), json)


def _show_team(team: "Team", json: bool) -> None:
    from api.expertise import team as encode_team

    if json:
        print_json(encode_team(team))
    else:
        printer().team(team)


def _show_experts(found: "tuple[Expert, ...]", json: bool) -> None:
    from api.expertise import experts as encode_experts

    if json:
        print_json(encode_experts(found))
    else:
        printer().experts(found)
