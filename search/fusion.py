"""One score out of three: shared words, nearness of meaning, and evidence from the graph."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each kind of evidence counts.

    Words and meaning share what the graph leaves. Where the best hits by words hold nearly all that was asked, weighted
    by rarity, their order is hard to better; where they hold little, the asker speaks another language than the text,
    and nearness of meaning tells more. Measured on 340 needs in other words and five public sets
    (`benchmarks/retrieval`): one share for all questions is good for one sort of them only.

    Attributes:
        dense_told, dense_untold: the share of meaning where the hits by words hold all of the question, and nothing.
        told, untold: the coverages from which on, and down to which, these two hold; a straight line between them.
        graph: small, so that it decides between things that match about equally, and brings in what only a sentence
            about it matched. Judged, not learned.
        floor: the cosine under which nearness alone makes no hit. Measured with the shipped model on the needs: of 30
            everyday questions against 1,664 sentences of the domain, 99.2 % of the cosines were under 0.20, and 78 % of
            the needs had a right sentence above it. A model whose unrelated texts are nearer to each other needs a
            higher floor.
        clear: the cosine of a clear match: as near as the upper quarter of the pairs in data/calibration.toml. The best
            of the candidates counts fully only from there on, so that the nearest of strangers is not taken for a
            friend.
    """

    dense_told: float = 0.1
    dense_untold: float = 0.8
    told: float = 0.8
    untold: float = 0.2
    graph: float = 0.2
    floor: float = 0.2
    clear: float = 0.5

    def dense(self, coverage: float) -> float:
        """The share of meaning, 0 to 1, beside words, for a question of which the best hits by words hold so much."""
        told = min(1.0, max(0.0, (coverage - self.untold) / (self.told - self.untold)))
        return self.dense_untold + (self.dense_told - self.dense_untold) * told


class Score(NamedTuple):
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
    lexical: Mapping[str, float],
    cosines: Mapping[str, float],
    graph: Mapping[str, float],
    coverage: float,
    weights: Weights,
) -> dict[str, Score]:
    """Scores candidates by a weighted sum of their scores, each kind scaled to 0 to 1, best first, ties by id.

    Zero stays zero, and the upper ends of the scales are the best candidate's (a clear match's, where even the best
    cosine is less). So the last of three good hits is not turned into a bad one, as it would be with the candidates'
    own minimum. Candidates that no kind of evidence speaks for are left out.

    Args:
        lexical: BM25 scores, for those that share a term with the question.
        cosines: for every candidate that has a vector.
        graph: 0 to 1.
        coverage: how much of the question the best hits by words hold, 0 to 1.
        weights: of the parts.
    """
    best_lexical = max(lexical.values(), default=0.0)
    best_cosine = max([weights.clear, *cosines.values()])
    dense, whole = weights.dense(coverage), 1 + weights.graph
    scores = {}
    by_words, by_meaning, by_graph = (1 - dense) / whole, dense / whole, weights.graph / whole
    for candidate in lexical.keys() | cosines.keys() | graph.keys():
        cosine = cosines.get(candidate)
        if candidate not in lexical and candidate not in graph and (cosine or 0.0) <= weights.floor:
            continue
        words = by_words * (lexical[candidate] / best_lexical) if lexical.get(candidate, 0.0) > 0 else 0.0
        meaning = by_meaning * (cosine / best_cosine) if cosine is not None and cosine > 0 else 0.0
        evidence = by_graph * graph.get(candidate, 0.0)
        if (total := words + meaning + evidence) > 0:
            scores[candidate] = Score(total, words, meaning, evidence, cosine)
    return dict(sorted(scores.items(), key=lambda item: (-item[1].total, item[0])))
