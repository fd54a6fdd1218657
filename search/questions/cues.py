"""The words by which a clause asks a question, or says a condition."""

import re
from collections.abc import Iterator

from search.questions.asked import Asked
from search.questions.phrasebook import Phrasebook, Question


def cue_in(question: Question, text: str, taken: list[range]) -> re.Match[str] | None:
    """The first words that ask the question, where they are no words of another."""
    found = (match for pattern in question.cues for match in pattern.finditer(text))
    return next((m for m in found if not any(m.start() < o.stop and o.start < m.end() for o in taken)), None)


def says(pattern: re.Pattern[str] | None, text: str) -> bool:
    """Whether a text has what a pattern stands for; where there is none it has not."""
    return pattern is not None and pattern.search(text) is not None


def may_stand(question: Question, beside: str) -> bool:
    """Whether the words beside its cue let it ask: in 送到了哪些单位 it is not asked where something belongs."""
    return question.beside is None or question.beside.fullmatch(beside) is not None


def conditions(rule: Question, text: str, book: Phrasebook, *, joined: bool) -> tuple[Question, ...]:
    """What else is said of the answers to a question; `joined` by 又, or directly after a name."""
    before = book.lexicon["joining"].pattern if joined else ""
    return tuple(
        question
        for question in book.questions
        if question.as_condition
        and not (joined and question.id == rule.id)
        and rule.answers & frozenset(question.subjects)
        and re.search(f"(?:{before})(?:{question.as_condition.pattern})", text)
    )


def conditions_at(asked: Asked, text: str) -> Iterator[int]:
    """Where the words of its conditions stand."""
    for question in asked.having:
        if question.as_condition and (found := question.as_condition.search(text)):
            yield from range(*found.span())


def told(cue: re.Match[str]) -> dict[str, str]:
    """What the named groups of a cue have: {"role": "主席"}."""
    return {name: text for name, text in cue.groupdict().items() if text}
