"""Timing ways side by side, in turn, so that a busy machine slows all of them alike."""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import numpy as np

T = TypeVar("T")
WARMING = 3


def in_turn(ways: Mapping[str, Callable[[T], Any]], items: Sequence[T]) -> dict[str, list[float]]:
    """Milliseconds of each way with each item but the first few; who goes first changes from item to item.

    The first items only warm the ways up. No item comes twice: a cache of answers is worth nothing here.
    """
    for item in items[:WARMING]:
        for way in ways.values():
            way(item)
    names, times = list(ways), {name: list[float]() for name in ways}
    for turn, item in enumerate(items[WARMING:]):
        for place in range(len(names)):
            name = names[(turn + place) % len(names)]
            times[name].append(milliseconds(ways[name], item))
    return times


def milliseconds(way: Callable[[T], Any], item: T) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    way(item)
    return 1000 * (time.perf_counter() - start)


def spread(times: Sequence[float]) -> dict[str, float]:
    """Median, 95th and 99th percentile."""
    return {f"p{at}_ms": float(np.percentile(times, at)) for at in (50, 95, 99)}


def over(one: Sequence[float], other: Sequence[float], at: int = 50) -> float:
    """How many times as long one takes as the other, at a percentile."""
    return float(np.percentile(one, at) / np.percentile(other, at))
