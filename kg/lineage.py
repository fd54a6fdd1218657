"""Who taught whom, over the generations."""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.records import EntityRecord, EvidenceRecord, RelationRecord


@dataclass(frozen=True, slots=True)
class LineageNode:
    """A person in a lineage.

    Attributes:
        evidence: the sentences that say they learned from, or taught, the person one step nearer to the root.
        mentors: their own masters, on the masters' side of the tree.
        apprentices: their own apprentices, on the apprentices' side.
    """

    entity: EntityRecord
    evidence: tuple[EvidenceRecord, ...]
    mentors: tuple["LineageNode", ...] = ()
    apprentices: tuple["LineageNode", ...] = ()


@dataclass(frozen=True, slots=True)
class Lineage:
    """A person with all masters above and all apprentices below."""

    root: EntityRecord
    mentors: tuple[LineageNode, ...]
    apprentices: tuple[LineageNode, ...]


def grow_lineage(root: EntityRecord, mentors: Iterable[RelationRecord]) -> Lineage:
    """The lineage of `root` in the `mentors` relations (head taught tail).

    An apprentice of several masters stands under each of them, but those below are told once only, where the way from
    the root is shortest: so circles in the texts end, and no number of shared masters makes the tree explode.
    """
    above: dict[str, list[_Step]] = defaultdict(list)
    below: dict[str, list[_Step]] = defaultdict(list)
    for relation in sorted(mentors, key=lambda relation: relation.id):
        above[relation.tail.id].append((relation.head, relation.evidence))
        below[relation.head.id].append((relation.tail, relation.evidence))
    return Lineage(root, _tree(root, above, upwards=True), _tree(root, below, upwards=False))


_Step = tuple[EntityRecord, tuple[EvidenceRecord, ...]]


def _tree(root: EntityRecord, steps: Mapping[str, list[_Step]], *, upwards: bool) -> tuple[LineageNode, ...]:
    levels = _levels(root, steps)
    grown: dict[str, tuple[LineageNode, ...]] = {}
    # From the farthest inwards, without recursion: a chain of masters may be longer than Python's stack.
    for person, parent_of in reversed(levels):
        nodes = []
        for other, evidence in sorted(steps.get(person, ()), key=lambda step: (step[0].name, step[0].id)):
            if other.id == root.id:
                continue
            further = grown.get(other.id, ()) if parent_of.get(other.id) else ()
            nodes.append(LineageNode(other, evidence, **{"mentors" if upwards else "apprentices": further}))
        grown[person] = tuple(nodes)
    return grown[root.id]


def _levels(root: EntityRecord, steps: Mapping[str, list[_Step]]) -> list[tuple[str, dict[str, bool]]]:
    """Persons by distance from the root, each with the next ones: True where it is they under whom these are grown."""
    seen = {root.id}
    queue = deque([root.id])
    order = []
    while queue:
        person = queue.popleft()
        first: dict[str, bool] = {}
        for other, _ in sorted(steps.get(person, ()), key=lambda step: (step[0].name, step[0].id)):
            first[other.id] = other.id not in seen
            if other.id not in seen:
                seen.add(other.id)
                queue.append(other.id)
        order.append((person, first))
    return order
