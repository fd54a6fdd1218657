"""The web pages, written on the server and readable without JavaScript.

A page is a module here with a `router`, named below, and a template that extends base.html and is put together from
the macros in templates/components/.
"""

from api.pages import ask, board, document, downloads, entity, experts, figures, home, search, similar, upload

SITE = (home, search, downloads, similar, experts, ask, entity, document, figures, board, upload)
"""The modules whose routers make up the site."""

__all__ = ["SITE"]
