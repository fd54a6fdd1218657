"""A work that a question describes instead of naming it: 法兰上自动拧螺栓的小车, or the person who made it."""

import re
from dataclasses import replace

from ingest import cut
from ingest.facts import EntityType
from kg import EntityRecord, Store, name_key
from search.questions.named import Named, Names
from search.questions.phrasebook import Phrasebook
from search.terms import normalise, query_words

_CANDIDATES = 50
_NEIGHBOURS = 2
"""So many sentences before and after the one that names a work are likely to be about it."""
_IN_NAME, _IN_SENTENCE, _NEARBY = 1.0, 0.7, 0.5
_ENOUGH, _CLEARLY = 0.5, 1.2
_FEWEST_WORDS = 2
_STOPS = ",;。?!、…"


def with_described(names: Names, store: Store, book: Phrasebook) -> Names | None:
    """The names with the work that the first unknown stretch describes; None where no work clearly fits best.

    A description of a person by the work (做雨帽的那位女机修工) means who made it.
    """
    for unknown in names.unknown:
        start, end = _stretch(names, unknown.start, unknown.start + len(unknown.surface), book)
        phrase = names.text[start:end]
        works = _works(phrase, store, book)
        if not works:
            continue
        named = Named(start, end, phrase, works, exact=False, described=True)
        if book.lexicon["described_person"].search(phrase):
            named = named.then(book.question("developers"))
        others = [name for name in names.named if name.end <= start or end <= name.start]
        rest = tuple(other for other in names.unknown if not start <= other.start < end)
        return replace(names, named=tuple(sorted((*others, named), key=lambda n: n.start)), unknown=rest)
    return None


def _stretch(names: Names, start: int, end: int, book: Phrasebook) -> tuple[int, int]:
    """The noun phrase around the unknown stretch: what its clause has before it, and the noun that it describes."""
    lexicon, text = book.lexicon, names.text
    asking = [found.end() for found in lexicon["asking"].finditer(text, 0, start)]
    begun = [name.end for name in names.named if name.end <= start]
    start = max((*asking, *begun, *(text.rfind(stop, 0, start) + 1 for stop in _STOPS)))
    end_of_piece = re.compile(f"[{_STOPS}]|{lexicon['fillers'].pattern}")
    while joint := lexicon["described_noun"].match(text, end):
        following = end_of_piece.search(text, joint.end())
        end = following.start() if following else len(text)
        if end <= joint.end():
            return start, joint.start()
    return start, end


def _works(phrase: str, store: Store, book: Phrasebook) -> tuple[EntityRecord, ...]:
    plain = book.lexicon["any_work"]
    told = [word for word in query_words(phrase, cut) if not plain.fullmatch(word)]
    if len(told) < _FEWEST_WORDS:
        return ()
    scores: dict[str, float] = {}
    works: dict[str, EntityRecord] = {}
    for work in _candidates(told, store):
        works[work.name] = work
        scores[work.name] = max(scores.get(work.name, 0.0), _fit(work, told, store))
    best = sorted(scores, key=lambda name: -scores[name])
    if not best or scores[best[0]] < _ENOUGH:
        return ()
    if len(best) > 1 and scores[best[0]] < _CLEARLY * scores[best[1]]:
        return ()
    return (works[best[0]],)


def _candidates(told: list[str], store: Store) -> tuple[EntityRecord, ...]:
    """The works with one of the words in their name; where there is none, with one of the characters."""
    for parts in (told, list(dict.fromkeys("".join(told)))):
        found: dict[str, EntityRecord] = {}
        for part in parts:
            page = store.entities(part, EntityType.ACHIEVEMENT, _CANDIDATES)
            if page.cursor is None:
                found |= {work.id: work for work in page.items}
        if found:
            return tuple(found.values())
    return ()


def _fit(work: EntityRecord, told: list[str], store: Store) -> float:
    """The share of the words that the work's name, the sentences that name it, or those around them have."""
    name = " ".join(map(name_key, (work.name, *work.aliases)))
    sentences, around = _sentences(work, store)
    weights = ((_IN_NAME, name), (_IN_SENTENCE, sentences), (_NEARBY, around))
    fits = (len(word) * next((weight for weight, text in weights if word in text), 0.0) for word in told)
    return sum(fits) / sum(map(len, told))


def _sentences(work: EntityRecord, store: Store) -> tuple[str, str]:
    own, around = [], []
    for document in dict.fromkeys(said.document for said in store.mentions(work.id)):
        passages = store.passages(document)
        for at, passage in enumerate(passages):
            if work.id in passage.entities:
                own.append(passage.evidence.text)
                around += [near.evidence.text for near in passages[max(at - _NEIGHBOURS, 0) : at + _NEIGHBOURS + 1]]
    return normalise(" ".join(own)), normalise(" ".join(around))
