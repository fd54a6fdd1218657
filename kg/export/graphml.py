"""GraphML, for Gephi, yEd, Cytoscape and networkx: entities and relations, every attribute a string."""

import json
import re
from io import BytesIO

from kg.export.whole import Whole

# Characters that XML 1.0 cannot hold, though a text may.
_FORBIDDEN = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_graphml(whole: Whole) -> bytes:
    """The library's graph as GraphML."""
    import networkx as nx  # noqa: PLC0415  takes long to load

    graph = nx.MultiDiGraph()
    for entity in whole.entities:
        attrs = {"type": str(entity.type), "name": entity.name, "aliases": "；".join(entity.aliases)}
        graph.add_node(entity.id, **_clean(attrs | {"attrs": _json(entity.attrs)}))
    for relation in whole.relations:
        attrs = {
            "type": str(relation.type),
            "confidence": str(relation.confidence),
            "attrs": _json(relation.attrs),
            "documents": "；".join(sorted({evidence.document for evidence in relation.evidence})),
            "evidence": "\n".join(evidence.text for evidence in relation.evidence),
        }
        graph.add_edge(relation.head.id, relation.tail.id, key=relation.id, **_clean(attrs))
    out = BytesIO()
    nx.write_graphml(graph, out, encoding="utf-8", prettyprint=True)
    return out.getvalue()


def _json(attrs: dict[str, str]) -> str:
    return json.dumps(attrs, ensure_ascii=False, sort_keys=True) if attrs else ""


def _clean(attrs: dict[str, str]) -> dict[str, str]:
    return {name: _FORBIDDEN.sub("", value) for name, value in attrs.items()}
