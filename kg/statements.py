"""What one document says, as rows: its passages, the sentences behind its relations, and its figures."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert

from corpus.document import Document
from ingest.facts import EntityKey, Extraction, Span
from kg.edges import Edges
from kg.overlaps import overlaps
from kg.schema import Base, DocumentRow, EvidenceRow, MeasureRow, PassageMentionRow, PassageRow


class Statements:
    """Writes one document and its extraction, within one transaction."""

    def __init__(self, connection: Connection, document: Document, extraction: Extraction) -> None:
        self._connection = connection
        self._document = document
        self._extraction = extraction

    def write_document(self, generation: int) -> None:
        """Write the document itself."""
        document = self._document
        row = {
            "id": document.id,
            "name": document.name,
            "title": document.title,
            "media_type": document.media_type,
            "source": document.source,
            "published": document.published,
            "text": document.text,
            "places": [[place.start, place.end, place.label, place.origin, place.box] for place in document.places],
            "suspicions": [
                [*s.span, s.text, s.suggestion, s.reason, s.confidence] for s in self._extraction.suspicions
            ],
            "articles": [
                {
                    "title": a.title,
                    "spans": [list(span) for span in a.spans],
                    "on_topic": a.on_topic,
                    "reason": a.reason,
                }
                for a in self._extraction.articles
            ],
            "added": generation,
            "added_at": datetime.now(UTC),
        }
        self._insert(DocumentRow, [row])

    def write_passages(self, handles: Mapping[EntityKey, str]) -> set[str]:
        """Write the passages with the handles that each names or means; returns the passages' ids."""
        passages = self._extraction.passages
        ids = [f"{self._document.id}-{ordinal}" for ordinal in range(len(passages))]
        rows = [
            {"id": id_, "document_id": self._document.id, "ordinal": ordinal}
            | self._located(passage.text, passage.spans)
            for ordinal, (id_, passage) in enumerate(zip(ids, passages, strict=True))
        ]
        self._insert(PassageRow, rows)
        mentions = [(span, handles[entity.key]) for entity in self._extraction.entities for span in entity.mentions]
        named = overlaps([passage.spans for passage in passages], mentions)
        named |= {(index, handles[key]) for index, one in enumerate(passages) for key in one.meant if key in handles}
        self._insert(
            PassageMentionRow, [{"passage_id": ids[index], "handle_id": handle} for index, handle in sorted(named)]
        )
        return set(ids)

    def write_relations(self, handles: Mapping[EntityKey, str], entities: Mapping[str, str], edges: Edges) -> None:
        """Write the sentences that say relations, and bring the relations up to them."""
        said = [
            (relation, (str(relation.type), entities[handles[relation.head]], entities[handles[relation.tail]]))
            for relation in self._extraction.relations
        ]
        ids = edges.say(self._document.id, [(edge, (one.confidence, one.attrs)) for one, edge in said])
        rows = [
            {
                "id": f"{self._document.id}-r{ordinal}",
                "document_id": self._document.id,
                "ordinal": ordinal,
                "relation_id": ids[edge],
                "type": relation.type,
                "head_handle": handles[relation.head],
                "tail_handle": handles[relation.tail],
                "rule": relation.rule,
                "confidence": relation.confidence,
                "attrs": dict(relation.attrs),
            }
            | self._located(relation.evidence.text, relation.evidence.spans)
            for ordinal, (relation, edge) in enumerate(said)
        ]
        self._insert(EvidenceRow, rows)

    def write_measures(self, handles: Mapping[EntityKey, str]) -> None:
        """Write the figures."""
        rows = [
            {
                "id": f"{self._document.id}-m{ordinal}",
                "document_id": self._document.id,
                "ordinal": ordinal,
                "handle_id": handles[measure.subject],
                "type": measure.type,
                "value": measure.value,
                "unit": measure.unit,
                "approx": measure.approx,
                "planned": measure.planned,
                "period": measure.period,
                "since": measure.since,
                "until": measure.until,
                "rule": measure.rule,
                "confidence": measure.confidence,
            }
            | self._located(measure.evidence.text, measure.evidence.spans)
            for ordinal, measure in enumerate(self._extraction.measures)
        ]
        self._insert(MeasureRow, rows)

    def _located(self, text: str, spans: tuple[Span, ...]) -> dict[str, Any]:
        place = self._document.locate(spans[0].start).label if spans else ""
        return {"text": text, "spans": [list(span) for span in spans], "place": place}

    def _insert(self, model: type[Base], rows: list[dict[str, Any]]) -> None:
        if rows:
            self._connection.execute(insert(model), rows)


def missing_ends(extraction: Extraction) -> set[EntityKey]:
    """The ends of relations and subjects of measures that the extraction does not list as entities."""
    listed = {entity.key for entity in extraction.entities}
    used = {key for relation in extraction.relations for key in (relation.head, relation.tail)}
    return (used | {measure.subject for measure in extraction.measures}) - listed
