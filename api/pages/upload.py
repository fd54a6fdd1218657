"""The list of documents, adding some, how far their reading is, what was found in each, and taking them out again."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, UploadFile
from starlette.responses import HTMLResponse, RedirectResponse

from api.ingestion import Outcome, Status
from api.jobs import Job, Stage
from api.parameters import PageNumber, Replacing, TheJobs, TheLibrary, ThePages, UploadLimit
from api.uploads import keep
from corpus import SUFFIXES
from ingest.facts import EntityType
from kg import EntityRecord, Store

router = APIRouter(include_in_schema=False)

DOCUMENTS, FILES = 30, 20
"""On one page."""
NAMES = 12
"""Of one type that are named for a file; its documents tell the others."""

Named = Annotated[str, Query(max_length=200)]


@dataclass(frozen=True, slots=True)
class Kind:
    """What of one type a file tells of.

    Attributes:
        shown: the first of them.
    """

    type: str
    count: int
    shown: tuple[EntityRecord, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of an upload.

    Attributes:
        number: its place in the upload, from 1.
        state: "waiting", "reading", or a Status.
        outcome: None while it is not known.
        documents: those that the library still holds, by id.
        found: what these tell of.
    """

    number: int
    name: str
    state: str
    outcome: Outcome | None = None
    documents: tuple[str, ...] = ()
    found: tuple[Kind, ...] = ()


@router.get("/documents")
def documents(
    library: TheLibrary, pages: ThePages, limit: UploadLimit, q: Named = "", page: PageNumber = 1
) -> HTMLResponse:
    """The form to add documents, and those that the library holds, the newest first."""
    q = q.strip()
    found, count = library.store.documents_named(q, DOCUMENTS, (page - 1) * DOCUMENTS)
    return pages.page(
        "documents.html",
        "/documents",
        q=q,
        documents=found,
        count=count,
        total=library.store.counts()["documents"],
        number=page,
        last=max(1, -(-count // DOCUMENTS)),
        address=lambda number: f"/documents?{urlencode(({'q': q} if q else {}) | {'page': number})}",
        suffixes=sorted(SUFFIXES),
        limit=limit,
    )


@router.post("/documents")
def upload(jobs: TheJobs, files: list[UploadFile], replace: Replacing = False) -> RedirectResponse:
    """Queues the files and shows how far they are."""
    job = jobs.submit(*keep((file.filename or "", file.file) for file in files), replacing=replace)
    return RedirectResponse(f"/jobs/{job.id}", 303)


@router.get("/jobs/{id}")
def job(library: TheLibrary, jobs: TheJobs, pages: ThePages, id: str, page: PageNumber = 1) -> HTMLResponse:
    """How far an upload is, and what was found in each of its files."""
    job = jobs.get(id)
    last = max(1, -(-job.total // FILES))
    page = min(page, last)
    counts = [(status.value, sum(o.status is status for o in job.outcomes)) for status in Status]
    return pages.page(
        "job.html",
        "/documents",
        job=job,
        stages=tuple(Stage),
        counts=[(name, count) for name, count in counts if count],
        entries=tuple(_entries(job, library.store, (page - 1) * FILES)),
        number=page,
        last=last,
    )


@router.get("/jobs/{id}/undo")
def ask_undo(library: TheLibrary, jobs: TheJobs, pages: ThePages, id: str) -> HTMLResponse:
    """What would be taken out of the library, to be confirmed."""
    job = jobs.get(id)
    held = tuple(library.store.document(d) for d in job.added if library.store.has(d))
    replaced = any(outcome.removed for outcome in job.outcomes)
    return pages.page("undo.html", "/documents", job=job, documents=held, shown=held[:DOCUMENTS], replaced=replaced)


@router.post("/jobs/{id}/undo")
def undo(jobs: TheJobs, id: str) -> RedirectResponse:
    """Takes out of the library what the upload added."""
    return RedirectResponse(f"/jobs/{jobs.undo(id).id}", 303)


def _entries(job: Job, store: Store, first: int) -> Iterator[Entry]:
    for at, name in enumerate(job.files[first : first + FILES], first):
        if at < len(job.outcomes):
            yield _entry(at + 1, job.outcomes[at], store)
        else:
            reading = job.stage is Stage.READING and at == job.done
            yield Entry(at + 1, name, "reading" if reading else "unread" if job.finished else "waiting")


def _entry(number: int, outcome: Outcome, store: Store) -> Entry:
    held = tuple(document for document in outcome.documents if store.has(document))
    named = store.document_entities(held)
    kinds = ((type_, tuple(entity for entity in named if entity.type is type_)) for type_ in EntityType)
    found = tuple(Kind(type_.value, len(some), some[:NAMES]) for type_, some in kinds if some)
    return Entry(number, outcome.file, outcome.status.value, outcome, held, found)
