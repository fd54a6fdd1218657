"""A search hit as the page shows it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate

from api.addresses import entity_path
from api.labels import Labels
from api.pages.lines import line
from api.rendering import passage_url
from ingest.facts import EntityType
from kg import EvidenceRecord, Store
from search import Hit

PASSAGE = "Passage"


@dataclass(frozen=True, slots=True)
class Share:
    """What one kind of evidence brings to a hit's score.

    Attributes:
        name: of the kind, as in `why` of a hit.
        percent: of the score, whole; all shares of a hit make 100.
        start: the percents before it.
    """

    name: str
    word: str
    percent: int
    start: int


@dataclass(frozen=True, slots=True)
class Card:
    """One hit.

    Attributes:
        address: of its own page; empty where it has none.
        line: who, where, which honours.
        terms: words to mark in the sentences.
        shares: why it stands here, the kinds of evidence that count.
        similar: the address of what is like it; empty where that is not offered.
    """

    type: str
    name: str
    address: str
    line: str
    evidence: tuple[EvidenceRecord, ...]
    terms: tuple[str, ...]
    shares: tuple[Share, ...]
    similar: str


def card_of(hit: Hit, store: Store, labels: Labels) -> Card:
    """The card of a hit; its line is read from the store."""
    terms = _words(hit.why.get("words"))
    shares = tuple(_shares(hit.why, labels))
    if hit.type == PASSAGE:
        address = passage_url(hit.evidence[0]) if hit.evidence else ""
        return Card(hit.type, hit.name, address, "", hit.evidence, terms, shares, "")
    about = line(hit.id, EntityType(hit.type), store.relations(hit.id), labels)
    address = entity_path(hit.id, hit.name)
    similar = f"/entities/{hit.id}/similar" if hit.type == EntityType.ACHIEVEMENT.value else ""
    return Card(hit.type, hit.name, address, about, hit.evidence, terms, shares, similar)


def _words(value: object) -> tuple[str, ...]:
    return tuple(str(v) for v in value) if isinstance(value, list | tuple) else ()


def _shares(why: Mapping[str, object], labels: Labels) -> Iterator[Share]:
    """The shares of the score that count; the borders between them are rounded, so that their sum stays 100."""
    given = {name: why.get(name) for name in labels.plain["why"]}
    numbers = {name: share for name, share in given.items() if isinstance(share, int | float) and share > 0}
    total = sum(numbers.values())
    start = 0
    for name, end in zip(numbers, accumulate(numbers.values()), strict=True):
        border = round(100 * end / total)
        yield Share(name, labels.word("why", name), border - start, start)
        start = border
