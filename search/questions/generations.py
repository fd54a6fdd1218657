"""Generations that are counted (往上数三代 is 师傅的师傅的师傅) or asked for together (师傅和师爷)."""

from collections.abc import Iterator

from cn2an import cn2an

from search.questions.clauses import MASK, Clause
from search.questions.phrasebook import Phrasebook

_WAYS = {"上": "mentors", "下": "apprentices"}
"""The questions whose answers stand one generation further."""


def without_generations(clause: Clause, whole: str, book: Phrasebook) -> Clause:
    """The clause with the masters or apprentices spelled out; they are only dropped where the question names them too.

    Args:
        clause: a clause of the question.
        whole: the whole question, names masked.
        book: the ways of asking.
    """
    if more := book.lexicon["one_more"].search(clause.text):
        return clause.with_text(*more.span(), f"的{book.question(_WAYS[more['way']]).called}")
    generations = book.lexicon["generations"]
    found = generations.search(clause.text)
    if found is None:
        return clause
    told = book.lexicon["kin"].search(generations.sub("", whole))
    if told or MASK not in clause.text[: found.start()]:
        return clause.with_text(*found.span(), "")
    called = book.question(_WAYS[found["way"]]).called
    spelt = f"的{called}" * int(cn2an(found["number"], "smart"))
    return clause.with_text(*found.span(), spelt)


def each_kin(clause: Clause, book: Phrasebook) -> Iterator[Clause]:
    """甲的师傅和师爷各是谁 asks for the one and for the other: a clause for each."""
    found = book.lexicon["kin_row"].search(clause.text)
    if found is None:
        yield clause
        return
    for kin in ("first", "second"):
        yield clause.with_text(found.start() + 1, found.end(), f"的{found[kin]}")
