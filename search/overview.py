"""How much of what the library tells of: achievements, studios, pairs, honours and benefits, and how they spread.

Everything counted keeps what it is and whom it is about, so that a number leads to the things behind it. Money is never
added up: documents tell the same sum again, or sums that contain each other. Statements are counted, the largest named.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ingest import province_of
from ingest.facts import EntityType, MeasureType, RelationType
from kg import EntityRecord, RelationRecord, Statistic, Store, statistics
from search.cards import Card
from search.facets import years_of
from search.honours import LEVEL_SUFFIX, Honour, order_of
from search.terms import distinct

UNTOLD = "未注明"
"""The value of what the documents leave open."""
MONEY = "元"
READ_AT_ONCE = 500

CardsOf = Callable[[Iterable[str]], Mapping[str, Card]]
"""The cards of those ids that the index holds."""


class Topic(StrEnum):
    """What is counted."""

    ACHIEVEMENTS = "achievements"
    STUDIOS = "studios"
    PAIRS = "pairs"
    HONOURS = "honours"
    BENEFITS = "benefits"


class Dimension(StrEnum):
    """By what it is told apart."""

    REGION = "region"
    LEVEL = "level"
    YEAR = "year"
    INDUSTRY = "industry"


Values = Mapping[Dimension, tuple[str, ...]]

_ENTITIES = {EntityType.ACHIEVEMENT: Topic.ACHIEVEMENTS, EntityType.STUDIO: Topic.STUDIOS}
_RELATIONS = {RelationType.MENTORS: Topic.PAIRS, RelationType.RECEIVED: Topic.HONOURS}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is counted.

    Attributes:
        id: of the entity (an achievement, a studio), the relation (a pair, an honour received) or the figure.
        about: whom it is about; master and apprentice, receiver and award.
        values: of each dimension; regions are provinces where these can be told.
        places: the regions as they are told, smaller ones too.
        figure: of a benefit.
    """

    id: str
    about: tuple[EntityRecord, ...]
    values: Values
    places: tuple[str, ...] = ()
    figure: Statistic | None = None

    @property
    def amount(self) -> float:
        """Of a benefit in 元; 0 for anything else."""
        return self.figure.measure.value if self.figure else 0.0


@dataclass(frozen=True, slots=True)
class Selection:
    """What items must have; None does not restrict, `UNTOLD` wants those of which it is not told."""

    region: str | None = None
    level: str | None = None
    year: str | None = None
    industry: str | None = None

    def admits(self, item: Item) -> bool:
        """The item has every wanted value."""
        return all(self._has(item, dimension) for dimension in Dimension)

    def _has(self, item: Item, dimension: Dimension) -> bool:
        wanted = getattr(self, dimension)
        held = item.values[dimension]
        if dimension is Dimension.REGION:
            held = (*held, *item.places)
        return wanted is None or wanted in (held or (UNTOLD,))


EVERYTHING = Selection()


@dataclass(frozen=True, slots=True)
class Bar:
    """The items of one value.

    Attributes:
        count: how many items; of benefits, how many statements.
        subjects: how many things these are about.
        largest: the item with the largest amount; None where there are no amounts.
        disputed: how many statements another document contradicts.
    """

    value: str
    count: int
    subjects: int
    largest: Item | None = None
    disputed: int = 0


class Overview:
    """All that is counted in one state of a library."""

    def __init__(self, items: Mapping[Topic, Sequence[Item]]) -> None:
        self._items = {topic: tuple(items.get(topic, ())) for topic in Topic}

    @classmethod
    def of(cls, store: Store, cards_of: CardsOf) -> "Overview":
        """Reads it from the store and from the cards, which know regions, industries and years."""
        entities = [entity for entity in store.all_entities() if entity.type in _ENTITIES]
        relations = [relation for relation in store.all_relations() if relation.type in _RELATIONS]
        figures = [row for row in statistics(store, MeasureType.ECONOMIC_BENEFIT) if _is_benefit(row)]
        about = [e.id for e in entities] + [r.head.id for r in relations] + [f.measure.subject.id for f in figures]
        cards = _read(about, cards_of)
        items: dict[Topic, list[Item]] = defaultdict(list)
        for entity in entities:
            items[_ENTITIES[entity.type]].append(_of_entity(entity, cards.get(entity.id)))
        for relation in relations:
            items[_RELATIONS[relation.type]].append(_of_relation(relation, cards.get(relation.head.id)))
        items[Topic.BENEFITS] = [_of_figure(row, cards.get(row.measure.subject.id)) for row in figures]
        return cls(items)

    def items(self, topic: Topic, selection: Selection = EVERYTHING) -> tuple[Item, ...]:
        """What the selection admits: benefits by amount, the largest first, all else by name."""
        return tuple(sorted(filter(selection.admits, self._items[topic]), key=_order))


def tally(items: Iterable[Item], dimension: Dimension, inside: str | None = None) -> tuple[Bar, ...]:
    """How many of the items have each value of a dimension; one with several values counts under each.

    Args:
        items: of one topic.
        dimension: years ascend, levels descend, all else goes by number; what is not told comes last.
        inside: a region; the regions within it are counted instead of provinces.
    """
    grouped: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        for value in _held(item, dimension, inside) or (UNTOLD,):
            grouped[value].append(item)
    levels = order_of("honour_level")
    bars = [_bar(value, some) for value, some in grouped.items()]

    def place(bar: Bar) -> tuple[bool, int, int, str]:
        rank = levels.get(bar.value, len(levels)) if dimension is Dimension.LEVEL else 0
        number = 0 if dimension in (Dimension.YEAR, Dimension.LEVEL) else -bar.count
        return bar.value == UNTOLD, rank, number, bar.value

    return tuple(sorted(bars, key=place))


def values_of(items: Iterable[Item], dimension: Dimension) -> tuple[str, ...]:
    """The values that the items have, as `tally` orders them."""
    return tuple(bar.value for bar in tally(items, dimension))


def _bar(value: str, items: Sequence[Item]) -> Bar:
    figures = [item for item in items if item.figure]
    largest = max(figures, key=lambda item: item.amount, default=None)
    disputed = sum(item.figure.conflict for item in figures if item.figure)
    return Bar(value, len(items), len({item.about[0].id for item in items}), largest, disputed)


def _held(item: Item, dimension: Dimension, inside: str | None) -> tuple[str, ...]:
    if dimension is Dimension.REGION and inside not in (None, UNTOLD):
        return tuple(place for place in item.places if place != inside and (province_of(place) or inside) == inside)
    return item.values[dimension]


def _read(ids: Iterable[str], cards_of: CardsOf) -> dict[str, Card]:
    wanted = distinct(ids)
    some = (wanted[at : at + READ_AT_ONCE] for at in range(0, len(wanted), READ_AT_ONCE))
    return {id_: card for chunk in some for id_, card in cards_of(chunk).items()}


def _of_entity(entity: EntityRecord, card: Card | None) -> Item:
    return Item(
        entity.id, (entity,), _values(card, _levels(card), tuple(map(str, card.years)) if card else ()), _places(card)
    )


def _of_relation(relation: RelationRecord, card: Card | None) -> Item:
    ends = (relation.head, relation.tail)
    levels = _rungs(relation.tail) if relation.type is RelationType.RECEIVED else _levels(card)
    return Item(relation.id, ends, _values(card, levels, _years(relation)), _places(card))


def _of_figure(row: Statistic, card: Card | None) -> Item:
    measure = row.measure
    years = (row.as_of[:4],) if row.as_of else ()
    return Item(measure.id, (measure.subject,), _values(card, _levels(card), years), _places(card), row)


def _is_benefit(row: Statistic) -> bool:
    return row.measure.unit == MONEY and not row.measure.planned


def _years(relation: RelationRecord) -> tuple[str, ...]:
    """The year that is told of it, else that of the award's name."""
    stated = [f"{relation.attrs[name][:4]}年" for name in ("year", "since") if relation.attrs.get(name)]
    return tuple(map(str, years_of(stated or [relation.tail.name], [])))


def _values(card: Card | None, levels: tuple[str, ...], years: tuple[str, ...]) -> Values:
    return {
        Dimension.REGION: provinces_of(_places(card)),
        Dimension.LEVEL: levels,
        Dimension.YEAR: years,
        Dimension.INDUSTRY: card.industries if card else (),
    }


def _levels(card: Card | None) -> tuple[str, ...]:
    return card.facets["honour_level"] if card else ()


def _rungs(award: EntityRecord) -> tuple[str, ...]:
    level = Honour.of(award).level
    return (level + LEVEL_SUFFIX,) if level else ()


def _places(card: Card | None) -> tuple[str, ...]:
    return card.regions if card else ()


def provinces_of(regions: Sequence[str]) -> tuple[str, ...]:
    """The provinces that the regions lie in; a region of which that is not known stands for itself."""

    def wider(region: str) -> Iterator[str]:
        yield from (other for other in regions if other != region and region.startswith(other))

    return distinct(province_of(region) or next(wider(region), region) for region in regions)


def _order(item: Item) -> tuple[float, tuple[str, ...], str]:
    return -item.amount, tuple(entity.name for entity in item.about), item.id
