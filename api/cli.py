"""The command line `jiangpu`: each command parses, makes one call and prints.

`--json` writes JSON to stdout; progress, logs and errors go to stderr.
"""

# ruff: noqa: D415, PLC0415 - docstrings are the Chinese help texts; and what a command needs is loaded when it runs,
# because `jiangpu --help` must not load a search engine

import gc
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api import advising, judging, moving
from api.errors import meaning
from api.terminal import (
    CountOption,
    JsonOption,
    LibraryOption,
    ModelOption,
    Refusals,
    asked,
    extractor,
    helpers,
    meant,
    opened_library,
    outline,
    print_json,
    printer,
    progress_bar,
    settings_with,
)
from corpus.errors import InvalidRequest, JiangpuError

app = typer.Typer(
    name="jiangpu",
    help="匠谱：从中文资料里读出职工创新的知识图谱，回答“谁解决过类似问题、谁能帮、谁带出了谁”。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


class ExportFormat(StrEnum):
    """The formats of `export`."""

    JSONLD = "jsonld"
    GRAPHML = "graphml"
    CSV = "csv"
    CYPHER = "cypher"


def main() -> None:
    """Runs the command line; 匠谱's own errors become one line on stderr and an exit code."""
    try:
        app()
    except JiangpuError as error:
        typer.echo(f"错误：{error}", err=True)
        sys.exit(meaning(error).exit_code)


@app.command()
def extract(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="要读的文件。")],
    json: JsonOption = False,
    explain: Annotated[bool, typer.Option("--explain", help="逐句说明：认出了哪些名称，凭哪条规则读出事实。")] = False,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="OUT.html", help="把逐句说明写成一个网页文件，用浏览器打开。")
    ] = None,
    llm: ModelOption = False,
) -> None:
    """读出每个文件里的事实，不需要资料库；--json 每行一篇。"""
    from api.explanation import write_sheet
    from api.extraction import extracted
    from ingest import to_gold

    if json and (explain or html):
        raise InvalidRequest("--json 不能和 --explain、--html 一起用。")
    if html and (html.suffix.lower() not in {".html", ".htm"} or html in files):
        raise InvalidRequest(f"--html 会写入 {html}。请给出以 .html 结尾的文件名，且不是要读的文件。")
    refused, explanations = Refusals(), []
    try:
        with extractor(llm) as read:
            for one in extracted(files, refused.tell, read):
                if html:
                    explanations.append(one.explained())
                elif explain:
                    outline().write(one.name, one.explained())
                elif json:
                    print_json(to_gold(one.document, one.facts) | {"id": one.name})
                else:
                    printer().extraction(one.name, one.facts)
    finally:  # what was read before a model failed is kept
        if html and explanations:
            write_sheet(html, explanations)
            typer.echo(f"已写入 {html}。", err=True)
    if refused.any:
        raise typer.Exit(1)


@app.command()
def ingest(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="PATH...", help="文件或文件夹。")] = None,
    *,
    bundled: Annotated[bool, typer.Option("--bundled", help="读入随软件附带的示例资料。")] = False,
    llm: ModelOption = False,
    jobs: Annotated[int, typer.Option(min=1, max=256, help="在本机的几个进程里读。")] = 1,
    ray: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="在 Ray 集群里读；local 在本机启动一个（两个进程）。")
    ] = None,
    library: LibraryOption = None,
    json: JsonOption = False,
) -> None:
    """把资料读入资料库。可随时中断，再次运行会接着做；没有变化的文件会跳过。"""
    from api.encoding import report as encode_report
    from api.ingestion import Status
    from api.ingestion import ingest as ingest_paths
    from corpus import bundled_folder

    wanted = [*(paths or []), *([bundled_folder()] if bundled else [])]
    if not wanted:
        raise InvalidRequest("没有指定要读入的文件。请写出文件或文件夹，或用 --bundled 读入附带的示例资料。")
    if sum((llm, jobs > 1, ray is not None)) > 1:
        raise InvalidRequest("--jobs、--ray、--llm 只能用一个：语言模型一篇一篇地问，并行读的只能在一处。")
    with (
        extractor(llm) as read,
        helpers(jobs, ray) as workers,
        opened_library(library, create=True) as opened,
        progress_bar() as progress,
    ):
        report = ingest_paths(wanted, opened, progress, read, workers)
    if json:
        print_json(encode_report(report))
    else:
        printer().report(report)
    if report.of(Status.REFUSED) or any(outcome.passed_over for outcome in report.outcomes):
        raise typer.Exit(1)


@app.command()
def remove(
    document_id: Annotated[str, typer.Argument(metavar="DOC_ID", help="资料编号。")], library: LibraryOption = None
) -> None:
    """撤下一篇资料，连同只由它说明的事实。"""
    with opened_library(library) as opened, opened.writing():
        opened.store.remove(document_id)
    typer.echo(f"已撤下 {document_id}。", err=True)


@app.command()
def rebuild(library: LibraryOption = None) -> None:
    """从资料库重新建立全部索引；旧版本写成的资料库，先重新判断谁是谁。"""
    with opened_library(library, outdated=True) as opened:
        opened.rebuild()
    typer.echo("索引已重新建立。", err=True)


@app.command()
def stats(library: LibraryOption = None, json: JsonOption = False) -> None:
    """资料、实体、关系和数字各有多少。"""
    with opened_library(library) as opened:
        counts = opened.store.counts()
    if json:
        print_json(counts)
    else:
        printer().counts(counts)


@app.command()
def export(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="写到哪里；csv 是一个文件夹。")],
    format: Annotated[ExportFormat, typer.Option(help="格式。")],
    library: LibraryOption = None,
) -> None:
    """导出整个图谱。"""
    from kg import export as export_graph

    with opened_library(library) as opened:
        export_graph(opened.store, format.value, out)
    typer.echo(f"已写入 {out}。", err=True)


@app.command()
def search(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="难题、成果、人名或单位。")],
    k: CountOption = 10,
    library: LibraryOption = None,
    json: JsonOption = False,
) -> None:
    """找相近的成果。"""
    from api.encoding import search_result

    with opened_library(library) as opened:
        result = opened.searcher().search(asked(query), k=k)
    if json:
        print_json(search_result(result))
    else:
        printer().hits(result)


app.command()(advising.experts)
app.command()(moving.migrate)


@app.command()
def lineage(
    name: Annotated[str, typer.Argument(metavar="NAME", help="姓名或编号。")],
    library: LibraryOption = None,
    json: JsonOption = False,
) -> None:
    """一个人的师傅和徒弟。"""
    from api.encoding import lineage as encode_lineage
    from api.naming import person_of

    with opened_library(library) as opened:
        tree = opened.graph().lineage(person_of(name, opened.store).id)
    if json:
        print_json(encode_lineage(tree))
    else:
        printer().lineage(tree)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="一句问话。")],
    library: LibraryOption = None,
    json: JsonOption = False,
) -> None:
    """问一句；资料没有说的，就说没有。"""
    from api.encoding import reply as encode_reply
    from search import ask as ask_library

    with opened_library(library) as opened:
        reply = ask_library(asked(question), opened.store, opened.sentences)
    if json:
        print_json(encode_reply(reply))
    else:
        printer().reply(reply)


for _judging in judging.COMMANDS:
    app.command()(_judging)


@app.command()
def serve(
    library: LibraryOption = None,
    host: Annotated[str | None, typer.Option(help="监听地址，默认 127.0.0.1，只有本机能访问。")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="端口，默认 8000。")] = None,
) -> None:
    """启动网页和 HTTP 接口。"""
    gc.disable()  # what is loaded now stays: to look through it again and again takes a sixth of the loading
    from api.server import serve as run_server

    gc.freeze()
    gc.enable()
    run_server(settings_with(**meant(library), host=host, port=port))


if __name__ == "__main__":
    main()
