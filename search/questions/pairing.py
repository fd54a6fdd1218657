"""Pairs of master and apprentice that are asked for: of an honour, a studio, a unit, or that a document tells of."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ingest.facts import EntityType, RelationType
from kg import EntityRecord, Store
from search.questions.asked import Asked
from search.questions.documents import documents_about, is_own_report, told_of_place
from search.questions.generations import number
from search.questions.lineages import Pair, both_honoured, honoured_pairs, pairs
from search.questions.phrasebook import Phrasebook, Question
from search.questions.reply import Answer, Outcome
from search.questions.restricting import Restriction
from search.questions.starts import starts
from search.questions.walking import follow

_MOST = 100
_GROUPS = frozenset({EntityType.STUDIO, EntityType.TEAM})
_TOLD_OF = frozenset({EntityType.ORGANIZATION, EntityType.EVENT, EntityType.STUDIO, EntityType.POLICY})


def pairs_asked(asked: Asked, question: Question, store: Store, book: Phrasebook) -> Outcome:
    """The pairs that have to do with the subjects; all of the library where none is named."""
    restriction, report = Restriction(asked, store, book), book.lexicon["own_report"]
    if not asked.subjects or "together" in asked.attrs:
        every = pairs(store, _masters(store))
        every = both_honoured(store, every) if "together" in asked.attrs else every
        places = replace(asked, filters=(*asked.subjects, *asked.filters), subjects=())
        return Outcome(tuple(pair.answer for pair in Restriction(places, store, book).kept_pairs(every)[:_MOST]))
    subjects = starts(asked, store, book)
    found = {pair.relation.id: pair for start in subjects for pair in _of(start, question, store)}
    kept = restriction.kept_pairs(list(found.values()))
    of_document = book.lexicon["in_document"].search(asked.whole)
    if not kept or of_document or any(start.type is EntityType.ORGANIZATION for start in subjects):
        known = {pair.relation.id for pair in kept}
        told = (pair for start in subjects for pair in _told_with(start, store, report))
        kept += [pair for pair in told if pair.relation.id not in known]
    kept += _of_places(subjects, kept, store, report)
    if all(start.type is not EntityType.AWARD for start in subjects):
        kept = _so_honoured(kept, asked, book)
    if generations := book.lexicon["people_of_generations"].search(asked.clause):
        people = _people([*kept, *_of_line(subjects, store, book)])
        return Outcome(tuple(_of_generation(people, generations["nth"]))[:_MOST], restriction.remarks)
    answers = dict.fromkeys(pair.answer for pair in kept)
    return Outcome(tuple(answers)[:_MOST], restriction.remarks)


def _so_honoured(told: list[Pair], asked: Asked, book: Phrasebook) -> list[Pair]:
    """荆州哪几对“十佳师徒”: of the pairs of a place or unit those whose sentence has the title; all where none has."""
    title = book.lexicon["title_of_pairs"].search(",".join((asked.whole, *(name.surface for name in asked.named))))
    return [pair for pair in told if title and _has_title(pair, title[0])] or told


def _has_title(pair: Pair, title: str) -> bool:
    parts = [part for said in pair.relation.evidence for part in re.split("[；;。]", said.text) if title in part]
    return any(person.name in part for part in parts for person in pair.people)


def _of_line(people: Iterable[EntityRecord], store: Store, book: Phrasebook) -> Iterator[Pair]:
    """毛汉生师徒三代: the pairs on the ways from the people up to the first master and down to the last pupil."""
    for person in people:
        for line in ("ancestors", "descendants"):
            for found in follow(store, person, book.question(line)):
                yield from (Pair(relation, both=True) for relation in found.way)


def _people(told: Sequence[Pair]) -> list[tuple[int, Answer]]:
    """穗洋公司四代师徒都是谁: everybody in the pairs once with his generation, each behind his master."""
    people = {person.id: person for pair in told for person in pair.people}
    masters = {pair.relation.tail.id: pair.relation.head.id for pair in told}

    def generation(id_: str) -> int:
        passed = [id_]
        while (master := masters.get(passed[-1])) and master not in passed:
            passed.append(master)
        return len(passed)

    answers = []
    for id_ in sorted(people, key=generation):
        said = (one for pair in told if id_ in {p.id for p in pair.people} for one in pair.relation.evidence)
        answer = Answer(people[id_].name, id_, people[id_].type.value, evidence=tuple(dict.fromkeys(said)))
        answers.append((generation(id_), answer))
    return answers


def _of_generation(people: Sequence[tuple[int, Answer]], asked: str | None) -> list[Answer]:
    """第四代是谁: those of the one generation that is asked for; all of them where none is."""
    return [answer for generation, answer in people if not asked or generation == number(asked)]


def _of(start: EntityRecord, question: Question, store: Store) -> list[Pair]:
    people = [f.entity for f in follow(store, start, question) if f.entity.type is EntityType.PERSON]
    if start.type is EntityType.AWARD:
        return honoured_pairs(store, start, people)
    found = pairs(store, people)
    if start.type not in _GROUPS:
        return found
    # Whoever taught the leader has not done so in his studio.
    own = {person.id for person in people}
    return [pair for pair in found if pair.relation.head.id in own] or found


def _of_places(subjects: Iterable[EntityRecord], kept: list[Pair], store: Store, report: re.Pattern[str]) -> list[Pair]:
    """The further pairs of the sentences about the places; none if what was found already is not told there."""
    told = {
        said for start in subjects if start.type is EntityType.PLACE for said in told_of_place(start, store, report)
    }
    if not told:
        return []
    found = [pair for pair in pairs(store, _masters(store)) if _is_told(pair, told)]
    known = {pair.relation.id for pair in found}
    had = {pair.relation.id for pair in kept}
    return [pair for pair in found if pair.relation.id not in had] if had <= known else []


def _is_told(pair: Pair, told: set[tuple[str, str]]) -> bool:
    return any((said.document, said.text) in told for said in pair.relation.evidence)


def _told_with(start: EntityRecord, store: Store, report: re.Pattern[str]) -> list[Pair]:
    """The pairs of the documents that are about the start; those of other units only in a unit's own report."""
    documents = set(documents_about(start, store)) if start.type in _TOLD_OF else set()
    people = {
        entity.id: entity
        for document in sorted(documents)
        for entity in store.document_entities([document])
        if entity.type is EntityType.PERSON
    }
    found = pairs(store, people.values()) if people else []
    told = [pair for pair in found if any(said.document in documents for said in pair.relation.evidence)]
    if start.type is not EntityType.ORGANIZATION:
        return told
    own = {document for document in documents if is_own_report(start, document, store, report)}
    return [
        pair
        for pair in told
        if any(said.document in own for said in pair.relation.evidence)
        or all(_may_be_of(person, start, store) for person in pair.people)
    ]


def _may_be_of(person: EntityRecord, unit: EntityRecord, store: Store) -> bool:
    """Whether the person works there, in a part of it, or nowhere that is known."""
    places = [r.tail for r in store.relations(person.id, RelationType.WORKS_AT) if r.head.id == person.id]
    return not places or any(place.id == unit.id or unit.id in _wholes(place, store) for place in places)


def _wholes(unit: EntityRecord, store: Store) -> Iterable[str]:
    return (r.tail.id for r in store.relations(unit.id, RelationType.PART_OF) if r.head.id == unit.id)


def _masters(store: Store) -> list[EntityRecord]:
    return [relation.head for relation in store.all_relations() if relation.type is RelationType.MENTORS]
