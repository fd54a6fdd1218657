"""The web pages, written on the server and readable without JavaScript.

A page is a module here with a `router`, named below, and a template that extends base.html and is put together from
the macros in templates/components/.
"""

from api.pages import (
    ask,
    board,
    comparison,
    document,
    downloads,
    entity,
    experts,
    figures,
    graph,
    home,
    lineage,
    paths,
    search,
    sheet,
    similar,
    upload,
)

SITE = (
    home,
    search,
    downloads,
    similar,
    experts,
    comparison,
    sheet,
    ask,
    entity,
    document,
    figures,
    lineage,
    paths,
    graph,
    board,
    upload,
)
"""The modules whose routers make up the site."""

__all__ = ["SITE"]
