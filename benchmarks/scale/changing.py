"""Adding and removing one document, by size: the store alone, the store with its indexes, and txtai beside them."""

import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Protocol

from benchmarks.generated.crowd import Told, document
from benchmarks.retrieval.peers import SETTINGS, indexed
from benchmarks.scale.libraries import SEED, MadeUp, of_passages, texts_of
from benchmarks.scale.rounds import over, spread
from benchmarks.scale.rows import Measured, Reached, Row
from benchmarks.scale.txtai import left_out
from kg import Store
from search import Searcher, load_encoder

PART = "加撤一篇"
ADDED, REMOVED, STORED, DROPPED = "匠谱 加", "匠谱 撤", "匠谱 加（只存库）", "匠谱 撤（只存库）"
UPSERTED, DELETED = "txtai 加", "txtai 撤"
SMALLEST = 1000
"""Passages of the library beside which growth is told."""
Times = dict[str, float]
"""Milliseconds, by what was done."""


class Changing(Protocol):
    """What documents can be added to and removed from."""

    def change(self, more: Told) -> Times:
        """Adds the document and removes it again."""


def measure(count: int, times: int, keep: Path) -> Measured:
    """So many documents, each added and removed, in a small library and one of about so many passages by turns."""
    small, made = of_passages(SMALLEST, keep), of_passages(count, keep)
    with ExitStack() as stack:
        changed: dict[str, Changing] = {
            _size(library): Library(library, stack.enter_context(Store.open(library.url))) for library in (small, made)
        }
        if not (reason := left_out(made.passages)):
            changed[f"{_size(made)}（txtai）"] = Txtai(made)
        found: dict[str, dict[str, list[float]]] = {size: defaultdict(list) for size in changed}
        for turn in range(times + 1):  # the first one warms up
            more = document(made.documents + turn, SEED)
            for size, library in changed.items():
                for name, milliseconds in library.change(more).items():
                    if turn:
                        found[size][name].append(milliseconds)
    rows = [
        Row(PART, size, name, _growth(some, found[_size(small)].get(name)) | spread(some))
        for size, figures in found.items()
        for name, some in figures.items()
    ]
    ours = found[_size(made)]
    reached = [
        Reached(goal, made.passages, spread(ours[name])["p95_ms"])
        for goal, name in (("add", ADDED), ("remove", REMOVED))
    ]
    return Measured(tuple(rows), tuple(reached), (reason,) if reason else ())


class Library:
    """The product: the store, and the indexes that follow it."""

    def __init__(self, made: MadeUp, store: Store) -> None:
        self._store, self._searcher = store, Searcher.open(store, made.index, load_encoder())

    def change(self, more: Told) -> Times:
        """See `Changing.change`."""
        stored = _milliseconds(lambda: self._store.add(more.document, more.extraction))
        added = stored + _milliseconds(self._searcher.sync)
        dropped = _milliseconds(lambda: self._store.remove(more.document.id))
        removed = dropped + _milliseconds(self._searcher.sync)
        return {ADDED: added, STORED: stored, REMOVED: removed, DROPPED: dropped}


class Txtai:
    """txtai's hybrid index at its defaults, in memory: nothing is written, as nothing is said about who is who."""

    def __init__(self, made: MadeUp) -> None:
        setting = SETTINGS["txtai hybrid"]
        self._index = indexed(texts_of(made), load_encoder(), setting.cut, setting.normalise)

    def change(self, more: Told) -> Times:
        """See `Changing.change`."""
        rows = [(f"{more.document.id}-{n}", passage.text, None) for n, passage in enumerate(more.extraction.passages)]
        upserted = _milliseconds(lambda: self._index.upsert(rows))
        deleted = _milliseconds(lambda: self._index.delete([id_ for id_, _, _ in rows]))
        return {UPSERTED: upserted, DELETED: deleted}


def _size(made: MadeUp) -> str:
    return f"{made.passages} 段"


def _growth(times: list[float], smallest: list[float] | None) -> Times:
    return {"over_smallest": over(times, smallest)} if smallest else {}


def _milliseconds(do: Callable[[], Any]) -> float:
    start = time.perf_counter()
    do()
    return 1000 * (time.perf_counter() - start)
