"""Column tails printed away from their heads: put back where the text proves it.

A newspaper's columns are sometimes read in the wrong order, so that the end of a paragraph stands before its beginning,
or after other paragraphs. A head is a paragraph that breaks off; a tail is one that begins in the middle of a sentence.
They are joined only on proof: a number that lacks its counter and a counter that lacks its number, or an ending after
which a sentence must go on and a beginning that no sentence has. Heads and tails keep their order, as columns do.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ingest.layout import Kind, Paragraph, is_closed

REACH = 60
"""A tail is looked for so many paragraphs around its head: about a page."""
FRAGMENT = 4
"""A first clause of at most so many characters is no clause of its own ("热情，", "人，")."""
NUMBER = re.compile(r"\d[\d.]*[万亿千百]?$")


@dataclass(frozen=True, slots=True)
class Proof:
    """What the joining of displaced tails needs to know of the language.

    Attributes:
        one_word_across: whether the end of one text and the beginning of another make a word together.
        counters: words that a number needs behind it.
        open_ends: endings after which a sentence must go on.
        openers: words with which a new paragraph begins.
    """

    one_word_across: Callable[[str, str], bool]
    counters: tuple[str, ...]
    open_ends: tuple[str, ...]
    openers: tuple[str, ...]

    def joins(self, head: str, tail: str) -> bool:
        """Whether it is proven that `tail` continues `head`."""
        if NUMBER.search(head):
            return tail.startswith(self.counters)
        if not head.endswith(self.open_ends) or tail.startswith(self.openers):
            return False
        first_clause = re.split("[，。；：、！？,;:!?]", tail, maxsplit=1)[0]
        return len(first_clause) <= FRAGMENT or self.one_word_across(head, tail)


def put_back(paragraphs: Sequence[Paragraph], proof: Proof) -> list[Paragraph]:
    """The paragraphs with proven tails joined to their heads; the others as they were."""
    body = [i for i, p in enumerate(paragraphs) if p.kind is Kind.BODY]
    heads = [i for i in body if not is_closed(paragraphs[i].text)]
    tails = [i for i in body if is_closed(paragraphs[i].text)]
    joined = dict(_aligned(paragraphs, heads, tails, proof))
    taken = set(joined.values())
    return [
        _join(paragraph, paragraphs[joined[i]]) if i in joined else paragraph
        for i, paragraph in enumerate(paragraphs)
        if i not in taken
    ]


def _join(head: Paragraph, tail: Paragraph) -> Paragraph:
    return replace(head, text=head.text + tail.text, pieces=head.pieces + tail.pieces)


def _aligned(
    paragraphs: Sequence[Paragraph], heads: Sequence[int], tails: Sequence[int], proof: Proof
) -> list[tuple[int, int]]:
    """The most pairs (head, tail) that keep both orders: the longest rising row of tails over rising heads."""
    rows: list[list[tuple[int, int]]] = []
    ends: list[int] = []
    for head in heads:
        near = tails[bisect_left(tails, head - REACH) : bisect_left(tails, head + REACH)]
        fitting = [t for t in near if proof.joins(paragraphs[head].text, paragraphs[t].text)]
        for tail in reversed(fitting):  # from the last, so that one head never takes two
            place = bisect_left(ends, tail)
            row = [*(rows[place - 1] if place else []), (head, tail)]
            rows[place : place + 1], ends[place : place + 1] = [row], [tail]
    return rows[-1] if rows else []
