"""Files that are either the old or the new version, whole, whenever the program or the machine stops."""

import os
from pathlib import Path


def replace_file(path: Path, content: bytes | memoryview) -> None:
    """Writes `content` beside `path`, makes sure that it is on the disk, and puts it in the place of the old file."""
    beside = path.with_name(f"{path.name}.new")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
