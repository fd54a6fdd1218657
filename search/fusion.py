"""One score out of three: shared words, nearness of meaning, and evidence from the graph."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each kind of evidence counts.

    Attributes:
        lexical, dense: equal parts. Measured on six Chinese retrieval sets: where askers use the document's words the
            half-and-half sum was as good as words alone, where they do not it was better by 15 points of recall at 1.
            Fusing by ranks (RRF) lost 4 to 12 points on the former.
        graph: small, so that it decides between things that match about equally, and brings in what only a sentence
            about it matched. Judged, not learned.
        floor: the cosine under which nearness means nothing. Measured with the shipped model: of 20 everyday questions
            against 430 sentences and achievements of the domain, 99.9 % of the cosines were under 0.22; the nearest
            achievement to 18 of 19 engineers' questions was at 0.27 or above. A model whose unrelated texts are nearer
            to each other needs a higher floor.
        clear: the cosine of a clear match, about the middle of those 19. The best of the candidates counts fully only
            from there on, so that the nearest of strangers is not taken for a friend.
    """

    lexical: float = 0.5
    dense: float = 0.5
    graph: float = 0.2
    floor: float = 0.25
    clear: float = 0.42


@dataclass(frozen=True, slots=True)
class Score:
    """A score and the shares that add up to it.

    Attributes:
        total: 0 to 1.
        cosine: nearness as measured; None where the item has no vector.
    """

    total: float
    lexical: float
    dense: float
    graph: float
    cosine: float | None


def fuse(
    lexical: Mapping[str, float], cosines: Mapping[str, float], graph: Mapping[str, float], weights: Weights
) -> dict[str, Score]:
    """Scores candidates by a weighted sum of min-max-normalised scores, best first, ties by id.

    The lower ends of the scales are fixed where a score says nothing (no word in common; the cosine's floor), the upper
    ends are the best candidate's (a clear match's, where even the best is less). So the last of three good hits is not
    turned into a bad one, as it would be with the candidates' own minimum. Candidates that no kind of evidence speaks
    for are left out.

    Args:
        lexical: BM25 scores, for those that share a term with the question.
        cosines: for every candidate that has a vector.
        graph: 0 to 1.
        weights: of the parts; they need not add up to 1.
    """
    best_lexical = max(lexical.values(), default=0.0)
    best_cosine = max([weights.clear, *cosines.values()])
    whole = weights.lexical + weights.dense + weights.graph
    scores = {}
    for candidate in lexical.keys() | cosines.keys() | graph.keys():
        cosine = cosines.get(candidate)
        parts = (
            weights.lexical / whole * _scaled(lexical.get(candidate, 0.0), 0.0, best_lexical),
            weights.dense / whole * _scaled(cosine or 0.0, weights.floor, best_cosine),
            weights.graph / whole * graph.get(candidate, 0.0),
        )
        if sum(parts) > 0:
            scores[candidate] = Score(sum(parts), *parts, cosine)
    return dict(sorted(scores.items(), key=lambda item: (-item[1].total, item[0])))


def _scaled(score: float, low: float, high: float) -> float:
    return (score - low) / (high - low) if score > low else 0.0
