"""On what occasion, or where, people were paired or somebody was helped: no relation says it, but sentences do.

The sentence that tells the relation, those before it and the one behind it are read for an event, or for a place where
something was held; a name that is none of the library's is given as it stands in the sentence.
"""

from collections.abc import Iterable, Iterator, Sequence

from ingest.facts import EntityType
from kg import EntityRecord, EvidenceRecord, PassageRecord, Store
from search.questions.asked import Asked
from search.questions.phrasebook import Phrasebook, Question
from search.questions.reply import Answer, Outcome
from search.questions.starts import starts
from search.questions.walking import Found, follow

_BEFORE, _BEHIND = 3, 1
"""So many sentences before and behind the one that tells the relation may tell its occasion."""
_MOST_SENTENCES = 200
"""So many sentences are read that name a thing whose relations tell nothing."""
_PLACES = frozenset({EntityType.PLACE, EntityType.ORGANIZATION})
_OF_NAME = 0.75
"""A thing stands for the words where something was held if its name makes up so much of them."""


def occasions(asked: Asked, question: Question, store: Store, book: Phrasebook) -> Outcome:
    """The events, or where `asked.attrs` has "where" the places, nearest to the sentences that tell the relation."""
    find = _places if "where" in asked.attrs else _events
    about = book.lexicon[f"about_{question.id}"]
    answers: dict[str, Answer] = {}
    for window in _windows(_told(asked, question, store, book), store):
        told = (find(passage, question, store, book) for passage in window if about.search(passage.evidence.text))
        for answer in next(filter(None, told), ()):
            answers.setdefault(answer.name or "", answer)
    return Outcome(tuple(answers.values()))


def _told(asked: Asked, question: Question, store: Store, book: Phrasebook) -> list[EvidenceRecord]:
    """The sentences that tell the relation among those named; where there is none, those that name them all."""
    named = starts(asked, store, book)
    found = [one for start in named for one in follow(store, start, question) if one.way]
    found = [one for one in found if _is_among(one, named)] or found
    said = [one for each in found for one in each.evidence]
    if said:
        return list(dict.fromkeys(said))
    mentions = list(store.mentions_of([start.id for start in named], _MOST_SENTENCES).values())
    every = dict.fromkeys(one for each in mentions for one in each)
    together = [one for one in every if len(mentions) == len(named) and all(one in each for each in mentions)]
    return together or list(every)


def _is_among(found: Found, named: Sequence[EntityRecord]) -> bool:
    return found.entity.id in {entity.id for entity in named}


def _windows(said: Iterable[EvidenceRecord], store: Store) -> Iterator[list[PassageRecord]]:
    """For each sentence itself, then those before it, nearest first, then the one behind it."""
    passages: dict[str, tuple[PassageRecord, ...]] = {}
    for one in said:
        if one.document not in passages:
            passages[one.document] = store.passages(one.document)
        every = passages[one.document]
        own = [at for at, passage in enumerate(every) if _overlap(passage.evidence, one)]
        if own:
            before = range(own[0] - 1, max(own[0] - _BEFORE, 0) - 1, -1)
            behind = range(own[-1] + 1, min(own[-1] + 1 + _BEHIND, len(every)))
            yield [every[at] for at in (*own, *before, *behind)]


def _overlap(one: EvidenceRecord, other: EvidenceRecord) -> bool:
    return any(a.start < b.end and b.start < a.end for a in one.spans for b in other.spans)


def _events(passage: PassageRecord, question: Question, store: Store, book: Phrasebook) -> list[Answer]:
    """The events that a sentence names; of several those that are about such a matter."""
    known = [e for e in store.entities_by_id(passage.entities).values() if e.type is EntityType.EVENT]
    about = book.lexicon[f"about_{question.id}"]
    events = [event for event in known if about.search(event.name)] or known
    if events:
        return [_answer(event.name, event, passage) for event in sorted(events, key=lambda e: e.name)]
    named = book.lexicon["occasion"].finditer(passage.evidence.text)
    return [_answer(found["name"], None, passage) for found in named if about.search(found["name"])]


def _places(passage: PassageRecord, question: Question, store: Store, book: Phrasebook) -> list[Answer]:
    """Where a sentence says that something was held."""
    held = [found["where"] for found in book.lexicon["held_at"].finditer(passage.evidence.text)]
    known = [e for e in store.entities_by_id(passage.entities).values() if e.type in _PLACES]
    return [_answer(where, _of(where, known), passage) for where in held]


def _of(where: str, known: Sequence[EntityRecord]) -> EntityRecord | None:
    """What the words name, if that is nearly all of them."""
    named = [(len(name), e.id, e) for e in known for name in (e.name, *e.aliases) if name in where]
    length, _, entity = max(named, key=lambda one: one[:2], default=(0, "", None))
    return entity if length >= _OF_NAME * len(where) else None


def _answer(name: str, entity: EntityRecord | None, passage: PassageRecord) -> Answer:
    if entity is None:
        return Answer(name, evidence=(passage.evidence,))
    return Answer(entity.name, entity.id, entity.type.value, evidence=(passage.evidence,))
