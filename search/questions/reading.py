"""What no fact of the graph answers: things of the type asked for in the sentences that are nearest to the question.

A logistic of a few figures (data/reading_fit.toml, fitted by `python -m benchmarks.answers --fit`) tells how likely a
thing is an answer: how near its sentence is to the question, how near it stands there to the question's words, whether
what the question names is told of there, and how many others of its type are.
"""

import math
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ingest import cut
from ingest.facts import EntityType, RelationType
from kg import EntityRecord, PassageRecord, Store
from search.questions.named import Names, Unknown
from search.questions.phrasebook import Phrasebook
from search.questions.reply import Answer, Outcome
from search.terms import bigrams, normalise

Sentences = Callable[[str], Sequence[tuple[PassageRecord, float]]]
"""Gives the library's sentences that are nearest to a question, best first, each with its score."""

_MOST = 10
_FAR, _MANY = 40, 5
_WHOLE_NAME, _HALF = 4, 0.5
_CLAUSE_ENDS = "，。；：？！、,;:?!"
Figures = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Fit:
    """The logistic, and from where on something is given as an answer.

    Attributes:
        weights: of the figures; of one that it does not name, 0.
    """

    intercept: float
    weights: Figures
    threshold: float

    def of(self, figures: Figures) -> float:
        """0 to 1."""
        total = self.intercept + sum(self.weights.get(name, 0.0) * value for name, value in figures.items())
        return 1 / (1 + math.exp(-total))


@cache
def shipped_fit() -> Fit:
    """The one in data/reading_fit.toml."""
    table = tomllib.loads(files("search").joinpath("data/reading_fit.toml").read_text("utf-8"))
    return Fit(table["intercept"], table["weights"], table["threshold"])


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing in a sentence, and what speaks for its being an answer."""

    entity: EntityRecord
    passage: PassageRecord
    figures: Figures


def read(names: Names, sentences: Sentences, store: Store, book: Phrasebook, fit: Fit | None = None) -> Outcome:
    """The likely answers, best first, each with its sentence; nothing where none is likely."""
    fit = fit or shipped_fit()
    best: dict[str, tuple[float, Candidate]] = {}
    for candidate in candidates(names, sentences, store, book):
        likely = fit.of(candidate.figures)
        if likely >= fit.threshold and likely > best.get(candidate.entity.id, (0.0, candidate))[0]:
            best[candidate.entity.id] = likely, candidate
    ranked = sorted(best.values(), key=lambda one: (-one[0], one[1].entity.id))[:_MOST]
    answers = tuple(
        Answer(
            c.entity.name,
            c.entity.id,
            c.entity.type.value,
            note=book.reading["read_note"],
            evidence=(c.passage.evidence,),
        )
        for _, c in ranked
    )
    return Outcome(answers, (book.reading["read"],)) if answers else Outcome()


def candidates(names: Names, sentences: Sentences, store: Store, book: Phrasebook) -> Iterator[Candidate]:
    """Everything of a type asked for that the sentences name and the question does not."""
    types = _types(names, book)
    found = list(sentences(names.text)) if types else []
    if not found or not all(_is_told(unknown.surface, found) for unknown in names.unknown if _is_name(unknown, book)):
        return
    known = store.entities_by_id({id_ for passage, _ in found for id_ in passage.entities})
    of_employer = book.speaks_of[RelationType.WORKS_AT].search(names.without_named()) is not None
    near = _Nearness(names, found, store)
    for place, (passage, score) in enumerate(found):
        named = [known[id_] for id_ in passage.entities if id_ in known]
        for entity in named:
            if of_employer and _is_visited(entity, passage, book):
                continue
            if entity.type in types and not near.is_named(entity):
                rivals = sum(other.type is entity.type for other in named)
                figures = near.of_passage(passage, place, score) | near.of_entity(entity, passage)
                figures |= {f"asked {types.index(entity.type)}": 1.0, f"is {entity.type}": 1.0}
                yield Candidate(entity, passage, figures | {"rivals": min(rivals, _MANY) / _MANY})


def _is_visited(entity: EntityRecord, passage: PassageRecord, book: Phrasebook) -> bool:
    """Whether the sentence only tells of a unit that somebody goes there: it is not where he works."""
    text = passage.evidence.text
    start = next((at for name in (entity.name, *entity.aliases) if (at := text.find(name)) >= 0), 0)
    return entity.type is EntityType.ORGANIZATION and book.lexicon["visited"].search(text[:start]) is not None


def _types(names: Names, book: Phrasebook) -> list[EntityType]:
    """The types asked for, the likeliest first."""
    rest = names.without_named()
    told = (type_ for asked, types in book.asked_types if asked.search(rest) for type_ in sorted(types))
    return list(dict.fromkeys(told))


def _is_name(unknown: Unknown, book: Phrasebook) -> bool:
    """Whether it must be somebody's or something's name: short and no word, or with the end of a unit's name."""
    if len(unknown.surface) > _WHOLE_NAME:
        return book.lexicon["unit_ends"].search(unknown.surface) is not None
    return cut(unknown.surface) != [unknown.surface]


def _is_told(surface: str, found: Sequence[tuple[PassageRecord, float]]) -> bool:
    """Whether one of the sentences has it; of a long name half will do."""
    told = set(bigrams(surface))
    least = 1.0 if len(surface) <= _WHOLE_NAME else _HALF
    return any(len(told & set(bigrams(passage.evidence.text))) >= least * len(told) for passage, _ in found)


class _Nearness:
    """How near sentences, and things in them, are to a question."""

    def __init__(self, names: Names, found: Sequence[tuple[PassageRecord, float]], store: Store) -> None:
        self._text = normalise(names.text)
        self._asked = set(bigrams(names.text))
        self._named = {entity.id for name in names.named for entity in name.entities}
        self._best = found[0][1] or 1.0
        documents = list(dict.fromkeys(passage.evidence.document for passage, _ in found))
        self._telling = {d for d in documents if self._named & {e.id for e in store.document_entities([d])}}
        scores: dict[str, float] = defaultdict(float)
        for passage, score in found:
            scores[passage.evidence.document] += score
        self._document = max(documents, key=scores.__getitem__)
        unknown = {pair for one in names.unknown for pair in bigrams(one.surface)}
        told = {pair for passage, _ in found for pair in bigrams(passage.evidence.text)}
        self._untold = len(unknown - told) / len(unknown) if unknown else 0.0

    def is_named(self, entity: EntityRecord) -> bool:
        """Whether the question names it."""
        names = (normalise(name) for name in (entity.name, *entity.aliases))
        return entity.id in self._named or any(len(name) > 1 and name in self._text for name in names)

    def of_passage(self, passage: PassageRecord, place: int, score: float) -> dict[str, float]:
        """How near a sentence is."""
        here = bool(self._named & set(passage.entities))
        return {
            "rank": 1 / (1 + place),
            "score": score,
            "of best": score / self._best,
            "said": self._share(passage.evidence.text),
            "names": float(bool(self._named)),
            "untold": self._untold,
            "here": float(here),
            "in document": float(not here and passage.evidence.document in self._telling),
            "best document": float(passage.evidence.document == self._document),
        }

    def of_entity(self, entity: EntityRecord, passage: PassageRecord) -> dict[str, float]:
        """How near it stands to the question's words in the sentence; nothing where it is only meant by 他."""
        text = normalise(passage.evidence.text)
        places = [(text.find(normalise(name)), len(name)) for name in (entity.name, *entity.aliases)]
        stands = [(start, start + length) for start, length in places if start >= 0]
        if not stands:
            return {}
        start, end = stands[0]
        shared = [at for at in range(len(text) - 1) if text[at : at + 2] in self._asked and not start - 1 <= at < end]
        gap = min((at - end if at >= end else start - at - 2 for at in shared), default=_FAR)
        return {
            "written": 1.0,
            "gap": min(gap, _FAR) / _FAR,
            "clause": self._share(_clause(text, start, end)),
        }

    def _share(self, text: str) -> float:
        """How much of the question's pairs of characters a text has."""
        return len(self._asked & set(bigrams(text))) / len(self._asked)


def _clause(text: str, start: int, end: int) -> str:
    begins = max(text.rfind(stop, 0, start) for stop in _CLAUSE_ENDS) + 1
    ends = min((at for stop in _CLAUSE_ENDS if (at := text.find(stop, end)) >= 0), default=len(text))
    return text[begins:ends]
