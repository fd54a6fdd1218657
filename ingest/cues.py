"""Named cues: short patterns of a data file, of which each that fits a place of a text is a feature there."""

import re
from collections.abc import Mapping
from functools import lru_cache

MOST = 50_000
"""Stretches of text whose cues are remembered."""
CUT = "\0"
"""Stands for what is left out, so that no cue takes the middle of a text for its beginning."""
Places = tuple[tuple[str, tuple[tuple[int, int], ...]], ...]
"""Names of cues, each with where it stands."""


class CueSet:
    """The cues of one table.

    One pattern of all cues goes before: most places have none, and are told by one look instead of a dozen.
    """

    def __init__(self, table: Mapping[str, str], *, reach: int = 0) -> None:
        """Compiles the cues; `reach` is how many characters back `ahead` looks."""
        self._reach = reach
        self._cues = [(name, re.compile(cue)) for name, cue in table.items()]
        self._ending = [(name, re.compile(f"(?:{cue})$")) for name, cue in table.items()]
        self._any = re.compile("|".join(f"(?:{cue})" for cue in table.values()))
        self._any_ending = re.compile("(?:" + "|".join(f"(?:{cue})" for cue in table.values()) + ")$")
        self._ahead = lru_cache(MOST)(self._ends)
        self._inside = lru_cache(MOST)(self._in)

    def behind(self, text: str, at: int) -> tuple[str, ...]:
        """The cues that begin at a place."""
        if self._any.match(text, at) is None:
            return ()
        return tuple(name for name, cue in self._cues if cue.match(text, at))

    def ahead(self, text: str, at: int) -> tuple[str, ...]:
        """The cues that end at a place and begin at most `reach` characters before it."""
        cut = at - self._reach
        return self._ahead(CUT + text[cut:at] if cut > 0 else text[:at])

    def inside(self, text: str) -> tuple[str, ...]:
        """The cues that a stretch holds."""
        return self._inside(text)

    def places(self, text: str) -> Places:
        """Where in a text each cue stands; cues that stand nowhere are left out."""
        found = ((name, tuple(match.span() for match in cue.finditer(text))) for name, cue in self._cues)
        return tuple((name, spans) for name, spans in found if spans)

    def _ends(self, window: str) -> tuple[str, ...]:
        if self._any_ending.search(window) is None:
            return ()
        return tuple(name for name, cue in self._ending if cue.search(window))

    def _in(self, text: str) -> tuple[str, ...]:
        return tuple(name for name, cue in self._cues if cue.search(text))


def between(places: Places, start: int, end: int) -> list[str]:
    """The cues that stand between two positions."""
    return [name for name, spans in places if any(start <= first and last <= end for first, last in spans)]
