"""The libraries that are asked: of what is read from the texts, and of what people annotated in them.

What a question gets wrong of the annotated facts is the fault of asking; what it gets wrong only of those that were
read is the fault of reading.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from corpus import Document, bundled_folder, discover, read_file
from ingest import Reader, extract
from ingest.facts import (
    Entity,
    EntityKey,
    EntityType,
    Evidence,
    Extraction,
    Measure,
    MeasureType,
    Passage,
    Relation,
    RelationType,
    Span,
)
from kg import Store

ARTICLES = Path(__file__).resolve().parents[1] / "articles"
SETS = ("development9", "development10")
Gold = dict[str, Any]


def fill(store: Store, *, annotated: bool = False) -> int:
    """Add the articles of SETS and the bundled documents; the facts of the former as annotated where that is asked.

    Returns:
        The number of documents.
    """
    reader, number = Reader.load(), 0
    for document, gold in _documents():
        read = extract(document, reader)
        store.add(document, _annotated(document, gold, read) if annotated and gold else read)
        number += 1
    return number


def _documents() -> Iterator[tuple[Document, Gold | None]]:
    for name in SETS:
        rows = [json.loads(line) for line in (ARTICLES / name / "gold.jsonl").read_text("utf-8").splitlines()]
        gold = {row["id"]: row for row in rows}
        for path in sorted((ARTICLES / name).glob("*.txt")):
            for document in read_file(path):
                yield document, gold[path.stem]
    for path in discover([bundled_folder()]):
        for document in read_file(path):
            yield document, None


def _annotated(document: Document, gold: Gold, read: Extraction) -> Extraction:
    keys = {row["name"]: EntityKey(EntityType(row["type"]), row["name"]) for row in gold["entities"]}

    def evidence(text: str) -> Evidence:
        passage = max(read.passages, key=lambda one: _shared(one.text, text))
        return Evidence(text, passage.spans)

    relations = tuple(
        Relation(
            RelationType(row["type"]),
            keys[row["head"]],
            keys[row["tail"]],
            evidence(row["evidence"]),
            {key: value for key, value in row["attrs"].items() if isinstance(value, str)},
            "annotated",
        )
        for row in gold["relations"]
        if not row["attrs"].get("planned")
    )
    measures = tuple(_measure(row, keys, evidence(row["evidence"])) for row in gold["measures"])
    rows = {keys[row["name"]]: row for row in gold["entities"]}
    entities = tuple(_entity(row, key, document.text, read.passages) for key, row in rows.items())
    return replace(read, entities=entities, relations=relations, measures=measures)


def _entity(row: Gold, key: EntityKey, text: str, passages: tuple[Passage, ...]) -> Entity:
    spans = [Span(at, at + len(name)) for name in (row["name"], *row["aliases"]) for at in _places(name, text)]
    # A name that the layout broke is taken to stand in the first sentence.
    return Entity(key, tuple(row["aliases"]), tuple(sorted(spans)) or passages[0].spans[:1])


def _places(name: str, text: str) -> Iterator[int]:
    at = text.find(name)
    while at >= 0:
        yield at
        at = text.find(name, at + 1)


def _measure(row: Gold, keys: dict[str, EntityKey], evidence: Evidence) -> Measure:
    planned = bool(row.get("planned") or row.get("attrs", {}).get("planned"))
    return Measure(
        subject=keys[row["subject"]],
        type=MeasureType(row["measure"]),
        value=float(row["value"]),
        unit=row["unit"],
        evidence=evidence,
        approx=row["approx"],
        planned=planned,
        period=row["period"] if isinstance(row["period"], str) else None,
        rule="annotated",
        since=_day(row.get("since")),
        until=_day(row.get("until")),
    )


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None


def _shared(one: str, other: str) -> int:
    pairs = (Counter(text[i : i + 2] for i in range(len(text) - 1)) for text in (one, other))
    first, second = pairs
    return (first & second).total()
