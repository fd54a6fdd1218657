"""How well groups agree with the truth: pairwise precision and recall, and B-cubed."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agreement:
    """0 to 1; 1 where there was nothing to find."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def pairwise(truth: Mapping[Hashable, Hashable], found: Mapping[Hashable, Hashable]) -> Agreement:
    """Of all pairs of items put together the right ones, and of all that belong together those put together."""
    both = _pairs(Counter((truth[item], found[item]) for item in truth))
    put, belong = _pairs(Counter(found[item] for item in truth)), _pairs(Counter(truth.values()))
    return Agreement(both / put if put else 1.0, both / belong if belong else 1.0)


def b_cubed(truth: Mapping[Hashable, Hashable], found: Mapping[Hashable, Hashable]) -> Agreement:
    """Averaged over the items: what share of its group is right, and of its kind was found (Bagga, Baldwin 1998)."""
    both = Counter((truth[item], found[item]) for item in truth)
    put, belong = Counter(found[item] for item in truth), Counter(truth.values())
    shares: dict[str, float] = defaultdict(float)
    for (kind, group), number in both.items():
        shares["precision"] += number * number / put[group]
        shares["recall"] += number * number / belong[kind]
    return Agreement(shares["precision"] / len(truth), shares["recall"] / len(truth)) if truth else Agreement(1.0, 1.0)


def _pairs(sizes: Counter[Hashable] | Counter[tuple[Hashable, Hashable]]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())
