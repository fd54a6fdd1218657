"""A search hit as the page shows it."""

from dataclasses import dataclass

from api.labels import Labels
from api.pages.lines import line
from api.rendering import passage_url
from ingest.facts import EntityType
from kg import EvidenceRecord, Store
from search import Hit

PASSAGE = "Passage"


@dataclass(frozen=True, slots=True)
class Card:
    """One hit.

    Attributes:
        line: who, where, which honours.
        terms: words to mark in the sentences.
        why: the reasons for its place, in words.
    """

    type: str
    name: str
    address: str
    line: str
    evidence: tuple[EvidenceRecord, ...]
    terms: tuple[str, ...]
    why: tuple[str, ...]


def card_of(hit: Hit, store: Store, labels: Labels) -> Card:
    """The card of a hit; its line is read from the store."""
    terms = _words(hit.why.get("words"))
    why = _reasons(hit, terms, labels)
    if hit.type == PASSAGE:
        address = passage_url(hit.evidence[0]) if hit.evidence else ""
        return Card(hit.type, hit.name, address, "", hit.evidence, terms, why)
    about = line(hit.id, EntityType(hit.type), store.relations(hit.id), labels)
    return Card(hit.type, hit.name, f"/entities/{hit.id}", about, hit.evidence, terms, why)


def _words(value: object) -> tuple[str, ...]:
    return tuple(str(v) for v in value) if isinstance(value, list | tuple) else ()


def _reasons(hit: Hit, terms: tuple[str, ...], labels: Labels) -> tuple[str, ...]:
    """The shares of the score that count, as whole percents of it, then the words that matched."""
    shares = {name: hit.why.get(name) for name in labels.plain["why"]}
    numbers = {name: share for name, share in shares.items() if isinstance(share, int | float) and share > 0}
    total = sum(numbers.values())
    told = [f"{labels.word('why', name)} {share / total:.0%}" for name, share in numbers.items()]
    return (*told, *([f"匹配词：{'、'.join(terms)}"] if terms else []))
