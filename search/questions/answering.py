"""Answers to one kind of question about its subjects, from the graph."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ingest.facts import EntityType, RelationType
from kg import EntityRecord, EvidenceRecord, RelationRecord, Store
from search.honours import Honour, honour_test
from search.questions.asked import Asked
from search.questions.chains import chain
from search.questions.contests import is_contest, is_rank, of_asked_document, of_contests, with_contest
from search.questions.cues import says
from search.questions.elsewhere import used_elsewhere
from search.questions.granting import granted, granted_by, had_part
from search.questions.lineages import shared_masters
from search.questions.merging import merged
from search.questions.named import Named
from search.questions.occasions import occasions
from search.questions.pairing import pairs_asked
from search.questions.phrasebook import Phrasebook, Question
from search.questions.policies import on_topic
from search.questions.reply import Answer, Outcome
from search.questions.restricting import Restriction
from search.questions.starts import meant, reached, starts, with_longer_names
from search.questions.units import in_whole, makers, of_kind, said_directly
from search.questions.walking import Found, follow

_MOST = 100
_UNITS = (RelationType.WORKS_AT, RelationType.HOSTED_BY)
_YEARS = re.compile(r"(?:19|20)[0-9]{2}年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?")


def answer(asked: Asked, question: Question, store: Store, book: Phrasebook) -> Outcome:
    """Answers to a question whose answers are things."""
    handlers: dict[str, Callable[[Asked, Question, Store, Phrasebook], Outcome]] = {
        "relations": _relations,
        "pairs": pairs_asked,
        "founded": _founded,
        "between": _between,
        "profile": _profile,
        "granted": _granted,
        "granted_by": _granted_by,
        "policies": _policies,
        "honoured": _honoured,
        "chain": chain,
        "occasions": occasions,
    }
    return handlers[question.handler](asked, question, store, book)


def _relations(asked: Asked, question: Question, store: Store, book: Phrasebook) -> Outcome:
    restriction = Restriction(_without_contests(asked, book), store, book)
    subjects = restriction.meant(
        _widened(asked, question, store, book) if question.widen else starts(asked, store, book)
    )
    found = [f for start in subjects for f in reached(store, start, question, book) if _role_fits(f, asked.attrs)]
    if asked.wanted:
        found = [f for f in found if f.entity.type in asked.wanted]
    elif question.by_wanted and book.lexicon["by_whom"].search(asked.clause):
        found = makers(found, book)
    found = _of_honour_and_part(found, asked, question)
    if any(is_rank(name, book) and not name.steps for name in asked.subjects):
        found = of_asked_document(of_contests(found, asked.filters, store, book), asked.whole)
    if question.of_all:
        found = _of_all(found, subjects)
    found = said_directly(found, asked, question)
    if book.lexicon["besides"].search(asked.clause):
        # 他师傅还带了谁: whoever the question started from is known already.
        origins = {entity.id for name in asked.subjects if name.steps for entity in name.entities}
        found = [f for f in found if f.entity.id not in origins]
    found = _of_the_asked(found, asked, store)
    found = in_whole(found, store, book) if says(question.wholes, asked.clause) else found
    if question.leave_out_officials:
        found = [f for f in found if not _is_mere_official(f, store, book)]
    if asked.jointly:
        found = _about_all(found, asked)
    excepted = {entity.id for name in asked.excepted for entity in meant(name, asked.filters, store, book)}
    found = [f for f in found if f.entity.id not in excepted]
    having = (*asked.having, *map(book.question, question.having))
    found = restriction.kept([f for one in found if (f := _having(one, having, store))])
    answers = merged([with_contest(one, store, book) for one in found], book, _labels(subjects, store))
    return Outcome(tuple(answers[:_MOST]), (*restriction.remarks, *_namesakes(asked.subjects, subjects, book)))


def _without_contests(asked: Asked, book: Phrasebook) -> Asked:
    """Which ranks are meant the contests that are named with them tell; nothing else is restricted by these."""
    if not any(is_rank(name, book) for name in asked.subjects):
        return asked
    return replace(asked, filters=tuple(name for name in asked.filters if not is_contest(name)))


def _of_honour_and_part(found: list[Found], asked: Asked, question: Question) -> list[Found]:
    if asked.honour:
        found = [f for f in found if asked.honour.search(f.entity.name)] or found
    parts = question.parts.findall(asked.clause) if question.parts else []
    return ([f for f in found if had_part(f, parts[0])] or found) if len(set(parts)) == 1 else found


def _of_the_asked(found: list[Found], asked: Asked, store: Store) -> list[Found]:
    """Which of them are asked for: those elsewhere, those of today, those of a kind."""
    if asked.elsewhere:
        found = used_elsewhere(found, store)
    if asked.now:
        # 沈如月 founded 沈如月工作室; where another leads it, he does so today.
        found = [f for f in found if f.entity.name not in f.start.name] or found
    return of_kind(found, asked.kind) if asked.kind else found


def _of_all(found: list[Found], subjects: tuple[EntityRecord, ...]) -> list[Found]:
    """What was reached from every one of several things."""
    origins: dict[str, set[str]] = {}
    for one in found:
        origins.setdefault(one.entity.id, set()).add(one.start.id)
    return [one for one in found if len(origins[one.entity.id]) == len(subjects) > 1]


def _about_all(found: list[Found], asked: Asked) -> list[Found]:
    """What is an answer about every subject."""
    groups = [{entity.id for entity in name.entities} for name in asked.subjects]
    starts_of: dict[str, set[str]] = {}
    for one in found:
        starts_of.setdefault(one.entity.id, set()).add(one.start.id)
    return [one for one in found if all(starts_of[one.entity.id] & group for group in groups)]


def _having(found: Found, conditions: tuple[Question, ...], store: Store) -> Found | None:
    """The same, reached also over what shows that the conditions hold; None where one does not."""
    for question in conditions:
        direct = (one for one in follow(store, found.entity, question) if len(one.way) == 1)
        shown = next(direct, None)
        if shown is None:
            return None
        found = replace(found, shown=(*found.shown, *shown.evidence))
    return found


def _widened(asked: Asked, question: Question, store: Store, book: Phrasebook) -> tuple[EntityRecord, ...]:
    found = {entity.id: entity for entity in starts(asked, store, book)}
    for name in asked.subjects:
        # 云岭2024年助企行: of so common a name those of other years and places too.
        if not name.steps and (asked.filters or not is_contest(name)):
            found |= {entity.id: entity for entity in with_longer_names(name, name.entities, question, store)}
    return tuple(found.values())


def _role_fits(found: Found, attrs: dict[str, str]) -> bool:
    """A 副主席 is no 主席."""
    told = found.way[-1].attrs if found.way else {}
    return all(re.search(f"(?<!副){re.escape(wanted)}", told.get(name, "")) for name, wanted in attrs.items())


def _is_mere_official(found: Found, store: Store, book: Phrasebook) -> bool:
    """Holds an office and nothing that a worker is honoured for is known."""
    roles = [r.attrs.get("role", "") for r in found.way if r.type is RelationType.WORKS_AT]
    if not any(book.lexicon["officials"].search(role) for role in roles):
        return False
    of_workers = (RelationType.RECEIVED, RelationType.LEADS, RelationType.DEVELOPED, RelationType.MENTORS)
    return not any(
        r.head.id == found.entity.id for type_ in of_workers for r in store.relations(found.entity.id, type_)
    )


def _namesakes(subjects: tuple[Named, ...], meant: tuple[EntityRecord, ...], book: Phrasebook) -> tuple[str, ...]:
    ids = {entity.id for entity in meant}
    remarks = []
    for name in subjects:
        same = [entity for entity in name.entities if entity.id in ids]
        if name.exact and len(same) > 1:
            remarks.append(f"资料里有{len(same)}个名为“{name.surface}”的{book.types[same[0].type]}，分别列出。")
    return tuple(remarks)


def _labels(subjects: tuple[EntityRecord, ...], store: Store) -> dict[str, str]:
    """What tells several subjects apart: their names, of namesakes with their units; empty for a single one."""
    if len(subjects) == 1:
        return {}
    shared = {name for name, number in Counter(entity.name for entity in subjects).items() if number > 1}
    labels = {}
    for entity in subjects:
        related = [r for type_ in _UNITS for r in store.relations(entity.id, type_)] if entity.name in shared else []
        units = dict.fromkeys(relation.tail.name for relation in related if relation.head.id == entity.id)
        labels[entity.id] = f"{entity.name}（{'、'.join(units)}）" if units else entity.name
    return labels


def _granted(asked: Asked, question: Question, store: Store, book: Phrasebook) -> Outcome:
    return Outcome(granted(starts(asked, store, book), store))


def _granted_by(asked: Asked, question: Question, store: Store, book: Phrasebook) -> Outcome:
    """To whom the unit granted an honour, or which ones where honours are asked for."""
    route = question.routes[0]
    restriction = Restriction(asked, store, book)
    found = [
        Found(grantor, end, (relation,), route)
        for grantor, relation in granted_by(starts(asked, store, book), store)
        for end in (relation.head, relation.tail)
        if (end.type in asked.wanted if asked.wanted else end.id == relation.head.id)
    ]
    return Outcome(tuple(merged(restriction.kept(found), book, {})[:_MOST]), restriction.remarks)


def _honoured(asked: Asked, question: Question, store: Store, book: Phrasebook) -> Outcome:
    """When something won an honour: the honour, whose sentences tell when; where honours are named, these alone."""
    named = tuple(n for name in asked.filters if (n := name.of(question.answers)).entities)
    others = tuple(name for name in asked.filters if not name.of(question.answers).entities)
    won = _relations(replace(asked, filters=others), question, store, book)
    if not named:
        return won
    same = {entity.id for name in named for entity in name.entities}
    tests = [honour_test(name.surface) for name in named]
    known = store.entities_by_id(one.id for one in won.answers if one.id)
    same |= {id_ for id_, entity in known.items() if any(is_it(Honour.of(entity).term) for is_it in tests)}
    return replace(won, answers=tuple(one for one in won.answers if one.id in same))


def _policies(asked: Asked, question: Question, store: Store, book: Phrasebook) -> Outcome:
    """The documents that the subjects issued; where the question has words of their titles, those of them."""
    named = tuple(n for name in asked.filters if (n := name.of([EntityType.POLICY])).entities)
    if named:
        return _profile(replace(asked, subjects=named), question, store, book)
    if asked.subjects:
        issued = _relations(asked, question, store, book)
        told = on_topic(asked, issued.answers, store, book)
        if told or issued.answers:
            return replace(issued, answers=tuple(told or issued.answers))
    return Outcome(on_topic(asked, None, store, book))


def _founded(asked: Asked, question: Question, store: Store, book: Phrasebook) -> Outcome:
    answers = []
    for entity in starts(asked, store, book):
        time, said = _founding(entity, store, book)
        if said:
            answers.append(Answer(entity.name, entity.id, entity.type.value, as_of=time, evidence=said))
    return Outcome(tuple(answers), _namesakes(asked.subjects, starts(asked, store, book), book))


def _founding(entity: EntityRecord, store: Store, book: Phrasebook) -> tuple[str, tuple[EvidenceRecord, ...]]:
    """When: by an attribute of the thing or of its relations, else by the only year in a sentence that says founded."""
    for relation in store.relations(entity.id):
        if "founded" in relation.attrs:
            return relation.attrs["founded"], relation.evidence
    sentences = store.mentions(entity.id)
    if "founded" in entity.attrs:
        return entity.attrs["founded"], sentences[:1]
    for sentence in sentences:
        years = _YEARS.findall(sentence.text)
        if len(years) == 1 and book.lexicon["founding"].search(sentence.text):
            return years[0], (sentence,)
    return "", ()


def _between(asked: Asked, question: Question, store: Store, book: Phrasebook) -> Outcome:
    first, *rest = ({e.id: e for e in meant(name, (), store, book)} for name in asked.subjects)
    others = {id_ for entities in rest for id_ in entities}
    answers = [
        one for id_ in first if id_ in others for name in asked.subjects for one in _same(name, id_, asked, store, book)
    ]
    for relation in (relation for id_ in first if id_ not in others for relation in store.relations(id_)):
        other = relation.tail if relation.head.id in first else relation.head
        if other.id in others:
            answers.append(_told(other, (relation,), relation.evidence, book))
    told = Outcome(tuple(answers)) if answers else chain(asked, question, store, book)
    return told if told.answers else Outcome(shared_masters([first, *rest], store))


def _same(name: Named, id_: str, asked: Asked, store: Store, book: Phrasebook) -> Iterator[Answer]:
    """乙是甲的徒弟吗: 甲, with what shows that 乙 is; 乙 where it is asked of 甲's apprentice."""
    for question in name.steps[-1:]:
        for start in meant(replace(name, steps=name.steps[:-1]), (), store, book):
            for found in reached(store, start, question, book):
                if found.entity.id == id_:
                    told = found.entity if name is asked.subjects[0] else name.entities[0]
                    yield _told(told, found.way, found.evidence, book)


def _told(
    entity: EntityRecord, relations: Sequence[RelationRecord], evidence: tuple[EvidenceRecord, ...], book: Phrasebook
) -> Answer:
    notes = (book.relations[r.type].format(head=r.head.name, tail=r.tail.name) for r in relations)
    return Answer(entity.name, entity.id, entity.type.value, note="；".join(notes), evidence=evidence)


def _profile(asked: Asked, question: Question, store: Store, book: Phrasebook) -> Outcome:
    answers = []
    for entity in starts(asked, store, book):
        relations = [r for r in store.relations(entity.id) if r.head.id == entity.id]
        said = store.mentions(entity.id) or tuple(said for relation in relations for said in relation.evidence)
        if said:
            facts = [book.relations[r.type].format(head=r.head.name, tail=r.tail.name) for r in relations]
            note = "；".join([book.types[entity.type], *facts[:8]])
            answers.append(Answer(entity.name, entity.id, entity.type.value, note=note, evidence=said[:5]))
    return Outcome(tuple(answers), _namesakes(asked.subjects, starts(asked, store, book), book))
