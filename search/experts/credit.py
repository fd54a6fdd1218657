"""What speaks for one expert: shares of the scores of what answers the problem."""

from dataclasses import dataclass, field

from search.cards import PASSAGE, Card
from search.honours import renown
from search.results import ExpertPath, PathNode, PathStep


@dataclass(frozen=True, slots=True)
class Flow:
    """How much of a score reaches whom. Judged, not learned; the order of the figures matters more than the figures.

    Attributes:
        developer: who made the achievement that answers the problem.
        leader: who leads the studio that made it, and the studio whose leader made it.
        member: who belongs to that studio.
        pair: master or apprentice of the one who made it: has probably stood beside it.
        sentence: of a sentence that answers the problem and names the person or studio, to them.
        beside: of a sentence that answers the problem, to whom the next sentence names.
        fade: each further sentence away counts this much of the one before.
        again: every further piece of evidence for the same expert counts this much of the one before; so that two
            independent achievements beat one, and ten mediocre ones do not beat one that is to the point.
        honour: added for an honour of the highest rank, relative, for lower ones less: decides between equals only.
        near: added for an expert in the region that is preferred, relative.
        least: who has less is no expert for the problem. The best piece of evidence in the library counts 1.
    """

    developer: float = 1.0
    leader: float = 0.7
    member: float = 0.4
    pair: float = 0.2
    sentence: float = 0.5
    beside: float = 0.45
    fade: float = 0.8
    again: float = 0.5
    honour: float = 0.03
    near: float = 0.25
    least: float = 0.1


FLOW = Flow()


@dataclass(frozen=True, slots=True)
class Source:
    """What answers the problem.

    Attributes:
        strength: its score for the problem, less for its age.
        cosine: how near it is to the problem.
        text: what it says.
    """

    card: Card
    strength: float
    cosine: float
    text: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """What reaches an expert from a source, and on which way.

    Attributes:
        part: of the source's strength, 0 to 1.
        steps: from the source to the expert.
    """

    source: Source
    part: float
    steps: tuple[PathStep, ...]

    @property
    def amount(self) -> float:
        """The part of the source's strength."""
        return self.part * self.source.strength

    def path(self, problem: str) -> ExpertPath:
        """As it is given out, from the problem on."""
        matches = PathStep("matches", True, node_of(self.source.card))
        return ExpertPath(self.amount, problem, (matches, *self.steps), self.source.year)


@dataclass(slots=True)
class Credit:
    """What speaks for one expert.

    Attributes:
        near: the expert is where the asker would like them to be.
        shares: for each piece of evidence, by what makes it one, the largest share that reached the expert from it.
    """

    card: Card
    near: bool = False
    shares: dict[str, Share] = field(default_factory=dict)

    def add(self, key: str, share: Share) -> None:
        """Credits a share; of one piece of evidence only the largest counts."""
        known = self.shares.get(key)
        if known is None or share.amount > known.amount:
            self.shares[key] = share

    @property
    def ranked(self) -> list[Share]:
        """The shares, the largest first."""
        return [self.shares[key] for key in sorted(self.shares, key=lambda key: (-self.shares[key].amount, key))]

    @property
    def evidence(self) -> float:
        """The shares, each further one counting less, and a little for honours, by their rank."""
        shares = sum(share.amount * FLOW.again**rank for rank, share in enumerate(self.ranked))
        return shares * (1 + FLOW.honour * renown(self.card.distinctions))


def node_of(card: Card) -> PathNode:
    """A card as a stop on the way; a passage is called by its sentence."""
    return PathNode(card.id, card.type, card.text if card.type == PASSAGE else card.name)
