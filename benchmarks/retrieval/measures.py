"""Measures of rankings, and how sure a difference between two of them is."""

from collections.abc import Mapping, Sequence

import numpy as np

AT = 10
ROUNDS = 2000
SEED = 20_251_121


def ndcg(ranking: Sequence[str], judged: Mapping[str, int]) -> float:
    """nDCG@10 with the grades as gains (Järvelin and Kekäläinen, 2002)."""
    gains = [judged.get(id_, 0) for id_ in ranking[:AT]]
    ideal = sorted(judged.values(), reverse=True)[:AT]
    return _discounted(gains) / _discounted(ideal) if any(ideal) else 0.0


def reciprocal_rank(ranking: Sequence[str], judged: Mapping[str, int]) -> float:
    """1 / the rank of the first passage of grade 2 among ten, else 0."""
    return next((1 / rank for rank, id_ in enumerate(ranking[:AT], 1) if judged.get(id_, 0) > 1), 0.0)


def recall(ranking: Sequence[str], judged: Mapping[str, int], at: int = AT) -> float:
    """The share of the passages of grade 2 (of `at`, if there are more) among the first `at`."""
    right = {id_ for id_, grade in judged.items() if grade > 1}
    return len(right & set(ranking[:at])) / min(len(right), at)


def found(ranking: Sequence[str], judged: Mapping[str, int]) -> bool:
    """A passage of grade 1 or 2 is among the first ten."""
    return any(judged.get(id_, 0) for id_ in ranking[:AT])


def difference(one: Sequence[float], other: Sequence[float]) -> tuple[float, float, float]:
    """The mean difference of two systems over the same questions, and its 95 % interval by paired bootstrap."""
    apart = np.asarray(one) - np.asarray(other)
    draw = np.random.default_rng(SEED)
    means = [apart[draw.integers(len(apart), size=len(apart))].mean() for _ in range(ROUNDS)]
    low, high = np.percentile(means, (2.5, 97.5))
    return float(apart.mean()), float(low), float(high)


def _discounted(gains: Sequence[int]) -> float:
    return float(sum(gain / np.log2(rank + 1) for rank, gain in enumerate(gains, 1)))
