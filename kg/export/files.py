"""Exports a library to files, each of which appears whole or not at all."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Literal
from uuid import uuid4

from corpus.errors import InvalidRequest, LibraryError
from kg.export.cypher import to_cypher
from kg.export.graphml import to_graphml
from kg.export.jsonld import to_jsonld
from kg.export.tables import to_tables
from kg.export.whole import Whole, read_whole
from kg.reading import Reading

Format = Literal["jsonld", "graphml", "csv", "cypher"]

_FILES: dict[str, Callable[[Whole], bytes]] = {"jsonld": to_jsonld, "graphml": to_graphml, "cypher": to_cypher}


def export(store: Reading, format: Format, out: Path) -> None:
    """Write the whole library to a file, or for csv to a folder; what an earlier export wrote there is replaced.

    Raises:
        InvalidRequest: no such format; or `out` is a folder where a file is wanted, or the other way round; or, for
            csv, a folder with other files in it.
        LibraryError: the place cannot be written.
    """
    if format not in {*_FILES, "csv"}:
        raise InvalidRequest(f"没有“{format}”这种导出格式。可用的格式：{'、'.join([*_FILES, 'csv'])}。")
    try:
        if format == "csv":
            _write_folder(out, to_tables(read_whole(store)))
        else:
            if out.is_dir():
                raise InvalidRequest(f"{out} 是文件夹，{format} 要导出成一个文件。请在后面加上文件名。")
            out.parent.mkdir(parents=True, exist_ok=True)
            _replace(out, _FILES[format](read_whole(store)))
    except OSError as error:
        raise LibraryError(f"导出到 {out} 时写不下去：{error.strerror}。请检查路径、权限和磁盘空间。") from error


def _write_folder(out: Path, contents: dict[str, bytes]) -> None:
    if out.exists() and not out.is_dir():
        raise InvalidRequest(f"{out} 是文件，csv 要导出到文件夹。请换一个文件夹名。")
    there = [path.name for path in out.iterdir()] if out.exists() else []
    foreign = sorted(name for name in there if name not in contents and not name.startswith("."))
    if foreign:
        raise InvalidRequest(f"文件夹 {out} 里有别的文件（{foreign[0]} 等），不往里导出。请换一个空文件夹。")
    out.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        _replace(out / name, content)


def _replace(path: Path, content: bytes) -> None:
    """Write beside the path, then put it in place, so that a reader or a crash never sees half a file."""
    part = path.with_name(f".{path.name}.{uuid4().hex}.part")
    try:
        with part.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
