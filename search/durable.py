"""Files that are either the old or the new version, whole, whenever the program or the machine stops."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file beside `path`; at the end it is made sure to be on the disk and put in the place of the old one."""
    beside = path.with_name(f"{path.name}.new")
    with beside.open("wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def replace_file(path: Path, content: bytes | memoryview) -> None:
    """Writes `content` in the place of the old file."""
    with replacing(path) as file:
        file.write(content)
