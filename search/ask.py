"""Questions in plain Chinese, answered from the graph with the sentences that say so; nothing is ever guessed."""

from corpus.errors import InvalidRequest
from kg import Store
from search.questions import (
    Answer,
    Asked,
    Figure,
    Misfit,
    Outcome,
    Phrasebook,
    Question,
    Reply,
    answer,
    figures,
    find_names,
    phrasebook,
    readable,
    understand,
)

_LONGEST = 200


def ask(question: str, store: Store) -> Reply:
    """Answer a question.

    Args:
        question: e.g. "甲工作室属于哪个企业，获得过什么称号"; at most 200 characters.
        store: the library that is asked.

    Returns:
        What the library says, best first; no answers, and a message that says so, where it says nothing.

    Raises:
        InvalidRequest: the question is empty, has no words, or is too long.
    """
    text = readable(question)
    if not any(character.isalnum() for character in text):
        raise InvalidRequest("问题里没有文字，无法回答。请输入一个问题，例如“某某工作室的带头人是谁”。")
    if len(text) > _LONGEST:
        raise InvalidRequest(f"问题有{len(text)}个字，太长了。请缩短到{_LONGEST}字以内，一次问一两件事。")
    book = phrasebook()
    names = find_names(text, store, book)
    asked = understand(names, book)
    if not asked:
        return _not_understood(text, names.unknown[0].surface if names.unknown and not names.named else "", book)
    return _reply(asked, store, book)


def _reply(asked: tuple[Asked | Misfit, ...], store: Store, book: Phrasebook) -> Reply:
    answers: list[Answer] = []
    sentences: list[str] = []
    for one in asked:
        if isinstance(one, Misfit):
            sentences.append(_problem(one, book))
            continue
        outcome = _outcome(one, store, book)
        answers += [answer for answer in outcome.answers if answer not in answers]
        sentences += outcome.remarks if outcome.answers else (_nothing(one, book), *outcome.remarks)
    return Reply(tuple(answers), _understood(asked, book), "".join(dict.fromkeys(sentences)))


def _outcome(asked: Asked, store: Store, book: Phrasebook) -> Outcome:
    if isinstance(asked.rule, Question):
        return answer(asked, asked.rule, store, book)
    return figures(asked, asked.rule, store, book)


def _subject(asked: Asked, book: Phrasebook) -> str:
    """What is asked about, as the library calls it where only a part of the name was given."""
    names = dict.fromkeys(s.surface if s.exact else "、".join(e.name for e in s.entities) for s in asked.subjects)
    subject = "、".join(names) or book.reading["everything"]
    return f"{subject}的{asked.through.called}" if asked.through else subject


def _question(asked: Asked, book: Phrasebook) -> str:
    """What is asked, as understood."""
    if isinstance(asked.rule, Question):
        return asked.rule.reading.format(subject=_subject(asked, book))
    label = asked.rule.label if asked.rule else book.reading["figure_other"]
    return book.reading["figure"].format(subject=_subject(asked, book), label=label)


def _nothing(asked: Asked, book: Phrasebook) -> str:
    if isinstance(asked.rule, Question):
        told = asked.rule.nothing.format(subject=_subject(asked, book))
    else:
        label = asked.rule.label if asked.rule else book.reading["figure_other"]
        told = book.reading["figure_nothing"].format(subject=_subject(asked, book), label=label)
    filters = "、".join(name.surface for name in asked.filters)
    return told.removesuffix("。") + (f"（限于{filters}）。" if filters else "。")


def _problem(misfit: Misfit, book: Phrasebook) -> str:
    label = book.types[misfit.type] if misfit.type else ""
    return book.reading[misfit.problem].format(name=misfit.name, type=label)


def _understood(asked: tuple[Asked | Misfit, ...], book: Phrasebook) -> dict[str, str]:
    """The kinds of question in their order, and what they are about."""
    keys = ("intent", "question", "subject", "relation", "measure", "filter")
    told: dict[str, list[str]] = {key: [] for key in keys}
    for one in asked:
        rule = one.rule
        told["intent"].append(rule.id if isinstance(rule, Question) else "figure")
        if isinstance(rule, Figure):
            told["measure"].append(rule.measure.value)
        if isinstance(one, Misfit):
            told["subject"].append(one.name)
            continue
        told["question"].append(_question(one, book))
        told["subject"].append(_subject(one, book))
        told["filter"] += [name.surface for name in one.filters]
        if isinstance(rule, Question):
            told["relation"] += _relations(rule, one)
    joined = {"intent": "+", "question": "；"}
    distinct = {key: list(dict.fromkeys(value for value in values if value)) for key, values in told.items()}
    return {key: joined.get(key, "、").join(values) for key, values in distinct.items() if values}


def _relations(question: Question, asked: Asked) -> list[str]:
    """The relation that the direct route takes."""
    types = {entity.type for name in asked.subjects for entity in name.entities}
    types = types if asked.through is None else set(asked.through.answers)
    routes = [route for route in question.routes if route.hops and types & set(route.start)]
    return [routes[0].hops[-1].type.value] if routes else []


def _not_understood(text: str, name: str, book: Phrasebook) -> Reply:
    problem = book.reading["unknown_name"].format(name=name) if name else ""
    return Reply((), {"intent": "unknown", "question": text}, problem + book.reading["unknown_intent"])
