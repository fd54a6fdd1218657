"""A conditional log-linear model over the answers of a decision.

The probability of each answer is proportional to the exponential of its features' summed weights (the softmax ranking
of Collins and Koo, "Discriminative Reranking for Natural Language Parsing", Computational Linguistics 2005). All right
answers of a decision share its probability, and an L2 penalty keeps the weights small.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

FEWEST = 2
"""A feature must occur in so many decisions."""
SMALLEST = 0.02
"""Smaller weights are left out."""
Weights = dict[str, float]


class Choice(NamedTuple):
    """One decision: the features of each answer, and which answers are right."""

    features: list[frozenset[str]]
    right: list[bool]


def fit(data: Sequence[Choice], l2: float, *, scale: float = 1.0) -> Weights:
    """The weights of the features; with a `scale` above 1 fewer of them, and smaller."""
    counts = Counter(f for choice in data for f in frozenset().union(*choice.features))
    names = sorted(f for f, n in counts.items() if n >= FEWEST * scale)
    place = {name: i for i, name in enumerate(names)}
    rows = [sorted(place[f] for f in features if f in place) for choice in data for features in choice.features]
    ends = np.cumsum([0, *map(len, rows)])
    x = csr_matrix((np.ones(ends[-1]), [i for row in rows for i in row], ends), (len(rows), len(names)))
    sizes = [len(choice.features) for choice in data]
    penalty = l2 * scale
    starts, of_choice = np.cumsum([0, *sizes[:-1]]), np.repeat(np.arange(len(data)), sizes)
    right = np.array([r for choice in data for r in choice.right], float)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        scores = x @ w
        grown = np.exp(scores - np.maximum.reduceat(scores, starts)[of_choice])
        all_of, right_of = np.add.reduceat(grown, starts), np.add.reduceat(grown * right, starts) + 1e-300
        gradient = x.T @ (grown / all_of[of_choice] - grown * right / right_of[of_choice]) + penalty * w
        return float(np.log(all_of / right_of).sum() + penalty / 2 * (w @ w)), gradient

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 400})
    return {name: w for name, w in zip(names, found.x.tolist(), strict=True) if abs(w) >= SMALLEST * scale}


def accuracy(weights: Mapping[str, float], data: Sequence[Choice]) -> float:
    """The share of decisions whose heaviest answer is right."""
    hits = 0
    for choice in data:
        scores = [sum(weights.get(f, 0.0) for f in features) for features in choice.features]
        hits += choice.right[int(np.argmax(scores))]
    return hits / max(1, len(data))
