"""What files hold and say: read when their turn comes, or ahead of it with the help of workers.

Either way files are taken in the same order and give the same facts; ahead, a bounded number of documents is being read
while the one writer stores those before them.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from api.workers import Workers
from corpus import Document, UnreadableFile, read_file
from ingest.facts import Extraction


@dataclass(frozen=True, slots=True)
class Opened:
    """What a file holds.

    Attributes:
        documents: in its order.
        problems: what is wrong with each part that was passed over, a sentence for people.
    """

    documents: tuple[Document, ...]
    problems: tuple[str, ...]


class Reading(Protocol):
    """Files to documents, and documents to facts."""

    def open(self, file: Path) -> Opened:
        """What the file holds; raises UnreadableFile."""

    def facts(self, document: Document) -> Extraction:
        """What one of its documents says."""


def opened(file: Path) -> Opened:
    """What the file holds; raises UnreadableFile."""
    bad: list[UnreadableFile] = []
    documents = read_file(file, tell=bad.append)
    return Opened(documents, tuple(f"{error.problem}。{error.cure}。" for error in bad))


@dataclass(frozen=True, slots=True)
class InTurn:
    """Reads each file and document when it is asked for."""

    extract: Callable[[Document], Extraction]

    def open(self, file: Path) -> Opened:
        """What the file holds; raises UnreadableFile."""
        return opened(file)

    def facts(self, document: Document) -> Extraction:
        """What a document says."""
        return self.extract(document)


class Ahead:
    """Reads files ahead of their turn, which comes in the order given here; files may be left out, not called back."""

    def __init__(
        self,
        files: Sequence[Path],
        workers: Workers,
        *,
        wanted: Callable[[Path], bool],
        held: Callable[[str], bool],
    ) -> None:
        """Starts nothing yet.

        Args:
            files: those whose turn will come.
            workers: extract facts.
            wanted: whether a file has to be opened at all, as far as can be told ahead.
            held: whether the library holds the document of an id, so that its facts are not needed.
        """
        self._files, self._workers, self._wanted, self._held = files, workers, wanted, held
        self._places = {file: place for place, file in enumerate(files)}
        # By place: what was opened ahead. By document: the place of its file, and its facts to come.
        self._opened: dict[int, Opened | UnreadableFile] = {}
        self._started: dict[str, tuple[int, Future[Extraction]]] = {}
        self._looked_at = 0
        self._steps = self._work()

    def open(self, file: Path) -> Opened:
        """What the file holds; raises UnreadableFile."""
        place = self._places[file]
        self._drop_before(place)
        while self._looked_at <= place and self._step():
            pass
        found = self._opened.pop(place, None) or _tried(file)
        if isinstance(found, UnreadableFile):
            raise found
        return found

    def facts(self, document: Document) -> Extraction:
        """What a document of the file opened last says; meanwhile others are read."""
        while self._has_room() and self._step():
            pass
        _, coming = self._started.pop(document.id, (0, None))
        return (coming or self._workers.submit(document)).result()

    def _has_room(self) -> bool:
        return len(self._started) < self._workers.room and len(self._opened) < self._workers.room

    def _step(self) -> bool:
        """One file opened or one document started; False when there are no more."""
        return next(self._steps, False)

    def _work(self) -> Iterator[bool]:
        for place, file in enumerate(self._files):
            self._looked_at = place + 1
            if not self._wanted(file):
                continue
            found = self._opened[place] = _tried(file)
            yield True
            for document in found.documents if isinstance(found, Opened) else ():
                if document.id not in self._started and not self._held(document.id):
                    self._started[document.id] = place, self._workers.submit(document)
                    yield True

    def _drop_before(self, place: int) -> None:
        """What was read ahead and then not asked for, because the library had got it from elsewhere meanwhile."""
        self._opened = {at: found for at, found in self._opened.items() if at >= place}
        for id_ in [id_ for id_, (at, _) in self._started.items() if at < place]:
            self._started.pop(id_)[1].cancel()


def _tried(file: Path) -> Opened | UnreadableFile:
    try:
        return opened(file)
    except UnreadableFile as error:
        return error
