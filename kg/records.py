"""What the store gives out: entities, relations and measures of the whole library, with the sentences that say them."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Generic, TypeVar

from ingest.facts import Article, EntityType, MeasureType, RelationType, Span, Suspicion

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document in the library.

    Attributes:
        suspicions: where its text is probably misprinted, in order.
        articles: its texts, and which of them were set aside and why.
    """

    id: str
    name: str
    title: str
    media_type: str
    source: str | None
    published: date | None
    text: str
    suspicions: tuple[Suspicion, ...] = ()
    articles: tuple[Article, ...] = ()


@dataclass(frozen=True, slots=True)
class EvidenceRecord:
    """A sentence of a document that says a fact.

    Attributes:
        document: the document's id.
        title: its title, for people.
        source: who published it.
        published: when.
        text: the sentence.
        spans: where its parts stand in the document's text.
        place: where that is in the original, for people ("第3页"); empty for plain text.
    """

    document: str
    title: str
    source: str | None
    published: date | None
    text: str
    spans: tuple[Span, ...]
    place: str = ""


@dataclass(frozen=True, slots=True)
class EntityRecord:
    """A real-world thing, as the whole library knows it."""

    id: str
    type: EntityType
    name: str
    aliases: tuple[str, ...] = ()
    attrs: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RelationRecord:
    """An edge of the graph: one (type, head, tail), with every sentence that says it."""

    id: str
    type: RelationType
    head: EntityRecord
    tail: EntityRecord
    attrs: dict[str, str]
    confidence: float
    evidence: tuple[EvidenceRecord, ...]


@dataclass(frozen=True, slots=True)
class MeasureRecord:
    """A figure, as one document states it; figures of different documents stay side by side.

    Attributes:
        since, until: the first and last day of its period, where they can be known.
    """

    id: str
    subject: EntityRecord
    type: MeasureType
    value: float
    unit: str
    approx: bool
    planned: bool
    period: str | None
    confidence: float
    evidence: EvidenceRecord
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class PassageRecord:
    """A sentence of the library, with the entities that it names, or means by 他, 该公司 and the like."""

    id: str
    evidence: EvidenceRecord
    entities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NameRecord:
    """Where a document's text names an entity."""

    span: Span
    entity: EntityRecord


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list; `cursor` fetches the next and is None at the end."""

    items: tuple[T, ...]
    cursor: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """An entity or passage whose indexed form is out of date since `sequence`."""

    sequence: int
    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class IdentityDecision:
    """Why the thing that a document names is taken for this entity.

    Attributes:
        entity: the entity's id.
        document: the id of the document.
        name: what the document calls it.
        reason: a sentence for people.
        confidence: 0 to 1; judged, not measured.
    """

    entity: str
    document: str
    name: str
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True)
class NamedHandle:
    """The smallest thing that identity is decided about: a proper name, or what one document calls a person.

    Attributes:
        id: the same in every library; decisions about who is who may name it.
        names: as documents write it.
        documents: ids of those that do; the first twenty.
        uses: how many do.
        reason: why it belongs to its entity, for people.
        confidence: 0 to 1; judged, not measured.
    """

    id: str
    names: tuple[str, ...]
    documents: tuple[str, ...]
    uses: int
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True)
class DoubtRecord:
    """Two entities that may be one, and what speaks for it and against it; `score` is 0 to 1, judged."""

    one: EntityRecord
    other: EntityRecord
    score: float
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RulingRecord:
    """What a human decided about two things, under the names that they had then."""

    id: str
    same: bool
    type: EntityType
    one: str
    other: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class EntityIdentity:
    """Why an entity is one: its handles, the doubts about it and the human decisions on it."""

    entity: EntityRecord
    handles: tuple[NamedHandle, ...]
    doubts: tuple[DoubtRecord, ...]
    rulings: tuple[RulingRecord, ...]
