"""A library folder, opened: the store, and what is built over it when first needed."""

import json
import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Lock, Thread
from types import TracebackType

from corpus import JiangpuError, LibraryError
from ingest import Reader
from kg import GraphView, Store
from search import Searcher, load_encoder

logger = logging.getLogger("jiangpu")


class Library:
    """The parts of one library, shared by all requests; safe to use from several threads.

    Attributes:
        folder: holds library.db, index/ and files.jsonl.
        store: the source of truth.
    """

    def __init__(self, folder: Path, store: Store, model: Path | None = None) -> None:
        self.folder, self.store = folder, store
        self._model, self._state = model, folder / "index" / "index.json"
        # one lock each: who asks for a lineage need not wait until the model is loaded
        self._searcher_lock, self._graph_lock, self._reader_lock, self._write_lock = Lock(), Lock(), Lock(), Lock()
        self._searcher: Searcher | None = None
        self._graph: tuple[int, GraphView] | None = None
        self._reader: Reader | None = None

    @classmethod
    def open(
        cls, folder: Path, *, model: Path | None = None, create: bool = False, outdated: bool = False
    ) -> "Library":
        """Opens the library in `folder`.

        Args:
            folder: where it is.
            model: the folder of a model of vectors; None means the one that is shipped.
            create: whether to make it where there is none.
            outdated: whether it may be one of another version that has to be rebuilt first.

        Raises:
            LibraryError: there is none and `create` is False, or it cannot be used.
        """
        database = folder / "library.db"
        if not create and not database.is_file():
            raise LibraryError(f"{folder} 里还没有资料库。请先运行 jiangpu ingest 读入资料，或用 --library 指明位置。")
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryError(f"无法建立资料库文件夹 {folder}（{error.strerror}）。请换一个可写的位置。") from error
        store = Store.open(f"sqlite:///{database}")
        if not outdated:
            with ExitStack() as on_failure:
                on_failure.callback(store.close)
                store.require_current()
                on_failure.pop_all()
        return cls(folder, store, model)

    def searcher(self) -> Searcher:
        """The search over this library, brought up to date when first opened."""
        with self._searcher_lock:
            if self._searcher is None:
                searcher = Searcher.open(self.store, self.folder / "index", load_encoder(self._model))
                searcher.sync()
                self._searcher = searcher
            return self._searcher

    def warm(self) -> Thread:
        """Opens the search in the background; what fails there fails again, and is told, when it is first asked for."""
        thread = Thread(target=self._warm, name="warm", daemon=True)
        thread.start()
        return thread

    def _warm(self) -> None:
        try:
            self.searcher()
        except JiangpuError as error:
            logger.error("%s", error)

    def ready(self) -> bool:
        """Whether the search is open."""
        return self._searcher is not None

    def indexed(self) -> int:
        """The generation of the store up to which the indexes go; 0 where there are none."""
        try:
            state = json.loads(self._state.read_bytes())
        except (OSError, ValueError):
            return 0
        return int(state.get("applied", 0))

    def rebuild(self) -> None:
        """Makes the indexes anew; before that, where another version decided who is who, decides that anew."""
        if self.store.is_outdated():
            self.store.renew()
        self.searcher().rebuild()

    def graph(self) -> GraphView:
        """The graph as of the store's present generation."""
        with self._graph_lock:
            generation = self.store.generation()
            if self._graph is None or self._graph[0] != generation:
                self._graph = generation, GraphView.of(self.store)
            return self._graph[1]

    def reader(self) -> Reader:
        """The reader of documents, loaded once."""
        with self._reader_lock:
            if self._reader is None:
                self._reader = Reader.load()
            return self._reader

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Changes to the store go in here, one writer at a time; the indexes follow when it ends."""
        with self._write_lock:
            yield
            self.searcher().sync()

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
