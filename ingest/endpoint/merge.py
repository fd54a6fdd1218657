"""Two readings of one document made one: the rules' stands as it is, the other adds what they did not read."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ingest.facts import Entity, EntityKey, EntityType, Extraction, Measure, Relation
from ingest.names.entities import plain


@dataclass(frozen=True, slots=True)
class Comparison:
    """What another reading has, held against the rules'.

    Attributes:
        entities: those that only the other has.
        relations: likewise.
        measures: likewise.
        confirmed: how many of its facts the rules have too.
        overruled: how many of its figures the rules read in the same sentence with another subject or meaning.
    """

    entities: tuple[Entity, ...]
    relations: tuple[Relation, ...]
    measures: tuple[Measure, ...]
    confirmed: int
    overruled: int


def merge(rules: Extraction, extra: Extraction) -> Extraction:
    """Rules first: an equal fact is not doubled, and no entity of theirs is changed."""
    return joined(rules, compare(rules, extra))


def joined(rules: Extraction, added: Comparison) -> Extraction:
    """The rules' reading with what a comparison found to be new."""
    return replace(
        rules,
        entities=rules.entities + added.entities,
        relations=rules.relations + added.relations,
        measures=rules.measures + added.measures,
    )


def compare(rules: Extraction, extra: Extraction) -> Comparison:
    """What of `extra` is new; names that the rules know mean the rules' entities."""
    known = _by_form(rules.entities)
    entities = {e.key: e for e in extra.entities if _key(e.key, known) == e.key}
    for entity in rules.entities:
        entities.pop(entity.key, None)
    relations = [replace(r, head=_key(r.head, known), tail=_key(r.tail, known)) for r in extra.relations]
    measures = [replace(m, subject=_key(m.subject, known)) for m in extra.measures]
    has = {(r.type, r.head, r.tail) for r in rules.relations}
    new_relations = {t: r for r in relations if (t := (r.type, r.head, r.tail)) not in has and r.head != r.tail}
    equal = [m for m in measures if any(_same_figure(m, r) and _same_meaning(m, r) for r in rules.measures)]
    new_measures = [m for m in measures if not any(_same_figure(m, r) for r in rules.measures)]
    return Comparison(
        tuple(entities.values()),
        tuple(new_relations.values()),
        tuple(_once(new_measures)),
        sum((r.type, r.head, r.tail) in has for r in relations) + len(equal),
        len(measures) - len(new_measures) - len(equal),
    )


def _by_form(entities: Iterable[Entity]) -> dict[tuple[EntityType, str], EntityKey]:
    return {(e.key.type, plain(name)): e.key for e in entities for name in (*e.aliases, e.key.name)}


def _key(key: EntityKey, known: dict[tuple[EntityType, str], EntityKey]) -> EntityKey:
    return known.get((key.type, plain(key.name)), key)


def _same_figure(one: Measure, other: Measure) -> bool:
    """Whether both stand for the same words: the same number in the same sentence."""
    equal = (one.value, one.unit) == (other.value, other.unit)
    return equal and bool(set(one.evidence.spans) & set(other.evidence.spans))


def _same_meaning(one: Measure, other: Measure) -> bool:
    return (one.subject, one.type) == (other.subject, other.type)


def _once(measures: Iterable[Measure]) -> list[Measure]:
    kept: list[Measure] = []
    for measure in measures:
        if not any(_same_figure(measure, k) and _same_meaning(measure, k) for k in kept):
            kept.append(measure)
    return kept
