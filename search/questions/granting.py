"""Who granted an honour, as the relation tells it."""

from collections.abc import Iterator

from ingest.facts import EntityType, RelationType
from kg import EntityRecord, RelationRecord, Store
from search.questions.reply import Answer


def granted(subjects: tuple[EntityRecord, ...], store: Store) -> tuple[Answer, ...]:
    """Who granted the honours of the subjects, or the honours that they are; each grantor once."""
    found: dict[str, list[RelationRecord]] = {}
    for relation in _received(subjects, store):
        if told := relation.attrs.get("by"):
            found.setdefault(told, []).append(relation)
    known = store.entities_by_name(found)
    return tuple(_answer(name, relations, known.get(name, ())) for name, relations in found.items())


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
