"""The sheet for an enterprise and its experts: to print, and for word processors."""

from datetime import date
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends
from starlette.responses import HTMLResponse, Response

from api.pages.advisers import advisers, profile
from api.pages.need import TheNeed
from api.pages.referral import Sheet, told
from api.parameters import OpenSearcher, TheLibrary, ThePages

router = APIRouter(include_in_schema=False)

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _sheet(library: TheLibrary, searcher: OpenSearcher, pages: ThePages, need: TheNeed) -> Sheet:
    found = advisers(searcher.experts_by_id(need.q, need.compared), library.store, pages.labels)
    return Sheet(need, tuple(profile(one, library.store) for one in found), date.today())


TheSheet = Annotated[Sheet, Depends(_sheet)]


@router.get("/experts/sheet")
def printable(pages: ThePages, sheet: TheSheet) -> HTMLResponse:
    """The sheet as a page without navigation."""
    experts = [(one.adviser.expert, told(one)) for one in sheet.profiles]
    return pages.page("sheet.html", "/", sheet=sheet, experts=experts)


@router.get("/experts/sheet.docx")
def written(pages: ThePages, sheet: TheSheet) -> Response:
    """The same as a document of Word."""
    from api.pages.sheet_document import document_of  # noqa: PLC0415  its library takes long to load

    named = f"attachment; filename*=UTF-8''{quote(f'{sheet.title}.docx', safe='')}"
    return Response(document_of(sheet, pages.labels), media_type=MEDIA_TYPE, headers={"content-disposition": named})
