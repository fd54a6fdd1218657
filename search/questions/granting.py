"""Who granted an honour, and to whom a unit granted one, as the relation tells it."""

import re
from collections.abc import Iterator

from ingest.facts import EntityType, RelationType
from kg import EntityRecord, RelationRecord, Store
from search.questions.partial import is_part
from search.questions.reply import Answer
from search.questions.walking import Found

_MOST_DOCUMENTS = 200


def granted(subjects: tuple[EntityRecord, ...], store: Store) -> tuple[Answer, ...]:
    """Who granted the honours of the subjects, or the honours that they are; each grantor once."""
    found: dict[str, list[RelationRecord]] = {}
    for relation in _received(subjects, store):
        if told := relation.attrs.get("by"):
            found.setdefault(told, []).append(relation)
    known = store.entities_by_name(found)
    return tuple(_answer(name, relations, known.get(name, ())) for name, relations in found.items())


def granted_by(grantors: tuple[EntityRecord, ...], store: Store) -> Iterator[tuple[EntityRecord, RelationRecord]]:
    """What units granted: each grantor with the relation of a thing to the honour, in the documents that name it."""
    for grantor in grantors:
        names = (grantor.name, *grantor.aliases)
        documents = dict.fromkeys(said.document for said in store.mentions(grantor.id))
        near = {id_ for one in list(documents)[:_MOST_DOCUMENTS] for p in store.passages(one) for id_ in p.entities}
        seen: set[str] = set()
        for entity in sorted(near):
            for relation in store.relations(entity, RelationType.RECEIVED):
                told = relation.attrs.get("by", "")
                if told and relation.id not in seen and any(_same(told, name) for name in names):
                    seen.add(relation.id)
                    yield grantor, relation


def _same(told: str, name: str) -> bool:
    return told == name or (is_part(told, name) and len(told) > 1)


def _received(subjects: tuple[EntityRecord, ...], store: Store) -> Iterator[RelationRecord]:
    for subject in subjects:
        yield from store.relations(subject.id, RelationType.RECEIVED)


def _answer(name: str, relations: list[RelationRecord], known: tuple[EntityRecord, ...]) -> Answer:
    unit = next((entity for entity in known if entity.type is EntityType.ORGANIZATION), None)
    honours = "、".join(dict.fromkeys(relation.tail.name for relation in relations))
    evidence = tuple(dict.fromkeys(said for relation in relations for said in relation.evidence))
    type_ = EntityType.ORGANIZATION.value
    return Answer(
        unit.name if unit else name, unit.id if unit else None, type_, note=f"授予{honours}", evidence=evidence
    )


def had_part(found: Found, part: str) -> bool:
    """由甲主办、乙承办: whether the relation or one of its sentences says of a unit that it had that part."""
    if part in found.way[-1].attrs.get("role", ""):
        return True
    names = "|".join(re.escape(name) for name in (found.entity.name, *found.entity.aliases))
    others = "(?:[、和与及][^,，。;；由]{2,20}?)*"  # 由甲、乙联合主办
    return any(re.search(f"(?:{names}){others}[^,，、。;；由]{{0,4}}{part}", said.text) for said in found.evidence)
