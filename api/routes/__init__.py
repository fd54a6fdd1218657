"""The HTTP interface, a file for each topic."""

from api.routes import answers, documents, entities, health, identity, search

__all__ = ["answers", "documents", "entities", "health", "identity", "search"]
