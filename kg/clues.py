"""What one document tells about who is who: the marks by which its entities may be joined with another document's.

A mark of a thing is the key of an alias that may stand for it elsewhere, or "~" and a form of its name (see `FORM`). A
mark of a person, or of a studio that is called after one, is "kind:key". The kinds in `PROVING` each suffice, for a
person of the same name, to be the same one. The others only make it likely: "own" (leads a studio of their own name),
"honour" and "place", what else a sentence names beside the person, "with" (persons, studios, achievements) and "at"
(organizations, also the employer of a master or apprentice), and the organizations that the document names at all,
"near". "trade" is what the person works as. "owner" tells whose studio it is; "bearer" which of several persons of one
name in the document it is.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from ingest.facts import Entity, EntityKey, EntityType, Extraction, Relation, RelationType
from kg.names import (
    is_generic,
    is_short_form,
    is_specific_award,
    name_key,
    place_core,
    plain_form,
    provinces_in,
    studio_core,
    trade_of,
    without_place,
)
from kg.overlaps import overlaps

PROVING = ("employer", "studio", "achievement", "award", "mentor", "apprentice")
FORM = "~"
"""Before the form of an organization's name that it shares with its other names: without legal form, or place."""
FORMER = "^"
"""Before the key of a former name, which SAID parts from the sentence that tells of it."""
SAID = "\t"
RULES = 3
"""Grows whenever handles, or their marks, come to be made in another way; a library keeps by which it was made."""

_KIND = {
    RelationType.WORKS_AT: "employer",
    RelationType.HOSTED_BY: "employer",
    RelationType.LEADS: "studio",
    RelationType.MEMBER_OF: "studio",
    RelationType.DEVELOPED: "achievement",
    RelationType.MENTORS: "apprentice",
}
_BESIDE = {
    EntityType.PERSON: "with",
    EntityType.STUDIO: "with",
    EntityType.TEAM: "with",
    EntityType.ACHIEVEMENT: "with",
    EntityType.ORGANIZATION: "at",
}
_JOINING = {RelationType.WORKS_AT, RelationType.LEADS, RelationType.MEMBER_OF}
# A sentence that names more than this is a list, and being on one list says little. Judged, not measured.
_LIST = 8
# A document that names more organizations than this is about none of them. Judged, not measured.
_FEW = 3
# The longest name of a person that a studio may be called after, where the document does not name the person.
_LONGEST_NAME = 4
# A mark is part of a key of the database.
_LONGEST_SENTENCE = 200


@dataclass(frozen=True, slots=True)
class Handle:
    """The smallest thing that identity is decided about.

    Attributes:
        id: 16 hex digits, from type, key and document.
        key: the normalised name.
        document: set for persons, their studios and generic names, which a name alone never joins across documents.
        marks: what may join it with others.
        entity: the entity that it belongs to so far.
        uses: how many documents name it.
        reason: why it belongs there.
    """

    id: str
    type: EntityType
    key: str
    document: str | None
    marks: frozenset[str]
    entity: str | None = None
    uses: int = 1
    reason: str = ""

    @property
    def block(self) -> str:
        """The name that all have whom it could be one with: a person's own, of a studio its owner's."""
        return next(iter(keys_of(self.marks, "owner")), self.key)

    @property
    def is_compared(self) -> bool:
        """Whether kg/people.py decides about it: it is a person, or a person's studio."""
        return self.type is EntityType.PERSON or bool(keys_of(self.marks, "owner"))


def handles_of(extraction: Extraction) -> dict[EntityKey, Handle]:
    """The handle of every entity of the extraction; entities whose names differ only in quotes share one."""
    found = _Marks(extraction)
    return {entity.key: _handle(extraction.document_id, entity, found) for entity in extraction.entities}


def handle_id(type_: EntityType, key: str, document: str | None, bearer: str = "") -> str:
    """The id of a handle; the same in every library."""
    parts = (type_, key, document or "", bearer) if bearer else (type_, key, document or "")
    return sha256("\0".join(parts).encode()).hexdigest()[:16]


def keys_of(marks: Iterable[str], *kinds: str) -> frozenset[str]:
    """The keys of the marks of some kinds."""
    parts = (mark.partition(":") for mark in marks)
    return frozenset(key for kind, _, key in parts if kind in kinds)


def _handle(document_id: str, entity: Entity, found: "_Marks") -> Handle:
    type_, key = entity.key.type, name_key(entity.key.name)
    if type_ is EntityType.PERSON or is_generic(type_, key) or entity.key in found.owners:
        id_ = handle_id(type_, key, document_id, entity.key.bearer)
        return Handle(id_, type_, key, document_id, frozenset(found.of[entity.key]))
    aliases = {name_key(alias) for alias in entity.aliases}
    marks = {alias for alias in aliases if alias != key and is_short_form(type_, alias, key)}
    for former in entity.formerly:
        if (old := name_key(former.name)) != key and not is_generic(type_, old):
            marks |= {old, FORMER + old + SAID + former.evidence.text[:_LONGEST_SENTENCE]}
    if type_ is EntityType.ORGANIZATION:
        forms = {plain_form(key), without_place(key, found.places_of(entity.key))} - {""}
        marks |= {FORM + form for form in forms}
    return Handle(handle_id(type_, key, None), type_, key, None, frozenset(marks))


class _Marks:
    """What the relations and sentences of one document tell about its persons and their studios.

    Attributes:
        of: the marks of each.
        owners: whose studio it is, for those that are called after somebody, as a key.
    """

    def __init__(self, extraction: Extraction) -> None:
        self._people = {
            name_key(entity.key.name) for entity in extraction.entities if entity.key.type is EntityType.PERSON
        }
        self.owners = {
            entity.key: owner for entity in extraction.entities if (owner := self._owner(entity.key)) is not None
        }
        self._names = {entity.key: self._proper_keys(entity) for entity in extraction.entities}
        self._around: dict[EntityKey, list[Relation]] = defaultdict(list)
        for relation in extraction.relations:
            self._around[relation.head].append(relation)
        self.of: defaultdict[EntityKey, set[str]] = defaultdict(set)
        for entity in extraction.entities:
            if entity.key.bearer:
                self.of[entity.key] |= {f"bearer:{name_key(entity.key.bearer)}"}
        self._read_relations(extraction)
        self._read_sentences(extraction)
        self._read_pairs(extraction)
        self._read_surroundings(extraction)
        self._read_studios(extraction)

    def places_of(self, thing: EntityKey) -> set[str]:
        """The places where the thing is said to be, as they are named and without their endings."""
        located = {r.tail for r in self._around[thing] if r.type is RelationType.LOCATED_IN}
        keys = {key for place in located for key in self._names[place]}
        return keys | set(map(place_core, keys))

    def _owner(self, studio: EntityKey) -> str | None:
        """The person of the document whose name ends what the studio is called by, or all that it is called by."""
        called = studio_core(name_key(studio.name)) if studio.type is EntityType.STUDIO else ""
        if found := [person for person in self._people if called.endswith(person)]:
            return max(found, key=len)
        return called if 1 < len(called) <= _LONGEST_NAME else None

    def _proper_keys(self, entity: Entity) -> set[str]:
        if entity.key in self.owners:
            return {self.owners[entity.key]}
        full = name_key(entity.key.name)
        keys = set() if is_generic(entity.key.type, full) else {full}
        for alias in map(name_key, entity.aliases):
            if is_short_form(entity.key.type, alias, full):
                keys.add(alias)
        return keys

    def _read_relations(self, extraction: Extraction) -> None:
        for relation in extraction.relations:
            if relation.head.type is EntityType.PERSON or relation.head in self.owners:
                self.of[relation.head] |= self._marks_of(relation)
            if relation.type is RelationType.MENTORS:
                self.of[relation.tail] |= {f"mentor:{key}" for key in self._names[relation.head]}
            if relation.type is RelationType.MEMBER_OF and relation.tail in self.owners:
                self.of[relation.tail] |= {f"with:{key}" for key in self._names[relation.head]}

    def _read_sentences(self, extraction: Extraction) -> None:
        for person, beside in _companions(extraction):
            if beside.type in _BESIDE:
                keys = self._names[beside] - {name_key(person.name)}
                self.of[person] |= {f"{_BESIDE[beside.type]}:{key}" for key in keys}

    def _read_pairs(self, extraction: Extraction) -> None:
        """A master and an apprentice mostly work for the same."""
        pairs = [(r.head, r.tail) for r in extraction.relations if r.type is RelationType.MENTORS]
        told = {person: keys_of(self.of[person], "employer") for pair in pairs for person in pair}
        for master, apprentice in pairs:
            for person, other in ((master, apprentice), (apprentice, master)):
                if not told[person]:
                    self.of[person] |= {f"at:{key}" for key in told[other]}

    def _read_surroundings(self, extraction: Extraction) -> None:
        """Of a person without an employer, the organizations that the document names, where these are few."""
        named = [entity.key for entity in extraction.entities if entity.key.type is EntityType.ORGANIZATION]
        if len(named) > _FEW:
            return
        near = {f"near:{key}" for organization in named for key in self._names[organization]}
        for entity in extraction.entities:
            if entity.key.type is EntityType.PERSON and not keys_of(self.of[entity.key], "employer"):
                self.of[entity.key] |= near

    def _read_studios(self, extraction: Extraction) -> None:
        """What proves who a studio's owner is proves which studio it is."""
        people: dict[str, list[EntityKey]] = defaultdict(list)
        for entity in extraction.entities:
            if entity.key.type is EntityType.PERSON:
                people[name_key(entity.key.name)].append(entity.key)
        leaders = {r.tail: [r.head] for r in extraction.relations if r.type is RelationType.LEADS}
        for studio, owner in self.owners.items():
            prefix = studio_core(name_key(studio.name)).removesuffix(owner)
            self.of[studio] |= {f"owner:{owner}"} | ({f"employer:{prefix}"} if prefix else set())
            owners = people[owner] if len(people[owner]) == 1 else leaders.get(studio, [])
            told = {mark for person in owners for mark in self.of[person]}
            self.of[studio] |= {mark for mark in told if not mark.startswith(("own:", "bearer:"))}

    def _marks_of(self, relation: Relation) -> set[str]:
        head, tail = relation.head, relation.tail
        marks = self._places({tail})
        if tail in self.owners and self.owners[tail] == name_key(head.name):
            marks |= {f"own:{self.owners[tail]}"}
        elif relation.type is RelationType.RECEIVED:
            marks |= {f"{'award' if is_specific_award(key) else 'honour'}:{key}" for key in self._names[tail]}
        elif relation.type in _KIND:
            marks |= {f"{_KIND[relation.type]}:{key}" for key in self._names[tail]}
        if trade := trade_of(relation.attrs.get("role", "")):
            marks |= {f"trade:{trade}"}
        if relation.type in _JOINING:
            # The enterprise that a person's department belongs to, or that their studio stands in, employs them.
            above = {r.tail for r in self._around[tail] if r.type in {RelationType.PART_OF, RelationType.HOSTED_BY}}
            marks |= {f"employer:{key}" for organization in above for key in self._names[organization]}
            marks |= self._places(above)
        return marks

    def _places(self, things: set[EntityKey]) -> set[str]:
        """The regions of things: named in their own names, or said to be where they are."""
        marks: set[str] = set()
        for thing in things:
            if thing.type is EntityType.PERSON:
                continue
            for key in self._names[thing]:
                marks |= {f"place:{province}" for province in provinces_in(key)}
            marks |= {f"place:{place}" for place in self.places_of(thing) if place == place_core(place)}
        return marks


def _companions(extraction: Extraction) -> Iterator[tuple[EntityKey, EntityKey]]:
    """Every person with everything else that one of the sentences naming them names."""
    mentions = [(span, entity.key) for entity in extraction.entities for span in entity.mentions]
    named: dict[int, set[EntityKey]] = defaultdict(set)
    for index, key in overlaps([passage.spans for passage in extraction.passages], mentions):
        named[index].add(key)
    for together in named.values():
        if len(together) <= _LIST:
            people = (key for key in together if key.type is EntityType.PERSON)
            yield from ((person, other) for person in people for other in together if other != person)
