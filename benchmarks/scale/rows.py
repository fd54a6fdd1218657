"""What a part measures: rows of figures, and ratios that are held against the goals."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one system, or one thing to do, at one size.

    Attributes:
        size: of what it was measured on, for people.
        values: by name with its unit ("p95_ms"); a name starting with "over" is a ratio, and shown first.
    """

    part: str
    size: str
    name: str
    values: dict[str, float]


@dataclass(frozen=True, slots=True)
class Reached:
    """What came out of a goal, by the goal's name, at a size in the goal's unit."""

    goal: str
    size: int
    value: float


@dataclass(frozen=True, slots=True)
class Measured:
    """All that one part measured at one size.

    Attributes:
        notes: what could not be measured, and why; Chinese sentences.
    """

    rows: tuple[Row, ...]
    reached: tuple[Reached, ...] = ()
    notes: tuple[str, ...] = field(default=())
