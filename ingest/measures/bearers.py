"""Whose a figure is: of all candidates the one whose features weigh most."""

from collections.abc import Iterable, Sequence

from ingest.measures.candidates import Bearer, Candidate, CandidateFinder, Trail, of_figure
from ingest.discourse.coreference import ResolvedSentence
from ingest.facts import MeasureType
from ingest.lexicon import Lexicon
from ingest.mentions.mention import Mention
from ingest.measures.quantities import Quantity


class BearerFinder:
    """Finds the subjects of figures with a log-linear model: the weights of a candidate's features are added up."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.candidates = CandidateFinder(lexicon)
        self._weights: dict[str, float] = lexicon.tables["bearer_weights"]["weights"]

    def ready(self, sentence: ResolvedSentence, trail: Trail) -> "Bearers":
        """For a sentence, what tells its figures' subjects one after the other."""
        return Bearers(self, sentence, self.candidates.candidates(sentence, trail))

    def weight(self, features: Iterable[str]) -> float:
        """The sum of the features' weights."""
        return sum(self._weights.get(feature, 0.0) for feature in features)


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
        best: tuple[float, Mention] | None = None
        for candidate, weight in self._candidates:
            m = candidate.mention
            if m.start < quantity.end and quantity.start < m.end and candidate.source == "in":
                continue
            total = weight + self._finder.weight(of_figure(candidate, quantity, kind, self._sentence, self._previous))
            total += self._finder.weight(f"cue={cue}/{m.type.value}" for cue in cues)
            if best is None or total > best[0]:
                best = total, m
        if best is None:
            return None
        self._previous = Bearer(best[1], quantity.end)
        return best[1]
