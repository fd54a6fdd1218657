"""What somebody made, named by a part of its name alone: the 烘坯装置 of the man who made the 窑尾余热烘坯装置."""

from collections.abc import Iterable

from ingest.facts import EntityType, RelationType
from kg import EntityRecord, RelationRecord, Store
from search.questions.partial import is_part

_MAKERS = frozenset({EntityType.PERSON, EntityType.STUDIO, EntityType.TEAM})
_LED = (RelationType.LEADS, RelationType.MEMBER_OF)


def work_called(phrase: str, makers: Iterable[EntityRecord], store: Store) -> tuple[EntityRecord, ...]:
    """The only work of the makers, or of the studios they are in, whose name has the phrase in it; else nothing."""
    own = [maker for maker in makers if maker.type in _MAKERS]
    groups = [relation.tail for maker in own for type_ in _LED for relation in _of(maker, type_, store)]
    works = {
        relation.tail.id: relation.tail
        for maker in (*own, *groups)
        for relation in _of(maker, RelationType.DEVELOPED, store)
    }
    called = [work for work in works.values() if any(is_part(phrase, name) for name in (work.name, *work.aliases))]
    return tuple(called) if len({work.name for work in called}) == 1 else ()


def _of(entity: EntityRecord, type_: RelationType, store: Store) -> list[RelationRecord]:
    return [relation for relation in store.relations(entity.id, type_) if relation.head.id == entity.id]
