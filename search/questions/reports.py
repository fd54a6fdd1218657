"""What the report of a unit names without saying each time that it is the unit's: its studios and teams."""

from ingest.facts import EntityType, RelationType
from kg import EntityRecord, Store
from search.questions.documents import documents_about
from search.questions.phrasebook import Phrasebook, Question
from search.questions.walking import Found

_GROUPS = frozenset({EntityType.STUDIO, EntityType.TEAM})


def named_in_reports(store: Store, unit: EntityRecord, question: Question, book: Phrasebook) -> list[Found]:
    """The groups that documents about the unit name, and that stand in no unit of others."""
    if unit.type is not EntityType.ORGANIZATION or not question.in_reports:
        return []
    route = question.routes[0]
    about = set(documents_about(unit, store))
    groups = [e for e in store.document_entities(about) if e.type in _GROUPS & question.answers] if about else []
    found = []
    for group in groups:
        said = tuple(one for one in store.mentions(group.id) if one.document in about)
        if not _is_of_others(group, unit, store, book):
            found.append(Found(unit, group, (), route, shown=said[:1]))
    return found


def _is_of_others(group: EntityRecord, unit: EntityRecord, store: Store, book: Phrasebook) -> bool:
    """Whether it, or he who leads it, belongs to a unit that is none of this one's workshops."""
    leaders = [r.head for r in store.relations(group.id, RelationType.LEADS) if r.tail.id == group.id]
    units = [
        relation.tail
        for one, type_ in ((group, RelationType.HOSTED_BY), *((leader, RelationType.WORKS_AT) for leader in leaders))
        for relation in store.relations(one.id, type_)
        if relation.head.id == one.id
    ]
    return any(one.id != unit.id and book.lexicon["independent_ends"].search(one.name) for one in units)
