"""The sentences about a thing: those that name it, and what a document says of an achievement without naming it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from ingest.facts import EntityType
from kg import PassageRecord
from search.terms import distinct

# Characters of sentences kept on one card: some forty sentences. What more sentences name (a provincial union) is found
# by its name, and each of those sentences stays findable as a passage.
TEXT_LIMIT = 4000
SHORTEST = 6
"""Characters of a sentence that says something by itself."""

BEFORE, AFTER = 2, 3
"""Sentences before and after one that names the achievement;"""
IN_PARAGRAPH = 5
"""in its own paragraph, where the trouble is told first and the name last, so many before."""
ACHIEVEMENT = EntityType.ACHIEVEMENT.value.lower() + "-"
"""Ids of achievements begin so."""


def joined(texts: Iterable[str]) -> str:
    """Each text once, a line each, at most `TEXT_LIMIT` characters."""
    kept: list[str] = []
    length = 0
    for text in distinct(re.sub(r"\s+", " ", s).strip() for s in texts):
        length += len(text)
        if kept and length > TEXT_LIMIT:
            break
        kept.append(text)
    return "\n".join(kept)[:TEXT_LIMIT]


def sentences(text: str) -> tuple[str, ...]:
    """What stands between full stops, semicolons and line ends, each once, without what is too short."""
    return distinct(part.strip() for part in re.split(r"[。；！？\n]", text) if len(part.strip()) >= SHORTEST)


def surrounding(entity_id: str, passages: Sequence[PassageRecord]) -> Iterator[str]:
    """The sentences of a document, in reading order, that stand around those that name the achievement.

    A sentence that names another achievement ends them. What stands before the name in its own paragraph is said of it;
    what stands in the paragraph before may be said of another one, unless that is far away, as in a list.

    Args:
        entity_id: of the achievement.
        passages: of one document, in reading order.
    """
    opens = {0, *(at for at, (left, right) in enumerate(pairwise(passages), 1) if _apart(left, right))}
    taken: set[int] = set()
    for at, passage in enumerate(passages):
        if entity_id in passage.entities:
            taken.update(_free(passages, range(at + 1, min(at + 1 + AFTER, len(passages)))))
            before = list(_free(passages, range(at - 1, max(at - 1 - BEFORE - AFTER, -1), -1)))
            alone = len(before) == min(at, BEFORE + AFTER)
            first = max(place for place in opens if place <= at)
            taken.update(place for place in before[:IN_PARAGRAPH] if place >= first)
            taken.update(before[:BEFORE] if alone else ())
    return (passages[at].evidence.text for at in sorted(taken))


def _apart(left: PassageRecord, right: PassageRecord) -> bool:
    """Whether a line ends between two sentences."""
    return right.evidence.spans[0].start > left.evidence.spans[-1].end


def _free(passages: Sequence[PassageRecord], places: range) -> Iterator[int]:
    """The places up to one whose sentence names an achievement."""
    for at in places:
        if any(other.startswith(ACHIEVEMENT) for other in passages[at].entities):
            return
        yield at
