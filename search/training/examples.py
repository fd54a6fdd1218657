"""Draws the batches that the model learns from: each of one source, so that telling the pairs apart is not too easy."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.training.encoded import EncodedTerm, EncodedTexts

Ids = NDArray[np.int32]
# Share of the batches of each kind: "near" pairs a sentence with its neighbours, the others are read from the sources.
KINDS = {
    "near:csl": 0.14,
    "near:law": 0.10,
    "near:cmrc": 0.10,
    "near:med": 0.05,
    "near:cook": 0.02,
    "cmrc": 0.14,
    "cmrc_t": 0.03,
    "med": 0.12,
    "law": 0.10,
    "csl_title": 0.06,
    "csl_keywords": 0.05,
    "cook": 0.03,
    "synonyms": 0.06,
    "cases": 0.25,
    "glossary": 0.25,
}
REWORDED = {
    "law",
    "csl_title",
    "csl_keywords",
    "cook",
}  # and all "near": their queries share many words
SWAPPED = 0.28
REWORDED_CASES = 0.3
HALF = 0.5
NEIGHBOURS = 2
SHORTEST, LONGEST = 4, 160  # tokens of a passage


@dataclass(frozen=True, slots=True)
class Batch:
    """Queries and the passages that belong to them, and perhaps further passages that belong to none.

    `same` tells passages apart (equal number, equal passage).
    """

    queries: list[Ids]
    passages: list[Ids]
    same: NDArray[np.int64]


class Examples:
    """The batch of each step: the same for the same seed and step, so that training can be taken up anywhere."""

    def __init__(self, texts: EncodedTexts, size: int, seed: int) -> None:
        self._texts, self._size, self._seed = texts, size, seed

    def batch(self, step: int) -> Batch:
        """About `size` pairs of one kind."""
        random = np.random.default_rng((self._seed, step))
        shares = np.array(list(KINDS.values()))
        kind = str(random.choice(list(KINDS), p=shares / shares.sum()))
        if kind == "cases":
            return _of_cases(self._texts, random)
        if kind == "glossary":
            return _of_glossary(self._texts, self._size, random)
        return _of_pairs(self._texts, kind, self._size, random)


def _of_pairs(texts: EncodedTexts, kind: str, size: int, random: np.random.Generator) -> Batch:
    if kind == "synonyms":
        chosen = random.choice(len(texts.synonym_pairs), size=size, replace=False)
        pairs = [(row[:1], row[1:]) for row in texts.synonym_pairs[chosen]]
    elif kind.startswith("near:"):
        documents = texts.documents[kind.removeprefix("near:")]
        chosen = random.choice(len(documents), size=min(size, len(documents)), replace=False)
        pairs = [_near(documents[number], random) for number in chosen]
    else:
        source = texts.pairs[kind]
        chosen = random.choice(len(source), size=min(size, len(source)), replace=False)
        pairs = [source[number] for number in chosen]
    if kind in REWORDED or kind.startswith("near:"):
        pairs = [(_reworded(query, texts.synonyms, random), passage) for query, passage in pairs]
    passages = [_window(passage, random) for _, passage in pairs]
    whole = {passage.tobytes(): number for number, (_, passage) in enumerate(pairs)}
    same = np.array([whole[passage.tobytes()] for _, passage in pairs], dtype=np.int64)
    return Batch([query[:LONGEST] for query, _ in pairs], passages, same)


def _of_cases(texts: EncodedTexts, random: np.random.Generator) -> Batch:
    """Every case once: what somebody asks, and a part of the report; behind them titles that only look alike."""
    queries, passages, wrong = [], [], []
    for case in texts.cases:
        asked = case.asked[random.integers(len(case.asked))]
        queries.append(_reworded(asked, texts.synonyms, random) if random.random() < REWORDED_CASES else asked)
        told = [case.title, *case.passages]
        kept = np.flatnonzero(random.random(len(told)) < HALF)
        passages.append(np.concatenate([told[i] for i in kept] or [told[random.integers(len(told))]]))
        wrong += case.near
    return Batch(queries, [*passages, *wrong], np.arange(len(passages) + len(wrong)))


def _of_glossary(texts: EncodedTexts, size: int, random: np.random.Generator) -> Batch:
    """One term of each group and one way to speak of it: beside its name, or beside what it is."""
    chosen = random.choice(len(texts.glossary), size=min(size, len(texts.glossary)), replace=False)
    groups = [texts.glossary[number] for number in chosen]
    pairs = [_of_term(group[random.integers(len(group))], random) for group in groups]
    return Batch([query for query, _ in pairs], [passage for _, passage in pairs], np.arange(len(pairs)))


def _of_term(term: EncodedTerm, random: np.random.Generator) -> tuple[Ids, Ids]:
    ways = [(term.gloss, term.name)]
    if term.others:
        other = term.others[random.integers(len(term.others))]
        ways += [(other, term.name), (other, term.gloss)]
    if term.troubles:
        kept = random.permutation(len(term.troubles))[: random.integers(1, len(term.troubles) + 1)]
        told = np.concatenate([term.troubles[number] for number in kept])
        ways += [(told, np.concatenate([term.name, term.gloss])), (np.concatenate([term.name, told]), term.gloss)]
    return ways[random.integers(len(ways))]


def _near(document: list[Ids], random: np.random.Generator) -> tuple[Ids, Ids]:
    """A sentence, half of the time only some of its tokens, and what stands around it."""
    place = int(random.integers(len(document)))
    around = document[max(place - NEIGHBOURS, 0) : place] + document[place + 1 : place + 1 + NEIGHBOURS]
    query = document[place]
    if random.random() < HALF and len(query) > SHORTEST:
        kept = int(random.integers(3, 8))
        query = query[np.sort(random.choice(len(query), size=min(kept, len(query)), replace=False))]
    return query, np.concatenate(around)


def _reworded(query: Ids, synonyms: dict[int, Ids], random: np.random.Generator) -> Ids:
    swapped = query.copy()
    for place in np.flatnonzero(random.random(len(query)) < SWAPPED):
        others = synonyms.get(int(query[place]))
        if others is not None:
            swapped[place] = others[random.integers(len(others))]
    return swapped


def _window(passage: Ids, random: np.random.Generator) -> Ids:
    start = int(random.integers(max(len(passage) - LONGEST, 0) + 1))
    return passage[start : start + LONGEST]
