"""Small libraries for asking: sentences of invented documents, each with the facts that it says."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from corpus.document import Document
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

Aliases = Mapping[str, tuple[str, ...]]


@contextmanager
def opened(folder: Path, documents: Path, names: Mapping[str, str], aliases: Aliases | None = None) -> Iterator[Store]:
    """A library in a folder of its own, filled as `fill` says."""
    with Store.open(f"sqlite:///{folder}/library.db") as library:
        fill(library, documents, names, aliases or {})
        yield library


def fill(store: Store, documents: Path, names: Mapping[str, str], aliases: Aliases) -> None:
    """Add the documents of a file.

    A line "# id day of publication" begins a document; its sentences follow, each with what it says, indented:
    "head relation tail key=value", or "subject measure value unit" with "approx", "planned" and the period.

    `names` gives the names of each type, separated by spaces; `aliases` other forms of some of them.
    """
    types = {name: EntityType(type_) for type_, some in names.items() for name in some.split()}
    for text in documents.read_text("utf-8").split("# ")[1:]:
        head, *lines = text.strip().splitlines()
        id_, day = head.split()
        assert store.add(*_Sentences(types, aliases).document(id_, day, lines))


class _Sentences:
    def __init__(self, types: Mapping[str, EntityType], aliases: Aliases) -> None:
        self._types = types
        self._aliases = aliases

    def document(self, id_: str, day: str, lines: list[str]) -> tuple[Document, Extraction]:
        text = "".join(line for line in lines if not line.startswith(" "))
        relations: list[Relation] = []
        measures: list[Measure] = []
        passages: list[Passage] = []
        for line in lines:
            if not line.startswith(" "):
                start = text.index(line)
                passages.append(Passage(line, (Span(start, start + len(line)),)))
            else:
                evidence = Evidence(passages[-1].text, passages[-1].spans)
                subject, kind, *rest = line.split()
                if kind in set(RelationType):
                    attrs = dict(pair.split("=") for pair in rest[1:])
                    ends = self._key(subject), self._key(rest[0])
                    relations.append(Relation(RelationType(kind), *ends, evidence, attrs, "test", 0.9))
                else:
                    measures.append(self._measure(subject, kind, rest, evidence))
        entities = [self._entity(name, text) for name in self._types if self._names(name, text)]
        document = Document(id_, f"{id_}.txt", text, lines[0][:10], "text/plain", "云岭工人报", date.fromisoformat(day))
        return document, Extraction(id_, tuple(entities), tuple(relations), tuple(measures), tuple(passages))

    def _names(self, name: str, text: str) -> bool:
        return any(form in text for form in (name, *self._aliases.get(name, ())))

    def _key(self, name: str) -> EntityKey:
        return EntityKey(self._types[name], name)

    def _measure(self, subject: str, kind: str, rest: list[str], evidence: Evidence) -> Measure:
        value, unit, *marks = rest
        period = next((mark for mark in marks if mark not in {"approx", "planned"}), None)
        approx, planned = "approx" in marks, "planned" in marks
        return Measure(self._key(subject), MeasureType(kind), float(value), unit, evidence, approx, planned, period)

    def _entity(self, name: str, text: str) -> Entity:
        spans, at = [], text.find(name)
        while at >= 0:
            spans.append(Span(at, at + len(name)))
            at = text.find(name, at + 1)
        return Entity(self._key(name), self._aliases.get(name, ()), tuple(spans))
