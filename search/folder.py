"""The files of an index."""

from pathlib import Path


class IndexFolder:
    """Where the parts of an index lie.

    Attributes:
        lexical: tantivy's folder.
        vectors: all vectors.
        state: index.json; written last, so it never promises what the others do not hold.
        lock: held while the index is written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lexical = folder / "lexical"
        self.vectors = folder / "vectors.faiss"
        self.state = folder / "index.json"
        self.lock = folder / "sync.lock"
