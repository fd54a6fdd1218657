"""Where clauses begin and end."""

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

BREAK = re.compile("[，；。：]")


@lru_cache(maxsize=64)
def _breaks(text: str) -> tuple[int, ...]:
    return tuple(match.start() for match in BREAK.finditer(text))


def clause_start(text: str, position: int) -> int:
    """Where the clause begins that holds `position`."""
    breaks = _breaks(text)
    place = bisect_left(breaks, position)
    return breaks[place - 1] + 1 if place else 0


def clause_end(text: str, position: int) -> int:
    """Where the clause ends that goes on at `position`."""
    breaks = _breaks(text)
    place = bisect_left(breaks, position)
    return breaks[place] if place < len(breaks) else len(text)


def breaks_between(text: str, start: int, end: int) -> int:
    """How many clauses end between two positions."""
    breaks = _breaks(text)
    return bisect_right(breaks, end - 1) - bisect_left(breaks, start)
