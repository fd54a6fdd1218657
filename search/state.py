"""What an index on disk was made of, and how far it follows the store."""

from dataclasses import asdict, dataclass
from pathlib import Path

import orjson

from search.durable import replace_file

# Of cards, fields, numbers and files together: another number means that the index is made anew.
FORMAT = 7


@dataclass(frozen=True, slots=True)
class State:
    """The content of index.json.

    Attributes:
        library: the identity of the library that the index belongs to.
        applied: the newest change of the store that is in the index.
        encoder, dimensions: of the vectors.
        format: of the files.
    """

    library: str
    applied: int
    encoder: str
    dimensions: int
    format: int = FORMAT

    def follows(self, other: "State") -> bool:
        """Both are of the same library, model and format, however far each has come."""
        return (self.library, self.encoder, self.dimensions, self.format) == (
            other.library,
            other.encoder,
            other.dimensions,
            other.format,
        )

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
        words = (state.library, state.encoder)
        right = all(isinstance(n, int) for n in numbers) and all(isinstance(w, str) for w in words)
        return state if right else None
