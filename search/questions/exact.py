"""Full names and aliases in a question."""

import re
from collections.abc import Iterable, Iterator

from ingest.facts import EntityType
from kg import EntityRecord, Store
from search.questions.named import Named
from search.questions.phrasebook import Phrasebook
from search.questions.spelling import forms

# The longest names in the sources (contests with year, organiser and session) have some 40 characters.
_LONGEST = 42
_SHORTEST = 2
_STOPS = ",;。?!"
_ENDINGS_OF_PLACES = ("省", "市", "县", "区", "自治区", "州")
_SHORTEST_FIRM = 5
_GROUPS = frozenset({EntityType.STUDIO, EntityType.TEAM})


def exact_names(text: str, store: Store, book: Phrasebook) -> list[Named]:
    """Full names and aliases in a text, the longest first, no two overlapping.

    Names made of general words alone (劳模创新工作室) count only where nothing else is named.
    """
    stretches = dict(_stretches(text))
    whole = forms(text)
    spelt = {span: [form[slice(*span)] for form in whole] for span in stretches}
    written = {name for names in spelt.values() for name in names}
    firms = {surface: _firm_forms(surface, book) for surface in stretches.values()}
    written.update(_place_forms(stretches.values()), *firms.values())
    known = store.entities_by_name(written)
    found = []
    for (start, end), surface in stretches.items():
        entities = next((known[form] for form in spelt[start, end] if form in known), ()) or _places(surface, known)
        entities = entities or _firm(firms[surface], known)
        if entities:
            found.append(Named(start, end, surface, entities))
    rank = book.lexicon["bare_rank"]
    proper = [name for name in found if rank.fullmatch(name.surface) or not is_generic(name.surface, book)]
    places = [name for name in proper if any(entity.type is EntityType.PLACE for entity in name.entities)]
    proper = [name for name in proper if not _is_place_and_general_words(name, places, book)]
    return _longest(proper) or _longest(found)


def _stretches(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    for start, first in enumerate(text):
        if not (first.isalnum() or first == "("):
            continue
        for end in range(start + 1, min(start + _LONGEST, len(text)) + 1):
            if text[end - 1] in _STOPS:
                break
            if end - start < _SHORTEST:
                continue
            if text[end - 1].isalnum() or text[end - 1] in ")%":
                yield (start, end), text[start:end]


def _place_forms(surfaces: Iterable[str]) -> Iterator[str]:
    """甘肃 may be known as 甘肃省 only, and 甘肃省 as 甘肃 only."""
    for surface in surfaces:
        if len(surface) <= len("乌鲁木齐市"):
            yield from (surface + ending for ending in _ENDINGS_OF_PLACES)
            yield from (surface.removesuffix(e) for e in _ENDINGS_OF_PLACES if surface.endswith(e))


def _places(surface: str, known: dict[str, tuple[EntityRecord, ...]]) -> tuple[EntityRecord, ...]:
    forms = [form for form in _place_forms([surface]) if len(form) >= _SHORTEST]
    found = {e.id: e for form in forms for e in known.get(form, ()) if e.type is EntityType.PLACE}
    return tuple(found.values())


def _firm_forms(surface: str, book: Phrasebook) -> list[str]:
    """甘泉中和轴承集团 may be known as 甘泉中和轴承集团有限公司 only."""
    firm = len(surface) >= _SHORTEST_FIRM and book.lexicon["firm_stem"].search(surface)
    return [surface + form for form in book.legal_forms] if firm else []


def _firm(forms: Iterable[str], known: dict[str, tuple[EntityRecord, ...]]) -> tuple[EntityRecord, ...]:
    """The only firm of one of these names."""
    found = {e.id: e for form in forms for e in known.get(form, ()) if e.type is EntityType.ORGANIZATION}
    return tuple(found.values()) if len(found) == 1 else ()


def _longest(found: list[Named]) -> list[Named]:
    chosen: list[Named] = []
    for name in sorted(found, key=lambda n: (n.start - n.end, n.start)):
        if all(name.end <= other.start or other.end <= name.start for other in chosen):
            chosen.append(name)
    return chosen


def _is_place_and_general_words(name: Named, places: list[Named], book: Phrasebook) -> bool:
    """云岭市劳模创新工作室 names no studio, whatever a document's layout made of it."""
    if not all(entity.type in _GROUPS for entity in name.entities):
        return False
    inner = [place for place in places if place.start == name.start and place.end < name.end]
    return any(is_generic(name.surface[place.end - place.start :], book) for place in inner)


def is_generic(phrase: str, book: Phrasebook) -> bool:
    """Whether a phrase is made of general words alone."""
    pattern = book.lexicon["generic"].pattern
    return re.fullmatch(f"(?:{pattern}|[0-9A-Za-z%.·“”《》()-])+", phrase) is not None
