"""What an index on disk was made of, and how far it follows the store."""

from dataclasses import asdict, dataclass, replace
from pathlib import Path

import orjson

from search.durable import replace_file

# Of cards, fields, numbers and files together: another number means that the index is made anew.
FORMAT = 9
FILE = "faiss"


@dataclass(frozen=True, slots=True)
class State:
    """The content of index.json.

    Attributes:
        library: the identity of the library that the index belongs to.
        applied: the newest change of the store that is in the index.
        encoder, dimensions: of the vectors.
        format: of the files.
        vectors: where they are kept: `FILE`, or an engine's address.
    """

    library: str
    applied: int
    encoder: str
    dimensions: int
    format: int = FORMAT
    vectors: str = FILE

    def follows(self, other: "State") -> bool:
        """Both are of the same library, model, format and place, however far each has come."""
        return replace(self, applied=other.applied) == other

    def save(self, path: Path) -> None:
        """Writes it, atomically."""
        replace_file(path, orjson.dumps(asdict(self)))

    @classmethod
    def load(cls, path: Path) -> "State | None":
        """Reads it; None where there is none or it cannot be read as one."""
        try:
            fields = orjson.loads(path.read_bytes())
            state = cls(**fields)
        except (OSError, ValueError, TypeError):
            return None
        numbers = (state.applied, state.dimensions, state.format)
        words = (state.library, state.encoder, state.vectors)
        right = all(isinstance(n, int) for n in numbers) and all(isinstance(w, str) for w in words)
        return state if right else None
