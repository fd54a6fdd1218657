"""The web pages, written on the server and readable without JavaScript."""

from api.pages import document, entity, figures, find

__all__ = ["document", "entity", "figures", "find"]
