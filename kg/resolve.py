"""Which names are one thing: groups the handles of organizations, awards … into entities.

Pure, and independent of the order in which documents came. Persons and their studios are grouped by kg/people.py.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from kg.clues import FORM, Handle
from kg.names import plain_form

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

    def join(self, one: str, other: str, decision: Decision) -> bool:
        """Put both in one group; False when they were already, or may not be."""
        first, second = sorted((self.root(one), self.root(other)))
        if first != second and self.barred(first, second):
            return False
        for id_ in (one, other):
            self.decisions.setdefault(id_, decision)
        if first == second:
            return False
        self._parent[second] = first
        self._inside[first] |= self._inside.pop(second)
        if second in self._barred:
            self._barred[first] |= self._barred.pop(second)
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


def group_things(handles: Iterable[Handle], rulings: Iterable[Ruling] = ()) -> Grouping:
    """Group things of one type that names connect.

    Names that differ only in the legal form are one organization's. An alias, or a name without the place before it,
    that is the full name of another thing makes the two one, unless several things claim it: 吉林 is neither 吉林省 nor
    吉林市; then whose it is, is in doubt. An alias that is nobody's full name joins two things only where one's full
    name ends in the other's (长庆油田分公司, 中国石油长庆油田分公司), for in Chinese what stands before only narrows.
    """
    partition = Partition(handles, rulings)
    named: dict[str, str] = {}
    claims: dict[str, list[str]] = defaultdict(list)
    alike: dict[str, list[str]] = defaultdict(list)
    for handle in partition.handles.values():
        own = FORM + plain_form(handle.key)
        for mark in handle.marks:
            (alike if mark == own else claims)[mark].append(handle.id)
        named.setdefault(handle.key, handle.id)
    for form, ids in sorted(alike.items()):
        partition.join_all(ids, Decision(f"去掉公司字样后同为“{form.removeprefix(FORM)}”", PROVED))
        named[form] = ids[0]
    # Joining claimants may leave a single one for another alias; the result does not depend on the order.
    while any(_settle_alias(partition, alias, claims[alias], named.get(alias)) for alias in sorted(claims)):
        pass
    return Grouping(partition.groups(Decision("名称相同", SURE)), _doubts_of_claims(partition, claims, named))


def _settle_alias(partition: Partition, alias: str, claimants: list[str], named: str | None) -> bool:
    if named is not None:
        others = {partition.root(id_) for id_ in claimants} - {partition.root(named)}
        if len(others) != 1:
            return False
        claimant = next(id_ for id_ in claimants if partition.root(id_) in others)
        return partition.join(claimant, named, _by_alias(alias))
    joined = False
    if not alias.startswith(FORM):
        for one, other in combinations(claimants, 2):
            shorter, longer = sorted((partition.handles[one].key, partition.handles[other].key), key=len)
            if longer.endswith(shorter):
                joined |= partition.join(one, other, _by_alias(alias))
    return joined


def _by_alias(alias: str) -> Decision:
    if alias.startswith(FORM):
        return Decision(f"去掉地名和公司字样后同为“{alias.removeprefix(FORM)}”", PROVED)
    return Decision(f"简称“{alias}”相同", PROVED)


def _doubts_of_claims(
    partition: Partition, claims: Mapping[str, list[str]], named: Mapping[str, str]
) -> tuple[Doubt, ...]:
    """A short form that several claim may be any one's."""
    found: dict[tuple[str, str], Doubt] = {}
    for alias, claimants in sorted(claims.items()):
        home = named.get(alias)
        roots = sorted({partition.root(id_) for id_ in claimants})
        for root in roots if home is not None else ():
            assert home is not None
            one, other = sorted((partition.root(home), root))
            if one != other and not partition.barred(one, other):
                against = f"“{alias.removeprefix(FORM)}”也可能是另外{len(roots) - 1}个单位的简称"
                doubt = Doubt(one, other, 1 / len(roots), (_by_alias(alias).reason,), (against,))
                found.setdefault((one, other), doubt)
    return tuple(found.values())
