"""Which numbers a clause asks for: the measure's noun stands after 多少 or, if not, before it; and who has the most."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from search.questions.clauses import MASK
from search.questions.phrasebook import Figure, Phrasebook, Ranking

_AND = re.compile("[和与及、]")


def asked_figures(text: str, book: Phrasebook) -> Iterator[tuple[range, Figure | None]]:
    """Where each number is asked for in a masked clause; None for a number of something the graph has no measure of."""
    asked = list(book.lexicon["quantity"].finditer(text))
    seen: set[str] = set()
    for index, quantity in enumerate(asked):
        after = text[quantity.end() : asked[index + 1].start() if index + 1 < len(asked) else len(text)]
        before = text[asked[index - 1].end() if index else 0 : quantity.start()]
        figures = _after(after, book) or _before(before, book) or _after(quantity[0] + after, book)
        if _counts_something_else(after, book):
            figures = []
        for end, figure in figures:
            if figure.label not in seen:
                seen.add(figure.label)
                yield range(quantity.start(), quantity.end() + end), figure
        if not figures and len(asked) == 1 and not book.lexicon["planned"].search(text):
            yield range(quantity.start(), quantity.end()), None


def asked_ranking(text: str, book: Phrasebook) -> Ranking | None:
    """What is ranked, and by which figure: of 哪个工作室的专利最多 the studios, by patents; None where nothing is."""
    if not book.lexicon["most"].search(text):
        return None
    for noun, types in book.ranked:
        found = noun.search(text)
        head = _head(text[: found.start()] + MASK + text[found.end() :], book) if found else None
        if head:
            return Ranking(head.figure, types)
    return None


def _counts_something_else(phrase: str, book: Phrasebook) -> bool:
    """多少条建议: a noun follows that is no measure's; the subject before it (职工) is not what is counted."""
    counted = book.lexicon["ended_noun"].split(book.lexicon["classifier"].sub("", phrase))[0]
    counted = book.lexicon["fillers"].sub("", counted)
    return len(counted) > 1 and MASK not in counted and _head(counted, book) is None


def _after(phrase: str, book: Phrasebook) -> list[tuple[int, Figure]]:
    """The measure of each part of 专利和成果, with where its noun ends."""
    found, offset = [], 0
    for part in _AND.split(phrase):
        if head := _head(part, book):
            found.append((offset + head.end, head.figure))
        offset += len(part) + 1
    return found


def _before(phrase: str, book: Phrasebook) -> list[tuple[int, Figure]]:
    """Of 专利和成果有 both, of 对工作室和班组每个补助 the last only: 和 joins the nouns that stand beside it."""
    parts = _AND.split(phrase)
    heads = [_head(part, book) for part in parts]
    last = heads[-1]
    if last is None:
        return []
    joined = [last]
    for part, head in zip(reversed(parts[:-1]), reversed(heads[:-1]), strict=True):
        if joined[0].start > 0 or head is None or head.end < len(part):
            break
        joined.insert(0, head)
    return [(0, head.figure) for head in joined]


class _Noun(NamedTuple):
    start: int
    end: int
    figure: Figure


def _head(phrase: str, book: Phrasebook) -> _Noun | None:
    """The head of a Chinese noun phrase is its last noun; before a verb that is itself a measure (参与), the verb."""
    verbs = [
        _Noun(*found.span(), figure)
        for figure in book.figures
        if figure.verbs
        for found in figure.verbs.finditer(phrase)
    ]
    nouns = [_Noun(*found.span(), figure) for figure in book.figures for found in figure.nouns.finditer(phrase)]
    return max(verbs or nouns, key=lambda noun: (noun.end, -noun.start), default=None)
