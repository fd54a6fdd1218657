"""What is known of one thing, in the order in which a reader asks: who, where, what it made, whom it taught.

The sections are those of labels.toml; a long group of facts shows its first ones and leads to a list of its own.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from api.labels import Labels
from api.pages.lines import by_rank
from ingest.facts import RelationType
from kg import Dated, EntityRecord, EvidenceRecord, MeasureRecord, RelationRecord, Statistic, timeline

SHOWN_OF_ALL = 32
FEWEST, MOST = 3, 8
"""Facts of one group on the page: all groups share what fits on it."""
SENTENCES = 3
"""Of one fact; its other sentences are counted."""
MOMENTS = 24
BEARS_YEAR = frozenset({RelationType.RECEIVED})


@dataclass(frozen=True, slots=True)
class Fact:
    """One relation, seen from the entity of the page.

    Attributes:
        other: the entity at the other end.
        note: the relation's properties, in words.
        year: when it was, where a document writes it; given for honours only.
        evidence: the first of its sentences.
        left_out: how many sentences more there are.
    """

    other: EntityRecord
    note: str
    year: int | None
    evidence: tuple[EvidenceRecord, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Group:
    """Relations of one type and direction.

    Attributes:
        name: what the address of its own list calls it.
        total: how many facts there are; `facts` may hold fewer.
    """

    name: str
    word: str
    facts: tuple[Fact, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Section:
    """Groups that answer one question of the reader."""

    name: str
    word: str
    groups: tuple[Group, ...]

    @property
    def total(self) -> int:
        """How many facts there are."""
        return sum(group.total for group in self.groups)


@dataclass(frozen=True, slots=True)
class Moment:
    """A dated fact, in words.

    Attributes:
        other: the entity at its other end; None for a figure.
        figure: the figure; None for a relation.
    """

    word: str
    other: EntityRecord | None
    figure: MeasureRecord | None
    evidence: EvidenceRecord


def sections(id: str, relations: Iterable[RelationRecord], labels: Labels) -> tuple[Section, ...]:
    """The sections that have facts, each with all of them."""
    grouped = _grouped(id, relations)
    found = []
    for name, (word, wanted) in labels.sections.items():
        groups = tuple(_group(one, grouped[one], labels) for one in wanted if one in grouped)
        if groups:
            # of a single group seen from its tail, the group's own word says more: who bears an honour, who made it
            alone = len(groups) == 1 and groups[0].name.endswith("backward")
            found.append(Section(name, groups[0].word if alone else word, groups))
    return tuple(found)


def shortened(found: Sequence[Section]) -> tuple[Section, ...]:
    """The sections with as many facts of each group as fit on a page."""
    groups = sum(len(section.groups) for section in found)
    most = max(FEWEST, min(MOST, SHOWN_OF_ALL // max(groups, 1)))
    return tuple(
        replace(section, groups=tuple(replace(group, facts=group.facts[:most]) for group in section.groups))
        for section in found
    )


def moments(
    id: str, relations: Iterable[RelationRecord], measures: Iterable[MeasureRecord], labels: Labels
) -> list[tuple[int, list[Moment]]]:
    """The last MOMENTS facts that have a year, the earliest first; what several documents say alike comes once."""
    once: dict[tuple[object, ...], tuple[int, Moment]] = {}
    for dated in timeline(relations, measures):
        moment = _moment(id, dated, labels)
        said = moment.other.id if moment.other else dated.fact.value if isinstance(dated.fact, MeasureRecord) else ""
        once.setdefault((dated.year, moment.word, said), (dated.year, moment))
    shown = list(once.values())[-MOMENTS:]
    return [(year, [moment for _, moment in some]) for year, some in groupby(shown, key=lambda one: one[0])]


def disputed(rows: Iterable[Statistic]) -> list[list[Statistic]]:
    """The figures on which documents do not agree, those of one kind and time together."""
    key: Callable[[Statistic], tuple[str, str]] = lambda row: (row.measure.type.value, row.as_of or "")  # noqa: E731
    found = sorted((row for row in rows if row.conflict), key=key)
    return [list(some) for _, some in groupby(found, key=key)]


def _grouped(id: str, relations: Iterable[RelationRecord]) -> dict[str, list[RelationRecord]]:
    """By type and direction; honours from the highest down."""
    grouped: dict[str, list[RelationRecord]] = {}
    for relation in by_rank(relations):
        end = "forward" if relation.head.id == id else "backward"
        grouped.setdefault(f"{relation.type.value}:{end}", []).append(relation)
    return grouped


def _group(name: str, relations: Sequence[RelationRecord], labels: Labels) -> Group:
    type, _, end = name.partition(":")
    forward = end == "forward"
    facts = [_fact(relation, forward, labels) for relation in relations]
    if type == RelationType.RECEIVED and not forward:  # who bears an honour: the latest first
        facts.sort(key=lambda fact: -(fact.year or 0))
    return Group(f"{type}-{end}", labels.relation(type, from_head=forward), tuple(facts), len(facts))


def _fact(relation: RelationRecord, forward: bool, labels: Labels) -> Fact:
    other = relation.tail if forward else relation.head
    year = next((d.year for d in timeline([relation], ())), None) if relation.type in BEARS_YEAR else None
    shown, all_ = relation.evidence[:SENTENCES], len(relation.evidence)
    return Fact(other, "，".join(_told(relation, forward, labels)), year, shown, all_ - len(shown))


def _told(relation: RelationRecord, forward: bool, labels: Labels) -> Iterator[str]:
    for name, value in relation.attrs.items():
        yield f"{labels.word('attrs', name)}：{value}"
    if relation.type is RelationType.RECEIVED and forward and (level := relation.tail.attrs.get("level")):
        yield labels.word("honour_levels", level)


def _moment(id: str, dated: Dated, labels: Labels) -> Moment:
    fact = dated.fact
    if isinstance(fact, MeasureRecord):
        return Moment(labels.measure(fact.type.value), None, fact, dated.evidence)
    forward = fact.head.id == id
    word = labels.relation(fact.type.value, from_head=forward)
    return Moment(word, fact.tail if forward else fact.head, None, dated.evidence)
