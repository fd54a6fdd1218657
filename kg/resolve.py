"""Which names are one thing: groups the handles of organizations, studios, awards … into entities.

Pure, and independent of the order in which documents came. Persons are grouped by kg/people.py.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from kg.clues import Handle

# How sure a decision is; judged, not measured. A merge by evidence, and one by agreement without contradiction.
SURE, PROVED, LIKELY = 1.0, 0.9, 0.6


@dataclass(frozen=True, slots=True)
class Decision:
    """Why a handle is in its group, for people, and how sure that is (0 to 1)."""

    reason: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Group:
    """Handles that are one entity."""

    handles: tuple[Handle, ...]
    decisions: dict[str, Decision]


class Partition:
    """Handles joined step by step; remembers the first reason that touched each."""

    def __init__(self, handles: Iterable[Handle]) -> None:
        self.handles = {handle.id: handle for handle in sorted(handles, key=lambda handle: handle.id)}
        self._parent = {id_: id_ for id_ in self.handles}
        self.decisions: dict[str, Decision] = {}

    def root(self, id_: str) -> str:
        """The handle that stands for this one's group."""
        while (parent := self._parent[id_]) != id_:
            self._parent[id_] = self._parent[parent]
            id_ = parent
        return id_

    def join(self, one: str, other: str, decision: Decision) -> bool:
        """Put both in one group; False when they were already."""
        first, second = sorted((self.root(one), self.root(other)))
        for id_ in (one, other):
            self.decisions.setdefault(id_, decision)
        self._parent[second] = first
        return first != second

    def members(self) -> list[list[Handle]]:
        """The groups so far."""
        groups: dict[str, list[Handle]] = defaultdict(list)
        for id_, handle in self.handles.items():
            groups[self.root(id_)].append(handle)
        return list(groups.values())

    def groups(self, alone: Decision) -> tuple[Group, ...]:
        """The groups with their decisions; `alone` is that of a handle that was never joined."""
        return tuple(
            Group(tuple(members), {handle.id: self.decisions.get(handle.id, alone) for handle in members})
            for members in self.members()
        )


def group_things(handles: Iterable[Handle]) -> tuple[Group, ...]:
    """Group things of one type that aliases connect.

    An alias that is the full name of another thing makes the two one, unless several things claim it: 吉林 is neither
    吉林省 nor 吉林市. An alias that is nobody's full name joins two things only where one's full name ends in the
    other's (长庆油田分公司, 中国石油长庆油田分公司), for in Chinese what stands before only narrows.
    """
    partition = Partition(handles)
    named = {handle.key: handle.id for handle in partition.handles.values()}
    claims: dict[str, list[str]] = defaultdict(list)
    for handle in partition.handles.values():
        for mark in handle.marks:
            claims[mark].append(handle.id)
    # Joining claimants may leave a single one for another alias; the result does not depend on the order.
    while any(_settle_alias(partition, alias, claims[alias], named.get(alias)) for alias in sorted(claims)):
        pass
    return partition.groups(Decision("名称相同", SURE))


def _settle_alias(partition: Partition, alias: str, claimants: list[str], named: str | None) -> bool:
    decision = Decision(f"简称“{alias}”相同", PROVED)
    if named is not None:
        others = {partition.root(id_) for id_ in claimants} - {partition.root(named)}
        if len(others) != 1:
            return False
        claimant = next(id_ for id_ in claimants if partition.root(id_) in others)
        return partition.join(claimant, named, decision)
    joined = False
    for one, other in combinations(claimants, 2):
        shorter, longer = sorted((partition.handles[one].key, partition.handles[other].key), key=len)
        if longer.endswith(shorter):
            joined |= partition.join(one, other, decision)
    return joined
