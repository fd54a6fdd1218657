"""What searching takes and gives: filters, hits, experts."""

from dataclasses import dataclass, field

from corpus import InvalidRequest
from ingest.facts import EntityType
from kg import EvidenceRecord
from search.numbering import KINDS

# A longer question is a pasted report: its beginning says what it is about.
QUERY_LIMIT = 2000
MOST_HITS = 100


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
        organization: the whole name of one that the thing or its developer belongs to, or that developed it.
    """

    region: str | None = None
    industry: str | None = None
    year: int | None = None
    honour: str | None = None
    organization: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found.

    Attributes:
        id: entity or passage id.
        type: an entity type's value, or "Passage".
        score: 0 to 1, comparable within one answer only.
        why: the shares that make up `score` (`lexical`, `dense`, `graph`, and `rerank` where there is a re-ranker), the
            cosine itself, the matched `words` and, under `through`, the sentence or relation over which the graph
            lifted it.
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
    """The best hits, and how all that was found spreads over regions, industries, years, organisations and honours."""

    hits: tuple[Hit, ...] = ()
    facets: dict[str, dict[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ExpertFilters:
    """Which experts are wanted; None does not filter.

    Attributes:
        region, industry, honour: as in `Filters`, of the expert.
        max_load: ties (see `Load`) that an expert may have at most.
        near: a place's name; experts there come higher, others are not left out.
    """

    region: str | None = None
    industry: str | None = None
    honour: str | None = None
    max_load: int | None = None
    near: str | None = None


@dataclass(frozen=True, slots=True)
class PathNode:
    """A stop on the way from a problem to an expert.

    Attributes:
        id: of the entity or passage; empty for the problem itself.
        type: "Problem", "Passage" or an entity type's value.
        name: the problem, the sentence or the entity's name.
    """

    id: str
    type: str
    name: str


@dataclass(frozen=True, slots=True)
class PathStep:
    """One relation of the way, to the next stop.

    Attributes:
        relation: a relation type's value; "matches" from the problem to what answers it, "names" from a sentence to
            what it names, "beside" to a sentence that stands near in the same document.
        forward: the relation points from the former stop to this one.
    """

    relation: str
    forward: bool
    node: PathNode


@dataclass(frozen=True, slots=True)
class ExpertPath:
    """One way over the graph from the problem to an expert.

    Attributes:
        share: what it brings to the expert's score, before further evidence is discounted.
        year: of the deed, where it is told.
    """

    share: float
    problem: str
    steps: tuple[PathStep, ...]
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Load:
    """Whom the graph already ties an expert to, with what ties the studio they lead or who leads it.

    Attributes:
        enterprises: names of those helped.
        apprentices: names of those taught.
    """

    enterprises: tuple[str, ...] = ()
    apprentices: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """How many ties."""
        return len(self.enterprises) + len(self.apprentices)


@dataclass(frozen=True, slots=True)
class Expert:
    """A person, studio or team that has solved something like the problem.

    Attributes:
        type: "Person", "Studio" or "Team".
        score: sum of the evidence; comparable within one answer only.
        fit: 0 to 1, how likely they are one of those who can help; comparable between answers.
        employer: where the person works or the studio stands.
        evidence: the sentences that speak for them, best first.
        paths: how the problem leads to them, the strongest first.
    """

    id: str
    type: str
    name: str
    score: float
    fit: float = 0.0
    employer: str | None = None
    honours: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    load: Load = Load()
    evidence: tuple[EvidenceRecord, ...] = ()
    paths: tuple[ExpertPath, ...] = ()


@dataclass(frozen=True, slots=True)
class TeamMember:
    """An expert of a team, and what they add to those before them.

    Attributes:
        words: of the problem that nobody before them has dealt with.
        sources: what answers the problem and comes from them and nobody before them.
    """

    expert: Expert
    words: tuple[str, ...]
    sources: tuple[PathNode, ...]


@dataclass(frozen=True, slots=True)
class Team:
    """Experts who together cover a problem; the first covers most of it alone.

    Attributes:
        covered, missing: the words of the problem that the members have dealt with, and those that none of them has.
    """

    members: tuple[TeamMember, ...] = ()
    covered: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def kind_of(type_: EntityType | str) -> str:
    """The kind of items that is asked for; raises InvalidRequest for an unknown one."""
    if type_ not in KINDS:
        raise InvalidRequest(f"不能按类型“{type_}”查找。可用的类型：{'、'.join(KINDS)}。")
    return str(type_)


def checked(query: str, k: int) -> str:
    """What is looked for; raises InvalidRequest where nothing is, or where `k` is out of bounds."""
    text = query.strip()[:QUERY_LIMIT]
    if not text:
        raise InvalidRequest("没有写要查什么。请用自己的话说出难题、成果、人或工作室。")
    if not 1 <= k <= MOST_HITS:
        raise InvalidRequest(f"一次要 {k} 条不行，请要 1 到 {MOST_HITS} 条。")
    return text
