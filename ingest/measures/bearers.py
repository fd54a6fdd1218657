"""Whose a figure is: of all candidates the one whose features weigh most."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ingest.cues import CueSet
from ingest.discourse.candidates import AGENTS, Candidate, CandidateFinder, Trail, meant
from ingest.discourse.clauses import breaks_between, clause_end, clause_start
from ingest.discourse.coreference import ResolvedSentence
from ingest.facts import MeasureType
from ingest.lexicon import Lexicon
from ingest.measures.quantities import Quantity
from ingest.mentions.mention import Mention

MOST_BREAKS, MOST_LATER = 4, 3


class Bearer(NamedTuple):
    """The subject of a figure, and where the figure ends."""

    mention: Mention
    end: int


class Figure(NamedTuple):
    """A figure whose subject is sought.

    Attributes:
        cues: what its clause speaks of.
        previous: the subject of the figure before it in the sentence.
    """

    quantity: Quantity
    kind: MeasureType
    cues: Sequence[str]
    previous: Bearer | None


class BearerFinder:
    """Finds the subjects of figures with a log-linear model: the weights of a candidate's features are added up."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.candidates = CandidateFinder(lexicon)
        self._clause = CueSet(lexicon.tables["bearers"]["clause"])
        self._weights: Mapping[str, float] = lexicon.tables["bearer_weights"]

    def use(self, weights: Mapping[str, float]) -> None:
        """Puts other weights in place of the shipped ones."""
        self._weights = weights

    def ready(self, sentence: ResolvedSentence, trail: Trail) -> "Bearers":
        """For a sentence, what tells its figures' subjects one after the other."""
        return Bearers(self, sentence, self.candidates.candidates(sentence, trail))

    def cues(self, text: str, quantity: Quantity) -> tuple[str, ...]:
        """What the clause around a figure speaks of."""
        return self._clause.inside(text[clause_start(text, quantity.start) : clause_end(text, quantity.end)])

    def weight(self, features: Iterable[str]) -> float:
        """The sum of the features' weights."""
        weights = self._weights
        return sum(weights[feature] for feature in features if feature in weights)


class Bearers:
    """The subjects of one sentence's figures; each is told in the light of the one before."""

    def __init__(self, finder: BearerFinder, sentence: ResolvedSentence, candidates: Sequence[Candidate]) -> None:
        self._finder = finder
        self._sentence = sentence
        self._candidates = [(c, finder.weight(c.features)) for c in candidates]
        self._previous: Bearer | None = None

    def of(self, quantity: Quantity, kind: MeasureType) -> Mention | None:
        """The figure's subject; None where the text has named nothing yet."""
        cues = self._finder.cues(self._sentence.read.text, quantity)
        figure = Figure(quantity, kind, cues, self._previous)
        fitting = [(c, weight) for c, weight in self._candidates if not is_inside(c, quantity)]
        if not fitting:
            return None
        best, _ = max(fitting, key=lambda item: item[1] + self._weight_for(item[0], figure))
        self._previous = Bearer(best.mention, quantity.end)
        return best.mention

    def _weight_for(self, candidate: Candidate, figure: Figure) -> float:
        return self._finder.weight(of_figure(candidate, figure, self._sentence))


def is_inside(candidate: Candidate, quantity: Quantity) -> bool:
    """Whether the figure is part of the candidate's own name."""
    m = candidate.mention
    return candidate.inside and m.start < quantity.end and quantity.start < m.end


def of_figure(candidate: Candidate, figure: Figure, sentence: ResolvedSentence) -> Iterator[str]:
    """The features of a candidate that depend on the figure."""
    quantity, kind, cues, previous = figure
    m, text = candidate.mention, sentence.read.text
    letter, inside = m.type.value, candidate.inside
    where = "in" if inside else "out"
    yield f"kind={kind}/{letter}"
    yield f"{where}/{kind}"
    yield f"{where}/{letter}"
    for cue in cues:
        yield f"cue={cue}/{letter}"
    if "before=makes" in candidate.features:
        yield f"object/{kind}"
    if inside:
        yield from _position(m, quantity, sentence)
    if previous is None:
        yield f"first/{where}/{letter}"
        return
    between = text[previous.end : quantity.start]
    mark = next((mark for mark in "；，、" if mark in between), "-")
    if meant(previous.mention) == meant(m):
        yield f"same/{mark}"
        yield f"same/{'share' if '其中' in between else 'whole'}"
        yield f"same/{letter}"
    elif inside and previous.end <= m.start < quantity.start:
        yield f"newer/{letter}/{mark}"


def _position(m: Mention, quantity: Quantity, sentence: ResolvedSentence) -> Iterator[str]:
    """Where a mention stands to the figure."""
    text, letter = sentence.read.text, m.type.value
    if m.start >= quantity.end:
        yield f"after={'other' if breaks_between(text, quantity.end, m.start) else 'same'}/{letter}"
        return
    between = text[m.end : quantity.start]
    yield f"breaks={min(breaks_between(text, m.end, quantity.start), MOST_BREAKS)}/{letter}"
    yield f"semicolon={'；' in between}"
    rivals = AGENTS if m.type in AGENTS else {m.type}
    later = sum(o.type in rivals and m.end <= o.start < quantity.start for o in sentence.mentions)
    yield f"later={min(later, MOST_LATER)}/{letter}"
