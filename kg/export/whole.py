"""Everything a library says, read once for an export."""

from dataclasses import dataclass

from kg.reading import Reading
from kg.records import DocumentRecord, EntityRecord, MeasureRecord, RelationRecord

_PAGE = 200


@dataclass(frozen=True, slots=True)
class Whole:
    """A library's documents, entities, relations with evidence, and figures; each list in a fixed order."""

    documents: tuple[DocumentRecord, ...]
    entities: tuple[EntityRecord, ...]
    relations: tuple[RelationRecord, ...]
    measures: tuple[MeasureRecord, ...]


def read_whole(store: Reading) -> Whole:
    """Read the library into memory."""
    documents: list[DocumentRecord] = []
    cursor: str | None = None
    while True:
        page = store.documents(_PAGE, cursor)
        documents += page.items
        if (cursor := page.cursor) is None:
            break
    relations = store.relations_by_id(relation.id for relation in store.all_relations())
    return Whole(
        tuple(sorted(documents, key=lambda document: document.id)),
        store.all_entities(),
        tuple(relations[id_] for id_ in sorted(relations)),
        tuple(sorted(store.measures(), key=lambda measure: measure.id)),
    )
