"""What a document says of an achievement without naming it: the trouble before it, how it works, what came of it."""

from collections.abc import Iterator, Sequence

from ingest.facts import EntityType
from kg import PassageRecord

BEFORE, AFTER = 2, 3
"""Sentences before and after one that names the achievement."""
ACHIEVEMENT = EntityType.ACHIEVEMENT.value.lower() + "-"
"""Ids of achievements begin so."""


def surrounding(entity_id: str, passages: Sequence[PassageRecord]) -> Iterator[str]:
    """The sentences of a document, in reading order, that stand around those that name the achievement.

    A sentence that names another achievement ends them. In a list of achievements, what stands before one is said of
    the one before it.

    Args:
        entity_id: of the achievement.
        passages: of one document, in reading order.
    """
    taken: set[int] = set()
    for at, passage in enumerate(passages):
        if entity_id in passage.entities:
            taken.update(_free(passages, range(at + 1, min(at + 1 + AFTER, len(passages)))))
            before = list(_free(passages, range(at - 1, max(at - 1 - BEFORE - AFTER, -1), -1)))
            if len(before) == min(at, BEFORE + AFTER):
                taken.update(before[:BEFORE])
    return (passages[at].evidence.text for at in sorted(taken))


def _free(passages: Sequence[PassageRecord], places: range) -> Iterator[int]:
    """The places up to one whose sentence names an achievement."""
    for at in places:
        if any(other.startswith(ACHIEVEMENT) for other in passages[at].entities):
            return
        yield at
