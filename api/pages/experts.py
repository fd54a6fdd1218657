"""Who can help with a problem."""

from fastapi import APIRouter
from starlette.responses import HTMLResponse

from api.parameters import Asked, OpenSearcher, ThePages

router = APIRouter(include_in_schema=False)

SHOWN = 20


@router.get("/experts")
def experts(searcher: OpenSearcher, pages: ThePages, q: Asked = "") -> HTMLResponse:
    """The people and studios that have solved something like it."""
    q = q.strip()
    found = searcher.experts(q, k=SHOWN) if q else ()
    return pages.page("experts.html", "/", box=pages.labels.boxes["experts"], q=q, experts=found)
