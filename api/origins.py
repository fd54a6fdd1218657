"""Which file became which documents, so that an unchanged file is skipped unread and a changed one replaces itself.

The record is `files.jsonl` in the library folder: one line per file read, the last line of a file counts. It is only
ever appended to, after the store has committed; a line torn by a crash is ignored, and the file is then read again.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Origin:
    """What one file held when it was last read.

    Attributes:
        file: absolute path.
        digest: SHA-256 of its bytes, in hex.
        documents: ids of the documents that it became.
    """

    file: str
    digest: str
    documents: tuple[str, ...]


class Origins:
    """The record of one library."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._of: dict[str, Origin] = {}
        for line in path.read_bytes().splitlines() if path.exists() else ():
            origin = _parse(line)
            if origin is not None:
                self._of[origin.file] = origin

    def of(self, file: Path) -> Origin | None:
        """What is known of the file; None when it was never read."""
        return self._of.get(str(file.resolve()))

    def put(self, file: Path, digest: str, documents: tuple[str, ...]) -> None:
        """Remembers what the file has become."""
        origin = Origin(str(file.resolve()), digest, documents)
        with self._path.open("ab") as out:
            # the leading line end closes a line that a crash may have torn
            out.write(b"\n" + json.dumps(asdict(origin)).encode())
        self._of[origin.file] = origin

    def take_over(self, other: "Origins", uploads: Path, ours: Path) -> None:
        """Remembers what another record knows; what was in its folder for `uploads` is then in ours."""
        for origin in other._of.values():
            file = Path(origin.file)
            moved = ours / file.name if file.parent == uploads.resolve() else file
            self.put(moved, origin.digest, origin.documents)

    def replaced(self, file: Path, documents: tuple[str, ...]) -> tuple[str, ...]:
        """Documents that only an earlier state of this file held, now that it holds `documents`."""
        before = self.of(file)
        if before is None:
            return ()
        kept = set(documents).union(*(o.documents for o in self._of.values() if o.file != before.file))
        return tuple(d for d in before.documents if d not in kept)


def digest_of(file: Path) -> str:
    """SHA-256 of a file in hex; empty where it cannot be read or is no plain file (a pipe would never end)."""
    if not file.is_file():
        return ""
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError:
        return ""


def _parse(line: bytes) -> Origin | None:
    try:
        record = json.loads(line)
        return Origin(record["file"], record["digest"], tuple(record["documents"]))
    except (ValueError, KeyError, TypeError):
        return None
