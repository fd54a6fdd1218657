"""Long lists of ids in queries: databases bound the number of parameters of one statement (SQLite: 32766)."""

from collections.abc import Iterable, Iterator

_SIZE = 1000


def chunks(ids: Iterable[str]) -> Iterator[list[str]]:
    """The ids, sorted and without repeats, in lists that fit one statement."""
    ordered = sorted(set(ids))
    for start in range(0, len(ordered), _SIZE):
        yield ordered[start : start + _SIZE]
