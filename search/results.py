"""What searching takes and gives: filters, hits, experts."""

from dataclasses import dataclass, field

from kg import EvidenceRecord


@dataclass(frozen=True, slots=True)
class Filters:
    """What a hit must also satisfy; None does not filter.

    Attributes:
        region: a place's name, with or without its ending ("甘肃", "甘肃省"); the thing itself, its developer, host or
            employer must stand there.
        industry: an industry's name or a word of it ("电力", "煤矿"), as in `data/industries.toml`.
        year: a year in which it was reported, or which its sentences name.
        honour: part of the name of an award it received ("五一劳动奖章"), its kind ("技术能手"), its level ("省级",
            "省级以上"), or level and one of the others ("国家级劳动模范").
    """

    region: str | None = None
    industry: str | None = None
    year: int | None = None
    honour: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found.

    Attributes:
        id: entity or passage id.
        type: an entity type's value, or "Passage".
        score: 0 to 1, comparable within one answer only.
        why: the shares that make up `score` (`lexical`, `dense`, `graph`), the cosine itself, the matched `words` and,
            under `through`, the sentence or relation over which the graph lifted it.
        evidence: the sentences that name it and answer the query best, best first.
    """

    id: str
    type: str
    name: str
    score: float
    why: dict[str, object] = field(default_factory=dict)
    evidence: tuple[EvidenceRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The best hits, and how all that was found spreads over regions, industries, years and honours."""

    hits: tuple[Hit, ...] = ()
    facets: dict[str, dict[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Expert:
    """A person, studio or team that has solved something like the problem.

    Attributes:
        type: "Person", "Studio" or "Team".
        score: sum of the evidence; comparable within one answer only.
        employer: where the person works or the studio stands.
        evidence: the sentences that speak for them, best first.
        why: under `through`, what each share of the score came from.
    """

    id: str
    type: str
    name: str
    score: float
    employer: str | None = None
    honours: tuple[str, ...] = ()
    evidence: tuple[EvidenceRecord, ...] = ()
    why: dict[str, object] = field(default_factory=dict)
