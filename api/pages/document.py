"""A document with sentences marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import HTMLResponse

from api.parameters import TheLibrary, ThePages
from ingest.facts import Span, Suspicion

router = APIRouter(include_in_schema=False)

Offsets = Annotated[list[int], Query(default_factory=list, max_length=50)]


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that are probably misprinted, or those between."""

    text: str
    suspicion: Suspicion | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a document's text.

    Attributes:
        runs: its text, cut at what is probably misprinted.
        first: the first marked piece, to which links jump.
    """

    runs: tuple[Run, ...]
    marked: bool = False
    first: bool = False

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(run.text for run in self.runs)


@router.get("/documents/{id}")
def document(
    library: TheLibrary,
    pages: ThePages,
    id: str,
    start: Offsets,
    end: Offsets,
) -> HTMLResponse:
    """The text, with what `start` and `end` (several may be given) enclose marked, and the facts read from it."""
    record = library.store.document(id)
    relations, measures = library.store.document_facts(id)
    spans = [Span(*ends) for ends in zip(start, end, strict=False)]
    return pages.page(
        "document.html",
        "/documents",
        document=record,
        chosen=bool(spans),
        pieces=tuple(pieces(record.text, spans, record.suspicions)),
        relations=relations,
        measures=measures,
        articles=record.articles if len(record.articles) > 1 else (),
    )


def pieces(text: str, spans: list[Span], suspicions: Sequence[Suspicion] = ()) -> Iterator[Piece]:
    """The text cut at the spans' ends; spans that lie outside the text or within another are cut to what is left."""
    at, first = 0, True
    for span in sorted(spans):
        start, end = max(span.start, at), min(span.end, len(text))
        if start >= end:
            continue
        yield Piece(tuple(_runs(text, Span(at, start), suspicions)))
        yield Piece(tuple(_runs(text, Span(start, end), suspicions)), marked=True, first=first)
        at, first = end, False
    yield Piece(tuple(_runs(text, Span(at, len(text)), suspicions)))


def _runs(text: str, span: Span, suspicions: Sequence[Suspicion]) -> Iterator[Run]:
    """The characters of a span, those of suspicions apart."""
    at = span.start
    for suspicion in suspicions:
        start, end = max(suspicion.span.start, at), min(suspicion.span.end, span.end)
        if start < end:
            yield Run(text[at:start])
            yield Run(text[start:end], suspicion)
            at = end
    yield Run(text[at : span.end])
