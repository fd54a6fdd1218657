"""Questions in plain Chinese, answered from the graph with the sentences that say so.

Nothing is guessed: where no rule reads the question, the nearest facts are given as such; where no fact answers it,
what the nearest sentences name is given as such.
"""

from collections.abc import Iterable
from dataclasses import replace

from corpus.errors import InvalidRequest
from ingest.facts import EntityType, RelationType
from kg import Store
from search.questions import (
    Answer,
    Asked,
    Figure,
    Misfit,
    Named,
    Names,
    Outcome,
    Phrasebook,
    Question,
    Ranking,
    Reply,
    Sentences,
    answer,
    exact_names,
    figures,
    find_names,
    nearest,
    phrasebook,
    ranked,
    read,
    readable,
    understand,
    with_described,
)

_LONGEST = 200


def ask(question: str, store: Store, sentences: Sentences | None = None) -> Reply:
    """Answer a question.

    Args:
        question: e.g. "甲工作室属于哪个企业，获得过什么称号"; at most 200 characters.
        store: the library that is asked.
        sentences: finds those nearest to a question (`Searcher.sentences`); without it only the graph is asked.

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
    names, asked = read_question(text, store, book)
    reply = _of_graph(names, asked, store, book)
    if reply.answers or sentences is None or not may_be_read(asked):
        return reply
    return _of_sentences(names, sentences, reply, store, book)


def read_question(text: str, store: Store, book: Phrasebook) -> tuple[Names, tuple[Asked | Misfit, ...]]:
    """What a readable question names, and what it asks."""
    plain = book.written(text)
    if plain != text:
        plain = book.written(text, [name.surface for name in exact_names(text, store, book)])
    names = find_names(plain, store, book)
    asked = understand(names, book)
    if not _is_understood(asked) or _is_of_place_only(asked, names):
        described = with_described(names, store, book)
        better = understand(described, book) if described else ()
        if described and (_is_understood(better) or not _is_understood(asked)):
            return described, better
    return names, asked


def _of_graph(names: Names, asked: tuple[Asked | Misfit, ...], store: Store, book: Phrasebook) -> Reply:
    if not _is_understood(asked) and names.named:
        near = nearest(names, store, book)
        if near.answers:
            return Reply(near.answers, {"intent": "nearest", "question": names.text}, "".join(near.remarks))
    if not asked:
        return _not_understood(names.text, names.unknown[0].surface if names.unknown and not names.named else "", book)
    return _reply(asked, store, book)


def _of_sentences(names: Names, sentences: Sentences, untold: Reply, store: Store, book: Phrasebook) -> Reply:
    """What the nearest sentences tell; the reply that tells nothing where they do not."""
    found = read(names, sentences, store, book)
    if not found.answers:
        return untold
    return Reply(found.answers, untold.understood_as | {"intent": "nearest"}, "".join(found.remarks))


def may_be_read(asked: Iterable[Asked | Misfit]) -> bool:
    """Whether things that sentences name may answer it: not numbers or ranks, yes or no, nor who taught whom.

    A sentence in which two people stand does not tell which is the master: of four that were read, one was right.
    """
    rules = [one.rule for one in asked if one.rule]
    hops = (hop.type for rule in rules if isinstance(rule, Question) for route in rule.routes for hop in route.hops)
    return RelationType.MENTORS not in hops and all(
        isinstance(rule, Question) and rule.handler not in ("pairs", "between") for rule in rules
    )


def _is_understood(asked: tuple[Asked | Misfit, ...]) -> bool:
    return any(isinstance(one, Asked) for one in asked)


def _is_of_place_only(asked: tuple[Asked | Misfit, ...], names: Names) -> bool:
    """克拉玛依的清罐机器人是哪家单位做的: whether only the place was understood, and not what is asked about."""
    places = {EntityType.PLACE}
    understood = (name for one in asked if isinstance(one, Asked) for name in one.subjects)
    return (
        bool(names.unknown)
        and any(name.types == places for name in names.named)
        and all(name.types == places for name in understood)
    )


def _reply(asked: tuple[Asked | Misfit, ...], store: Store, book: Phrasebook) -> Reply:
    answers: list[Answer] = []
    sentences: list[str] = []
    outcome = Outcome()
    understood: list[Asked | Misfit] = []
    for each in asked:
        if isinstance(each, Misfit):
            sentences.append(_problem(each, book))
            understood.append(each)
            continue
        one = _of_answers(each, outcome, store)
        understood.append(one)
        sentences += _respelt(one, book)
        outcome = _outcome(one, store, book)
        if _is_named_too(one, asked):
            sentences += [_counted(one, answer, book) for answer in outcome.answers]
            continue
        answers += [answer for answer in outcome.answers if answer not in answers]
        sentences += outcome.remarks if outcome.answers else (_nothing(one, book), *outcome.remarks)
    return Reply(tuple(answers), _understood(tuple(understood), book), "".join(dict.fromkeys(sentences)))


def _of_answers(asked: Asked, before: Outcome, store: Store) -> Asked:
    """What is asked of the answers before, with these as its subjects."""
    if not asked.of_answers:
        return asked
    known = store.entities_by_id(answer.id for answer in before.answers if answer.id)
    return replace(asked, subjects=tuple(Named(0, 0, entity.name, (entity,)) for entity in known.values()))


def _is_named_too(counted: Asked, asked: tuple[Asked | Misfit, ...]) -> bool:
    """有几个徒弟，分别是谁: whether what is counted is also asked for by name, which then is the answer."""
    if not isinstance(counted.rule, Figure) or counted.rule.counts is None:
        return False
    return any(isinstance(one.rule, Question) and one.rule.id == counted.rule.counts for one in asked)


def _counted(asked: Asked, answer: Answer, book: Phrasebook) -> str:
    label = _label(asked.rule if isinstance(asked.rule, Figure) else None, book)
    form = book.reading["counted"]
    note = answer.note or answer.as_of or ""
    told = form.format(subject=_subject(asked, book), label=label, value=answer.value, unit=answer.unit, note=note)
    return told.replace("（）", "")


def _outcome(asked: Asked, store: Store, book: Phrasebook) -> Outcome:
    if isinstance(asked.rule, Question):
        return answer(asked, asked.rule, store, book)
    if isinstance(asked.rule, Ranking):
        return ranked(asked, asked.rule, store, book)
    return figures(asked, asked.rule, store, book)


def _subject(asked: Asked, book: Phrasebook) -> str:
    """What is asked about, as the library calls it where only a part of the name was given."""
    if isinstance(asked.rule, Ranking):
        return "、".join(book.types[type_] for type_ in sorted(asked.rule.types))
    return "、".join(dict.fromkeys(map(_called, asked.subjects))) or book.reading["everything"]


def _called(name: Named) -> str:
    called = name.surface if name.exact else "、".join(dict.fromkeys(entity.name for entity in name.entities))
    return "的".join((called, *(step.called for step in name.steps)))


def _question(asked: Asked, book: Phrasebook) -> str:
    """What is asked, as understood."""
    subject = _subject(asked, book)
    if isinstance(asked.rule, Question):
        told = asked.rule.reading.format(subject=subject)
        conditions = "，".join(question.condition for question in asked.having)
        return f"{told}，{conditions}" if conditions else told
    label = asked.rule.figure.label if isinstance(asked.rule, Ranking) else _label(asked.rule, book)
    form = "ranking" if isinstance(asked.rule, Ranking) else "figure"
    return book.reading[form].format(subject=subject, label=label)


def _label(figure: Figure | None, book: Phrasebook) -> str:
    return figure.label if figure else book.reading["figure_other"]


def _nothing(asked: Asked, book: Phrasebook) -> str:
    subject = _subject(asked, book)
    if isinstance(asked.rule, Question):
        told = asked.rule.nothing.format(subject=subject)
    elif isinstance(asked.rule, Ranking):
        told = book.reading["ranking_nothing"].format(subject=subject, label=asked.rule.figure.label)
    else:
        told = book.reading["figure_nothing"].format(subject=subject, label=_label(asked.rule, book))
    limits = [f"限于{name.surface}" for name in asked.filters] + [question.condition for question in asked.having]
    return told.removesuffix("。") + (f"（{'，'.join(limits)}）。" if limits else "。")


def _respelt(asked: Asked, book: Phrasebook) -> list[str]:
    names = (*asked.subjects, *asked.filters)
    forms = [(name, form) for name in names for form in ("respelt", "described") if getattr(name, form)]
    return [book.reading[form].format(name=name.surface, meant=name.entities[0].name) for name, form in forms]


def _problem(misfit: Misfit, book: Phrasebook) -> str:
    label = book.types[misfit.type] if misfit.type else ""
    return book.reading[misfit.problem].format(name=misfit.name, type=label)


def _understood(asked: tuple[Asked | Misfit, ...], book: Phrasebook) -> dict[str, str]:
    """The kinds of question in their order, and what they are about."""
    keys = ("intent", "question", "subject", "relation", "measure", "filter")
    told: dict[str, list[str]] = {key: [] for key in keys}
    for one in asked:
        rule = one.rule
        told["intent"].append(_intent(rule))
        if isinstance(rule, Figure | Ranking):
            told["measure"].append((rule.figure if isinstance(rule, Ranking) else rule).measure.value)
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


def _intent(rule: Question | Figure | Ranking | None) -> str:
    if isinstance(rule, Question):
        return rule.id
    return "ranking" if isinstance(rule, Ranking) else "figure"


def _relations(question: Question, asked: Asked) -> list[str]:
    """The relation that the direct route takes."""
    types = {type_ for name in asked.subjects for type_ in name.types}
    routes = [route for route in question.routes if route.hops and types & set(route.start)]
    return [routes[0].hops[-1].type.value] if routes else []


def _not_understood(text: str, name: str, book: Phrasebook) -> Reply:
    problem = book.reading["unknown_name"].format(name=name) if name else ""
    return Reply((), {"intent": "unknown", "question": text}, problem + book.reading["unknown_intent"])
