"""The ways through the graph that a kind of question takes."""

from dataclasses import dataclass
from typing import Any

from ingest.facts import EntityType, RelationType


@dataclass(frozen=True, slots=True)
class Hop:
    """One step along a relation: from its head to its tail, or back."""

    type: RelationType
    forward: bool


@dataclass(frozen=True, slots=True)
class Route:
    """A way through the graph from what is asked about to what is asked for.

    Attributes:
        start: the types that it leads from, the likeliest first.
        to: the types that count as an answer; empty for any.
        note: said of the answers; {via} is the last thing passed on the way.
        only_if_nothing: taken only when the routes before it gave nothing.
        to_the_end: its last step is taken again and again; only what leads no further counts (the first master).
        all_the_way: its last step is taken again and again; everything passed counts (one's master, his master ...).
    """

    start: tuple[EntityType, ...]
    hops: tuple[Hop, ...]
    to: frozenset[EntityType]
    note: str
    only_if_nothing: bool
    to_the_end: bool
    all_the_way: bool


def route(row: dict[str, Any]) -> Route:
    """One as a row of questions.toml says it."""
    return Route(
        start=tuple(map(EntityType, row["from"])),
        hops=tuple(_hop(step) for step in row["path"]),
        to=frozenset(map(EntityType, row.get("to", []))),
        note=row.get("note", ""),
        only_if_nothing=row.get("when") == "nothing",
        to_the_end=row.get("to_the_end", False),
        all_the_way=row.get("all_the_way", False),
    )


def _hop(step: str) -> Hop:
    return Hop(RelationType(step.strip("<>")), forward=step.endswith(">"))
