"""Numbers for items, because vector indexes know their vectors by 64-bit integers."""

from functools import lru_cache
from hashlib import blake2b

from ingest.facts import EntityType
from search.cards import PASSAGE

PART = "Part"
"""Of an achievement: a sentence about it."""

# Written into index files: append only. A change of order needs a new format version of the index.
KINDS: tuple[str, ...] = (
    PASSAGE,
    EntityType.ACHIEVEMENT.value,
    EntityType.STUDIO.value,
    EntityType.TEAM.value,
    EntityType.PERSON.value,
    EntityType.ORGANIZATION.value,
    EntityType.AWARD.value,
    EntityType.EVENT.value,
    EntityType.POLICY.value,
    EntityType.PLACE.value,
    PART,
)

_HASH_BYTES = 7
_SHIFT = 8 * _HASH_BYTES
# Each question asks for the numbers of some hundreds of items; a hash takes as long as twenty look-ups.
_KEPT = 2**15


@lru_cache(_KEPT)
def number_of(kind: str, item_id: str) -> int:
    """The number of an item: its kind in the high bits, 56 bits of its id's hash in the low ones.

    It follows from the id alone, so that repeating an interrupted update finds the same vectors again. Two of 200,000
    items share a number with a probability of 3 in 10 million (n squared over 2 to the 57th).
    """
    low = int.from_bytes(blake2b(item_id.encode(), digest_size=_HASH_BYTES).digest(), "big")
    return KINDS.index(kind) << _SHIFT | low


def numbers_of_parts(item_id: str, count: int) -> list[int]:
    """The numbers of an achievement's first `count` parts."""
    return [number_of(PART, f"{item_id}/{i}") for i in range(count)]


def numbers_of_kind(kind: str) -> range:
    """All numbers that items of one kind can have."""
    code = KINDS.index(kind)
    return range(code << _SHIFT, (code + 1) << _SHIFT)
