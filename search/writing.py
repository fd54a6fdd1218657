"""The right to write an index, kept for a moment after a change."""

import atexit
import weakref
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from threading import Lock, Timer

from filelock import FileLock, Timeout

from search.folder import IndexFolder
from search.lexical import LexicalIndex, LexicalWriter

LOCK_SECONDS, POLL_SECONDS = 600.0, 0.01
# Merging the segments of some changes takes half a second; other processes wait so much longer for their turn.
KEPT_SECONDS = 1.0


class Writing:
    """Holds the lock over an index's files, and its word index open for writing; one at a time over all processes.

    Giving up the writer waits until the segments of the last changes are merged. Where documents come one after another
    the next one need not wait for that: it goes on with the writer of the one before.

    Attributes:
        lexical, writer: the word index that is open for writing; None before `open`, or where others may have written.
    """

    def __init__(self, folder: IndexFolder) -> None:
        self._folder = folder
        self._turn = Lock()
        self._held = ExitStack()
        self._lock: FileLock | None = None
        self._stamp: tuple[int, ...] = ()
        self._turns = 0
        self.lexical: LexicalIndex | None = None
        self.writer: LexicalWriter | None = None

    @contextmanager
    def turn(self) -> Iterator[None]:
        """The only one that writes; after a failure nothing is kept.

        Raises:
            Timeout: others have been writing for `LOCK_SECONDS`.
            OSError: the lock cannot be made.
        """
        if not self._turn.acquire(timeout=LOCK_SECONDS):
            raise Timeout(str(self._folder.lock))
        try:
            with self._kept():
                self._begin()
                yield
        finally:
            self._turn.release()

    def open(self, lexical: LexicalIndex) -> LexicalWriter:
        """Opens a word index for writing, in the place of the one that was open; within a turn."""
        self.give_up_writer()
        self.writer = self._held.enter_context(lexical.writer())
        self.lexical = lexical
        return self.writer

    def close(self) -> None:
        """Gives everything up, once the turn is over."""
        with self._turn:
            self._give_up()

    def __del__(self) -> None:
        self._give_up()

    def _begin(self) -> None:
        self._turns += 1
        if self.writer and (self._stamp != self._folder.stamp() or not self._folder.lexical.is_dir()):
            self.give_up_writer()  # somebody took files away
        if self._lock is None:
            # who gives it up may be another thread
            lock = FileLock(self._folder.lock, LOCK_SECONDS, poll_interval=POLL_SECONDS, thread_local=False)
            lock.acquire()
            self._lock = lock
            _HELD.add(self)

    @contextmanager
    def _kept(self) -> Iterator[None]:
        try:
            yield
        except BaseException as error:
            self._give_up(error)
            raise
        if self.writer is None:
            self._give_up()
            return
        self._stamp = self._folder.stamp()
        later = Timer(KEPT_SECONDS, _give_up_after, (weakref.ref(self), self._turns))
        later.daemon = True
        later.start()

    def give_up_after(self, turns: int) -> None:
        """Gives everything up where there was no turn since."""
        with self._turn:
            if self._turns == turns:
                self._give_up()

    def give_up_writer(self, error: BaseException | None = None) -> None:
        """Closes the word index, where one is open for writing; within a turn."""
        held, self._held = self._held, ExitStack()
        self.lexical = self.writer = None
        held.__exit__(type(error) if error else None, error, error.__traceback__ if error else None)

    def _give_up(self, error: BaseException | None = None) -> None:
        try:
            self.give_up_writer(error)
        finally:
            if self._lock is not None:
                lock, self._lock = self._lock, None
                lock.release()


_HELD: weakref.WeakSet[Writing] = weakref.WeakSet()


def _give_up_after(writing: "weakref.ref[Writing]", turns: int) -> None:
    if (one := writing()) is not None:
        one.give_up_after(turns)


@atexit.register
def _give_up_all() -> None:
    """Segments would pile up if the programs that wrote them never waited until they are merged."""
    for writing in list(_HELD):
        writing.close()
