"""Which documents are about a thing, and which of their sentences about a place."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from ingest.facts import EntityType, RelationType
from kg import EntityRecord, Store

_MOST = 20
"""What more documents name is the subject of none of them."""
_READ = 1000
"""Sentences that are read to tell that: a province is named by tens of thousands."""
_NEIGHBOURS = 6
"""So many sentences behind the one that names a place, or a unit that stands there, go on about it."""


def documents_about(start: EntityRecord, store: Store, share: float = 1.0) -> Iterator[str]:
    """The documents that name it; of a unit those that name no other unit oftener, or at least so large a share."""
    for document in _naming([start.id], store):
        named = Counter(id_ for passage in store.passages(document) for id_ in set(passage.entities))
        units = (e.id for e in store.document_entities([document]) if e.type is EntityType.ORGANIZATION)
        if start.type is not EntityType.ORGANIZATION or named[start.id] >= share * max(named[u] for u in units):
            yield document


def told_of_place(place: EntityRecord, store: Store, report: re.Pattern[str]) -> set[tuple[str, str]]:
    """The sentences, by document and text, that name a place or a unit there, and those behind them.

    As far as one that names only units of elsewhere: a page of short news tells of one place after another. All of a
    document that is the place's own report.

    Args:
        place: the place.
        store: the library.
        report: what stands behind the place in the title of such a report ("云岭市总工会2023年工作总结").
    """
    there = {place.id} | {r.head.id for r in store.relations(place.id, RelationType.LOCATED_IN)}
    found: set[tuple[str, str]] = set()
    for document in _naming(sorted(there), store):
        units = {e.id for e in store.document_entities([document]) if e.type is EntityType.ORGANIZATION}
        left = 0
        of_place = is_own_report(place, document, store, report)
        for passage in store.passages(document):
            named = set(passage.entities)
            left = _NEIGHBOURS if named & there else 0 if named & units else left - 1
            if left > 0 or of_place:
                found.add((document, passage.evidence.text))
    return found


def is_own_report(of: EntityRecord, document: str, store: Store, report: re.Pattern[str]) -> bool:
    """Whether a document is the report of a place or a unit on itself, by its title."""
    title = store.document(document).title
    names = (name for name in (of.name, *of.aliases) if len(name) > 1 and title.startswith(name))
    return any(report.fullmatch(title, len(name)) for name in names)


def told_where_named(place: EntityRecord, store: Store) -> set[tuple[str, str]]:
    """The sentences that name a place, and those behind them in their paragraph, whatever else these name."""
    found: set[tuple[str, str]] = set()
    for document in _naming([place.id], store):
        text = store.document(document).text
        last = len(text)
        for passage in store.passages(document):
            start = passage.evidence.spans[0].start
            last = start if place.id in passage.entities else last
            if last <= start and "\n" not in text[last:start]:
                found.add((document, passage.evidence.text))
    return found


def _naming(ids: Iterable[str], store: Store) -> dict[str, None]:
    """The documents that name any of them; none where there are too many."""
    mentions = store.mentions_of(ids, _READ)
    documents = dict.fromkeys(said.document for some in mentions.values() for said in some)
    return documents if len(documents) <= _MOST else {}
