"""One line about an entity: who, where, which honours."""

from collections.abc import Iterable, Sequence

from api.labels import Labels
from api.rendering import joined
from ingest.facts import EntityType
from kg import RelationRecord

NAMES_SHOWN = 3


def line(entity_id: str, type: EntityType, relations: Sequence[RelationRecord], labels: Labels) -> str:
    """The relations that `lines` in labels.toml lists for the type, e.g. "李营 · 锦州热电公司 · 一等奖"."""
    parts = []
    for wanted in labels.lines.get(type.value, ()):
        names = [_other(entity_id, r) for r in by_rank(relations) if _fits(entity_id, r, wanted)]
        if names:
            more = f"等{len(names)}个" if len(names) > NAMES_SHOWN else ""
            parts.append("、".join(dict.fromkeys(names[:NAMES_SHOWN])) + more)
    return joined(parts)


def by_rank(relations: Iterable[RelationRecord]) -> list[RelationRecord]:
    """The relations as they are, but those to honours from the highest down."""
    return sorted(relations, key=lambda relation: -int(relation.tail.attrs.get("rank", "0")))


def _fits(entity_id: str, relation: RelationRecord, wanted: str) -> bool:
    name, _, end = wanted.partition(":")
    here = relation.tail if end == "backward" else relation.head
    return relation.type.value == name and here.id == entity_id


def _other(entity_id: str, relation: RelationRecord) -> str:
    return relation.tail.name if relation.head.id == entity_id else relation.head.name
