"""The start page: the search box, ways to ask, and the library's numbers."""

from fastapi import APIRouter
from starlette.responses import HTMLResponse

from api.parameters import TheLibrary, ThePages

router = APIRouter(include_in_schema=False)


@router.get("/")
def home(library: TheLibrary, pages: ThePages) -> HTMLResponse:
    """The search box and the library's numbers."""
    counts = library.store.counts()
    words = pages.labels.plain["numbers"]
    numbers = [(words[name], counts.get(name, 0)) for name in words] if counts["documents"] else []
    return pages.page("home.html", "/", box=pages.labels.boxes["search"], numbers=numbers)
