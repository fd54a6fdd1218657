"""Fills a library by its tables, where reading documents one by one would take hours: extractions whose truth is known.

Handles, their marks and counts are made as `Store.add` makes them, so that documents can be added and removed
afterwards; who is who is the truth of the generator instead of a decision. SQLite only.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event, insert, update

from benchmarks.generated.crowd import Told
from ingest.facts import EntityKey, Extraction, Span
from kg import Store, name_key
from kg.clues import RULES, Handle, handles_of
from kg.edges import relation_id
from kg.overlaps import overlaps
from kg.schema import (
    Base,
    ChangeRow,
    DocumentRow,
    EntityRow,
    EvidenceRow,
    HandleMarkRow,
    HandleNameRow,
    HandleRow,
    LibraryRow,
    MeasureRow,
    MentionRow,
    PassageMentionRow,
    PassageRow,
    RelationRow,
)

BATCH = 2000
"""Documents whose rows are written together."""
Rows = dict[type[Base], list[dict[str, Any]]]


def fill(library: Path, told: Iterable[Told]) -> None:
    """Fill a new library."""
    database = f"sqlite:///{library}/library.db"
    Store.open(database).close()
    # as the store's own, but for foreign keys: entities are written last
    compact = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))
    engine = create_engine(database, json_serializer=compact)
    event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA synchronous=OFF"))
    whole, rest = _Whole(), iter(told)
    with engine.begin() as connection:
        while some := list(islice(rest, BATCH)):
            _write(connection, whole.take(some))
        _write(connection, whole.rows())
        connection.execute(update(LibraryRow).values(generation=whole.sequence, rules=RULES))
    engine.dispose()


def entity_id(type_: str, meant: str) -> str:
    """The id of what is truly meant by a name."""
    return f"{type_.lower()}-{sha256(meant.encode()).hexdigest()[:12]}"


def _write(connection: Connection, rows: Rows) -> None:
    for model, some in rows.items():
        if some:
            connection.execute(insert(model).execution_options(render_nulls=True), some)


class _Whole:
    """What spans documents: handles, entities, relations."""

    def __init__(self) -> None:
        self.sequence = 0
        self._handles: dict[str, tuple[Handle, str]] = {}
        self._uses: Counter[str] = Counter()
        self._names: Counter[tuple[str, str, bool]] = Counter()
        self._marks: Counter[tuple[str, str]] = Counter()
        self._entities: dict[str, tuple[str, str, set[str]]] = {}
        self._relations: dict[str, tuple[str, str, str, float, dict[str, str], str]] = {}

    def take(self, told: Iterable[Told]) -> Rows:
        """The rows of documents."""
        models = DocumentRow, PassageRow, PassageMentionRow, MentionRow, EvidenceRow, MeasureRow, ChangeRow
        rows: Rows = {model: [] for model in models}
        for one in told:
            handles = handles_of(one.extraction)
            self._enter(one, handles)
            before = len(rows[PassageRow])
            rows[DocumentRow].append(self._document(one))
            for model, some in _statements(one.extraction, handles):
                rows[model] += some
            rows[EvidenceRow] += self._evidence(one.extraction, handles)
            rows[ChangeRow] += [self._change("passage", row["id"]) for row in rows[PassageRow][before:]]
        return rows

    def rows(self) -> Rows:
        """The rows of what spans documents."""
        return {
            EntityRow: [
                {"id": id_, "type": type_, "name": name, "key": name_key(name), "aliases": sorted(aliases), "attrs": {}}
                for id_, (type_, name, aliases) in self._entities.items()
            ],
            HandleRow: [
                {"id": id_, "type": handle.type, "key": handle.key, "document_id": handle.document}
                | {"entity_id": entity, "uses": self._uses[id_], "reason": "", "confidence": 1.0}
                for id_, (handle, entity) in self._handles.items()
            ],
            HandleNameRow: [
                {"handle_id": id_, "name": name, "is_full": full, "key": name_key(name), "uses": uses}
                for (id_, name, full), uses in self._names.items()
            ],
            HandleMarkRow: [{"handle_id": id_, "mark": mark, "uses": n} for (id_, mark), n in self._marks.items()],
            RelationRow: [
                {"id": id_, "type": type_, "head_id": head, "tail_id": tail}
                | {"attrs": attrs, "origins": dict.fromkeys(attrs, origin), "confidence": confidence}
                for id_, (type_, head, tail, confidence, attrs, origin) in self._relations.items()
            ],
            ChangeRow: [self._change("entity", id_) for id_ in self._entities],
        }

    def _enter(self, one: Told, handles: Mapping[EntityKey, Handle]) -> None:
        for entity in one.extraction.entities:
            handle, meant = handles[entity.key], one.truth[entity.key]
            if handle.document and not handle.is_compared:
                meant = handle.id  # a name without a proper part is nothing else's
            # a name that several enterprises have is one handle, and what it was first used for
            _, home = self._handles.setdefault(handle.id, (handle, entity_id(entity.key.type, meant)))
            _, _, aliases = self._entities.setdefault(home, (entity.key.type, entity.key.name, set()))
            aliases |= set(entity.aliases)
            self._uses[handle.id] += 1
            self._names[handle.id, entity.key.name, True] += 1
            self._names.update((handle.id, alias, False) for alias in set(entity.aliases))
            self._marks.update((handle.id, mark) for mark in handle.marks)

    def _document(self, one: Told) -> dict[str, Any]:
        document = one.document
        return {
            "id": document.id,
            "name": document.name,
            "title": document.title,
            "media_type": document.media_type,
            "source": document.source,
            "published": document.published,
            "text": document.text,
            "places": [],
            "suspicions": [],
            "articles": [],
            "added": self.sequence + 1,
            "added_at": datetime.now(UTC),
        }

    def _evidence(self, extraction: Extraction, handles: Mapping[EntityKey, Handle]) -> Iterator[dict[str, Any]]:
        for ordinal, relation in enumerate(extraction.relations):
            head, tail = handles[relation.head], handles[relation.tail]
            ends = self._handles[head.id][1], self._handles[tail.id][1]
            id_ = relation_id(relation.type, *ends)
            said = (relation.type, *ends, relation.confidence, relation.attrs, extraction.document_id)
            self._relations.setdefault(id_, said)
            yield _located(extraction.document_id, "r", ordinal, relation.evidence.text, relation.evidence.spans) | {
                "relation_id": id_,
                "type": relation.type,
                "head_handle": head.id,
                "tail_handle": tail.id,
                "rule": relation.rule,
                "confidence": relation.confidence,
                "attrs": relation.attrs,
            }

    def _change(self, kind: str, id_: str) -> dict[str, Any]:
        self.sequence += 1
        return {"kind": kind, "id": id_, "sequence": self.sequence}


def _statements(
    extraction: Extraction, handles: Mapping[EntityKey, Handle]
) -> Iterator[tuple[type[Base], list[dict[str, Any]]]]:
    """The rows of a document that nothing else touches."""
    id_ = extraction.document_id
    yield (
        PassageRow,
        [_located(id_, "", n, passage.text, passage.spans) for n, passage in enumerate(extraction.passages)],
    )
    named = overlaps(
        [passage.spans for passage in extraction.passages],
        [(span, handles[entity.key].id) for entity in extraction.entities for span in entity.mentions],
    )
    yield PassageMentionRow, [{"passage_id": f"{id_}-{n}", "handle_id": handle} for n, handle in sorted(named)]
    yield (
        MentionRow,
        [
            {
                "document_id": id_,
                "type": entity.key.type,
                "name": entity.key.name,
                "bearer": "",
                "handle_id": handles[entity.key].id,
                "aliases": list(entity.aliases),
                "marks": sorted(handles[entity.key].marks),
                "attrs": {},
                "spans": [list(span) for span in entity.mentions],
                "formerly": [],
            }
            for entity in extraction.entities
        ],
    )
    yield (
        MeasureRow,
        [
            _located(id_, "m", n, measure.evidence.text, measure.evidence.spans)
            | {"handle_id": handles[measure.subject].id, "type": measure.type, "value": measure.value}
            | {"unit": measure.unit, "approx": False, "planned": False, "period": None, "since": None, "until": None}
            | {"rule": measure.rule, "confidence": measure.confidence}
            for n, measure in enumerate(extraction.measures)
        ],
    )


def _located(document: str, kind: str, ordinal: int, text: str, spans: tuple[Span, ...]) -> dict[str, Any]:
    place = {"text": text, "spans": [list(span) for span in spans], "place": ""}
    return {"id": f"{document}-{kind}{ordinal}", "document_id": document, "ordinal": ordinal} | place
