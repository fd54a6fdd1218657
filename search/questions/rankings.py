"""Which things have the most: by the numbers that documents state, and by what the graph lists of each."""

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.facts import MeasureType
from kg import EntityRecord, MeasureRecord, Store
from search.questions.asked import Asked
from search.questions.figures import counted_noun
from search.questions.phrasebook import Phrasebook, Ranking
from search.questions.reply import Answer, Outcome
from search.questions.restricting import Restriction
from search.questions.routes import Hop

_MOST = 10
_NUMERALS = "零一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class _Standing:
    """How much a thing has: as a document states, or as many relations as the graph lists of it."""

    entity: EntityRecord
    value: float
    unit: str
    stated: MeasureRecord | None = None
    listed: tuple[str, ...] = ()


def ranked(asked: Asked, ranking: Ranking, store: Store, book: Phrasebook) -> Outcome:
    """The first of the ranking, all of them where several have as many, or as many as are asked for."""
    best: dict[str, _Standing] = {}
    restriction = Restriction(asked, store, book)
    for standing in (*_stated(asked, ranking, store, book), *_listed(ranking, store, book)):
        known = best.get(standing.entity.id)
        if (known is None or standing.value > known.value) and restriction.fits(standing.entity, ()):
            best[standing.entity.id] = standing
    order = sorted(best.values(), key=lambda one: (-one.value, one.entity.name))
    number = _number(asked, book)
    first = [one for one in order if one.value >= order[min(number, len(order)) - 1].value] if order else []
    remarks = (book.reading["ranking_remark"],) if first else ()
    return Outcome(tuple(_answer(one, store, book) for one in first[: max(number, _MOST)]), remarks)


def _number(asked: Asked, book: Phrasebook) -> int:
    """How many are asked for: 前三名."""
    found = book.lexicon["first_few"].search(asked.clause)
    if found is None:
        return 1
    told = found["number"]
    return int(told) if told.isdecimal() else _NUMERALS.index("二" if told == "两" else told)


def _stated(asked: Asked, ranking: Ranking, store: Store, book: Phrasebook) -> Iterator[_Standing]:
    noun = _noun(asked.clause, ranking)
    for measure in store.measures(type=ranking.figure.measure):
        if noun not in counted_noun(measure, ranking.figure):
            continue
        time = f"{measure.period} {measure.evidence.published}"
        of_years = not asked.years or any(year in time for year in asked.years)
        if measure.subject.type in ranking.types and not measure.planned and of_years:
            yield _Standing(measure.subject, measure.value, measure.unit, stated=measure)


def _noun(clause: str, ranking: Ranking) -> str:
    """What is counted, in the question's word: 成员 is not all of the people that take part."""
    found = [match[0] for match in ranking.figure.nouns.finditer(clause)]
    return found[-1] if found and ranking.figure.measure is not MeasureType.ECONOMIC_BENEFIT else ""


def _listed(ranking: Ranking, store: Store, book: Phrasebook) -> Iterator[_Standing]:
    if ranking.figure.counts is None:
        return
    question = book.question(ranking.figure.counts)
    hops = {route.hops[0] for route in question.routes if len(route.hops) == 1 and ranking.types & set(route.start)}
    relations: dict[str, dict[str, str]] = {}
    entities: dict[str, EntityRecord] = {}
    for relation in store.all_relations():
        for hop in hops & {Hop(relation.type, forward=True), Hop(relation.type, forward=False)}:
            one, other = (relation.head, relation.tail) if hop.forward else (relation.tail, relation.head)
            if one.type in ranking.types:
                entities[one.id] = one
                relations.setdefault(one.id, {})[other.id] = relation.id
    for id_, found in relations.items():
        yield _Standing(entities[id_], float(len(found)), question.unit, listed=tuple(found.values()))


def _answer(standing: _Standing, store: Store, book: Phrasebook) -> Answer:
    entity, said = standing.entity, [standing.stated.evidence] if standing.stated else []
    said += [one for relation in store.relations_by_id(standing.listed).values() for one in relation.evidence]
    return Answer(
        entity.name,
        entity.id,
        entity.type.value,
        standing.value,
        standing.unit,
        standing.stated.period if standing.stated else None,
        book.reading["ranking_stated" if standing.stated else "ranking_listed"],
        tuple(dict.fromkeys(said)),
    )
