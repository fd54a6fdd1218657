"""Names that a reader may be about to type: by their beginning, by a part of them, by their pinyin or its initials.

Held in memory: sorted keys, searched by bisection. Of a large library the first fifty thousand names are held; the
others are found by searching.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, islice

from ingest.facts import EntityType
from kg import EntityRecord, Store, name_key

TYPES = (EntityType.PERSON, EntityType.STUDIO, EntityType.ORGANIZATION, EntityType.ACHIEVEMENT)
"""What is suggested, in this order where names match equally well."""

MOST_ENTITIES = 50_000
AT_ONCE = 500
LOOKED_AT = 200
"""Names with the wanted beginning, and names with the wanted part, that are ranked; of more, nobody reads the last."""

NAME, ALIAS, PINYIN, PART = range(4)
"""How a name matches, the best first."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A thing that may be meant.

    Attributes:
        alias: the other name that matched; None where its name did, or its pinyin.
    """

    id: str
    type: EntityType
    name: str
    alias: str | None = None


class Suggestions:
    """The names of one state of a library."""

    def __init__(self, entities: Sequence[EntityRecord]) -> None:
        self._entities = entities
        self._names = [name_key(entity.name) for entity in entities]
        self._text = "\n".join(self._names)
        self._starts = list(accumulate((len(name) + 1 for name in self._names), initial=0))
        self._keys = sorted(set(self._all_keys()))

    @classmethod
    def of(cls, store: Store) -> "Suggestions":
        """Reads the names from the store."""
        return cls(tuple(islice((e for type_ in TYPES for e in _entities(store, type_)), MOST_ENTITIES)))

    def like(self, typed: str, k: int) -> tuple[Suggestion, ...]:
        """At most `k` that begin with what was typed, then those that contain it; none for white space."""
        key = name_key(typed.strip())
        if not key:
            return ()
        best: dict[int, tuple[int, str]] = {}
        for how, index, alias in (*self._beginning(key), *self._containing(key)):
            best[index] = min(best.get(index, (how, alias)), (how, alias))
        ranked = sorted(best, key=lambda index: (best[index][0], *self._order(index)))
        return tuple(self._suggestion(index, best[index][1]) for index in ranked[:k])

    def _all_keys(self) -> Iterator[tuple[str, int, int, str]]:
        """(key, how, index of the entity, alias) of every way in which an entity is typed."""
        for index, (entity, name) in enumerate(zip(self._entities, self._names, strict=True)):
            yield name, NAME, index, ""
            for alias in entity.aliases:
                yield name_key(alias), ALIAS, index, alias
            for spelling in _spellings(name):
                yield spelling, PINYIN, index, ""

    def _beginning(self, key: str) -> Iterator[tuple[int, int, str]]:
        start = bisect_left(self._keys, (key,))
        for found, how, index, alias in islice(self._keys, start, start + LOOKED_AT):
            if not found.startswith(key):
                break
            yield how, index, alias

    def _containing(self, key: str) -> Iterator[tuple[int, int, str]]:
        at = self._text.find(key)
        for _ in range(LOOKED_AT):
            if at < 0:
                break
            index = bisect_right(self._starts, at) - 1
            yield PART, index, ""
            at = self._text.find(key, self._starts[index + 1])

    def _order(self, index: int) -> tuple[int, int, str]:
        entity = self._entities[index]
        return TYPES.index(entity.type), len(entity.name), entity.name

    def _suggestion(self, index: int, alias: str) -> Suggestion:
        entity = self._entities[index]
        return Suggestion(entity.id, entity.type, entity.name, alias or None)


def _entities(store: Store, type_: EntityType) -> Iterator[EntityRecord]:
    cursor = None
    while True:
        page = store.entities(None, type_, AT_ONCE, cursor)
        yield from page.items
        if (cursor := page.cursor) is None:
            return


def _spellings(key: str) -> set[str]:
    """A name's pinyin without tones, and its initials (赵德海: zhaodehai, zdh).

    Its first character, a surname or a place, in each of its readings (重庆 is zq and cq), the others in the first one.
    Telling from the word which one is meant would take a hundred times as long.
    """
    readings = [_readings(sign) for sign in key]
    rest = [some[0] for some in readings[1:]]
    whole, initials = "".join(rest), "".join(reading[:1] for reading in rest)
    spelled = {form for first in readings[0] for form in (first + whole, first[:1] + initials)}
    return spelled - {key}


@cache
def _readings(sign: str) -> tuple[str, ...]:
    """How a character is read, without tones, the usual reading first; another sign is itself."""
    from pypinyin import Style, pinyin  # noqa: PLC0415  its dictionary takes long to load

    return tuple(dict.fromkeys(pinyin(sign, style=Style.NORMAL, heteronym=True)[0]))
