"""Awards that are but a rank (第一名, 金奖): they are those of a contest."""

import re
from collections.abc import Iterable
from dataclasses import replace

from ingest.facts import EntityType, RelationType
from kg import EntityRecord, Store
from search.questions.named import Named
from search.questions.partial import is_part
from search.questions.phrasebook import Phrasebook, Question
from search.questions.walking import Found, follow
from search.terms import bigrams

_MARKS = re.compile("[“”‘’《》\\s的]")
_MOST_DOCUMENTS = 20
_MOST_WORDS = 0.85
"""So much of the words for a contest stands in what tells of it."""
_FEWEST_SHARED = 3
"""A title that the question means has so many pairs of neighbouring characters of it."""


def is_rank(name: Named, book: Phrasebook) -> bool:
    """Whether a name in the question is but a rank."""
    return book.lexicon["bare_rank"].fullmatch(name.surface) is not None


def is_contest(name: Named) -> bool:
    """Whether a name with a rank is that of its contest, which the library may not know."""
    return all(entity.type is EntityType.EVENT for entity in name.entities)


def of_contests(won: Iterable[Found], filters: tuple[Named, ...], store: Store, book: Phrasebook) -> list[Found]:
    """某某竞赛第一名: what was won in the contests that the question names with the rank.

    Where nothing tells in which contest a rank was won, it was the one that the document is about.
    """
    found = list(won)
    contests = [name for name in filters if is_contest(name)]
    certain = [one for one in found if all(_won_in(one, contest, store) for contest in contests)]
    told = certain or [one for one in found if all(_told_of(one, contest, store) for contest in contests)]
    return told or [one for one in found if all(_is_described(one, contest, book) for contest in contests)]


def _is_described(won: Found, contest: Named, book: Phrasebook) -> bool:
    """云岭县电缆行业五小评选: whether the honour and the title of the document have the words for its contest."""
    words = _MARKS.sub("", book.lexicon["contest_end"].sub("", contest.surface))
    return any(
        _covered(words, _MARKS.sub("", f"{said.title} {won.start.name}")) >= _MOST_WORDS for said in won.evidence
    )


def _covered(words: str, text: str) -> float:
    """How much of some words stands in a text, at least two characters together."""
    pairs = [words[at : at + 2] in text for at in range(len(words) - 1)]
    covered = [any(pairs[max(0, at - 1) : at + 1]) for at in range(len(words))]
    return sum(covered) / len(covered) if covered else 0.0


def listed_winners(start: EntityRecord, question: Question, store: Store, book: Phrasebook) -> list[Found]:
    """Of a prize that a document only announces who won, the only one of that grade whose winners it lists."""
    grade = _grade(start, book)
    if not grade or start.type not in question.subjects:
        return []
    documents = list(dict.fromkeys(said.document for said in store.mentions(start.id)))[:_MOST_DOCUMENTS]
    same = {e.id: e for e in store.document_entities(documents) if _grade(e, book) == grade and e.id != start.id}
    won = {id_: found for id_, prize in same.items() if (found := follow(store, prize, question))}
    return next(iter(won.values())) if len(won) == 1 else []


def _grade(prize: EntityRecord, book: Phrasebook) -> str:
    found = book.lexicon["graded_prize"].search(prize.name) if prize.type is EntityType.AWARD else None
    return found[0] if found else ""


def _told_of(won: Found, contest: Named, store: Store) -> bool:
    """Whether nothing tells of another contest, and each sentence stands in a document that names this one first."""
    meant = {entity.id for entity in contest.entities}
    if any("event" in relation.attrs for relation in won.way):
        return False
    events = [_first_event(said.document, store) for said in won.evidence]
    return bool(events) and all(e is not None and (e.id in meant or is_part(contest.surface, e.name)) for e in events)


def _first_event(document: str, store: Store) -> EntityRecord | None:
    events = {e.id: e for e in store.document_entities([document]) if e.type is EntityType.EVENT}
    named = (id_ for passage in store.passages(document) for id_ in passage.entities)
    return next((events[id_] for id_ in named if id_ in events), None)


def _won_in(won: Found, contest: Named, store: Store) -> bool:
    named = {contest.surface, *(entity.name for entity in contest.entities)}
    told = [won.start.name, *(relation.attrs.get("event", "") for relation in won.way)]
    if any(is_part(name, text) for name in named for text in told):
        return True
    if any(contest.surface in said.text for said in won.evidence):
        return True
    entered = {relation.tail.id for relation in store.relations(won.entity.id, RelationType.PRESENTED_AT)}
    return bool(entered & {entity.id for entity in contest.entities})


def with_contest(found: Found, store: Store, book: Phrasebook) -> Found:
    """Of an award that is but a rank the event: the relation's, or the only one that the sentence names."""
    if not book.lexicon["bare_rank"].fullmatch(found.entity.name) or not found.way:
        return found
    won = found.way[-1]
    if told := won.attrs.get("event"):
        return replace(found, contest=told)
    sentences = {(said.document, said.text) for said in won.evidence}
    events = {
        relation.tail.name
        for relation in store.relations(won.head.id, RelationType.PRESENTED_AT)
        if sentences & {(said.document, said.text) for said in relation.evidence}
    }
    return replace(found, contest=events.pop()) if len(events) == 1 else found


def of_asked_document(won: list[Found], whole: str) -> list[Found]:
    """Of ranks that several documents tell of those of the document whose title has clearly most of the question."""
    asked = set(bigrams(whole))
    shared = {said.document: len(asked & set(bigrams(said.title))) for one in won for said in one.evidence}
    best = max(shared.values(), default=0)
    if len(shared) < 2 or best < _FEWEST_SHARED or sorted(shared.values())[-2] > best / 2:  # noqa: PLR2004
        return won
    return [one for one in won if any(shared[said.document] == best for said in one.evidence)]
