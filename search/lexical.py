"""The lexical index: tantivy over words that are cut beforehand, and over character pairs as the net under them."""

import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import orjson
import tantivy
from tantivy import Occur, Query

from corpus import LibraryError
from search.cards import PASSAGE, Card
from search.catalogue import Catalogue
from search.filters import Admission, Facets
from search.numbering import number_of
from search.query import QueryMaker, Terms, terms_query
from search.terms import Cut, bigrams, characters, distinct, model_numbers, sounds, words

WRITER_HEAP_BYTES = 50_000_000
_EXACT = ("key", "kind", "entities", "region", "industry", "year", "organization", "honour")
_CUT = ("name", "text", "context", "around", "characters", "pairs", "sounds")


class LexicalIndex:
    """The index on disk."""

    def __init__(self, folder: Path, cut: Cut, *, create: bool = False) -> None:
        """Opens the index in `folder`, or makes an empty one in that empty folder.

        Raises:
            LibraryError: the index is missing, damaged or of another make.
        """
        self._schema = _schema()
        self._cut = cut
        try:
            # tantivy would silently make an empty index where the old one has lost its description.
            if not create and not tantivy.Index.exists(str(folder)):
                raise FileNotFoundError(folder)
            self._index = tantivy.Index(self._schema, path=str(folder))
            self._index.register_tokenizer("cut", _whitespace())
            # Without this a thread of tantivy watches the folder and changes what is searched between two look-ups.
            self._index.config_reader("manual", 0)
            self._index.reload()
        except (ValueError, OSError) as error:
            raise LibraryError(f"词语索引 {folder} 打不开或已损坏。请重建索引。") from error

    def reader(self) -> "LexicalReader":
        """What was committed when the index was opened or last refreshed; later commits do not show in it."""
        return LexicalReader(self._schema, self._index.searcher())

    def refresh(self) -> None:
        """Lets readers that are made from now on see what has been committed until now."""
        self._index.reload()

    @contextmanager
    def writer(self) -> Iterator["LexicalWriter"]:
        """The one writer; what it has not committed is dropped at the end, and what segments it merges are merged then.

        Raises:
            LibraryError: another writer is at work.
        """
        try:
            writer = self._index.writer(heap_size=WRITER_HEAP_BYTES, num_threads=1)
        except ValueError as error:
            raise LibraryError("词语索引正被另一个程序写入。请等它结束再试。") from error
        try:
            yield LexicalWriter(writer, self._schema, self._cut)
        except BaseException:
            # Gives up merging too, so it is for failures only: else segments would pile up, and each commit would
            # begin anew to merge all of them.
            writer.rollback()
            raise
        finally:
            writer.wait_merging_threads()


class LexicalWriter:
    """Changes the index; nothing shows or stays before `commit`."""

    def __init__(self, writer: tantivy.IndexWriter, schema: tantivy.Schema, cut: Cut) -> None:
        self._writer, self._schema, self._cut = writer, schema, cut

    def replace(self, cards: Iterable[Card]) -> None:
        """Adds cards; what had their ids before is gone."""
        for card in cards:
            self.remove([card.id])
            self._writer.add_document(tantivy.Document.from_dict(self._fields(card), self._schema))

    def remove(self, ids: Iterable[str]) -> None:
        """Takes items out."""
        for item_id in ids:
            # By the text key: deleting by an unsigned number silently deletes nothing.
            self._writer.delete_documents_by_term("key", item_id)

    def clear(self) -> None:
        """Takes everything out."""
        self._writer.delete_all_documents()

    def commit(self) -> None:
        """Makes the changes last; raises LibraryError when they cannot be written."""
        try:
            self._writer.commit()
        except (ValueError, OSError) as error:
            raise LibraryError(f"词语索引写不下去（{error}）。请检查磁盘空间和权限，再试一次。") from error

    def _fields(self, card: Card) -> dict[str, object]:
        names = distinct((card.name, *card.aliases)) if card.type != PASSAGE else ()
        around = distinct((*(link.name for link in card.links), *card.around))
        # Of a passage all pairs are kept: it is the net for names that nobody recognised.
        pairs = bigrams(card.text) if card.type == PASSAGE else bigrams("，".join((*names, *around)))
        pairs += bigrams("，".join(model_numbers(card.text))) if card.type != PASSAGE else []
        return {
            "key": card.id,
            "kind": card.type,
            "number": number_of(card.type, card.id),
            "name": self._cut_text(names),
            "text": self._cut_text((card.text,)),
            "context": self._cut_text((card.context,)),
            "around": self._cut_text(around),
            "characters": " ".join(characters("，".join((*names, card.text, card.context)))),
            "pairs": " ".join(pairs),
            "sounds": " ".join(sounds("，".join(names))),
            "entities": list(card.entities),
            **{name: list(values) for name, values in card.filed.items()},
            "card": orjson.dumps(card),
        }

    def _cut_text(self, texts: Sequence[str]) -> str:
        return " ".join(word for text in texts for word in words(text, self._cut))


class LexicalReader:
    """One state of the index; safe to use from several threads."""

    def __init__(self, schema: tantivy.Schema, searcher: tantivy.Searcher) -> None:
        self._schema, self._searcher = schema, searcher
        self._catalogue = Catalogue(schema, searcher)

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def search(self, terms: Terms, kind: str, limit: int, admission: Admission) -> dict[str, float]:
        """The best items of a kind with their BM25 scores; only items that share a term with the question."""
        body = QueryMaker(self._schema, self._searcher).matching(terms)
        if body is None or not len(self):
            return {}
        return self._ids([*self._required(kind, admission), (Occur.Must, body)], limit)

    def rarity(self, terms: Terms) -> dict[str, float]:
        """How much each word tells things apart: BM25's inverse document frequency, over items of all kinds."""
        return self._rarity("text", terms.words)

    def rarity_of_characters(self, terms: Terms) -> dict[str, float]:
        """The same of each character of the words."""
        return self._rarity("characters", terms.characters)

    def _rarity(self, field: str, terms: Iterable[str]) -> dict[str, float]:
        count = len(self)
        frequency = {term: self._searcher.doc_freq(field, term) for term in terms}
        return {word: math.log1p((count - among + 0.5) / (among + 0.5)) for word, among in frequency.items()}

    def naming(self, entity_id: str, terms: Terms, limit: int) -> dict[str, float]:
        """The passages that name an entity with their BM25 scores, those that share terms first, the others with 0."""
        if not len(self):
            return {}
        body = QueryMaker(self._schema, self._searcher).holding(terms)
        parts = [self._exactly("kind", PASSAGE), self._exactly("entities", entity_id)]
        return self._ids([*parts, (Occur.Should, body)] if body else parts, limit)

    def passages_naming(self, entity_id: str) -> list[str]:
        """The ids of all passages that name an entity."""
        # room is made for as many as are asked for
        return list(self.naming(entity_id, Terms(), max(self._searcher.doc_freq("entities", entity_id), 1)))

    def numbers(self, kind: str, admission: Admission) -> list[int]:
        """The numbers of all items of a kind that the filters admit."""
        if not len(self):
            return []
        found = self._searcher.search(Query.boolean_query(self._required(kind, admission)), len(self), count=False)
        values = self._searcher.fast_field_values("number", [address for _, address in found.hits])
        return [value for value in values if isinstance(value, int)]

    def cards(self, ids: Iterable[str]) -> dict[str, Card]:
        """The cards of those items that the index holds."""
        return self._catalogue.by_id(ids) if len(self) else {}

    def cards_by_number(self, numbers: Iterable[int]) -> dict[str, Card]:
        """The same by the items' numbers."""
        return self._catalogue.by_number(numbers) if len(self) else {}

    def normalised(self, card: Card) -> str:
        """What of a card is searched by words, normalised."""
        return self._catalogue.normalised(card)

    def part_numbers(self, card: Card) -> Sequence[int]:
        """The numbers of a card's parts, as the vectors have them."""
        return self._catalogue.part_numbers(card)

    def facets(self, card: Card) -> Facets:
        """What is counted of a card."""
        return self._catalogue.facets(card)

    def _ids(self, parts: list[tuple[Occur, Query]], limit: int) -> dict[str, float]:
        found = self._searcher.search(Query.boolean_query(parts), limit, count=False)
        cards = self._catalogue.at(address for _, address in found.hits)
        return {card.id: float(score) for card, (score, _) in zip(cards, found.hits, strict=True)}

    def _required(self, kind: str, admission: Admission) -> list[tuple[Occur, Query]]:
        parts = [self._exactly("kind", kind)]
        for facet, wanted in admission.tests.items():
            values = [value for value, _ in self._searcher.terms_with_prefix(facet, "") if wanted(value)]
            parts.append((Occur.Must, self._any_of(facet, values)))
        return parts

    def _exactly(self, field: str, value: str) -> tuple[Occur, Query]:
        return Occur.Must, self._any_of(field, [value])

    def _any_of(self, field: str, values: list[str]) -> Query:
        """Decides, but does not score."""
        return Query.const_score_query(terms_query(self._schema, field, values), 0.0)


def _whitespace() -> tantivy.TextAnalyzer:
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in _EXACT:
        builder.add_text_field(name, stored=name == "key", tokenizer_name="raw", index_option="basic")
    for name in _CUT:
        builder.add_text_field(name, tokenizer_name="cut", index_option="freq")
    builder.add_integer_field("number", indexed=True, fast=True)
    builder.add_bytes_field("card", stored=True)
    return builder.build()
