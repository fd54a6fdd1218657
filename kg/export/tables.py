"""CSV tables for Excel: entities, relations, their evidence, and figures."""

import csv
import io
import json
from collections.abc import Iterable, Iterator

from kg.export.whole import Whole
from kg.records import EvidenceRecord

Cell = str | float | int | bool | None
Table = tuple[tuple[str, ...], Iterable[tuple[Cell, ...]]]

# A cell that begins with one of these is a formula to Excel; a leading ' makes it text (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_tables(whole: Whole) -> dict[str, bytes]:
    """The contents of each file, by its name; UTF-8 with a byte order mark, without which Excel misreads Chinese."""
    return {name: _written(table).encode("utf-8-sig") for name, table in _tables(whole).items()}


def _tables(whole: Whole) -> dict[str, Table]:
    return {
        "entities.csv": (("id", "type", "name", "aliases", "attrs"), _entities(whole)),
        "relations.csv": (
            ("id", "type", "head_id", "head", "tail_id", "tail", "attrs", "confidence", "sources"),
            _relations(whole),
        ),
        "evidence.csv": (
            ("relation_id", "document", "title", "source", "published", "place", "spans", "text"),
            ((relation.id, *_sentence(e)) for relation in whole.relations for e in relation.evidence),
        ),
        "measures.csv": (
            (
                *(
                    "id",
                    "subject_id",
                    "subject",
                    "measure",
                    "value",
                    "unit",
                    "approx",
                    "planned",
                    "period",
                    "confidence",
                ),
                *("document", "title", "source", "published", "place", "spans", "text"),
            ),
            _measures(whole),
        ),
    }


def _written(table: Table) -> str:
    header, rows = table
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    for row in rows:
        writer.writerow([_safe(cell) for cell in row])
    return out.getvalue()


def _entities(whole: Whole) -> Iterator[tuple[Cell, ...]]:
    for entity in whole.entities:
        yield entity.id, entity.type, entity.name, "；".join(entity.aliases), _json(entity.attrs)


def _relations(whole: Whole) -> Iterator[tuple[Cell, ...]]:
    for relation in whole.relations:
        head, tail = relation.head, relation.tail
        sources = len({evidence.document for evidence in relation.evidence})
        ends = (head.id, head.name, tail.id, tail.name)
        yield relation.id, relation.type, *ends, _json(relation.attrs), relation.confidence, sources


def _measures(whole: Whole) -> Iterator[tuple[Cell, ...]]:
    for measure in whole.measures:
        yield (
            *(
                measure.id,
                measure.subject.id,
                measure.subject.name,
                measure.type,
                f"{measure.value:.15g}",
                measure.unit,
            ),
            *(measure.approx, measure.planned, measure.period, measure.confidence),
            *_sentence(measure.evidence),
        )


def _sentence(evidence: EvidenceRecord) -> tuple[Cell, ...]:
    published = evidence.published.isoformat() if evidence.published else None
    spans = " ".join(f"{span.start}-{span.end}" for span in evidence.spans)
    return evidence.document, evidence.title, evidence.source, published, evidence.place, spans, evidence.text


def _json(attrs: dict[str, str]) -> str:
    return json.dumps(attrs, ensure_ascii=False, sort_keys=True) if attrs else ""


def _safe(cell: Cell) -> Cell:
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return cell
