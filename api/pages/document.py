"""The list of documents, uploading, and a document with sentences marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, UploadFile
from starlette.responses import HTMLResponse, RedirectResponse

from api.parameters import Cursor, Replacing, TheJobs, TheLibrary, ThePages
from api.uploads import keep
from corpus import SUFFIXES
from ingest.facts import Span, Suspicion

router = APIRouter(include_in_schema=False)

PAGE = 50
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


@router.get("/documents")
def documents(library: TheLibrary, pages: ThePages, cursor: Cursor = None) -> HTMLResponse:
    """The library's documents, and the form to add some."""
    return pages.page(
        "documents.html",
        "/documents",
        page=library.store.documents(PAGE, cursor),
        total=library.store.counts()["documents"],
        suffixes=sorted(SUFFIXES),
    )


@router.post("/documents")
def upload(jobs: TheJobs, files: list[UploadFile], replace: Replacing = False) -> RedirectResponse:
    """Queues the files and shows how far they are."""
    job = jobs.submit(*keep((file.filename or "", file.file) for file in files), replacing=replace)
    return RedirectResponse(f"/jobs/{job.id}", 303)


@router.get("/jobs/{id}")
def job(jobs: TheJobs, pages: ThePages, id: str) -> HTMLResponse:
    """How far an upload is."""
    return pages.page("job.html", "/documents", job=jobs.get(id))


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
