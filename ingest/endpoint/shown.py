"""The text that a model was shown, to find its quotations and names in: width of characters and white space aside."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.facts import Evidence, Passage, Span
from ingest.names.entities import plain

QUOTES = str.maketrans("“”‘’「」『』", "\"\"''\"\"''")
SHORTEST = 4
"""Fewer characters ("的。") stand anywhere; a field of a form ("师傅：某某") has as many."""
LONGEST = 4
"""A quotation over more sentences proves nothing in particular."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A text without white space, its full-width characters made half-width.

    Attributes:
        at: for each character, which of the original's it comes from.
    """

    text: str
    at: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "Folded":
        """Folds a text; one character may become several (㎡, …)."""
        pairs = [(f, i) for i, c in enumerate(text) for f in _fold(c)]
        return cls("".join(f for f, _ in pairs), tuple(i for _, i in pairs))

    def find(self, wanted: str) -> Iterator[tuple[int, int]]:
        """Where in the original, from first to one past the last character, the wanted text stands."""
        folded = "".join(map(_fold, wanted))
        start = self.text.find(folded) if folded else -1
        while start >= 0:
            yield self.at[start], self.at[start + len(folded) - 1] + 1
            start = self.text.find(folded, start + len(folded))


class Shown:
    """The passages of a document as one text."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._starts = [0]
        for passage in passages:
            self._starts.append(self._starts[-1] + len(passage.text))
        self._text = "".join(passage.text for passage in passages)
        self._folded = Folded.of(self._text)

    def names(self, name: str) -> tuple[str, tuple[Span, ...]] | None:
        """How the document writes the name, and where; None where it does not."""
        places = list(self._folded.find(name))
        if not places:
            return None
        start, end = places[0]
        spans = {span for place in places for span in self._spans(*place)}
        return "".join(self._text[start:end].split()), tuple(sorted(spans))

    def evidence(self, quote: str) -> Evidence | None:
        """The sentences that hold the quotation; None where it stands nowhere, is too short, or goes over too many."""
        place = next(self._folded.find(quote), None) if len(plain(quote)) >= SHORTEST else None
        if place is None:
            return None
        first, last = (bisect_right(self._starts, at) - 1 for at in (place[0], place[1] - 1))
        quoted = self._passages[first : last + 1]
        if len(quoted) > LONGEST:
            return None
        return Evidence("\n".join(p.text for p in quoted), tuple(span for p in quoted for span in p.spans))

    def _spans(self, start: int, end: int) -> Iterator[Span]:
        """Where the document has these characters of the passages' text."""
        for index in range(bisect_right(self._starts, start) - 1, bisect_right(self._starts, end - 1)):
            at = self._starts[index]
            for span in self._passages[index].spans:
                first, last = max(start, at), min(end, at + span.end - span.start)
                if first < last:
                    yield Span(span.start + first - at, span.start + last - at)
                at += span.end - span.start


def _fold(character: str) -> str:
    return "".join(unicodedata.normalize("NFKC", character).translate(QUOTES).split())
