"""Finds the files to read below the paths a user gives."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.errors import UnreadableFile
from corpus.original import printable
from corpus.read import SUFFIXES

_SKIPPED = (".", "~$")  # hidden files and folders, and the lock files of Office
_ARCHIVE_LITTER = "__MACOSX"


def bundled_folder() -> Path:
    """The folder of texts that comes with the program."""
    return Path(__file__).parent / "bundled"


def discover(paths: Iterable[Path]) -> Iterator[Path]:
    """The files to read, each once: files as given, whatever their ending; of folders all readable kinds, sorted.

    A folder inside that may not be opened is yielded itself, so that `read_file` says what is wrong with it.

    Raises:
        UnreadableFile: one of `paths` does not exist; raised before anything is yielded.
    """
    given = list(paths)
    for path in given:
        if not os.path.lexists(path):
            raise UnreadableFile(printable(path), "找不到这个文件或文件夹", "请检查路径和名称")
    seen: set[str] = set()
    for path in given:
        for found in _walk(path, set()) if path.is_dir() else (path,):
            real = os.path.realpath(found)
            if real not in seen:
                seen.add(real)
                yield found


def _walk(folder: Path, entered: set[str]) -> Iterator[Path]:
    """Files below a folder; `entered` holds the real paths of all folders so far, which ends loops of links."""
    real = os.path.realpath(folder)
    if real in entered:
        return
    entered.add(real)
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        yield folder
        return
    for path in entries:
        if path.name.startswith(_SKIPPED) or path.name == _ARCHIVE_LITTER:
            continue
        if path.is_dir():
            yield from _walk(path, entered)
        elif path.is_file() and path.suffix.lower() in SUFFIXES:
            yield path
