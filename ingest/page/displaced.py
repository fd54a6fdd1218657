"""Column tails printed away from their heads: put back where the text proves it.

A newspaper's columns are sometimes read in the wrong order, so that the end of a paragraph stands before its beginning,
or after other paragraphs. A head is a paragraph that breaks off; a tail is one that begins in the middle of a sentence.
They are joined only on proof: a number that lacks its counter and a counter that lacks its number, or an ending after
which a sentence must go on and a beginning that no sentence has. Heads and tails keep their order, as columns do.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import compress

from ingest.page.layout import Kind, Paragraph, is_closed

REACH = 60
"""A tail is looked for so many paragraphs around its head: about a page."""
FRAGMENT = 4
"""A first clause of at most so many characters is no clause of its own ("热情，", "人，")."""
CLAUSE_END = re.compile("[，。；：、！？,;:!?]")
NUMBER = re.compile(r"(?<![\w=/.-])\d[\d.]*[万亿千百]?$|(?<=[\u4e00-\u9fff])\d[\d.]*[万亿千百]?$")
NUMBER_ENDS = frozenset("0123456789０１２３４５６７８９.万亿千百")
SERIES = re.compile(r"(?P<first>\w)\w{1,3}、(?:(?P=first)\w{1,3}、)*(?P=first)$")
"""A row of words of one pattern whose last has only begun: "新技术、新工艺、新"."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What the joining of displaced tails needs to know of the language.

    Attributes:
        one_word_across: whether the end of one text and the beginning of another make a word of the dictionary.
        tokens_across: the same by the tagger, which knows more words and takes longer, for several beginnings at once.
        lacks_verb: whether a text's first clause has no verb, so that something must stand before it.
        counters: words that a number needs behind it.
        open_ends: endings after which a sentence must go on.
        openers: words with which a new paragraph begins.
    """

    one_word_across: Callable[[str, str], bool]
    tokens_across: Callable[[str, Sequence[str]], list[bool]]
    lacks_verb: Callable[[str], bool]
    counters: tuple[str, ...]
    open_ends: tuple[str, ...]
    openers: tuple[str, ...]

    def continuing(self, head: str, tails: Sequence[str]) -> list[bool]:
        """For each of the tails, whether it is proven that it continues `head`."""
        if head[-1:] in NUMBER_ENDS and NUMBER.search(head):
            return [tail.startswith(self.counters) for tail in tails]
        if not head.endswith(self.open_ends):
            return [False] * len(tails)
        able = [tail for tail in tails if not tail.startswith(self.openers)]
        proven = {tail for tail in able if self._is_proven(head, tail)}
        if SERIES.search(head):
            rest = [tail for tail in able if tail not in proven]
            proven.update(compress(rest, self.tokens_across(head, rest)))
        return [tail in proven for tail in tails]

    def _is_proven(self, head: str, tail: str) -> bool:
        first_clause = CLAUSE_END.split(tail, maxsplit=1)[0]
        return len(first_clause) <= FRAGMENT or self.one_word_across(head, tail) or self.lacks_verb(tail)


def put_back(paragraphs: Sequence[Paragraph], proof: Proof) -> list[Paragraph]:
    """The paragraphs with proven tails joined to their heads; the others as they were.

    A tail printed before its head brings the paragraphs that follow it in its column. A tail that stands right below a
    heading is where it should be, and its head is brought to it.
    """
    body = [i for i, p in enumerate(paragraphs) if p.kind is Kind.BODY]
    heads = [i for i in body if not is_closed(paragraphs[i].text)]
    tails = [i for i in body if is_closed(paragraphs[i].text)]
    joined = dict(_aligned(paragraphs, heads, tails, proof))
    return [_read(paragraphs, run) for run in _order(paragraphs, joined)]


def _read(paragraphs: Sequence[Paragraph], run: Sequence[int]) -> Paragraph:
    first, *rest = (paragraphs[i] for i in run)
    for tail in rest:
        first = replace(first, text=first.text + tail.text, pieces=first.pieces + tail.pieces)
    return first


def _order(paragraphs: Sequence[Paragraph], joined: Mapping[int, int]) -> Iterator[tuple[int, ...]]:
    """The paragraphs' numbers in reading order, those of one paragraph together."""
    below_heading = {t: h for h, t in joined.items() if t and paragraphs[t - 1].kind is Kind.HEADING}
    brought = {
        head: _column(paragraphs, tail, set(joined.values())) if tail < head else []
        for head, tail in joined.items()
        if tail not in below_heading
    }
    moved = {i for column in brought.values() for i in column} | set(below_heading.values()) | set(joined.values())
    for i in range(len(paragraphs)):
        if i in below_heading:
            yield below_heading[i], i
        elif i in brought:
            yield i, joined[i]
            yield from ((follower,) for follower in brought[i])
        elif i not in moved:
            yield (i,)


def _column(paragraphs: Sequence[Paragraph], tail: int, tails: set[int]) -> list[int]:
    """The whole paragraphs that follow a tail, up to the next tail or what is no body text."""
    found = []
    for i in range(tail + 1, len(paragraphs)):
        if i in tails or paragraphs[i].kind is not Kind.BODY or not is_closed(paragraphs[i].text):
            break
        found.append(i)
    return found


def _aligned(
    paragraphs: Sequence[Paragraph], heads: Sequence[int], tails: Sequence[int], proof: Proof
) -> list[tuple[int, int]]:
    """The most pairs (head, tail) that keep both orders: the longest rising row of tails over rising heads."""
    rows: list[list[tuple[int, int]]] = []
    ends: list[int] = []
    for head in heads:
        near = tails[bisect_left(tails, head - REACH) : bisect_left(tails, head + REACH)]
        fitting = list(compress(near, proof.continuing(paragraphs[head].text, [paragraphs[t].text for t in near])))
        for tail in reversed(fitting):  # from the last, so that one head never takes two
            place = bisect_left(ends, tail)
            row = [*(rows[place - 1] if place else []), (head, tail)]
            rows[place : place + 1], ends[place : place + 1] = [row], [tail]
    return rows[-1] if rows else []
