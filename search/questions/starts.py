"""What a question starts from: the things that it names, or the answers to the questions that name them."""

from ingest.facts import EntityType
from kg import EntityRecord, Store
from search.questions.asked import Asked
from search.questions.contests import is_rank, listed_winners, of_contests
from search.questions.lineages import honoured_pairs
from search.questions.named import Named
from search.questions.phrasebook import Phrasebook, Question
from search.questions.reports import named_in_reports
from search.questions.restricting import fits
from search.questions.walking import Found, follow

_LONGER_NAMES = 50


def starts(asked: Asked, store: Store, book: Phrasebook) -> tuple[EntityRecord, ...]:
    """What is asked about: the subjects, or the answers to the questions that name them."""
    named = (entity for name in asked.subjects for entity in meant(name, asked.filters, store, book))
    return tuple({entity.id: entity for entity in named}.values())


def meant(name: Named, filters: tuple[Named, ...], store: Store, book: Phrasebook) -> tuple[EntityRecord, ...]:
    """What a name means: its entities, or what its steps lead to from them."""
    entities = name.entities
    for question in name.steps:
        if question.widen:
            entities = _of_place(name, with_longer_names(name, entities, question, store), filters)
        found = [one for entity in entities for one in reached(store, entity, question, book)]
        if is_rank(name, book) and all(one.start.type is EntityType.AWARD for one in found):
            found = of_contests(found, filters, store, book)
            found = [one for one in found if all(fits(one, other, store) for other in filters)] or found
        entities = tuple({one.entity.id: one.entity for one in found}.values())
    return entities


def reached(store: Store, start: EntityRecord, question: Question, book: Phrasebook) -> list[Found]:
    """What a question's routes reach; of pairs that won the apprentices."""
    found = follow(store, start, question) or named_in_reports(store, start, question, book)
    found = found or listed_winners(start, question, store, book)
    if not question.of_pairs:
        return found
    won = honoured_pairs(store, start, [one.entity for one in found])
    return [Found(start, pair.people[1], (pair.relation,), question.routes[0]) for pair in won]


def _of_place(name: Named, entities: tuple[EntityRecord, ...], filters: tuple[Named, ...]) -> tuple[EntityRecord, ...]:
    """锦州“金牌师徒”: of the honours so called those that the place before it names."""
    for place in filters:
        if 0 <= name.start - place.end <= 1:
            return tuple(entity for entity in entities if place.surface in entity.name) or entities
    return entities


def with_longer_names(
    name: Named, entities: tuple[EntityRecord, ...], question: Question, store: Store
) -> tuple[EntityRecord, ...]:
    """国家科技进步奖 also stands for 国家科技进步二等奖 when it is asked who received it."""
    longer = store.entities(name.surface, None, _LONGER_NAMES).items
    return (*entities, *(entity for entity in longer if entity.type in question.subjects and entity not in entities))
