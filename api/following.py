"""Keeps one machine's index up with a database that other machines write to."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic

from api.library import Library
from corpus import JiangpuError

logger = logging.getLogger("jiangpu")

LOOK_SECONDS = 2.0
"""Between two looks at the store's generation: one row by its key."""

LATEST_SECONDS = 60.0
"""While others go on writing, the index follows this often: every time it does, all its vectors are saved."""


@contextmanager
def following(library: Library) -> Iterator[None]:
    """Follows in the background; only where others may write to the library without writing this machine's index."""
    if not library.home.shared:
        yield
        return
    ended = Event()
    thread = Thread(target=_follow, args=(library, ended), name="follow", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _follow(library: Library, ended: Event) -> None:
    before, followed, told = -1, monotonic(), ""
    while not ended.wait(LOOK_SECONDS):
        try:
            now = library.store.generation()
            settled = now == before or monotonic() - followed > LATEST_SECONDS
            if settled and now > library.indexed():
                library.catch_up()
                followed = monotonic()
            before, told = now, ""
        except JiangpuError as error:  # the database may be away for a while; it is tried again, and told once
            if str(error) != told:
                logger.error("%s", error)
            told = str(error)
