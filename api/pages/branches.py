"""A lineage cut to what a page or a picture can show."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from kg import EntityRecord, EvidenceRecord, LineageNode


@dataclass(frozen=True, slots=True)
class Branch:
    """A person of a lineage, on the masters' or on the apprentices' side.

    Attributes:
        evidence: the sentences about the pair that the person makes with the one a generation nearer.
        branches: those a generation farther.
        again: stands elsewhere in the tree too, and those farther are told there.
        more: how many of those a generation farther are left out.
    """

    entity: EntityRecord
    evidence: tuple[EvidenceRecord, ...]
    branches: tuple["Branch", ...] = ()
    again: bool = False
    more: int = 0


def branches(nodes: Sequence[LineageNode], generations: int, people: int) -> tuple[Branch, ...]:
    """The nodes and what hangs on them, the nearest generations first, until there are so many."""
    kept: dict[int, int] = {}
    queue = deque((node, 1) for node in nodes[:people])
    left = people - len(queue)
    grown: set[str] = set()
    while queue:
        node, generation = queue.popleft()
        farther = _farther(node)
        fit = farther[:left] if generation < generations else ()
        kept[id(node)] = len(fit)
        left -= len(fit)
        grown |= {node.entity.id} if farther else set()
        queue.extend((one, generation + 1) for one in fit)

    def branch(node: LineageNode) -> Branch:
        farther = _farther(node)
        fit = farther[: kept[id(node)]]
        again = not farther and node.entity.id in grown
        return Branch(node.entity, node.evidence, tuple(map(branch, fit)), again, len(farther) - len(fit))

    return tuple(map(branch, nodes[:people]))


def _farther(node: LineageNode) -> tuple[LineageNode, ...]:
    return node.mentors or node.apprentices
