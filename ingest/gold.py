"""The JSON form of a document's facts that people annotate and the scorer reads."""

from collections.abc import Iterable
from typing import Any

from corpus.document import Document
from ingest.facts import Article, Entity, Extraction, Measure, Relation, Span, Suspicion


def to_gold(document: Document, extraction: Extraction) -> dict[str, Any]:
    """One JSON object: id (the file's stem), title, date, what its articles are, and its facts with their sentences.

    `spans` are characters of the decoded original file where that is linear text, else of the extracted text.
    """
    return {
        "id": document.name.rpartition(".")[0] or document.name,
        "source": document.source,
        "title": document.title,
        "date": document.published.isoformat() if document.published else None,
        "entities": [_entity(document, entity) for entity in extraction.entities],
        "relations": [_relation(document, relation) for relation in extraction.relations],
        "measures": [_measure(document, measure) for measure in extraction.measures],
        "suspicions": [_suspicion(document, suspicion) for suspicion in extraction.suspicions],
        "articles": [_article(document, article) for article in extraction.articles],
    }


def _entity(document: Document, e: Entity) -> dict[str, Any]:
    return {
        "type": e.key.type.value,
        "name": e.key.name,
        "aliases": list(e.aliases),
        "spans": _original(document, e.mentions),
    }


def _relation(document: Document, r: Relation) -> dict[str, Any]:
    return {
        "type": r.type.value,
        "head": r.head.name,
        "tail": r.tail.name,
        "evidence": r.evidence.text,
        "spans": _original(document, r.evidence.spans),
        "attrs": r.attrs,
        "rule": r.rule,
        "confidence": r.confidence,
    }


def _measure(document: Document, m: Measure) -> dict[str, Any]:
    return {
        "subject": m.subject.name,
        "measure": m.type.value,
        "value": m.value,
        "unit": m.unit,
        "approx": m.approx,
        "planned": m.planned,
        "period": m.period,
        "since": m.since.isoformat() if m.since else None,
        "until": m.until.isoformat() if m.until else None,
        "evidence": m.evidence.text,
        "spans": _original(document, m.evidence.spans),
        "rule": m.rule,
        "confidence": m.confidence,
    }


def _suspicion(document: Document, s: Suspicion) -> dict[str, Any]:
    return {
        "text": s.text,
        "suggestion": s.suggestion,
        "reason": s.reason,
        "confidence": s.confidence,
        "spans": _original(document, [s.span]),
    }


def _article(document: Document, a: Article) -> dict[str, Any]:
    return {"title": a.title, "spans": _original(document, a.spans), "on_topic": a.on_topic, "reason": a.reason}


def _original(document: Document, spans: Iterable[Span]) -> list[list[int]]:
    """The spans as they stand in the original file, where its text is linear."""
    found = []
    for start, end in spans:
        first, last = document.locate(start).origin, document.locate(end - 1).origin
        found.append([start, end] if first is None or last is None else [first, last + 1])
    return found
