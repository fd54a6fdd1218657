"""Draws the batches that the model learns from: each of one source, so that telling the pairs apart is not too easy."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.training.encoded import EncodedTexts

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
}
REWORDED = {
    "law",
    "csl_title",
    "csl_keywords",
    "cook",
}  # and all "near": their queries share many words
SWAPPED = 0.28
NEIGHBOURS = 2
SHORTEST, LONGEST = 4, 160  # tokens of a passage


@dataclass(frozen=True, slots=True)
class Batch:
    """Queries and the passages that belong to them; `same` [n] tells passages apart (equal number, equal passage)."""

    queries: list[Ids]
    passages: list[Ids]
    same: NDArray[np.int64]


def batches(texts: EncodedTexts, size: int, count: int, random: np.random.Generator) -> Iterator[Batch]:
    """`count` batches of about `size` pairs."""
    names = list(KINDS)
    shares = np.array(list(KINDS.values()))
    for kind in random.choice(names, size=count, p=shares / shares.sum()):
        yield _batch(texts, str(kind), size, random)


def _batch(texts: EncodedTexts, kind: str, size: int, random: np.random.Generator) -> Batch:
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


def _near(document: list[Ids], random: np.random.Generator) -> tuple[Ids, Ids]:
    """A sentence, half of the time only some of its tokens, and what stands around it."""
    place = int(random.integers(len(document)))
    around = document[max(place - NEIGHBOURS, 0) : place] + document[place + 1 : place + 1 + NEIGHBOURS]
    query = document[place]
    if random.random() < 0.5 and len(query) > SHORTEST:  # noqa: PLR2004 (half of them)
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
