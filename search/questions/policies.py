"""Documents that a question tells of by their subject: 工作室星级怎么评，看哪份文件."""

import re
from collections.abc import Iterable

from ingest.facts import EntityType
from kg import EntityRecord, Store, name_key
from search.questions.asked import Asked
from search.questions.clauses import MASK
from search.questions.phrasebook import Phrasebook
from search.questions.reply import Answer
from search.terms import bigrams

_CANDIDATES = 50
_FEWEST_SHARED = 3
"""A title that nobody named as its issuer must have so many pairs of neighbouring characters of the question."""
_NEAR_BEST = 0.75
_IN_SENTENCE = 0.5


def on_topic(asked: Asked, known: Iterable[Answer] | None, store: Store, book: Phrasebook) -> tuple[Answer, ...]:
    """The documents whose titles have most of the question's words.

    Args:
        asked: what is asked.
        known: the answers to choose from; None for all documents of the library.
        store: the library.
        book: the ways of asking.
    """
    told = _words(asked, book, with_names=known is None)
    answers = _of_library(told, store) if known is None else known
    in_sentence = _IN_SENTENCE if known is None else 0.0
    sizes = [(_shared(told, answer, in_sentence), answer) for answer in answers]
    best = max((size for size, _ in sizes), default=0)
    return tuple(answer for size, answer in sizes if best >= _FEWEST_SHARED and size >= _NEAR_BEST * best)


def _shared(told: list[str], answer: Answer, in_sentence: float) -> float:
    """How many of the words its title has; those that only the sentences about it have count less."""
    title, sentences = name_key(answer.name or ""), name_key("".join(said.text for said in answer.evidence))
    return sum(1.0 if word in title else in_sentence * (word in sentences) for word in told)


def _words(asked: Asked, book: Phrasebook, *, with_names: bool) -> list[str]:
    """The words of the whole question that may be of a title, not what any title has; its names with `with_names`."""
    cut_at = f"[{MASK},]|{book.lexicon['fillers'].pattern}"
    pieces = re.split(cut_at, asked.whole)
    named = [name.surface for name in asked.named] if with_names else []
    words = dict.fromkeys(word for piece in (*pieces, *named) if piece for word in bigrams(piece))
    return [word for word in words if len(word) > 1 and not book.lexicon["any_title"].fullmatch(word)]


def _of_library(told: list[str], store: Store) -> list[Answer]:
    found: dict[str, EntityRecord] = {}
    for word in told:
        found |= {one.id: one for one in store.entities(word, EntityType.POLICY, _CANDIDATES).items}
    return [
        Answer(one.name, one.id, one.type.value, evidence=store.mentions(one.id)[:1])
        for one in found.values()
        if store.mentions(one.id)
    ]
