"""How good an answer is: by reciprocal rank, recall and nDCG for ranked kinds, by F1 of the set for the others."""

import math
import re
from collections import Counter
from collections.abc import Sequence

from benchmarks.answers.sets import Case

RANKED = {"achievement", "expert"}
DEPTH, SHOWN = 10, 5
SHORTEST_PART, LIKE = 4, 0.8
"""A name of so many characters may be a part of another; names are alike from this Dice coefficient of bigrams on."""
_DROPPED = re.compile(r"[\s“”‘’\"'《》〈〉「」『』()（）·•,，、。:：;；-]+")
Scores = dict[str, float]


def scored(case: Case, names: Sequence[str]) -> Scores:
    if case.kind in RANKED:
        return _ranked(case.expected, names) if case.expected else {}
    if not case.expected:
        return {"F1": float(not names)}
    found = sum(any(same(name, other) for other in names) for name, _ in case.expected)
    right = sum(any(same(name, other) for name, _ in case.expected) for other in names)
    return {"F1": 2 * found * right / max(1, found * len(names) + right * len(case.expected))}


def _ranked(expected: Sequence[tuple[str, int]], names: Sequence[str]) -> Scores:
    left = list(expected)
    gains = []
    for name in names[:DEPTH]:
        hit = next((one for one in left if same(one[0], name)), None)
        gains.append(hit[1] if hit else 0)
        if hit:
            left.remove(hit)
    ideal = sorted((grade for _, grade in expected), reverse=True)[:DEPTH]
    return {
        "MRR": next((1 / rank for rank, gain in enumerate(gains, 1) if gain), 0.0),
        "recall@5": sum(gain > 0 for gain in gains[:SHOWN]) / min(SHOWN, len(expected)),
        "nDCG@10": _dcg(gains) / _dcg(ideal),
    }


def _dcg(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, 1))


def same(one: str, other: str) -> bool:
    """Two forms of one name: equal but for marks, one within the other, or of mostly the same bigrams."""
    short, long = sorted((_DROPPED.sub("", one).lower(), _DROPPED.sub("", other).lower()), key=len)
    if not short or short == long or (len(short) >= SHORTEST_PART and short in long):
        return bool(short)
    first, second = (Counter(name[i : i + 2] for i in range(len(name) - 1)) for name in (short, long))
    shared = 2 * (first & second).total()
    return len(short) >= SHORTEST_PART and shared >= LIKE * (first.total() + second.total())
