"""What else a question names: it tells namesakes apart, or restricts the answers; a year does the latter."""

import re
from collections.abc import Iterable, Sequence

from ingest.facts import EntityType, RelationType
from kg import EntityRecord, EvidenceRecord, Store
from search.questions.asked import Asked
from search.questions.documents import documents_about, told_where_named
from search.questions.lineages import Pair
from search.questions.named import Named
from search.questions.phrasebook import Phrasebook
from search.questions.walking import Found

# Between a title or contest and its subject there may be 的 or 个人.
_BESIDE = 2
# A unit's own report may name its union or its parts oftener than itself.
_OFTEN = 0.5
_GROUPS = frozenset({EntityType.STUDIO, EntityType.TEAM})
_WON = frozenset({EntityType.AWARD, EntityType.EVENT})
_UNITS = (RelationType.WORKS_AT, RelationType.HOSTED_BY)
_YEAR = re.compile("(?:19|20)[0-9]{2}年")
# Over these a thing belongs to a unit or a place.
_OF_MAKERS = (RelationType.WORKS_AT, RelationType.HOSTED_BY, RelationType.LEADS, RelationType.MEMBER_OF)
_BELONGING = (RelationType.WORKS_AT, RelationType.HOSTED_BY, RelationType.PART_OF, RelationType.LOCATED_IN)


class Restriction:
    """The restrictions of one thing asked; `remarks` grow as they are applied."""

    def __init__(self, asked: Asked, store: Store, book: Phrasebook) -> None:
        self._filters = list(asked.filters)
        self._years = asked.years
        self._store = store
        self._asked = asked
        self._graded = book.lexicon["graded_prize"]
        self.remarks: tuple[str, ...] = ()

    def meant(self, subjects: Sequence[EntityRecord]) -> tuple[EntityRecord, ...]:
        """Those of the subjects that the other names fit (海桥港务公司的林涛); such names restrict nothing else."""
        left, meant = [], list(subjects)
        for name in self._filters:
            fitting = [subject for subject in meant if self._fits(subject, name, ())]
            if fitting:
                meant = fitting
            elif not self._introduces(name):
                left.append(name)
        self._filters = left
        return tuple(meant)

    def kept(self, found: list[Found]) -> list[Found]:
        """What satisfies the restrictions."""
        kept = self._listed_by(found) or [f for f in found if self.fits(f.entity, f.evidence)]
        kept = kept or self._of_documents(found) or self._of_places(found)
        return self._of_year(kept)

    def _listed_by(self, found: list[Found]) -> list[Found]:
        """What a place's own list of a graded prize tells (云岭市五小二等奖), where nothing but places restricts it."""
        places = [name for name in self._filters if name.types == {EntityType.PLACE}]
        if not places or len(places) < len(self._filters) or not all(self._graded.search(f.start.name) for f in found):
            return []
        titles = [{said.title for said in one.evidence} for one in found]
        named = [any(all(p.surface in title for p in places) for title in some) for some in titles]
        return [one for one, is_named in zip(found, named, strict=True) if is_named]

    def _of_places(self, found: list[Found]) -> list[Found]:
        """What is told in a paragraph behind the names of the places, where nothing but places restricts it."""
        places = [name.of([EntityType.PLACE]).entities for name in self._filters]
        if not found or not all(places):
            return []
        about = [{said for place in some for said in told_where_named(place, self._store)} for some in places]
        tells = [{(said.document, said.text) for said in one.evidence} for one in found]
        return [one for one, told in zip(found, tells, strict=True) if all(told & some for some in about)]

    def _of_documents(self, found: list[Found]) -> list[Found]:
        """What only documents that are about the other units tell: in a unit's own report it is not named each time."""
        units = [entity for name in self._filters for entity in name.of([EntityType.ORGANIZATION]).entities]
        if not units or any(not name.of([EntityType.ORGANIZATION]).entities for name in self._filters):
            return []
        about = {document for unit in units for document in documents_about(unit, self._store, _OFTEN)}
        told = [f for f in found if any(said.document in about for said in f.evidence)]
        return [f for f in told if f.entity.type in _GROUPS or not self._has_unit(f.entity)]

    def _has_unit(self, entity: EntityRecord) -> bool:
        return any(r.head.id == entity.id for type_ in _UNITS for r in self._store.relations(entity.id, type_))

    def kept_pairs(self, found: list[Pair]) -> list[Pair]:
        """The pairs that satisfy the restrictions."""
        subjects = [entity for name in self._asked.subjects for entity in name.entities]
        kept = found
        for name in self._filters:
            # A sentence may list the pairs of several units: what the graph says of the two comes first.
            surely = [pair for pair in kept if any(self._fits(person, name, ()) for person in pair.people)]
            kept = surely or self._told_pairs(kept, name, subjects)
        return kept

    def _told_pairs(self, found: list[Pair], name: Named, subjects: Sequence[EntityRecord]) -> list[Pair]:
        """The pairs whose sentence says the name; all if what they won has to do with it, or else their unit."""
        suits = [subject for subject in subjects if self._fits(subject, name, ())]
        if any(subject.type in _WON for subject in suits):
            return found
        told = [p for p in found if any(self._fits(person, name, p.relation.evidence) for person in p.people)]
        return told or (found if suits else [])

    def _of_year(self, found: list[Found]) -> list[Found]:
        if not self._years or not found:
            return found
        dated = [f for f in found if self._is_of_years(f)]
        if not dated:
            self.remarks = (*self.remarks, f"资料没有写明哪些是{'、'.join(self._years)}年的，全部列出。")
        return dated or found

    def _is_of_years(self, found: Found) -> bool:
        told = [found.entity.name, *(_dated(said) for said in found.evidence)]
        told += [value for relation in found.way for value in relation.attrs.values()]
        return any(year in text for text in told for year in self._years)

    def _introduces(self, name: Named) -> bool:
        """Whether it stands right before a subject, as a title or the contest of a rank does: 全国劳模陆青山."""
        return any(0 <= subject.start - name.end <= _BESIDE for subject in self._asked.subjects)

    def fits(self, entity: EntityRecord, evidence: Iterable[EvidenceRecord]) -> bool:
        """Whether the thing has to do with everything else that was named."""
        return all(self._fits(entity, name, evidence) for name in self._filters)

    def _fits(self, entity: EntityRecord, name: Named, evidence: Iterable[EvidenceRecord]) -> bool:
        return _has_to_do(entity, name, evidence, self._store)


def _dated(said: EvidenceRecord) -> str:
    """The sentence, with the title of its document where it tells no year itself: a yearly report says only 3月."""
    return said.text if _YEAR.search(said.text) else f"{said.title} {said.text}"


def fits(found: Found, name: Named, store: Store) -> bool:
    """Whether what was found, what it was found from, or a sentence that tells it has to do with a name."""
    return name.surface in found.start.name or _has_to_do(found.entity, name, found.evidence, store)


def _has_to_do(entity: EntityRecord, name: Named, evidence: Iterable[EvidenceRecord], store: Store) -> bool:
    wanted = {other.id for other in name.entities}
    if entity.id in wanted or name.surface in entity.name:
        return True
    if any(name.surface in said.text for said in evidence):
        return True
    return bool(wanted & _around(entity, any(o.type is EntityType.PLACE for o in name.entities), store))


def _around(entity: EntityRecord, is_place: bool, store: Store) -> set[str]:
    """What the thing is related to; also where its unit stands, what that is part of, or where its makers belong."""
    related = store.relations(entity.id)
    around = {end.id for relation in related for end in (relation.head, relation.tail)}
    units = {r.tail.id for r in related if r.type in _BELONGING and r.head.id == entity.id}
    of_units = RelationType.LOCATED_IN if is_place else RelationType.PART_OF
    for unit in units:
        around |= {r.tail.id for r in store.relations(unit, of_units)}
    makers = {r.head.id for r in related if r.type is RelationType.DEVELOPED and r.tail.id == entity.id}
    for maker in makers:
        around |= {r.tail.id for type_ in _OF_MAKERS for r in store.relations(maker, type_) if r.head.id == maker}
    return around
