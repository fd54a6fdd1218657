"""Generations that are counted (往上数三代 is 师傅的师傅的师傅) or asked for together (师傅、师爷和徒弟)."""

from collections.abc import Iterator
from dataclasses import replace

from ingest.facts import EntityType
from search.questions.asked import Asked, Misfit
from search.questions.clauses import MASK, Clause
from search.questions.phrasebook import Phrasebook, Question

_WAYS = {"上": "mentors", "下": "apprentices"}
"""The questions whose answers stand one generation further."""


def without_generations(clause: Clause, whole: str, last: Asked | Misfit | None, book: Phrasebook) -> Clause:
    """The clause with the masters or apprentices spelled out; they are only dropped where the question names them too.

    Args:
        clause: a clause of the question.
        whole: the whole question, names masked.
        last: what was asked before; 再往上一辈 is meant from its answers on.
        book: the ways of asking.
    """
    if (more := book.lexicon["one_more"].search(clause.text)) and not _is_of_units(last):
        further = book.question(_WAYS[more["way"]])
        upwards = clause.with_text(*more.span(), f"的{further.called}")
        if clause.names or not isinstance(last, Asked) or last.rule != further:
            return upwards
        return replace(upwards.with_text(0, 0, MASK), names=tuple(name.then(further) for name in last.subjects[:1]))
    generations = book.lexicon["generations"]
    found = generations.search(clause.text)
    if found is None:
        return clause
    told = book.lexicon["kin"].search(generations.sub("", whole))
    if told or MASK not in clause.text[: found.start()]:
        return clause.with_text(*found.span(), "")
    called = book.question(_WAYS[found["way"]]).called
    spelt = f"的{called}" * number(found["number"])
    return clause.with_text(*found.span(), spelt)


def _counted_one_by_one(clause: Clause, book: Phrasebook) -> list[Clause]:
    """甲往上数三代分别是谁: a clause for each of the generations."""
    found = book.lexicon["generations"].search(clause.text)
    if found is None or "第" in found[0] or not book.lexicon["one_by_one"].match(clause.text, found.end()):
        return []
    if len(clause.names) != 1 or MASK not in clause.text[: found.start()]:
        return []
    called = book.question(_WAYS[found["way"]]).called
    return [
        clause.with_text(found.start(), len(clause.text), f"的{called}" * steps + "是谁")
        for steps in range(1, number(found["number"]) + 1)
    ]


def number(spelt: str) -> int:
    """The number that Chinese characters spell."""
    from cn2an import cn2an  # noqa: PLC0415  takes long to load, and few count generations

    return int(cn2an(spelt, "smart"))


def _is_of_units(last: Asked | Misfit | None) -> bool:
    """归哪个厂管,再往上呢: whether no people were asked for before."""
    return isinstance(last, Asked) and isinstance(last.rule, Question) and EntityType.PERSON not in last.rule.answers


def each_kin(clause: Clause, before: Clause | None, book: Phrasebook) -> Iterator[Clause]:
    """甲的师傅、师爷和徒弟各是谁 asks for each of them: a clause for each.

    Args:
        clause: a clause of the question.
        before: the one before it, which names whose they are where the clause does not.
        book: the ways of asking.
    """
    if counted := _counted_one_by_one(clause, book):
        yield from counted
        return
    found = book.lexicon["kin_row"].search(clause.text)
    whose = clause if found and MASK in found["first"] else before
    if found is None or whose is None or not whose.names or (whose is clause and len(clause.names) > 1):
        yield clause
        return
    # 乙是甲带出来的吗,他师傅和师爷是谁: whose they are is named first.
    names = clause.names if whose is clause else (whose.names[0], *clause.names)
    if pronoun := book.lexicon["personal"].match(clause.text[: found.start()]):
        clause = clause.with_text(*pronoun.span(), "")
        found = book.lexicon["kin_row"].search(clause.text) or found
    asking = "" if clause.text[found.end() :] else "是谁"
    for kin in book.lexicon["kin_word"].finditer(found["row"]):
        yield replace(clause.with_text(found.start(), found.end(), f"{MASK}的{kin[0]}{asking}"), names=names)
