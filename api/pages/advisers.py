"""An expert as the pages show them: how well they fit in words, the way that leads to them, what they have done."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from api.addresses import entity_path
from api.labels import Labels
from api.pages.lines import by_rank
from api.rendering import passage_url
from ingest.facts import EntityType, RelationType
from kg import EntityRecord, EvidenceRecord, MeasureRecord, PassageRecord, Store
from search import Expert, ExpertPath, PathNode

PASSAGE, ACHIEVEMENT = "Passage", EntityType.ACHIEVEMENT.value
FITS = ((0.75, "strong"), (0.4, "fair"))
"""From which fit on an expert is called what; judged by looking at who was given for what. Below the last: "weak".

So is, however well they fit, whom only neighbouring sentences speak for: in lists these tell of other things.
"""
CASE_FIGURES = 2
HOMES = frozenset({RelationType.WORKS_AT, RelationType.HOSTED_BY})


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop on the way from the problem to an expert.

    Attributes:
        word: what it is to the stop before.
        address: where it can be read; empty where it has gone.
    """

    word: str
    type: str
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Case:
    """Something like the problem that was solved before.

    Attributes:
        maker: who solved it, where that is another than the expert.
        evidence: the sentence that says so; None where no sentence names it any more.
    """

    id: str
    name: str
    year: int | None
    maker: str
    figures: tuple[MeasureRecord, ...]
    evidence: EvidenceRecord | None


@dataclass(frozen=True, slots=True)
class Adviser:
    """An expert for a problem.

    Attributes:
        fit: "strong", "fair" or "weak".
        word: the same for people.
        reason: on what that rests.
        ways: from the problem to the expert, the strongest first.
    """

    expert: Expert
    fit: str
    word: str
    reason: str
    ways: tuple[tuple[Stop, ...], ...]
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Sourced:
    """Something told of an expert, and the sentence that says it."""

    entity: EntityRecord
    evidence: EvidenceRecord | None


@dataclass(frozen=True, slots=True)
class Profile:
    """An adviser with what is told of them beside: employers or hosts, and honours from the highest down."""

    adviser: Adviser
    homes: tuple[Sourced, ...]
    honours: tuple[Sourced, ...]


def advisers(experts: Sequence[Expert], store: Store, labels: Labels) -> list[Adviser]:
    """The experts as they are shown."""
    nodes = [step.node for expert in experts for path in expert.paths for step in path.steps]
    passages = store.passages_by_id({node.id for node in nodes if node.type == PASSAGE})
    return [_adviser(expert, passages, store, labels) for expert in experts]


def profile(adviser: Adviser, store: Store) -> Profile:
    """What the store tells of an adviser."""
    relations = [r for r in by_rank(store.relations(adviser.expert.id)) if r.head.id == adviser.expert.id]
    told = [(r.type, Sourced(r.tail, next(iter(r.evidence), None))) for r in relations]
    return Profile(
        adviser,
        tuple(one for type_, one in told if type_ in HOMES),
        tuple(one for type_, one in told if type_ is RelationType.RECEIVED),
    )


def _adviser(expert: Expert, passages: Mapping[str, PassageRecord], store: Store, labels: Labels) -> Adviser:
    fit = next((name for least, name in FITS if expert.fit >= least and not _only_beside(expert)), "weak")
    cases = tuple(_cases(expert, store))
    ways = tuple(tuple(_stops(path, passages, labels)) for path in expert.paths)
    return Adviser(expert, fit, labels.word("fit", fit), _reason(expert, len(cases)), ways, cases)


def _stops(path: ExpertPath, passages: Mapping[str, PassageRecord], labels: Labels) -> Iterator[Stop]:
    for step in path.steps:
        word = labels.way(step.relation, step.node.type, forward=step.forward)
        if step.node.type == PASSAGE:
            record = passages.get(step.node.id)
            address = passage_url(record.evidence) if record else ""
        else:
            address = entity_path(step.node.id, step.node.name)
        yield Stop(word, step.node.type, step.node.name, address)


def _cases(expert: Expert, store: Store) -> Iterator[Case]:
    """The achievements that are like the problem; not those that are only told of near something like it."""
    seen = set()
    for path in expert.paths:
        direct = [step.node for step in takewhile(lambda step: step.relation != "beside", path.steps)]
        for node, maker in pairwise(direct):
            if node.type == ACHIEVEMENT and node.id not in seen:
                seen.add(node.id)
                yield _case(node, path.year, "" if maker.id == expert.id else maker.name, store)


def _case(node: PathNode, year: int | None, maker: str, store: Store) -> Case:
    made = [e for r in store.relations(node.id, RelationType.DEVELOPED) for e in r.evidence]
    figures = tuple(m for m in store.measures(subject_id=node.id) if not m.planned)[:CASE_FIGURES]
    return Case(node.id, node.name, year, maker, figures, next(iter(made or store.mentions(node.id)), None))


def _only_beside(expert: Expert) -> bool:
    """Nothing that is like the problem speaks of the expert, only sentences that stand near it."""
    return all(any(step.relation == "beside" for step in path.steps) for path in expert.paths)


def _reason(expert: Expert, cases: int) -> str:
    """On what the fit rests, in one sentence."""
    if cases:
        return f"资料里有{cases}项相近的成果。"
    if _only_beside(expert):
        return "只在相近的原句前后提到，请先看原句再定。"
    return "没有相近的成果，有原句说到类似的事。"
