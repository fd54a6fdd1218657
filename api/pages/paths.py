"""How two things hang together: the shortest chains of relations between them, each with its sentence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import HTMLResponse

from api.labels import Labels
from api.pages.meant import meant
from api.parameters import TheLibrary, ThePages
from kg import EntityRecord, EvidenceRecord, RelationRecord

router = APIRouter(include_in_schema=False)

CHAINS = 3
LONGEST = 6
"""Relations; a longer chain explains nothing to a reader."""

Start = Annotated[str, Query(alias="from", max_length=200)]
End = Annotated[str, Query(alias="to", max_length=200)]


@dataclass(frozen=True, slots=True)
class Step:
    """One relation of a chain, in the direction in which one walks.

    Attributes:
        word: what the reached thing is to the one before it.
        reached: the entity that is reached.
    """

    word: str
    reached: EntityRecord
    evidence: tuple[EvidenceRecord, ...]


@router.get("/paths")
def paths(library: TheLibrary, pages: ThePages, start: Start = "", end: End = "") -> HTMLResponse:
    """The form with two names, and the chains between the two."""
    one, other = (meant(text, library, pages.labels) for text in (start, end))
    chains = None
    if one.entity and other.entity:
        found = library.graph().paths(one.entity.id, other.entity.id, CHAINS, LONGEST)
        chains = [tuple(steps(one.entity, chain, pages.labels)) for chain in found]
    return pages.page("paths.html", "/graph", ends={"from": one, "to": other}, chains=chains, longest=LONGEST)


def steps(start: EntityRecord, chain: Iterable[RelationRecord], labels: Labels) -> Iterator[Step]:
    """The chain walked from its start."""
    at = start.id
    for relation in chain:
        from_head = relation.head.id == at
        reached = relation.tail if from_head else relation.head
        yield Step(labels.relation(relation.type.value, from_head=from_head), reached, relation.evidence)
        at = reached.id
