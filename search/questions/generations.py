"""Generations that are counted: 往上数三代 is 师傅的师傅的师傅."""

from search.questions.clauses import MASK, Clause
from search.questions.phrasebook import Phrasebook

_NUMBERS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5}
_KIN = {"上": "的师傅", "下": "的徒弟"}


def without_generations(clause: Clause, whole: str, book: Phrasebook) -> Clause:
    """The clause with the masters or apprentices spelled out; they are only dropped where the question names them too.

    Args:
        clause: a clause of the question.
        whole: the whole question, names masked.
        book: the ways of asking.
    """
    generations = book.lexicon["generations"]
    found = generations.search(clause.text)
    if found is None:
        return clause
    told = book.lexicon["kin"].search(generations.sub("", whole))
    spelt = "" if told or MASK not in clause.text[: found.start()] else _KIN[found["way"]] * _NUMBERS[found["number"]]
    return clause.with_text(*found.span(), spelt)
