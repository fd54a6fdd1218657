"""The JSON form of a document's facts that people annotate and the scorer reads."""

from typing import Any

from corpus.document import Document
from ingest.facts import Extraction


def to_gold(document: Document, extraction: Extraction) -> dict[str, Any]:
    """One JSON object: id (the file's stem), title, date, entities, relations and measures with their sentences."""
    return {
        "id": document.name.rpartition(".")[0] or document.name,
        "source": document.source,
        "title": document.title,
        "date": document.published.isoformat() if document.published else None,
        "entities": [
            {
                "type": e.key.type.value,
                "name": e.key.name,
                "aliases": list(e.aliases),
                "spans": [list(s) for s in e.mentions],
            }
            for e in extraction.entities
        ],
        "relations": [
            {
                "type": r.type.value,
                "head": r.head.name,
                "tail": r.tail.name,
                "evidence": r.evidence.text,
                "spans": [list(s) for s in r.evidence.spans],
                "attrs": r.attrs,
                "rule": r.rule,
                "confidence": r.confidence,
            }
            for r in extraction.relations
        ],
        "measures": [
            {
                "subject": m.subject.name,
                "measure": m.type.value,
                "value": m.value,
                "unit": m.unit,
                "approx": m.approx,
                "planned": m.planned,
                "period": m.period,
                "evidence": m.evidence.text,
                "spans": [list(s) for s in m.evidence.spans],
            }
            for m in extraction.measures
        ],
    }
