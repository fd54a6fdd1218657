"""Names as a question spells them: in simplified or traditional characters, or with a character that sounds alike."""

from collections.abc import Iterator
from functools import cache

import opencc

from ingest.facts import EntityType
from kg import EntityRecord, Store
from search.questions.phrasebook import Phrasebook

# Shorter names sound like too many others.
_SHORTEST = 3
# Longer ones have a half that is right, by which they are found though only a part of a name is given.
_LONG = 5
_CANDIDATES = 50
_TRADITIONAL = ("s2tw", "s2t")


@cache
def _converter(way: str) -> opencc.OpenCC:
    return opencc.OpenCC(way)


def plain(text: str) -> str:
    """The text in simplified characters, of the same length."""
    return _converted(text, "t2s")


def forms(text: str) -> tuple[str, ...]:
    """The text and how it is written in traditional characters, all of the same length."""
    return tuple(dict.fromkeys((text, *(_converted(text, way) for way in _TRADITIONAL))))


def _converted(text: str, way: str) -> str:
    converted: str = _converter(way).convert(text)
    return converted if len(converted) == len(text) else text


class Spelling:
    """Finds what a name with one wrong character means, where the right one sounds the same and one thing only fits."""

    def __init__(self, store: Store, book: Phrasebook) -> None:
        self._store = store
        self._alike = book.homophones

    def respelt(self, phrase: str) -> tuple[EntityRecord, ...]:
        """The things of the one name that sounds like the phrase; empty where there is none, or more than one."""
        if len(phrase) < _SHORTEST:
            return ()
        known = self._store.entities_by_name(set(self._variants(phrase)))
        found = {entity.id: entity for entities in known.values() for entity in entities}
        if not found and len(phrase) >= _LONG:
            found = {entity.id: entity for entity in self._by_half(phrase)}
        names = {entity.name for entity in found.values()}
        return tuple(found.values()) if len(names) == 1 else ()

    def _variants(self, phrase: str) -> Iterator[str]:
        for at, character in enumerate(phrase):
            for other in self._alike.get(character, ""):
                yield phrase[:at] + other + phrase[at + 1 :]

    def _by_half(self, phrase: str) -> Iterator[EntityRecord]:
        middle = len(phrase) // 2
        variants = set(self._variants(phrase))
        for half in (phrase[:middle], phrase[middle:]):
            for entity in self._store.entities(half, None, _CANDIDATES).items:
                names = (entity.name, *entity.aliases)
                named = entity.type not in {EntityType.PERSON, EntityType.PLACE}
                if named and any(_is_shortened(variant, name) for variant in variants for name in names):
                    yield entity


def _is_shortened(part: str, name: str) -> bool:
    """Whether a name was shortened by leaving out what stands between its beginning and its end."""
    if part in name:
        return True
    heads = (at for at in range(2, len(part) - 1))
    return any(name.startswith(part[:at]) and name.endswith(part[at:]) for at in heads)
