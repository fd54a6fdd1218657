"""The list of documents, uploading, and a document with sentences marked."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, UploadFile
from starlette.responses import HTMLResponse, RedirectResponse

from api.parameters import Cursor, TheJobs, TheLibrary, ThePages
from api.uploads import keep
from corpus import SUFFIXES
from ingest.facts import Span

router = APIRouter(include_in_schema=False)

PAGE = 50
Offsets = Annotated[list[int], Query(default_factory=list, max_length=50)]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a document's text.

    Attributes:
        first: the first marked run, to which links jump.
    """

    text: str
    marked: bool = False
    first: bool = False


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
def upload(jobs: TheJobs, files: list[UploadFile]) -> RedirectResponse:
    """Queues the files and shows how far they are."""
    job = jobs.submit(*keep((file.filename or "", file.file) for file in files))
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
        pieces=tuple(pieces(record.text, spans)),
        relations=relations,
        measures=measures,
    )


def pieces(text: str, spans: list[Span]) -> Iterator[Piece]:
    """The text cut at the spans' ends; spans that lie outside the text or within another are cut to what is left."""
    at, first = 0, True
    for span in sorted(spans):
        start, end = max(span.start, at), min(span.end, len(text))
        if start >= end:
            continue
        yield Piece(text[at:start])
        yield Piece(text[start:end], marked=True, first=first)
        at, first = end, False
    yield Piece(text[at:])
