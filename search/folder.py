"""The parts of an index."""

from pathlib import Path

from search.vectors import FlatFile, VectorHome


class IndexFolder:
    """Where the parts of an index lie.

    Attributes:
        lexical: tantivy's folder.
        vectors: where all vectors are.
        state: index.json; written last, so it never promises what the others do not hold.
        lock: held while the index is written.
    """

    def __init__(self, folder: Path, vectors: VectorHome | None = None) -> None:
        """Names the parts.

        Args:
            folder: of what lies in files.
            vectors: where the vectors are, if not in files beside the others.
        """
        self.folder = folder
        self.lexical = folder / "lexical"
        self.vectors = vectors or FlatFile(folder / "vectors")
        self.state = folder / "index.json"
        self.lock = folder / "sync.lock"

    def stamp(self) -> tuple[int, ...]:
        """Of index.json, which is replaced and never changed in place: another one differs; empty without one."""
        try:
            status = self.state.stat()
        except OSError:
            return ()
        return status.st_mtime_ns, status.st_ino, status.st_size
