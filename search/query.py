"""What is looked up for a question, and the query that finds and ranks by it."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

import tantivy
from tantivy import Occur, Query

from search.synonyms import other_names
from search.terms import Cut, bigrams, characters, distinct, query_words, sounds, words

# Judged: a word in the name says what a thing is, a neighbour's name only where it belongs, a pair of characters may be
# chance.
NAME_BOOST, TEXT_BOOST, CONTEXT_BOOST, AROUND_BOOST, PAIR_BOOST = 3.0, 1.0, 0.6, 0.5, 0.3
# Single characters carry meaning, and an asker who uses other words often uses some of the same characters. Measured:
# on needs in other words 15 points of nDCG more than words alone, and none less where askers saw the passage.
CHARACTER_BOOST = 1.0
# Who holds no word of a question must hold so many of its characters to be a hit. With less, chance finds much: a
# quarter gave only half a point of nDCG more on needs.
CHARACTER_SHARE, CHARACTERS_HELD = 1 / 3, 3
# Characters that more than this share of all items hold do not count: they tell little, and looking them up costs most
# of a search. Measured: half the time at 100,000 passages; half a point of nDCG more on needs, 0.1 less to 0.1 more on
# the public sets. From 3 % on, needs lose a point.
COMMON = 0.05
# What so few items hold is looked up at once, whatever share of a small library they are.
FEW = 80
# One pair in common is chance, unless the question is no longer than a name.
PAIRS_HELD = 2
# Another name of a thing is nearly as good as the one that was asked for.
SYNONYM_SHARE = 0.5

# A pasted report makes thousands of terms; the first ones say what it is about, and each costs a look-up.
MAX_WORDS, MAX_CHARACTERS, MAX_PAIRS, MAX_SYNONYMS = 64, 64, 128, 32


def terms_query(schema: tantivy.Schema, field: str, values: Sequence[str | int]) -> Query:
    """Whatever holds any of the values in a field.

    A single one is looked up as a term: a set costs tantivy a third of a millisecond however few it holds, a term a
    hundredth.
    """
    if len(values) == 1:
        return Query.term_query(schema, field, values[0], index_option="basic")
    return Query.term_set_query(schema, field, list(values))


@dataclass(frozen=True, slots=True)
class Terms:
    """What is looked up for a question.

    Attributes:
        words: those that tell its subject.
        pairs: of characters, each with how it sounds.
        synonyms: other names of what it names, each as its words.
    """

    words: tuple[str, ...] = ()
    pairs: Mapping[str, str] = field(default_factory=dict)
    synonyms: tuple[tuple[str, ...], ...] = ()

    @property
    def characters(self) -> tuple[str, ...]:
        """The distinct characters of the words."""
        return distinct(character for word in self.words for character in characters(word))[:MAX_CHARACTERS]

    @classmethod
    def of(cls, text: str, cut: Cut) -> "Terms":
        """The terms of `text`."""
        pairs = dict(islice(zip(bigrams(text), sounds(text), strict=True), MAX_PAIRS))
        synonyms = tuple(tuple(words(name, cut)) for name in other_names(text)[:MAX_SYNONYMS])
        return cls(tuple(query_words(text, cut)[:MAX_WORDS]), pairs, synonyms)


class QueryMaker:
    """Makes queries for one state of an index."""

    def __init__(self, schema: tantivy.Schema, searcher: tantivy.Searcher) -> None:
        self._schema, self._searcher = schema, searcher

    def matching(self, terms: Terms) -> Query | None:
        """What tells a hit, and what only ranks it; built of terms, so nothing in them is read as query syntax.

        A hit holds a word in any field, another name of a thing, enough pairs, or a good part of the characters.
        """
        hits = [self._word(word) for word in terms.words]
        hits += [Query.boost_query(self._name(name), SYNONYM_SHARE) for name in terms.synonyms]
        hits += self._net(self._pairs(terms), min(len(terms.pairs), PAIRS_HELD), PAIR_BOOST)
        single = self._rare(terms.characters)
        some = min(len(single), max(CHARACTERS_HELD, math.ceil(CHARACTER_SHARE * len(single))))
        hits += self._net([self._term("characters", one) for one in single], some, 0.0)
        if not hits:
            return None
        ranking = [Query.boost_query(self._term("characters", one), CHARACTER_BOOST) for one in single]
        any_of = Query.boolean_query([(Occur.Should, query) for query in hits])
        return Query.boolean_query([(Occur.Must, any_of), *((Occur.Should, query) for query in ranking)])

    def holding(self, terms: Terms) -> Query | None:
        """What holds any of the words: for few items, where nothing is to be found but the best to be told."""
        words = [(Occur.Should, self._term("text", word)) for word in terms.words]
        return Query.boolean_query(words) if words else None

    def _word(self, word: str) -> Query:
        fields = (("name", NAME_BOOST), ("text", TEXT_BOOST), ("context", CONTEXT_BOOST), ("around", AROUND_BOOST))
        return Query.boolean_query(
            [(Occur.Should, Query.boost_query(self._term(field, word), boost)) for field, boost in fields]
        )

    def _name(self, words: Iterable[str]) -> Query:
        """All the words of a name."""
        return Query.boolean_query([(Occur.Must, self._word(word)) for word in words])

    def _pairs(self, terms: Terms) -> list[Query]:
        """The pairs of characters; of one that nobody has written, how it sounds: it may be a slip of the keyboard."""
        written = {pair: self._searcher.doc_freq("pairs", pair) > 0 for pair in terms.pairs}
        sounds = distinct(sound for pair, sound in terms.pairs.items() if not written[pair])
        return [
            *(self._term("pairs", pair) for pair in terms.pairs if written[pair]),
            *(self._term("sounds", sound) for sound in sounds),
        ]

    def _rare(self, characters: Sequence[str]) -> list[str]:
        """Those that tell things apart; of all, where none does."""
        most = max(FEW, COMMON * self._searcher.num_docs)
        return [one for one in characters if self._searcher.doc_freq("characters", one) <= most] or list(characters)

    def _net(self, terms: Sequence[Query], least: int, boost: float) -> list[Query]:
        """At least so many of the terms; nothing where there are none."""
        some = [(Occur.Should, term) for term in terms]
        return [Query.boost_query(Query.boolean_query(some, minimum_number_should_match=least), boost)] if some else []

    def _term(self, field: str, value: str) -> Query:
        return Query.term_query(self._schema, field, value, index_option="freq")
