"""Whose a figure is: of all candidates the one whose features weigh most."""

from collections.abc import Iterable, Mapping, Sequence

from ingest.discourse.coreference import ResolvedSentence
from ingest.facts import MeasureType
from ingest.lexicon import Lexicon
from ingest.measures.candidates import Bearer, Candidate, CandidateFinder, Figure, Trail, is_inside, of_figure
from ingest.measures.quantities import Quantity
from ingest.mentions.mention import Mention


class BearerFinder:
    """Finds the subjects of figures with a log-linear model: the weights of a candidate's features are added up."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.candidates = CandidateFinder(lexicon)
        self._weights: Mapping[str, float] = lexicon.tables["bearer_weights"]

    def use(self, weights: Mapping[str, float]) -> None:
        """Puts other weights in place of the shipped ones."""
        self._weights = weights

    def ready(self, sentence: ResolvedSentence, trail: Trail) -> "Bearers":
        """For a sentence, what tells its figures' subjects one after the other."""
        return Bearers(self, sentence, self.candidates.candidates(sentence, trail))

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
        cues = self._finder.candidates.cues(self._sentence.read.text, quantity)
        figure = Figure(quantity, kind, cues, self._previous)
        fitting = [(c, weight) for c, weight in self._candidates if not is_inside(c, quantity)]
        if not fitting:
            return None
        best, _ = max(fitting, key=lambda item: item[1] + self._weight_for(item[0], figure))
        self._previous = Bearer(best.mention, quantity.end)
        return best.mention

    def _weight_for(self, candidate: Candidate, figure: Figure) -> float:
        return self._finder.weight(of_figure(candidate, figure, self._sentence))
