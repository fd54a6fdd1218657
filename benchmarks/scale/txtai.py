"""Whether txtai is measured beside this product."""

from benchmarks.retrieval.peers import absent

MOST = 100_000
"""Passages; beyond them txtai's indexing takes longer than all else together."""


def left_out(passages: int) -> str | None:
    """Why it is not measured on so many passages; None where it is."""
    return absent() or (f"超过 {MOST} 段不量 txtai：它建索引太久" if passages > MOST else None)
