"""Which passages name what: spans of mentions over spans of passages."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import TypeVar

from ingest.facts import Span

T = TypeVar("T")


def overlaps(passages: Sequence[tuple[Span, ...]], mentions: Iterable[tuple[Span, T]]) -> set[tuple[int, T]]:
    """(index of a passage, what is mentioned) for every mention that overlaps a passage.

    The passages do not overlap each other; one that the layout cut apart has several spans.
    """
    parts = sorted((span, index) for index, spans in enumerate(passages) for span in spans)
    ends = [span.end for span, _ in parts]
    found: set[tuple[int, T]] = set()
    for mention, thing in mentions:
        at = bisect_left(ends, mention.start + 1)
        while at < len(parts) and parts[at][0].start < mention.end:
            found.add((parts[at][1], thing))
            at += 1
    return found
