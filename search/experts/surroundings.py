"""The sentences around one that answers a problem: reports tell the trouble in one and who mended it in the next."""

from collections.abc import Iterator
from functools import cached_property

from kg import PassageRecord, Store

REACH = 2
"""Sentences before and after that are looked at."""


class Surroundings:
    """Reads the documents around some passages from the store, each once; made for one question."""

    def __init__(self, store: Store, passage_ids: tuple[str, ...]) -> None:
        self._store, self._passage_ids = store, passage_ids

    def of(self, passage_id: str) -> Iterator[tuple[int, PassageRecord]]:
        """The neighbours of one of the passages, with how many sentences away they stand (1 is next to it)."""
        record = self._records.get(passage_id)
        if record is None:
            return  # its document went after the index was written
        passages = self._documents.get(record.evidence.document, [])
        at = next((i for i, passage in enumerate(passages) if passage.id == passage_id), None)
        if at is None:
            return
        for place in range(max(at - REACH, 0), min(at + REACH + 1, len(passages))):
            if place != at:
                yield abs(place - at), passages[place]

    @cached_property
    def _records(self) -> dict[str, PassageRecord]:
        return self._store.passages_by_id(self._passage_ids)

    @cached_property
    def _documents(self) -> dict[str, list[PassageRecord]]:
        return self._store.passages_of(record.evidence.document for record in self._records.values())
