"""The index as it now is on disk, also when another process has just written it."""

import logging
from threading import Lock

from corpus import LibraryError
from search.folder import IndexFolder
from search.fusion import Weights
from search.lexical import LexicalIndex
from search.retrieval import Retriever
from search.state import State
from search.terms import Cut

_log = logging.getLogger(__name__)


class CurrentIndex:
    """Opens the index when first asked and whenever index.json has been replaced; safe to use from several threads."""

    def __init__(self, folder: IndexFolder, cut: Cut, weights: Weights) -> None:
        self._folder, self._cut, self._weights = folder, cut, weights
        self._lock = Lock()
        self._opened: Retriever | None = None
        self._stamp: tuple[int, ...] = ()

    def retriever(self, expected: State) -> Retriever | None:
        """The newest index; None where there is none that can be used.

        One call sees one state of it, whatever is written meanwhile.

        Args:
            expected: what the index must be made of; how far it has come does not matter.
        """
        stamp = self._folder.stamp()
        with self._lock:
            if not stamp or stamp != self._stamp:
                self._opened, self._stamp = self._open(expected), stamp
            return self._opened

    def close(self) -> None:
        """Forgets the opened index."""
        with self._lock:
            self._opened, self._stamp = None, ()
            self._folder.vectors.close()

    def _open(self, expected: State) -> Retriever | None:
        state = State.load(self._folder.state)
        if state is None or not state.follows(expected):
            return None
        try:
            lexical = LexicalIndex(self._folder.lexical, self._cut).reader()
            vectors = self._folder.vectors.open(state)
        except LibraryError as error:
            _log.warning("%s", error)
            return None
        return Retriever(lexical, vectors, self._weights)
