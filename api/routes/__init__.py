"""The HTTP interface, a file for each topic."""

from api.routes import answers, documents, entities, health, search

__all__ = ["answers", "documents", "entities", "health", "search"]
