"""Which of what was reached a question asks for: what is said directly, units of a kind, whole firms, makers."""

import re
from collections.abc import Iterable
from dataclasses import replace

from ingest.facts import EntityType, RelationType
from kg import EntityRecord, RelationRecord, Store
from search.questions.asked import Asked
from search.questions.cues import says
from search.questions.phrasebook import Phrasebook, Question
from search.questions.walking import Found


def said_directly(found: list[Found], asked: Asked, question: Question) -> list[Found]:
    """What a single relation says, where only that is asked for; asked for honours, where there is any."""
    direct = [f for f in found if len(f.way) == 1]
    if asked.directly:
        return direct
    return (direct or found) if says(question.rather_directly, asked.clause) else found


def of_kind(found: list[Found], kind: re.Pattern[str]) -> list[Found]:
    """The units with such a name; of teams all where none has."""
    fitting = [f for f in found if kind.search(f.entity.name)]
    if any(f.entity.type is EntityType.TEAM for f in found):
        return fitting or found
    return [f for f in found if f.entity.type is not EntityType.ORGANIZATION or f in fitting]


def in_whole(found: list[Found], store: Store, book: Phrasebook) -> list[Found]:
    """Instead of a workshop or an office the firm that it is part of, where a firm is asked for."""
    here = {f.entity.id for f in found}
    kept: list[Found] = []
    for one in found:
        of = _whole(one.entity, here, store, book)
        if of is None:
            kept.append(one)
        elif of.tail.id not in here:
            kept.append(replace(one, entity=of.tail, way=(*one.way, of)))
    return kept


def _whole(unit: EntityRecord, here: Iterable[str], store: Store, book: Phrasebook) -> RelationRecord | None:
    """That a unit is a workshop of another; rather of one that was reached too."""
    if unit.type is not EntityType.ORGANIZATION or not book.lexicon["inner_part"].search(unit.name):
        return None
    wholes = [r for r in store.relations(unit.id, RelationType.PART_OF) if r.head.id == unit.id]
    wholes.sort(key=lambda relation: relation.tail.id not in here)
    return wholes[0] if wholes else None


def makers(found: list[Found], book: Phrasebook) -> list[Found]:
    """Of those who made something the people; with them the units that a list of works names in the same entry."""
    people = [f for f in found if f.entity.type is EntityType.PERSON]
    return [f for f in found if f in people or _is_listed(f, people, book)] if people else found


def _is_listed(unit: Found, people: list[Found], book: Phrasebook) -> bool:
    """Whether an entry of a list names the unit with one of the people (完成单位：甲，完成人：乙)."""
    if unit.entity.type is not EntityType.ORGANIZATION:
        return False
    beside = {said for person in people for said in person.evidence}
    return any(said in beside and book.lexicon["entry"].search(said.text) for said in unit.evidence)
