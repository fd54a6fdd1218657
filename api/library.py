"""A library, opened: the store, and what is built over it when first needed."""

import json
import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Lock, Thread
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING

from api.home import Home
from api.settings import Models
from api.suggestions import Suggestions
from corpus import JiangpuError
from kg import GraphView, PassageRecord, Store
from search import Calibration, CrossEncoderReranker, IndexFolder, PromptChoice, Searcher, load_encoder, vector_home

if TYPE_CHECKING:
    from ingest import Reader

logger = logging.getLogger("jiangpu")

TELL_SECONDS = 10
"""Between two words on how far the indexes are."""


class Library:
    """The parts of one library, shared by all requests; safe to use from several threads.

    Attributes:
        home: where its parts are.
        store: the source of truth.
    """

    def __init__(self, home: Home, store: Store, models: Models | None = None) -> None:
        self.home, self.store = home, store
        self._models, self._index = models or Models(), home.index
        self._parts = IndexFolder(home.index, vector_home(home.vectors, home.index, home.address))
        # one lock each: who asks for a lineage need not wait until the model is loaded
        self._searcher_lock, self._graph_lock, self._reader_lock, self._write_lock = Lock(), Lock(), Lock(), Lock()
        self._suggestions_lock = Lock()
        self._searcher: Searcher | None = None
        self._warming: Thread | None = None
        self._graph: tuple[int, GraphView] | None = None
        self._suggestions: tuple[int, Suggestions] | None = None
        self._reader: Reader | None = None

    @classmethod
    def open(
        cls, place: Home | Path, *, models: Models | None = None, create: bool = False, outdated: bool = False
    ) -> "Library":
        """Opens a library.

        Args:
            place: where it is; a path is the folder of one that has its database there.
            models: what search uses; None means the shipped model alone.
            create: whether to make it where there is none.
            outdated: whether it may be one of another version that has to be rebuilt first.

        Raises:
            LibraryError: there is none and `create` is False, or it cannot be used.
            InvalidRequest: its vectors cannot be where its home says.
        """
        home = place if isinstance(place, Home) else Home(place)
        store = home.store(create=create)
        with ExitStack() as on_failure:
            on_failure.callback(store.close)
            if not outdated:
                store.require_current()
            library = cls(home, store, models)
            on_failure.pop_all()
        return library

    def searcher(self) -> Searcher:
        """The search over this library, brought up to date when first opened."""
        with self._searcher_lock:
            if self._searcher is None:
                searcher = self._open_searcher()
                searcher.sync(_Told())
                self._searcher = searcher
            return self._searcher

    def _open_searcher(self) -> Searcher:
        models = self._models
        encoder = load_encoder(models.encoder, PromptChoice(models.query_prompt, models.passage_prompt))
        reranker = CrossEncoderReranker(models.reranker) if models.reranker else None
        if models.shipped:
            return Searcher.open(self.store, self._parts, encoder, reranker=reranker)
        scale = Calibration.kept(encoder, self._index / "calibration.json")
        return Searcher.open(
            self.store, self._parts, encoder, weights=scale.weights(), fit=scale.fit(), reranker=reranker
        )

    def warm(self) -> Thread:
        """Opens the search in the background; what fails there fails again, and is told, when it is first asked for."""
        self._warming = Thread(target=self._warm, name="warm", daemon=True)
        self._warming.start()
        return self._warming

    def _warm(self) -> None:
        try:
            self.searcher()
        except JiangpuError as error:
            logger.error("%s", error)

    def opening(self, within: float) -> bool:
        """Whether the search is being opened in the background and will not be open in `within` seconds."""
        if self._warming is None:
            return False
        self._warming.join(within)
        return self._warming.is_alive()

    def sentences(self, question: str) -> list[tuple[PassageRecord, float]]:
        """Those nearest to a question, each with its score.

        None while the search is still being opened, or where it cannot be: what the graph tells needs no search.
        """
        if self._warming is not None and self._warming.is_alive():
            return []
        try:
            return self.searcher().sentences(question)
        except JiangpuError as error:
            logger.warning("没有从语句里读：%s", error)
            return []

    def moment(self) -> tuple[int, ...]:
        """Differs whenever the library or its index does."""
        return (self.store.generation(), *self._parts.stamp())

    def ready(self) -> bool:
        """Whether the search is open."""
        return self._searcher is not None

    def catch_up(self) -> None:
        """Brings the indexes up to what others have written to the store."""
        self.searcher().sync(_Told())

    def indexed(self) -> int:
        """The generation of the store up to which the indexes go; 0 where there are none."""
        try:
            state = json.loads((self._index / "index.json").read_bytes())
        except (OSError, ValueError):
            return 0
        return int(state.get("applied", 0))

    def rebuild(self) -> None:
        """Makes the indexes anew; before that, where another version decided who is who, decides that anew."""
        if self.store.is_outdated():
            self.store.renew()
        with self._searcher_lock:
            searcher = self._searcher or self._open_searcher()
            searcher.rebuild(_Told())
            self._searcher = searcher

    def graph(self) -> GraphView:
        """The graph as of the store's present generation."""
        with self._graph_lock:
            generation = self.store.generation()
            if self._graph is None or self._graph[0] != generation:
                self._graph = generation, GraphView.of(self.store)
            return self._graph[1]

    def suggestions(self) -> Suggestions:
        """The names to suggest as of the store's present generation."""
        with self._suggestions_lock:
            generation = self.store.generation()
            if self._suggestions is None or self._suggestions[0] != generation:
                self._suggestions = generation, Suggestions.of(self.store)
            return self._suggestions[1]

    def reader(self) -> "Reader":
        """The reader of documents, loaded once."""
        from ingest import Reader  # noqa: PLC0415 - what only reading needs is not loaded by who answers

        with self._reader_lock:
            if self._reader is None:
                self._reader = Reader.load()
            return self._reader

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Changes to the store go in here, one writer at a time; the indexes follow when it ends."""
        with self._write_lock:
            yield
            self.catch_up()

    def close(self) -> None:
        """Closes the searcher and the store."""
        if self._searcher is not None:
            self._searcher.close()
        self.store.close()

    def __enter__(self) -> "Library":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _Told:
    """Tells every few seconds how far the indexes are; what takes less is not worth a word."""

    def __init__(self) -> None:
        self._last = monotonic()

    def __call__(self, done: int, total: int) -> None:
        now = monotonic()
        if now - self._last >= TELL_SECONDS:
            self._last = now
            logger.info("正在建立索引：%d / %d 条", done, total)
