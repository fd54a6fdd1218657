"""A small team for a problem: experts who together deal with more of it than any of them alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from search.experts.credit import FLOW, node_of
from search.experts.fit import Candidate
from search.query import Terms
from search.results import PathNode
from search.terms import normalise


@dataclass(frozen=True, slots=True)
class Balance:
    """What counts when a team is put together. Judged; what all aspects together weigh is 1.

    Attributes:
        words: the part that the problem's words weigh together, the rest is for what answers the problem.
        fit: added for how well somebody fits, at most: between two who add the same the better one comes.
        region: added for somebody from where another member is, at most: fewer journeys, but no worse team.
        least: who adds less is not worth a place.
        sources: so many of the best achievements and sentences are to be covered.
    """

    words: float = 0.6
    fit: float = 0.1
    region: float = 0.05
    least: float = 0.08
    sources: int = 8
    considered: int = 30


BALANCE = Balance()

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Aspects:
    """Words and sources, each with what it weighs."""

    words: dict[str, float]
    sources: dict[PathNode, float]

    @classmethod
    def of(cls, candidates: Sequence[Candidate], terms: Terms) -> "Aspects":
        """What the problem asks for and at least one of the experts has to do with.

        A word weighs by its length; what answers the problem by how much of it reaches an expert at most.
        """
        asked = _whole([word for word in terms.words if len(word) > 1]) or list(terms.words)
        reached: dict[PathNode, float] = {}
        for candidate in candidates:
            for share in candidate.credit.ranked:
                node = node_of(share.source.card)
                reached[node] = max(reached.get(node, 0.0), share.amount)
        best = sorted(reached, key=lambda node: (-reached[node], node.id))[: BALANCE.sources]
        return cls(
            _weighed({word: float(len(word)) for word in asked}, BALANCE.words),
            _weighed({node: reached[node] for node in best}, 1 - BALANCE.words),
        )

    def covered_by(self, candidate: Candidate) -> "Aspects":
        """Those that an expert has dealt with."""
        credit = candidate.credit
        own = (credit.card.name, credit.card.text, *(share.source.text for share in credit.ranked[: BALANCE.sources]))
        text = normalise("\n".join(own))
        reached = {node_of(share.source.card) for share in credit.ranked if share.amount >= FLOW.least}
        return Aspects(
            {word: weight for word, weight in self.words.items() if word in text},
            {node: weight for node, weight in self.sources.items() if node in reached},
        )

    def without(self, others: "Aspects") -> "Aspects":
        """Those that the others do not hold."""
        return Aspects(
            {word: weight for word, weight in self.words.items() if word not in others.words},
            {node: weight for node, weight in self.sources.items() if node not in others.sources},
        )

    @property
    def weight(self) -> float:
        """What they weigh together."""
        return sum(self.words.values()) + sum(self.sources.values())


@dataclass(frozen=True, slots=True)
class Chosen:
    """An expert of the team, and what they add to those before them."""

    candidate: Candidate
    adds: Aspects


def choose_team(candidates: Sequence[Candidate], terms: Terms, size: int) -> tuple[list[Chosen], Aspects]:
    """A team by greedy set cover, and what of the problem it leaves open.

    Choosing greedily covers at least 63 per cent of what the best team of that size would (Nemhauser, Wolsey and
    Fisher, 1978; for the aspects alone, without the small preferences). It ends early where nobody adds enough, so a
    team may be smaller than asked for.

    Args:
        candidates: who fits, best first.
        terms: of the problem.
        size: members at most.
    """
    left = list(candidates)
    open_ = Aspects.of(left, terms)
    team: list[Chosen] = []
    while left and len(team) < size:
        offers = [Chosen(one, open_.covered_by(one)) for one in left]
        best = max(offers, key=lambda offer: _worth(offer, team))
        if team and best.adds.weight < BALANCE.least:
            break
        team.append(best)
        open_ = open_.without(best.adds)
        left.remove(best.candidate)
    return team, open_


def _worth(offer: Chosen, team: Iterable[Chosen]) -> float:
    regions = {region for member in team for region in member.candidate.credit.card.regions}
    together = bool(regions & set(offer.candidate.credit.card.regions))
    return offer.adds.weight + BALANCE.fit * offer.candidate.score + BALANCE.region * together


def _whole(words: Sequence[str]) -> list[str]:
    """Without the words that are only parts of others (the cutter gives 机器 and 机器人)."""
    return [word for word in words if not any(word != other and word in other for other in words)]


def _weighed(weights: dict[T, float], total: float) -> dict[T, float]:
    """The same in proportion, adding up to `total`."""
    whole = sum(weights.values()) or 1.0
    return {key: total * weight / whole for key, weight in weights.items()}
