"""What was used last, kept so that it need not be read or made again."""

from collections.abc import Iterable
from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Recent(Generic[Key, Value]):
    """The things used last, by key: at least `size` of them, at most twice as many; safe to use from several threads.

    What is used is in the younger of two dicts; when that is full it becomes the older one, and the older is dropped.
    Every step is one operation on a dict, so there is no lock; threads that meet can at worst lose a thing, which is
    then read again.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._young: dict[Key, Value] = {}
        self._old: dict[Key, Value] = {}

    def __len__(self) -> int:
        return len(self._young | self._old)

    def get(self, key: Key) -> Value | None:
        """What is kept under a key; None where nothing is."""
        found = self._young.get(key)
        if found is None:
            found = self._old.get(key)
            if found is not None:
                self.put(key, found)
        return found

    def among(self, keys: Iterable[Key]) -> dict[Key, Value | None]:
        """The same for each of the keys, in less time than one by one."""
        young = self._young
        found = {key: young.get(key) for key in keys}
        for key in [key for key, value in found.items() if value is None]:
            found[key] = self.get(key)
        return found

    def put(self, key: Key, value: Value) -> None:
        """Keeps a thing."""
        if len(self._young) >= self._size:
            self._old, self._young = self._young, {}
        self._young[key] = value
