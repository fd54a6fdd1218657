"""Uploaded files on disk: each in a folder of its own, under a name that can do no harm."""

import shutil
import tempfile
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

LONGEST_NAME = 200
"""Bytes in UTF-8; most file systems allow 255."""


def keep(uploads: Iterable[tuple[str, BinaryIO]]) -> tuple[Path, tuple[Path, ...]]:
    """Writes the uploads into a new temporary folder; returns the folder and the files in it."""
    folder = Path(tempfile.mkdtemp(prefix="jiangpu-"))
    files = []
    for number, (name, content) in enumerate(uploads):
        file = folder / str(number) / safe_name(name)
        file.parent.mkdir()
        with file.open("wb") as out:
            shutil.copyfileobj(content, out)
        files.append(file)
    return folder, tuple(files)


def safe_name(name: str) -> str:
    """The last part of a file name without control characters and leading dots, cut to what every disk takes."""
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(c for c in unicodedata.normalize("NFC", last) if unicodedata.category(c)[0] != "C").strip(" .")
    stem, dot, suffix = shown.rpartition(".")
    if not dot:
        stem, suffix = shown, ""
    room = LONGEST_NAME - len(f"{dot}{suffix}".encode())
    if room < 1:
        return "未命名"
    return f"{stem.encode()[:room].decode(errors='ignore') or '未命名'}{dot}{suffix}"
