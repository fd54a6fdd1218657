"""A question in plain words, and what the library answers."""

from fastapi import APIRouter
from starlette.responses import HTMLResponse

from api.parameters import Asked, TheLibrary, ThePages
from search import ask as ask_library

router = APIRouter(include_in_schema=False)


@router.get("/ask")
def ask(library: TheLibrary, pages: ThePages, q: Asked = "") -> HTMLResponse:
    """What the library answers."""
    q = q.strip()
    reply = ask_library(q, library.store) if q else None
    return pages.page("ask.html", "/", box=pages.labels.boxes["ask"], q=q, reply=reply)
