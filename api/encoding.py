"""Records as JSON: the shapes that HTTP and `--json` share. Members without a value are left out."""

from collections.abc import Iterable
from typing import Any, Literal, TypeAlias

from api.ingestion import IngestReport, Outcome, Status
from api.jobs import Job
from ingest.facts import Article, Suspicion
from kg import (
    DocumentRecord,
    EntityRecord,
    EvidenceRecord,
    Lineage,
    LineageNode,
    MeasureRecord,
    Page,
    RelationRecord,
    Statistic,
)
from search import Answer, Hit, Reply, SearchResult

Json: TypeAlias = dict[str, object]

GENERATIONS = 50
"""Generations of a lineage that are written, each way; JSON readers refuse what is nested deeper than a few hundred."""


def evidence(record: EvidenceRecord) -> Json:
    """A sentence and where it stands; when the layout had cut it, its first part and all `parts`."""
    first = record.spans[0]
    shown: Json = {"document": record.document, "title": record.title, "text": record.text}
    shown |= {"start": first.start, "end": first.end}
    if record.source:
        shown["source"] = record.source
    if record.published:
        shown["published"] = record.published.isoformat()
    if record.place:
        shown["place"] = record.place
    if len(record.spans) > 1:
        shown["parts"] = [{"start": s.start, "end": s.end} for s in record.spans]
    return shown


def evidences(records: Iterable[EvidenceRecord]) -> list[Json]:
    """The sentences of a fact."""
    return [evidence(r) for r in records]


def entity_ref(record: EntityRecord) -> Json:
    """An entity where another thing speaks of it."""
    return {"id": record.id, "type": record.type.value, "name": record.name}


def entity(record: EntityRecord) -> Json:
    """An entity with its other names and properties."""
    return entity_ref(record) | {"aliases": list(record.aliases), "attrs": record.attrs}


def relation(record: RelationRecord) -> Json:
    """An edge with the sentences that say it."""
    return {
        "id": record.id,
        "type": record.type.value,
        "head": entity_ref(record.head),
        "tail": entity_ref(record.tail),
        "attrs": record.attrs,
        "confidence": record.confidence,
        "evidence": evidences(record.evidence),
    }


def measure(record: MeasureRecord) -> Json:
    """A figure with the sentence that states it."""
    shown: Json = {
        "id": record.id,
        "subject": entity_ref(record.subject),
        "measure": record.type.value,
        "value": record.value,
        "unit": record.unit,
        "approx": record.approx,
        "planned": record.planned,
        "confidence": record.confidence,
        "evidence": evidence(record.evidence),
    }
    days = {"since": record.since, "until": record.until}
    told = {name: day.isoformat() for name, day in days.items() if day}
    return shown | ({"period": record.period} if record.period else {}) | told


def statistic(row: Statistic) -> Json:
    """A figure among others of its kind: the time that it is of, and whether another document contradicts it."""
    shown = measure(row.measure) | {"conflict": row.conflict}
    return shown | ({"as_of": row.as_of} if row.as_of else {})


def document_ref(record: DocumentRecord) -> Json:
    """A document without its text."""
    shown: Json = {"id": record.id, "name": record.name, "title": record.title, "media_type": record.media_type}
    if record.source:
        shown["source"] = record.source
    if record.published:
        shown["published"] = record.published.isoformat()
    return shown


def suspicion(found: Suspicion) -> Json:
    """A probable misprint."""
    return {
        "start": found.span.start,
        "end": found.span.end,
        "text": found.text,
        "suggestion": found.suggestion,
        "reason": found.reason,
        "confidence": found.confidence,
    }


def article(found: Article) -> Json:
    """One of the texts of a page, and why it was read into the graph or set aside."""
    return {
        "title": found.title,
        "on_topic": found.on_topic,
        "reason": found.reason,
        "parts": [{"start": start, "end": end} for start, end in found.spans],
    }


def next_page(page: Page[Any]) -> Json:
    """The cursor of the next page, when there is one."""
    return {"cursor": page.cursor} if page.cursor else {}


def paths(start: EntityRecord, end: EntityRecord, found: Iterable[tuple[RelationRecord, ...]]) -> Json:
    """Chains of relations from one entity to the other, shortest first."""
    chains = [{"relations": [relation(r) for r in chain]} for chain in found]
    return {"from": entity_ref(start), "to": entity_ref(end), "paths": chains}


def hit(found: Hit) -> Json:
    """One result of a search."""
    return {
        "id": found.id,
        "type": found.type,
        "name": found.name,
        "score": found.score,
        "why": found.why,
        "evidence": evidences(found.evidence),
    }


def search_result(result: SearchResult) -> Json:
    """The hits, best first, and how many of all hits each value of each facet has."""
    return {"hits": [hit(h) for h in result.hits], "facets": result.facets}


def lineage(tree: Lineage) -> Json:
    """A person with their masters, the masters' masters and so on, and their apprentices likewise."""
    return {
        "root": entity_ref(tree.root),
        "mentors": _generation(tree.mentors, "mentors", GENERATIONS),
        "apprentices": _generation(tree.apprentices, "apprentices", GENERATIONS),
    }


def _generation(nodes: Iterable[LineageNode], side: Literal["mentors", "apprentices"], left: int) -> list[Json]:
    return [
        entity_ref(node.entity)
        | {"evidence": evidences(node.evidence)}
        | {side: _generation(getattr(node, side), side, left - 1) if left > 1 else []}
        for node in nodes
    ]


def answer(found: Answer) -> Json:
    """One answer: a named thing or a figure."""
    names = ("id", "type", "name", "value", "unit", "as_of", "note")
    members = {name: getattr(found, name) for name in names}
    shown: Json = {name: value for name, value in members.items() if value is not None}
    return shown | {"evidence": evidences(found.evidence)}


def report(found: IngestReport) -> Json:
    """What became of each file, by outcome."""
    return {status.value: [_outcome(o) for o in found.of(status)] for status in Status}


def _outcome(outcome: Outcome) -> Json:
    members = {"documents": list(outcome.documents), "removed": list(outcome.removed), "reason": outcome.reason}
    members["passed_over"] = list(outcome.passed_over)
    return {"file": outcome.file} | {name: value for name, value in members.items() if value}


def job(found: Job) -> Json:
    """How far an upload is."""
    shown: Json = {"id": found.id, "state": found.state.value, "done": found.done, "total": found.total}
    if found.message:
        shown["message"] = found.message
    return shown | ({"report": report(found.report)} if found.report else {})


def reply(found: Reply) -> Json:
    """The answers to a question; empty, with a message saying so, when the library does not tell."""
    return {
        "answers": [answer(a) for a in found.answers],
        "understood_as": found.understood_as,
        "message": found.message,
    }
