"""Finds the files to read below the paths a user gives."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.errors import UnreadableFile
from corpus.original import printable
from corpus.read import SUFFIXES

_SKIPPED = (".", "~$")  # hidden files and folders, and the lock files of Office
_LITTER = frozenset({"__MACOSX", "Thumbs.db", "desktop.ini"})
"""What archives and systems leave in folders."""


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
    yield from _once(found for path in given for found in (_readable(path) if path.is_dir() else (path,)))


def of_other_kinds(paths: Iterable[Path]) -> Iterator[Path]:
    """The files below the folders among `paths` that `discover` passes over: `read_file` tells why each is not read."""
    folders = (path for path in paths if path.is_dir())
    yield from _once(found for folder in folders for found in _walk(folder, set()) if not _is_readable(found))


def _once(paths: Iterable[Path]) -> Iterator[Path]:
    seen: set[str] = set()
    for path in paths:
        real = os.path.realpath(path)
        if real not in seen:
            seen.add(real)
            yield path


def _readable(folder: Path) -> Iterator[Path]:
    return (found for found in _walk(folder, set()) if _is_readable(found))


def _is_readable(found: Path) -> bool:
    """Whether a file's kind can be read; a folder found is one that may not be opened."""
    return found.is_dir() or found.suffix.lower() in SUFFIXES


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
        if path.name.startswith(_SKIPPED) or path.name in _LITTER:
            continue
        if path.is_dir():
            yield from _walk(path, entered)
        elif path.is_file():
            yield path
