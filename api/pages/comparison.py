"""Chosen experts side by side, and a team that together covers the problem."""

from fastapi import APIRouter
from starlette.responses import HTMLResponse

from api.pages.advisers import advisers, profile
from api.pages.need import CHOSEN_LIMIT, TheNeed
from api.parameters import OpenSearcher, TheLibrary, ThePages

router = APIRouter(include_in_schema=False)

TEAM_SIZE = 3


@router.get("/experts/compare")
def compare(library: TheLibrary, searcher: OpenSearcher, pages: ThePages, need: TheNeed) -> HTMLResponse:
    """Those chosen, as far as they fit the problem; with nobody chosen, the team alone."""
    found = searcher.experts_by_id(need.q, need.compared)
    fitting = {expert.id for expert in found}
    others = library.store.entities_by_id(id_ for id_ in need.compared if id_ not in fitting)
    return pages.page(
        "comparison.html",
        "/",
        need=need,
        profiles=[profile(one, library.store) for one in advisers(found, library.store, pages.labels)],
        unfit=[one.name for one in others.values()],
        team=searcher.team(need.q, size=TEAM_SIZE, filters=need.filters),
        left_out=len(need.ids) - len(need.compared),
        most=CHOSEN_LIMIT,
    )
