"""Cypher statements, for Neo4j and other property graphs: `cypher-shell < library.cypher`.

Entities get their type as a second label beside `Entity`; relations carry their attributes as JSON and their sentences
as a list. Running the statements again changes nothing (MERGE).
"""

import json
from collections.abc import Iterator

from kg.export.whole import Whole

_INDEX = "CREATE CONSTRAINT jiangpu_entity IF NOT EXISTS FOR (e:Entity) REQUIRE e.id IS UNIQUE;"


def to_cypher(whole: Whole) -> bytes:
    """The library's graph as one statement a line."""
    return "".join(f"{statement}\n" for statement in (_INDEX, *_nodes(whole), *_edges(whole))).encode()


def _nodes(whole: Whole) -> Iterator[str]:
    for entity in whole.entities:
        properties = _map({"name": entity.name, "aliases": list(entity.aliases), "attrs": _json(entity.attrs)})
        yield f"MERGE (e:Entity {{id: {_text(entity.id)}}}) SET e:{entity.type}, e += {properties};"


def _edges(whole: Whole) -> Iterator[str]:
    for relation in whole.relations:
        properties = _map(
            {
                "attrs": _json(relation.attrs),
                "confidence": relation.confidence,
                "evidence": [evidence.text for evidence in relation.evidence],
                "documents": sorted({evidence.document for evidence in relation.evidence}),
            }
        )
        yield (
            f"MATCH (h:Entity {{id: {_text(relation.head.id)}}}), (t:Entity {{id: {_text(relation.tail.id)}}}) "
            f"MERGE (h)-[r:{relation.type.upper()} {{id: {_text(relation.id)}}}]->(t) SET r += {properties};"
        )


def _map(properties: dict[str, str | float | list[str]]) -> str:
    return "{" + ", ".join(f"{name}: {_value(value)}" for name, value in properties.items()) + "}"


def _value(value: str | float | list[str]) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(map(_text, value)) + "]"
    return _text(value) if isinstance(value, str) else repr(value)


def _text(value: str) -> str:
    # JSON's escapes are all Cypher's too.
    return json.dumps(value, ensure_ascii=False)


def _json(attrs: dict[str, str]) -> str:
    return json.dumps(attrs, ensure_ascii=False, sort_keys=True) if attrs else ""
