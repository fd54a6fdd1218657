"""The values that extraction yields: entities, relations and measures of one document, each with its evidence.

The types are the contract of the knowledge graph; their string values are what files, the HTTP interface and the store
use.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

STANDING = frozenset({"level", "kind", "grade", "rank"})
"""The attributes of an honour that belong together: none of them goes with what is told at another place."""


class EntityType(StrEnum):
    """What a thing is."""

    PERSON = "Person"
    ORGANIZATION = "Organization"
    STUDIO = "Studio"
    TEAM = "Team"
    ACHIEVEMENT = "Achievement"
    AWARD = "Award"
    PLACE = "Place"
    EVENT = "Event"
    POLICY = "Policy"


class RelationType(StrEnum):
    """How the head of a relation stands to its tail."""

    WORKS_AT = "works_at"
    LEADS = "leads"
    MEMBER_OF = "member_of"
    HOSTED_BY = "hosted_by"
    PART_OF = "part_of"
    MENTORS = "mentors"
    DEVELOPED = "developed"
    APPLIED_AT = "applied_at"
    HELPS = "helps"
    RECEIVED = "received"
    PRESENTED_AT = "presented_at"
    ISSUED = "issued"
    LOCATED_IN = "located_in"


class MeasureType(StrEnum):
    """What a figure counts."""

    ECONOMIC_BENEFIT = "economic_benefit"
    INVESTMENT = "investment"
    PATENTS = "patents"
    ACHIEVEMENTS = "achievements"
    STUDIOS = "studios"
    TEAMS = "teams"
    PEOPLE_TRAINED = "people_trained"
    APPRENTICES = "apprentices"
    PARTICIPANTS = "participants"
    AWARDS = "awards"
    OTHER = "other"


class Span(NamedTuple):
    """Characters `start` to `end` (exclusive) of `Document.text`."""

    start: int
    end: int


class EntityKey(NamedTuple):
    """Names one entity within one document's extraction.

    `bearer` is empty but where the document gives persons of one name different employers: then it is an employer.
    """

    type: EntityType
    name: str
    bearer: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence that says a fact.

    Attributes:
        text: the sentence as read (its parts joined where the layout had cut it).
        spans: where its parts stand in `Document.text`, in reading order; one unless the layout had cut it.
    """

    text: str
    spans: tuple[Span, ...]

    def with_earlier(self, other: "Evidence") -> "Evidence":
        """Both sentences as the evidence of one fact, the earlier one first; itself where they are the same."""
        if set(other.spans) <= set(self.spans):
            return self
        first, second = sorted((self, other), key=lambda evidence: evidence.spans[0])
        return Evidence(f"{first.text}\n{second.text}", (*first.spans, *second.spans))


@dataclass(frozen=True, slots=True)
class FormerName:
    """What something was called before it was renamed, and the sentence that says so."""

    name: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Entity:
    """One real-world thing within one document.

    Attributes:
        key: its type and the fullest name that the text gives it.
        aliases: the other names that the text gives it.
        mentions: where it is named in `Document.text`; never empty.
        attrs: further properties, e.g. {"grade": "二等奖", "level": "国家"} for an award.
        formerly: those of the aliases that the text says are former names.
    """

    key: EntityKey
    aliases: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()
    attrs: dict[str, str] = field(default_factory=dict)
    formerly: tuple[FormerName, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A typed edge between two entities of the same document.

    Attributes:
        attrs: e.g. {"role": "高级技师"} or {"year": "2020"}.
        rule: the rule that found it.
        confidence: 0 to 1; what reading by hand showed of the rule's precision, roughly.
    """

    type: RelationType
    head: EntityKey
    tail: EntityKey
    evidence: Evidence
    attrs: dict[str, str] = field(default_factory=dict)
    rule: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure that hangs on a subject.

    Attributes:
        value: in `unit`; money always in 元.
        approx: written with 近, 余, 多, 超, 约, 上 … or the like.
        planned: a target, not a fact.
        period: the text's own words, e.g. "2018年以来".
        since, until: the first and last day of the period, counted from the day of publication; None if unknown.
    """

    subject: EntityKey
    type: MeasureType
    value: float
    unit: str
    evidence: Evidence
    approx: bool = False
    planned: bool = False
    period: str | None = None
    rule: str = ""
    confidence: float = 1.0
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of the document, in reading order, as search returns it.

    Attributes:
        meant: the people, units and the like that it speaks of without their names (他, 该公司, 工作室); not the works,
            what is told of them is in relations.
    """

    text: str
    spans: tuple[Span, ...]
    meant: frozenset[EntityKey] = frozenset()


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A probable misprint; the text stays as it is.

    Attributes:
        span: where it stands in `Document.text`.
        text: what is printed there.
        suggestion: what is probably meant; empty where only something is missing or too much.
        reason: why, a sentence for people.
        confidence: 0 to 1, judged.
    """

    span: Span
    text: str
    suggestion: str
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Article:
    """One of the texts that a document holds.

    Attributes:
        title: its headline.
        spans: where it stands in `Document.text`; more than one where columns of another article stand between.
        on_topic: whether it speaks of workers' innovation.
        reason: why it is taken for that; a Chinese phrase.
    """

    title: str
    spans: tuple[Span, ...]
    on_topic: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one document says, by rules alone and without any library.

    Attributes:
        passages: its sentences, in reading order.
        suspicions: where it is probably misprinted, in the order of the text.
    """

    document_id: str
    entities: tuple[Entity, ...]
    relations: tuple[Relation, ...]
    measures: tuple[Measure, ...]
    passages: tuple[Passage, ...]
    suspicions: tuple[Suspicion, ...] = ()
    articles: tuple[Article, ...] = ()

    def on_topic(self) -> "Extraction":
        """The same without what the articles that are off the topic say; the articles themselves stay listed."""
        aside = [span for article in self.articles if not article.on_topic for span in article.spans]
        if not aside:
            return self

        def kept(spans: tuple[Span, ...]) -> bool:
            return not any(start <= spans[0].start < end for start, end in aside)

        relations = tuple(r for r in self.relations if kept(r.evidence.spans))
        measures = tuple(m for m in self.measures if kept(m.evidence.spans))
        used = {key for r in relations for key in (r.head, r.tail)} | {m.subject for m in measures}
        entities = tuple(
            replace(entity, mentions=mentions or entity.mentions)
            for entity in self.entities
            if (mentions := tuple(span for span in entity.mentions if kept((span,)))) or entity.key in used
        )
        passages = tuple(p for p in self.passages if kept(p.spans))
        return Extraction(self.document_id, entities, relations, measures, passages, self.suspicions, self.articles)
