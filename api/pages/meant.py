"""Which thing a reader means who typed a name, or followed a link with an id."""

from collections.abc import Sequence
from dataclasses import dataclass

from api.labels import Labels
from api.library import Library
from api.pages.lines import line
from ingest.facts import EntityType
from kg import EntityRecord

LIKE = 12
"""Things with similar names that are offered, at most."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of several that may be meant.

    Attributes:
        line: who, where, which honours, by which namesakes are told apart.
    """

    entity: EntityRecord
    line: str


@dataclass(frozen=True, slots=True)
class Meant:
    """What was typed, and what is meant by it.

    Attributes:
        entity: None where nothing was typed, nothing is known of it, or it may be several.
        candidates: those that bear the name, or, where nothing does, a name like it.
    """

    text: str
    entity: EntityRecord | None = None
    candidates: tuple[Candidate, ...] = ()

    @property
    def value(self) -> str:
        """What stands in a form for it: its name, unless that would not find it again."""
        return self.entity.name if self.entity else self.text


def meant(text: str, library: Library, labels: Labels, types: Sequence[EntityType] = ()) -> Meant:
    """The thing of that id or name; of the given types only, where there are any."""
    text, store = text.strip(), library.store
    if not text:
        return Meant("")
    known = store.entities_by_id([store.renamed(text) or text]).values()
    bearers = [e for e in (*known, *store.named(text)) if not types or e.type in types]
    if len(bearers) == 1:
        return Meant(text, bearers[0])
    likely = bearers or [
        e
        for e in store.entities(text, types[0] if len(types) == 1 else None, LIKE).items
        if not types or e.type in types
    ]
    told = (Candidate(e, line(e.id, e.type, store.relations(e.id), labels)) for e in likely[:LIKE])
    return Meant(text, None, tuple(told))
