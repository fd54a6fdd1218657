"""What one document tells about who is who: the marks by which its entities may be joined with another document's.

A mark of a thing is the key of an alias that may stand for it elsewhere. A mark of a person is "kind:key". The kinds in
`PROVING` each suffice, for a person of the same name, to be the same one. The others only make it likely: "honour" and
"place", and what else a sentence names beside the person, "with" (persons, studios, achievements) and "at"
(organizations).
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from ingest.facts import Entity, EntityKey, EntityType, Extraction, Relation, RelationType
from kg.names import is_generic, is_short_form, is_specific_award, name_key, place_core, provinces_in
from kg.overlaps import overlaps

PROVING = ("employer", "studio", "achievement", "award", "mentor", "apprentice")

_KIND = {
    RelationType.WORKS_AT: "employer",
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
# A sentence that names more than this is a list, and being on one list says little. Judged, not measured.
_LIST = 8


@dataclass(frozen=True, slots=True)
class Handle:
    """The smallest thing that identity is decided about.

    Attributes:
        id: 16 hex digits, from type, key and document.
        key: the normalised name.
        document: set for persons and generic names, which a name alone never joins across documents.
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


def handles_of(extraction: Extraction) -> dict[EntityKey, Handle]:
    """The handle of every entity of the extraction; entities whose names differ only in quotes share one."""
    clues = _person_marks(extraction)
    return {entity.key: _handle(extraction.document_id, entity, clues[entity.key]) for entity in extraction.entities}


def handle_id(type_: EntityType, key: str, document: str | None) -> str:
    """The id of a handle; the same in every library."""
    return sha256("\0".join((type_, key, document or "")).encode()).hexdigest()[:16]


def _handle(document_id: str, entity: Entity, clues: set[str]) -> Handle:
    type_, key = entity.key.type, name_key(entity.key.name)
    if type_ is EntityType.PERSON or is_generic(type_, key):
        return Handle(handle_id(type_, key, document_id), type_, key, document_id, frozenset(clues))
    aliases = {name_key(alias) for alias in entity.aliases}
    marks = frozenset(alias for alias in aliases if alias != key and is_short_form(type_, alias, key))
    return Handle(handle_id(type_, key, None), type_, key, None, marks)


def _person_marks(extraction: Extraction) -> defaultdict[EntityKey, set[str]]:
    """For every person what the document's relations tell about them."""
    names = {entity.key: _proper_keys(entity) for entity in extraction.entities}
    around: dict[EntityKey, list[Relation]] = defaultdict(list)
    for relation in extraction.relations:
        around[relation.head].append(relation)
    marks: defaultdict[EntityKey, set[str]] = defaultdict(set)
    for relation in extraction.relations:
        if relation.head.type is EntityType.PERSON:
            marks[relation.head] |= _marks_of(relation, names, around)
        if relation.type is RelationType.MENTORS:
            marks[relation.tail] |= {f"mentor:{key}" for key in names[relation.head]}
    for person, beside in _companions(extraction):
        if beside.type in _BESIDE:
            marks[person] |= {f"{_BESIDE[beside.type]}:{key}" for key in names[beside]}
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


def _marks_of(
    relation: Relation, names: dict[EntityKey, set[str]], around: dict[EntityKey, list[Relation]]
) -> set[str]:
    tail = relation.tail
    marks = _places({tail}, names, around)
    if relation.type is RelationType.RECEIVED:
        marks |= {f"{'award' if is_specific_award(key) else 'honour'}:{key}" for key in names[tail]}
    elif relation.type in _KIND:
        marks |= {f"{_KIND[relation.type]}:{key}" for key in names[tail]}
    if relation.type in {RelationType.WORKS_AT, RelationType.LEADS, RelationType.MEMBER_OF}:
        # The enterprise that a person's department belongs to, or that their studio stands in, employs them.
        above = {r.tail for r in around[tail] if r.type in {RelationType.PART_OF, RelationType.HOSTED_BY}}
        marks |= {f"employer:{key}" for organization in above for key in names[organization]}
        marks |= _places(above, names, around)
    return marks


def _places(
    things: set[EntityKey], names: dict[EntityKey, set[str]], around: dict[EntityKey, list[Relation]]
) -> set[str]:
    """The regions of things: named in their own names, or said to be where they are."""
    marks: set[str] = set()
    for thing in things:
        if thing.type is EntityType.PERSON:
            continue
        for key in names[thing]:
            marks |= {f"place:{province}" for province in provinces_in(key)}
        located = {r.tail for r in around[thing] if r.type is RelationType.LOCATED_IN}
        marks |= {f"place:{place_core(key)}" for place in located for key in names[place]}
    return marks


def _proper_keys(entity: Entity) -> set[str]:
    full = name_key(entity.key.name)
    keys = set() if is_generic(entity.key.type, full) else {full}
    for alias in map(name_key, entity.aliases):
        if is_short_form(entity.key.type, alias, full):
            keys.add(alias)
    return keys
