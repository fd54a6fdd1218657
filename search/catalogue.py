"""The cards of one state of the lexical index, read by address, id or number."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any, TypeVar

import orjson
import tantivy

from search.cards import Card
from search.filters import Facets
from search.links import Link
from search.numbering import number_of, numbers_of_parts
from search.query import terms_query
from search.recent import Recent
from search.terms import normalise

# Cards that are kept: a question reads some 200, and one takes 3 to 20 KB of memory.
KEPT = 4096

_SEQUENCES = (
    "aliases",
    "around",
    "homes",
    "organizations",
    "regions",
    "industries",
    "years",
    "honours",
    "distinctions",
    "entities",
)

# Where a card lies in the index: the number of the segment and its number in that. The index is in this order.
_Place = tuple[int, int]
_Filed = tuple[_Place, Card]
# Known under a key that the index does not hold, and never will, being one state.
_Nothing = tuple[()]

Key = TypeVar("Key", str, int)


class Catalogue:
    """Keeps the cards that were read last; safe to use from several threads."""

    def __init__(self, schema: tantivy.Schema, searcher: tantivy.Searcher) -> None:
        self._schema, self._searcher = schema, searcher
        self._by_place: Recent[_Place, _Filed] = Recent(KEPT)
        self._by_id: Recent[str, _Filed | _Nothing] = Recent(KEPT)
        self._by_number: Recent[int, _Filed | _Nothing] = Recent(KEPT)
        self._normalised: Recent[str, str] = Recent(KEPT)
        self._parts: Recent[str, list[int]] = Recent(KEPT)
        self._facets: Recent[str, Facets] = Recent(KEPT)

    def at(self, addresses: Iterable[tantivy.DocAddress]) -> list[Card]:
        """The cards at the addresses."""
        return [card for _, card in self._filed(addresses)]

    def by_id(self, ids: Iterable[str]) -> dict[str, Card]:
        """The cards of those items that the index holds, in its order."""
        return self._cards("key", _id, ids, self._by_id)

    def by_number(self, numbers: Iterable[int]) -> dict[str, Card]:
        """The same by the items' numbers."""
        return self._cards("number", _number, numbers, self._by_number)

    def normalised(self, card: Card) -> str:
        """What of a card is searched by words, normalised."""
        text = self._normalised.get(card.id)
        if text is None:
            text = normalise(card.shown)
            self._normalised.put(card.id, text)
        return text

    def part_numbers(self, card: Card) -> Sequence[int]:
        """The numbers of a card's parts, as the vectors have them."""
        numbers = self._parts.get(card.id)
        if numbers is None:
            numbers = numbers_of_parts(card.id, len(card.parts))
            self._parts.put(card.id, numbers)
        return numbers

    def facets(self, card: Card) -> Facets:
        """What is counted of a card."""
        facets = self._facets.get(card.id)
        if facets is None:
            facets = Facets.of(card)
            self._facets.put(card.id, facets)
        return facets

    def _cards(
        self, field: str, key_of: Callable[[Card], Key], keys: Iterable[Key], kept: Recent[Key, _Filed | _Nothing]
    ) -> dict[str, Card]:
        known = kept.among(keys)
        filed = [one for one in known.values() if one]
        if unread := [key for key, one in known.items() if one is None]:
            found = self._searcher.search(terms_query(self._schema, field, unread), len(unread), count=False)
            read = {key_of(one[1]): one for one in self._filed(address for _, address in found.hits)}
            for key in unread:
                kept.put(key, read.get(key, ()))
            filed += read.values()
        return {card.id: card for _, card in sorted(filed, key=itemgetter(0))}

    def _filed(self, addresses: Iterable[tantivy.DocAddress]) -> Iterator[_Filed]:
        known = self._by_place.among((address.segment_ord, address.doc) for address in addresses)
        return (filed or self._read(place) for place, filed in known.items())

    def _read(self, place: _Place) -> _Filed:
        card = _card(self._searcher.doc(tantivy.DocAddress(*place))["card"][0])
        filed = place, card
        self._by_place.put(place, filed)
        self._by_id.put(_id(card), filed)
        self._by_number.put(_number(card), filed)
        return filed


def _id(card: Card) -> str:
    return card.id


def _number(card: Card) -> int:
    return number_of(card.type, card.id)


def _card(stored: bytes) -> Card:
    fields: dict[str, Any] = orjson.loads(stored)
    fields["links"] = tuple([Link(**link) for link in fields["links"]])
    for name in _SEQUENCES:
        fields[name] = tuple(fields[name])
    return Card(**fields)
