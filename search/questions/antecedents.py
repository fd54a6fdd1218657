"""What a clause goes on about: the answers to the question before (他的师傅), or to questions inside it (甲的徒弟)."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.facts import EntityType
from search.questions.asked import Asked, Misfit
from search.questions.clauses import MASK, Clause
from search.questions.phrasebook import Phrasebook, Question
from search.questions.subjects import best

_DEEPEST = 6
_GROUPS = frozenset({EntityType.STUDIO, EntityType.TEAM})


def stepped(clause: Clause, last: Asked | Misfit | None, book: Phrasebook) -> Iterator[Clause]:
    """The clause with 甲的徒弟, 甲的徒弟的徒弟 as one name, the longest first; 甲 may be the last subject."""
    if not clause.names and isinstance(last, Asked):
        rest = book.lexicon["pronoun"].sub("", clause.text, count=1)
        clause = Clause(MASK + rest, last.subjects[:1])
    found: list[Clause] = []
    while len(found) < _DEEPEST:
        steps = (question for question in book.questions if question.as_subject)
        deeper = next(filter(None, map((found or [clause])[-1].stepped, steps)), None)
        if deeper is None:
            break
        found.append(deeper)
    return reversed(found)


def with_antecedent(clause: Clause, last: Asked | Misfit | None, book: Phrasebook) -> Clause:
    """谁发明了甲，他的师傅是谁: the clause with the answers to the question before in the place of 他."""
    if group := book.lexicon["group_before"].match(clause.text):
        return _with_group(clause, group, last)
    himself = book.lexicon["himself"].match(clause.text)
    if himself and not clause.names and isinstance(last, Asked) and last.subjects:
        # 甲收了谁，他自己又师从谁: not the answers, but whom the one before was asked about.
        return replace(clause.with_text(*himself.span(), MASK * len(last.subjects)), names=last.subjects)
    pronoun = book.lexicon["personal"].match(clause.text)
    if pronoun is None or clause.names or not isinstance(last, Asked):
        return clause
    rule = last.rule
    if not isinstance(rule, Question) or not rule.carries or any(EntityType.PERSON in n.types for n in last.subjects):
        return clause
    rest = clause.with_text(*pronoun.span(), MASK * len(last.subjects))
    return replace(rest, names=tuple(name.then(rule) for name in last.subjects))


def _with_group(clause: Clause, found: re.Match[str], last: Asked | Misfit | None) -> Clause:
    """甲班的班长是谁，班里有谁: the clause with the group that the one before was about, or its answers are."""
    if clause.names or not isinstance(last, Asked):
        return clause
    groups = [named for name in last.subjects if (named := replace(name, steps=()).of(_GROUPS)).entities]
    if not groups and isinstance(last.rule, Question) and last.rule.carries and last.rule.answers <= _GROUPS:
        groups = [name.then(last.rule) for name in last.subjects]
    rest = clause.with_text(*found.span(), MASK * len(groups))
    return replace(rest, names=tuple(groups)) if groups else clause


def goes_on_about(asked: Asked | Misfit) -> Asked | Misfit:
    """What the next clause goes on about: 乙 after 乙是甲的徒弟吗."""
    if isinstance(asked, Asked) and any(name.steps for name in asked.subjects[1:]):
        return replace(asked, subjects=asked.subjects[:1])
    return asked


def same_again(clause: Clause, last: Asked | Misfit | None, book: Phrasebook) -> list[Asked | Misfit]:
    """甲得过什么奖，他徒弟呢: the question before, of the apprentices or of another who is named; else nothing."""
    if not isinstance(last, Asked) or not isinstance(last.rule, Question) or last.rule.handler != "relations":
        return []
    reading = next(stepped(clause, last, book), clause)
    subjects = best(reading.names, last.rule.subjects) if reading.text == MASK else ()
    # 甲的师傅是谁，徒弟呢 asks for the apprentices themselves.
    is_kin = last.rule.answers == {EntityType.PERSON} and any(name.steps for name in subjects)
    return [replace(last, subjects=subjects, filters=())] if subjects and not is_kin else []


def topic(clause: Clause, last: Asked | Misfit | None, whole: str, book: Phrasebook) -> Asked | Misfit | None:
    """What a clause that asks nothing leads to: 发明甲的人，(徒弟是谁)."""
    profile = book.question("profile")
    described = next((name for at, name in clause.unknown if clause.text[:at].endswith("的")), "")
    strange = described or (clause.unknown[0][1] if clause.unknown and not clause.names else "")
    if strange:
        return Misfit(profile, "unknown_name", strange)
    names = next(stepped(clause, last, book), clause).names
    return Asked(profile, names, clause.text, whole) if names else None
