"""Small articles with hand-built extractions.

`article("a", said("潘从明在金川集团公司工作。", works_at=("潘从明", "金川集团公司")))` is a document of one sentence.
"""

from dataclasses import dataclass, field
from datetime import date

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

# The articles' names are chosen so that their last character tells the type; anything else is a person.
ENDINGS = {
    "工作室": EntityType.STUDIO,
    "班": EntityType.TEAM,
    "省": EntityType.PLACE,
    "市": EntityType.PLACE,
    "奖": EntityType.AWARD,
    "奖章": EntityType.AWARD,
    "劳动模范": EntityType.AWARD,
    "劳模": EntityType.AWARD,
    "技术": EntityType.ACHIEVEMENT,
    "装置": EntityType.ACHIEVEMENT,
    "展览会": EntityType.EVENT,
    "办法》": EntityType.POLICY,
    "公司": EntityType.ORGANIZATION,
    "集团": EntityType.ORGANIZATION,
    "工会": EntityType.ORGANIZATION,
    "厂": EntityType.ORGANIZATION,
    "部": EntityType.ORGANIZATION,
}


def key(name: str) -> EntityKey:
    kinds = [kind for ending, kind in ENDINGS.items() if name.endswith(ending)]
    return EntityKey(kinds[0] if kinds else EntityType.PERSON, name)


@dataclass
class Sentence:
    text: str
    relations: list[tuple[RelationType, str, str, dict[str, str]]] = field(default_factory=list)
    measures: list[tuple[str, MeasureType, float, str, str | None]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)


def said(text: str, *, names=(), attrs=None, measures=(), **relations) -> Sentence:
    """A sentence; relations as type=(head, tail) or type=[(head, tail), …]."""
    edges = []
    for type_, pairs in relations.items():
        for head, tail in pairs if isinstance(pairs, list) else [pairs]:
            edges.append((RelationType(type_), head, tail, attrs or {}))
    return Sentence(text, edges, list(measures), list(names))


def article(
    id_: str,
    *sentences: Sentence,
    aliases: dict[str, list[str]] | None = None,
    published: date | None = None,
    attrs: dict[str, dict[str, str]] | None = None,
) -> tuple[Document, Extraction]:
    """A document of these sentences, one a line, with its extraction."""
    text = "".join(f"{sentence.text}\n" for sentence in sentences)
    names: dict[str, None] = {}
    evidence = []
    start = 0
    for sentence in sentences:
        evidence.append(Evidence(sentence.text, (Span(start, start + len(sentence.text)),)))
        start += len(sentence.text) + 1
        names |= dict.fromkeys(sentence.names)
        names |= dict.fromkeys(name for _, head, tail, _ in sentence.relations for name in (head, tail))
        names |= dict.fromkeys(measure[0] for measure in sentence.measures)
    entities = []
    for name in names:
        others = (aliases or {}).get(name, [])
        entities.append(Entity(key(name), tuple(others), _spans(text, name, *others), (attrs or {}).get(name, {})))
    pairs = list(zip(sentences, evidence, strict=True))
    relations = tuple(
        Relation(type_, key(head), key(tail), proof, extra, "test", 0.9)
        for sentence, proof in pairs
        for type_, head, tail, extra in sentence.relations
    )
    measures = tuple(
        Measure(key(subject), type_, value, unit, proof, period=period)
        for sentence, proof in pairs
        for subject, type_, value, unit, period in sentence.measures
    )
    passages = tuple(Passage(proof.text, proof.spans) for proof in evidence)
    document = Document(id_, f"{id_}.txt", text, sentences[0].text, "text/plain", "工人日报", published)
    return document, Extraction(id_, tuple(entities), relations, measures, passages)


def _spans(text: str, *names: str) -> tuple[Span, ...]:
    found = []
    for name in names:
        at = text.find(name)
        while at >= 0:
            found.append(Span(at, at + len(name)))
            at = text.find(name, at + 1)
    return tuple(sorted(found))
