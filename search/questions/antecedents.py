"""What a clause goes on about: the answers to the question before (他的师傅), or to questions inside it (甲的徒弟)."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.facts import EntityType
from search.questions.asked import Asked, Misfit
from search.questions.clauses import MASK, Clause
from search.questions.named import Named
from search.questions.phrasebook import Phrasebook, Question
from search.questions.subjects import best

_DEEPEST = 6
_ROW = re.compile(f"{MASK}[和与跟同、]{MASK}")
GROUPS = frozenset({EntityType.STUDIO, EntityType.TEAM})


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
    own = isinstance(last, Asked) and all(name.types == {EntityType.PERSON} for name in last.subjects)
    if himself and own and not clause.names and isinstance(last, Asked) and last.subjects:
        # 甲收了谁，他自己又师从谁: not the answers, but whom the one before was asked about.
        return replace(clause.with_text(*himself.span(), MASK * len(last.subjects)), names=last.subjects)
    if clause.names or not isinstance(last, Asked):
        return clause
    if maker := book.lexicon["maker_before"].match(clause.text):
        return _with_maker(clause, maker, last, book)
    at_start = himself or book.lexicon["personal"].match(clause.text)
    pronoun = at_start or book.lexicon["personal_within"].search(clause.text)
    meant = _persons_before(last, within=not at_start) if pronoun else ()
    meant = meant or (_persons_behind(last, book) if at_start else ())
    return replace(clause.with_text(*pronoun.span(), MASK * len(meant)), names=meant) if pronoun and meant else clause


def _persons_before(last: Asked, *, within: bool) -> tuple[Named, ...]:
    """谁发明了甲,他…: the answers. 甲做了什么,哪家在用,他…: 甲, not the works; so too 甲的师傅的师傅是谁,他…."""
    persons = {EntityType.PERSON}
    rules = (last.rule, *(step for name in last.subjects for step in name.steps))
    is_kin = all(isinstance(rule, Question) and rule.is_of_kin for rule in rules)
    of_works = any(name.steps and name.types != persons for name in last.subjects)
    origins = tuple(replace(name, steps=()) for name in last.subjects if name.steps)
    if origins and (is_kin or of_works) and all(origin.types == persons for origin in origins):
        return origins
    rule = last.rule
    if all(name.types == persons for name in last.subjects) and within:
        return last.subjects
    if not isinstance(rule, Question) or not rule.carries or EntityType.PERSON not in rule.answers:
        return ()
    if any(EntityType.PERSON in name.types for name in last.subjects):
        return ()
    return tuple(name.then(rule) for name in last.subjects)


def _persons_behind(last: Asked, book: Phrasebook) -> tuple[Named, ...]:
    """甲装置装在哪个厂,他是哪家的: who made the work; 甲工作室设在哪,她…: who leads the group."""
    for types, question in (({EntityType.ACHIEVEMENT}, "developers"), (GROUPS, "leader")):
        if last.subjects and all(name.types and name.types <= types for name in last.subjects):
            return tuple(name.then(book.question(question)) for name in last.subjects)
    return ()


def _with_maker(clause: Clause, found: re.Match[str], last: Asked, book: Phrasebook) -> Clause:
    """某奖一等奖是哪个成果,设计的人在哪家公司: the clause with those who made the work."""
    makers = book.question("developers")
    works = best(last.subjects, makers.subjects)
    if not works and isinstance(last.rule, Question) and last.rule.answers & frozenset(makers.subjects):
        works = tuple(name.then(last.rule) for name in last.subjects)
    rest = clause.with_text(*found.span(), f"{MASK}的{makers.called}")
    return replace(rest, names=works[:1]) if works else clause


def _with_group(clause: Clause, found: re.Match[str], last: Asked | Misfit | None) -> Clause:
    """甲班的班长是谁，班里有谁: the clause with the group that the one before was about, or its answers are."""
    if clause.names or not isinstance(last, Asked):
        return clause
    groups = [named for name in last.subjects if (named := replace(name, steps=()).of(GROUPS)).entities]
    if not groups and isinstance(last.rule, Question) and last.rule.carries and last.rule.answers <= GROUPS:
        groups = [name.then(last.rule) for name in last.subjects]
    rest = clause.with_text(*found.span(), MASK * len(groups))
    return replace(rest, names=tuple(groups)) if groups else clause


def goes_on_about(asked: Asked | Misfit) -> Asked | Misfit:
    """What the next clause goes on about: 乙 after 乙是甲的徒弟吗; both after 甲和乙是什么关系."""
    if not isinstance(asked, Asked):
        return asked
    is_between = isinstance(asked.rule, Question) and asked.rule.handler == "between"
    if any(name.steps for name in asked.subjects[1:]) or (is_between and not _ROW.match(asked.clause)):
        return replace(asked, subjects=asked.subjects[:1])
    return asked


def of_before(clause: Clause, last: Asked | Misfit | None, book: Phrasebook) -> list[Asked | Misfit]:
    """What a clause asks only in the light of the one before: the same again, or who stands between."""
    return same_again(clause, last, book) or _in_between(clause, last, book)


def carried_on(clause: Clause, last: Asked | Misfit | None, book: Phrasebook) -> Iterator[Clause]:
    """A clause that names nothing with the subjects of the one before, then with its answers, put before it."""
    if clause.names or clause.unknown or not isinstance(last, Asked) or not last.subjects:
        return
    rest = book.lexicon["pronoun"].sub("", clause.text, count=1)
    yield Clause(MASK * len(last.subjects) + rest, last.subjects)
    if isinstance(last.rule, Question) and last.rule.carries:
        yield Clause(MASK * len(last.subjects) + rest, tuple(name.then(last.rule) for name in last.subjects))


def _in_between(clause: Clause, last: Asked | Misfit | None, book: Phrasebook) -> list[Asked | Misfit]:
    """甲的师爷是谁,中间隔着谁: those whom the way to the answers before leads over."""
    if clause.names or not isinstance(last, Asked) or not isinstance(last.rule, Question):
        return []
    if not book.lexicon["in_between"].match(clause.text):
        return []
    if last.rule.handler == "chain":
        return [replace(last, clause=clause.text)]
    shorter = tuple(
        replace(route, hops=route.hops[:length], note="")
        for route in last.rule.routes
        for length in range(1, len(route.hops) if last.rule.is_of_kin else 1)
    )
    return [replace(last, rule=replace(last.rule, routes=shorter), clause=clause.text)] if shorter else []


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
