"""A library as files that other programs read: JSON-LD, GraphML, CSV tables and Cypher."""

from kg.export.files import Format, export

__all__ = ["Format", "export"]
