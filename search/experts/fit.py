"""How likely an expert is one who can help: a logistic of a few figures, so that a hopeless problem gets nobody."""

import math
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files

from kg import EvidenceRecord
from search.experts.credit import FLOW, Credit
from search.results import Expert, Load
from search.terms import normalise

FEATURES = ("evidence", "cosine", "characters", "own", "context")
PATHS = 3
"""Ways from the problem that are given with an expert."""
JUDGED = 50
"""Experts with the most evidence that are looked at."""


@dataclass(frozen=True, slots=True)
class Fit:
    """The logistic, and from where on an expert is given.

    Attributes:
        weights: of the figures in `FEATURES`.
        threshold: where nobody fits as well as that, nobody is given.
        also: beside one who does, those are given who fit at least this part of the threshold.
    """

    intercept: float
    weights: tuple[float, ...]
    threshold: float
    also: float = 0.35

    @classmethod
    def load(cls) -> "Fit":
        """The one fitted by `python -m benchmarks.experts --fit`."""
        table = tomllib.loads(files("search").joinpath("data/experts_fit.toml").read_text("utf-8"))
        return cls(table["intercept"], tuple(table["weights"][name] for name in FEATURES), table["threshold"])

    def of(self, figures: Sequence[float]) -> float:
        """0 to 1."""
        total = self.intercept + sum(w * figure for w, figure in zip(self.weights, figures, strict=True))
        return 1 / (1 + math.exp(-total))


@dataclass(frozen=True)
class Candidate:
    """An expert with how well they fit the problem."""

    credit: Credit
    fit: float

    @cached_property
    def score(self) -> float:
        """What experts are ranked by: the fit, and a little for being where the asker would like them."""
        return self.fit * (1 + FLOW.near * self.credit.near)

    def expert(self, problem: str, load: Load, sentences: tuple[EvidenceRecord, ...]) -> Expert:
        """As it is given out."""
        card = self.credit.card
        return Expert(
            id=card.id,
            type=card.type,
            name=card.name,
            score=self.score,
            fit=self.fit,
            employer=next(iter(card.homes), None),
            honours=card.honours,
            regions=card.regions,
            load=load,
            evidence=sentences,
            paths=tuple(share.path(problem) for share in self.credit.ranked[:PATHS]),
        )


def fitting(credits_: Iterable[Credit], asked: Mapping[str, float], fit: Fit) -> list[Candidate]:
    """Those of the experts who fit well enough, best first, ties by id.

    Args:
        credits_: those with the most evidence first.
        asked: the problem's characters, and how much each of them tells things apart.
        fit: how well figures fit.
    """
    judged = [Candidate(credit, fit.of(figures_of(credit, asked))) for credit in [*credits_][:JUDGED]]
    best = max((one.fit for one in judged), default=0.0)
    able = [one for one in judged if best >= fit.threshold and one.fit >= fit.also * fit.threshold]
    return sorted(able, key=lambda one: (-one.score, one.credit.card.id))


def figures_of(credit: Credit, asked: Mapping[str, float]) -> tuple[float, ...]:
    """What `FEATURES` names.

    The evidence; of the source that gave most of it the cosine; and the shares of the problem's characters, by rarity,
    that are in this source, in the sentences about the expert, and in these or what else speaks for the expert.
    """
    ranked = credit.ranked
    own = normalise(f"{credit.card.name}\n{credit.card.text}")
    texts = [normalise(share.source.text) for share in ranked[:PATHS]]
    shares = (_share_of(asked, text) for text in (texts[0], own, "\n".join((own, *texts))))
    return credit.evidence, ranked[0].source.cosine, *shares


def _share_of(weights: Mapping[str, float], text: str) -> float:
    return sum(weight for term, weight in weights.items() if term in text) / (sum(weights.values()) or 1)
