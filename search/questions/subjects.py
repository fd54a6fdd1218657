"""What a question is asked about: what its clause names, or what the clause before was about."""

import re

from ingest.facts import EntityType
from search.questions.asked import Asked, Misfit
from search.questions.clauses import Clause
from search.questions.named import Named
from search.questions.phrasebook import Phrasebook, Question

OWNED = frozenset({EntityType.STUDIO, EntityType.TEAM, EntityType.ACHIEVEMENT})


def subjects_of(
    question: Question,
    clause: Clause,
    last: Asked | Misfit | None,
    named: tuple[Named, ...],
    book: Phrasebook,
) -> tuple[Named, ...]:
    """The subjects of a question in a clause.

    Args:
        question: what is asked.
        clause: with which words.
        last: what was asked before it.
        named: everything that the whole question names.
        book: the ways of asking.
    """
    own = clause.names if question.all_names else _own(clause, question, book)
    if own or any(name.steps for name in clause.names):
        return own
    if not isinstance(last, Asked):
        return _that_won(clause, question, book) or (best(named, question.subjects) if last is None else ())
    kept = best(last.subjects, question.subjects)
    if (question.of_the_same and kept) or (kept and book.lexicon["yes_no"].search(last.clause)):
        return kept
    carried = last.rule if isinstance(last.rule, Question) and last.rule.carries else None
    if carried is None:
        return kept or _winners(last, question, book)
    is_told = book.lexicon["of_answers"].match(clause.text) is not None
    goes_over = _gives(last, question) and _goes_over(carried, question, kept, is_told=is_told)
    return tuple(name.then(carried) for name in last.subjects) if goes_over else kept


def _that_won(clause: Clause, question: Question, book: Phrasebook) -> tuple[Named, ...]:
    """某赛第一名现在带哪个班: what is asked of people, after the honour is named, is asked of those that won it."""
    asks = book.lexicon["asks"].search(clause.text)
    if EntityType.PERSON not in question.subjects or question.handler != "relations" or asks is None:
        return ()
    awards = (name for name in clause.names[clause.names_in(0, asks.start())] if name.types == {EntityType.AWARD})
    return tuple(name.then(book.question("winners")) for name in awards)


def _gives(last: Asked, question: Question) -> bool:
    """Whether the answers before can be of a type that the question is asked of: teams where 哪个班 was asked for."""
    return not last.wanted or bool(last.wanted & frozenset(question.subjects))


def _winners(last: Asked, question: Question, book: Phrasebook) -> tuple[Named, ...]:
    """某奖一等奖是谁做的,哪家在用: what cannot be asked of an honour is asked of those that won it."""
    awards = all(name.types == {EntityType.AWARD} for name in last.subjects)
    winners = book.question("winners")
    fits = awards and winners.answers & frozenset(question.subjects)
    return tuple(name.then(winners) for name in last.subjects) if fits else ()


def _own(clause: Clause, question: Question, book: Phrasebook) -> tuple[Named, ...]:
    """What the clause names; of 甲带的乙班 the team, of 甲研制的丙装置 the work."""
    owners = [name for found in book.lexicon["owner"].finditer(clause.text) for name in _named_in(clause, found)]
    owned = best(tuple(name for name in clause.names if name not in owners), question.subjects) if owners else ()
    fits = all(name.types <= OWNED for name in owned)
    return owned if owned and fits else best(clause.names, question.subjects)


def _named_in(clause: Clause, found: re.Match[str]) -> tuple[Named, ...]:
    return clause.names[clause.names_in(*found.span())]


def _goes_over(carried: Question, question: Question, kept: tuple[Named, ...], *, is_told: bool) -> bool:
    """Whether the next clause is about the answers: about a person's pupils, or what cannot be its own subject."""
    if not carried.answers & frozenset(question.subjects):
        return False
    persons = {EntityType.PERSON}
    of_persons = carried.answers == persons and all(name.types == persons for name in kept)
    return not kept or of_persons or is_told


def best(names: tuple[Named, ...], types: tuple[EntityType, ...]) -> tuple[Named, ...]:
    """The names of the likeliest type; full names before parts, except for parts joined with one (甲和乙)."""
    stepped = tuple(n for name in names if name.steps and (n := name.of(types)).entities)
    if stepped:
        # 甲和她徒弟: himself too, whose apprentices they are.
        origins = {(name.start, name.end) for name in stepped}
        selves = (n for name in names if not name.steps and (name.start, name.end) in origins and (n := name.of(types)))
        return (*(n for n in selves if n.entities), *stepped)
    for exact in (True, False):
        for type_ in types:
            fitting = [n for name in names if (n := name.of([type_])).entities]
            chosen = [n for n in fitting if n.exact is exact]
            if chosen:
                return tuple(n for n in fitting if n in chosen or any(_joined(n, other) for other in chosen))
    return ()


def _joined(one: Named, other: Named) -> bool:
    return 1 in {other.start - one.end, one.start - other.end}
