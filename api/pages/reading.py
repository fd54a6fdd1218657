"""A document as it is read: its text as it was, cut into blocks, sentences, names; beside each block what it says.

Nothing of the text is changed. Where the layout cut a sentence, its parts lead to each other.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpus import Place
from ingest.facts import Article, Span, Suspicion
from kg import DocumentRecord, EntityRecord, MeasureRecord, NameRecord, PassageRecord, RelationRecord

LONGEST_BLOCK = 900
"""Characters; a longer one is cut before a sentence, so that facts stand near what says them."""

Said = RelationRecord | MeasureRecord


@dataclass(frozen=True, slots=True)
class Bit:
    """Characters that are probably misprinted, or those between."""

    text: str
    suspicion: Suspicion | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A name, or the text between names."""

    bits: tuple[Bit, ...]
    entity: EntityRecord | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that a link asked to be marked, or the text between."""

    runs: tuple[Run, ...]
    marked: bool = False

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(bit.text for run in self.runs for bit in run.bits)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a sentence as the layout left it; one that it did not cut has one.

    Attributes:
        anchor: the id of the element; the sentence's own is that of its first part.
        before, after: the anchors of the parts that it continues and that continue it, where other text stands between.
        joined: whether only the end of a line stands between it and the part before.
        back: whether what continues it stands earlier on the page.
    """

    span: Span
    anchor: str
    before: str = ""
    after: str = ""
    joined: bool = False
    back: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence's part with its pieces, or text of no sentence."""

    pieces: tuple[Piece, ...]
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that are shown as one paragraph.

    Attributes:
        place: where it stands in the original; empty where that is as before, or plain text.
        after_blank: whether a blank line stands before it.
        aside: the article that was not read, to which it belongs.
        facts: what its sentences say, each with where it is said.
    """

    span: Span
    stretches: tuple[Stretch, ...]
    place: str = ""
    after_blank: bool = False
    aside: Article | None = None
    facts: tuple[tuple[Said, Sequence[Span]], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """What a document's page is made of.

    Attributes:
        parts: of its sentences, in the order of the text.
        marked: what a link asks to mark.
    """

    document: DocumentRecord
    names: Sequence[NameRecord]
    places: Sequence[Place]
    parts: Sequence[Part]
    marked: Sequence[Span] = ()
    facts: Mapping[int, Sequence[tuple[Said, Sequence[Span]]]] = field(default_factory=dict)


def sentence_parts(passages: Iterable[PassageRecord], text: str) -> list[Part]:
    """The parts of the sentences, in the order of the text."""
    found = [part for passage in passages for part in _parts(passage.evidence.spans, text)]
    return sorted(found, key=lambda part: part.span)


def anchor(spans: Sequence[Span]) -> str:
    """The id of the sentence that begins there."""
    return f"s{spans[0].start}"


def blocks(source: Source) -> Iterator[Block]:
    """The document's blocks in the order of its text; blank lines between them are left out."""
    text, last_place = source.document.text, ""
    for span in block_spans(text, source.parts):
        words = text[slice(*span)]
        if not words.strip():
            continue
        start = span.start + len(words) - len(words.lstrip("\r\n"))
        shown = Span(start, span.start + len(words.rstrip()))
        place = _place(source.places, shown.start)
        yield Block(
            shown,
            tuple(_stretches(source, shown)),
            place if place != last_place else "",
            text[: shown.start].rstrip(" \t\u3000").endswith(("\n\n", "\r\n\r\n")),
            _aside(source.document.articles, shown),
            tuple(fact for at, some in source.facts.items() if span.start <= at < span.end for fact in some),
        )
        last_place = place


def block_spans(text: str, parts: Sequence[Part]) -> Iterator[Span]:
    """Where the blocks stand: from line to line unless a sentence goes on; long ones are cut before a sentence."""
    joined = {part.span.start for part in parts if part.joined}
    starts = [part.span.start for part in parts]
    ends = []
    for at, sign in enumerate(text):
        if sign == "\n":
            following = bisect_right(starts, at)
            if following < len(starts) and starts[following] in joined and not text[at : starts[following]].strip():
                continue
            ends.append(at + 1)
    for start, end in pairwise(dict.fromkeys([0, *ends, len(text)])):
        at = start
        while end - at > LONGEST_BLOCK:
            before = bisect_right(starts, at + LONGEST_BLOCK) - 1
            cut = starts[before] if before >= 0 and starts[before] > at else at + LONGEST_BLOCK
            yield Span(at, cut)
            at = cut
        yield Span(at, end)


def pieces(text: str, within: Span, marked: Sequence[Span]) -> Iterator[tuple[Span, bool]]:
    """The span cut where what is marked begins and ends; marks outside or in another are cut to what is left."""
    at = within.start
    for span in sorted(marked):
        start, end = max(span.start, at), min(span.end, within.end)
        if start >= end:
            continue
        if at < start:
            yield Span(at, start), False
        yield Span(start, end), True
        at = end
    if at < within.end:
        yield Span(at, within.end), False


def _parts(spans: Sequence[Span], text: str) -> Iterator[Part]:
    """Of one sentence."""
    anchors = [anchor(spans), *(f"{anchor(spans)}-{number}" for number in range(1, len(spans)))]
    joined = [False, *(a.end <= b.start and not text[a.end : b.start].strip() for a, b in pairwise(spans)), False]
    for number, span in enumerate(spans):
        last = number + 1 == len(spans)
        yield Part(
            span,
            anchors[number],
            "" if number == 0 or joined[number] else anchors[number - 1],
            "" if last or joined[number + 1] else anchors[number + 1],
            joined[number],
            not last and spans[number + 1].start < span.start,
        )


def _stretches(source: Source, within: Span) -> Iterator[Stretch]:
    at = within.start
    first = bisect_right([part.span.end for part in source.parts], within.start)
    for part in source.parts[first:]:
        start, end = max(part.span.start, at), min(part.span.end, within.end)
        if part.span.start >= within.end:
            break
        if start >= end:
            continue
        if at < start:
            yield Stretch(tuple(_pieces(source, Span(at, start))))
        yield Stretch(tuple(_pieces(source, Span(start, end))), part if start == part.span.start else None)
        at = end
    if at < within.end:
        yield Stretch(tuple(_pieces(source, Span(at, within.end))))


def _pieces(source: Source, within: Span) -> Iterator[Piece]:
    for span, marked in pieces(source.document.text, within, source.marked):
        yield Piece(tuple(_runs(source, span)), marked)


def _runs(source: Source, within: Span) -> Iterator[Run]:
    """The text cut at its names; of names inside others only the others count."""
    document, at = source.document, within.start
    first = bisect_right([name.span.start for name in source.names], within.start - LONGEST_BLOCK)
    for name in source.names[first:]:
        if name.span.start >= within.end:
            break
        if name.span.start < at or name.span.end > within.end:
            continue
        if at < name.span.start:
            yield Run(tuple(_bits(document, Span(at, name.span.start))))
        yield Run(tuple(_bits(document, name.span)), name.entity)
        at = name.span.end
    if at < within.end:
        yield Run(tuple(_bits(document, Span(at, within.end))))


def _bits(document: DocumentRecord, within: Span) -> Iterator[Bit]:
    """The text with what is probably misprinted apart."""
    at = within.start
    for suspicion in document.suspicions:
        start, end = max(suspicion.span.start, at), min(suspicion.span.end, within.end)
        if start < end:
            if at < start:
                yield Bit(document.text[at:start])
            yield Bit(document.text[start:end], suspicion)
            at = end
    if at < within.end:
        yield Bit(document.text[at : within.end])


def _place(places: Sequence[Place], at: int) -> str:
    found = bisect_right(places, at, key=lambda place: place.start) - 1
    return places[found].label if found >= 0 else ""


def _aside(articles: Sequence[Article], block: Span) -> Article | None:
    """The article of the block where it was not read."""
    for article in articles:
        if not article.on_topic and any(start <= block.start < end for start, end in article.spans):
            return article
    return None
