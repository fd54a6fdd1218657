"""Handles put together into groups, step by step and with reasons; pure, and the same in whatever order they came."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.clues import Handle

# How sure a decision is; judged, not measured. A merge by evidence, and one by agreement without contradiction.
SURE, PROVED, LIKELY = 1.0, 0.9, 0.6
RULED_SAME = "人工确认是同一个"
RULED_DIFFERENT = "人工确认与另一个不同"


@dataclass(frozen=True, slots=True)
class Decision:
    """Why a handle is in its group, for people, and how sure that is (0 to 1)."""

    reason: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two groups that may be one: a handle of each, and what speaks for it and against it, for people.

    Attributes:
        score: 0 to 1, the greater the likelier; judged, not measured.
    """

    one: str
    other: str
    score: float
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Handles that are one entity."""

    handles: tuple[Handle, ...]
    decisions: dict[str, Decision]


@dataclass(frozen=True, slots=True)
class Grouping:
    """The groups of a block, and which of them may still be one."""

    groups: tuple[Group, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a human has decided: that all these handles are one, or that none of `ours` is one with any of `theirs`."""

    same: bool
    ours: frozenset[str]
    theirs: frozenset[str]


class Partition:
    """Handles joined step by step, never against a ruling; remembers the first reason that touched each."""

    def __init__(self, handles: Iterable[Handle], rulings: Iterable[Ruling] = ()) -> None:
        self.handles = {handle.id: handle for handle in sorted(handles, key=lambda handle: handle.id)}
        self._parent = {id_: id_ for id_ in self.handles}
        self._inside = {id_: {id_} for id_ in self.handles}
        self._barred: dict[str, set[str]] = defaultdict(set)
        self._apart: dict[str, set[str]] = defaultdict(set)
        self.decisions: dict[str, Decision] = {}
        rulings = tuple(rulings)
        for ruling in rulings:
            if not ruling.same:
                self._bar(ruling)
        for ruling in rulings:
            if ruling.same:
                present = sorted((ruling.ours | ruling.theirs) & self.handles.keys())
                for other in present[1:]:
                    self.join(present[0], other, Decision(RULED_SAME, SURE))

    def _bar(self, ruling: Ruling) -> None:
        ours, theirs = ruling.ours & self.handles.keys(), ruling.theirs & self.handles.keys()
        for id_ in ours:
            self._barred[id_] |= theirs
        for id_ in theirs:
            self._barred[id_] |= ours

    def root(self, id_: str) -> str:
        """The handle that stands for this one's group."""
        while (parent := self._parent[id_]) != id_:
            self._parent[id_] = self._parent[parent]
            id_ = parent
        return id_

    def barred(self, one: str, other: str) -> bool:
        """Whether a ruling keeps the groups of the two apart."""
        first, second = self.root(one), self.root(other)
        return bool(self._barred) and not self._barred.get(first, set()).isdisjoint(self._inside[second])

    def keep_apart(self, one: str, other: str) -> None:
        """Let no evidence put the two in one group, by way of others either; to be said before anything is joined."""
        if self.root(one) != self.root(other):
            self._apart[self.root(one)].add(other)
            self._apart[self.root(other)].add(one)

    def contradicts(self, one: str, other: str) -> bool:
        """Whether the groups of the two hold some that are kept apart."""
        first, second = self.root(one), self.root(other)
        return bool(self._apart) and not self._apart.get(first, set()).isdisjoint(self._inside[second])

    def may_join(self, one: str, other: str) -> bool:
        """Whether neither a ruling nor evidence keeps the groups of the two apart."""
        return not self.barred(one, other) and not self.contradicts(one, other)

    def join(self, one: str, other: str, decision: Decision) -> bool:
        """Put both in one group; False when they were already, or may not be."""
        first, second = sorted((self.root(one), self.root(other)))
        if first != second and not self.may_join(first, second):
            return False
        for id_ in (one, other):
            self.decisions.setdefault(id_, decision)
        if first == second:
            return False
        self._parent[second] = first
        self._inside[first] |= self._inside.pop(second)
        for apart in (self._barred, self._apart):
            if second in apart:
                apart[first] |= apart.pop(second)
        return True

    def join_all(self, ids: Iterable[str], decision: Decision) -> None:
        """Put them in one group, or in the fewest that rulings allow."""
        heads: list[str] = []
        for id_ in ids:
            for head in heads:
                if self.join(head, id_, decision) or self.root(head) == self.root(id_):
                    break
            else:
                heads.append(id_)

    def group_of(self, id_: str) -> list[Handle]:
        """The handles that are one with this."""
        return [self.handles[one] for one in sorted(self._inside[self.root(id_)])]

    def members(self) -> list[list[Handle]]:
        """The groups so far."""
        groups: dict[str, list[Handle]] = defaultdict(list)
        for id_, handle in self.handles.items():
            groups[self.root(id_)].append(handle)
        return list(groups.values())

    def groups(self, alone: Decision) -> tuple[Group, ...]:
        """The groups with their decisions; `alone` is that of a handle that was never joined."""
        for id_ in self._barred:
            for barred in self._inside[self.root(id_)]:
                self.decisions.setdefault(barred, Decision(RULED_DIFFERENT, SURE))
        return tuple(
            Group(tuple(members), {handle.id: self.decisions.get(handle.id, alone) for handle in members})
            for members in self.members()
        )
