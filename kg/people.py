"""Which persons of one name are one: only with evidence, for the same name alone is never enough.

So too the studios that are called after a person: 张三创新工作室 and 张三工作室 are one where what proves 张三 to be
the same, the host above all, is said of both. Pure, and independent of the order in which documents came.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from ingest.facts import EntityType
from kg.clues import PROVING, Handle
from kg.names import related_pairs
from kg.partition import PROVED, SURE, Decision, Doubt, Group, Grouping, Partition, Ruling
from kg.weighing import are_witnessed, have_other_trades, is_telling, key_of, of_kind, proved, weighed

ALONE = Decision("没有证据说明与别处同名的人是同一人", SURE)
ALONE_STUDIO = Decision("没有证据说明与别处同名的工作室是同一个", SURE)

# The weight from which on who has no employer is taken for the one who agrees best: where only one employed bearer of
# the name is known, and where several are; and by how much that one must be better than the next.
_ENOUGH, _ENOUGH_OF_MANY, _MARGIN = 1.0, 2.0, 1.0
# The weight from which on two are worth a human's look, and the weight at which the score of such a doubt is 1.
_DOUBTFUL, _CERTAIN = -2.5, 6.0
_MOST_DOUBTS = 20
# A clue that more groups of one name share than this tells nothing about any two of them.
_COMMON = 30


def group_people(handles: Iterable[Handle], rulings: Iterable[Ruling] = ()) -> Grouping:
    """Group persons, or studios, of one name.

    First those whom evidence proves to be one: an employer that is the same or related by name, a studio, an
    achievement, a specific award, a mentor or apprentice in common; where two have different employers, a common name
    of an achievement or a title is not enough (see `are_witnessed`), and where one employer has a welder and a fitter
    of the name, it is not the employer that makes them one. Then those without any employer, when exactly one other
    agrees with them best: in what is named beside them, in region, or in honours. The rest stay apart; who of them has
    something in common is doubtful.
    """
    partition = Partition(handles, rulings)
    _keep_bearers_apart(partition)
    _join_proved(partition)
    _join_likely(partition)
    first = next(iter(partition.handles.values()), None)
    alone = ALONE_STUDIO if first is not None and first.type is EntityType.STUDIO else ALONE
    return Grouping(partition.groups(alone), _doubts(partition))


def keep_apart(handle: Handle) -> Group:
    """The group of a person of whom too little is said to compare them with anybody."""
    return Group((handle,), {handle.id: ALONE_STUDIO if handle.type is EntityType.STUDIO else ALONE})


def _keep_bearers_apart(partition: Partition) -> None:
    """Persons of one name whom one document tells apart are never one."""
    told: dict[tuple[str, str | None], list[str]] = defaultdict(list)
    for handle in partition.handles.values():
        if of_kind(handle.marks, "bearer"):
            told[handle.key, handle.document].append(handle.id)
    for bearers in told.values():
        for one, other in combinations(bearers, 2):
            partition.keep_apart(one, other)


def _join_proved(partition: Partition) -> None:
    by_name: dict[str, list[Handle]] = defaultdict(list)
    for handle in partition.handles.values():
        by_name[handle.block].append(handle)
    # Rulings bring persons of several names into one block; evidence counts among those of one name only.
    for _, namesakes in sorted(by_name.items()):
        holders: dict[str, list[str]] = defaultdict(list)
        for handle in namesakes:
            for mark in of_kind(handle.marks, *PROVING):
                holders[mark].append(handle.id)
        telling = {mark for mark in holders if is_telling(mark)}
        _join_by(partition, holders, telling)
        for mark in sorted(holders.keys() - telling):
            _join_witnessed(partition, mark, holders[mark])


def _join_by(partition: Partition, holders: Mapping[str, list[str]], telling: Iterable[str]) -> None:
    """Joins those who have a telling mark in common; last those whose employer's word is in doubt."""
    unclear = []
    for kind in PROVING:
        for mark in sorted(of_kind(telling, kind)):
            if kind == "employer" and _has_namesakes(partition, holders[mark]):
                unclear.append(mark)
            else:
                partition.join_all(holders[mark], proved(mark))
    employers = {key_of(mark): holders[mark] for mark in of_kind(holders, "employer")}
    for one, other in related_pairs(employers):
        decision = Decision(f"同名，且单位“{one}”与“{other}”相关", PROVED)
        _join_colleagues(partition, (*employers[one], *employers[other]), decision)
    for mark in unclear:
        _join_colleagues(partition, holders[mark], proved(mark))


def _has_namesakes(partition: Partition, ids: Iterable[str]) -> bool:
    """Whether the trades of those whom one enterprise employs say that they are several."""
    told = {partition.handles[id_].marks for id_ in ids}
    return any(have_other_trades(one, other) for one, other in combinations(told, 2))


def _join_colleagues(partition: Partition, ids: Sequence[str], decision: Decision) -> None:
    """Joins those whom one enterprise employs; where their trades say that they are several, those of one trade.

    Those of several trades are one where more than the enterprise is said of both: one may learn another trade.
    """
    known = {root: _Known.of(partition.group_of(root)).marks for root in {partition.root(id_) for id_ in ids}}
    marks = {id_: known[partition.root(id_)] for id_ in ids}
    if not any(have_other_trades(known[one], known[other]) for one, other in combinations(known, 2)):
        partition.join_all(ids, decision)
        return
    for one, other in combinations([id_ for id_ in ids if of_kind(marks[id_], "trade")], 2):
        if not have_other_trades(marks[one], marks[other]):
            partition.join(one, other, decision)


def _join_witnessed(partition: Partition, mark: str, holders: Iterable[str]) -> None:
    """Joins those who have a mark that others of the name may have too: never those of different employers by it."""
    groups = {partition.root(id_): _Known.of(partition.group_of(id_)) for id_ in holders}
    employed = sorted(id_ for id_, known in groups.items() if of_kind(known.marks, "employer"))
    together = [
        (one, other)
        for one, other in combinations(employed, 2)
        if are_witnessed(groups[one].marks, groups[other].marks)
    ]
    for one, other in together:
        partition.join(one, other, proved(mark))
    if len({partition.root(id_) for id_ in employed}) <= 1:
        partition.join_all(sorted(groups), proved(mark))


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a group: the names that it has, and all marks."""

    names: frozenset[str]
    marks: frozenset[str]

    @classmethod
    def of(cls, group: Iterable[Handle]) -> "_Known":
        group = tuple(group)
        return cls(frozenset(handle.block for handle in group), frozenset().union(*(handle.marks for handle in group)))

    def clues(self) -> Iterator[tuple[str, str]]:
        """By name: regions and honours as they are; of all else the key, for what is beside one may employ another."""
        alike = of_kind(self.marks, "place", "honour", "own")
        others = self.marks - alike - of_kind(self.marks, "bearer", "trade")
        for clue in alike | {key_of(mark) for mark in others}:
            yield from ((name, clue) for name in self.names)


def _known(partition: Partition) -> dict[str, _Known]:
    return {min(handle.id for handle in group): _Known.of(group) for group in partition.members()}


def _join_likely(partition: Partition) -> None:
    """Joins groups without an employer to the one that they agree with best, else among themselves."""
    members = _known(partition)
    employed = {id_: known for id_, known in members.items() if of_kind(known.marks, "employer")}
    enough = _ENOUGH if len(employed) == 1 else _ENOUGH_OF_MANY
    holders = _holders(employed)
    loose: dict[str, _Known] = {}
    joined: list[tuple[str, str, Decision]] = []
    for id_ in sorted(members.keys() - employed.keys()):
        sharing = {other for clue in members[id_].clues() for other in holders.get(clue, ())}
        found = [(weighed(members[id_].marks, employed[o].marks), o) for o in sharing if partition.may_join(id_, o)]
        found.sort(key=lambda pair: (-pair[0].weight, pair[1]))
        if not found or found[0][0].weight < enough or not found[0][0].speaks_for:
            loose[id_] = members[id_]
        elif len(found) == 1 or found[0][0].weight - found[1][0].weight >= _MARGIN:
            joined.append((id_, found[0][1], found[0][0].decision()))
    for id_, other, decision in joined:
        partition.join(id_, other, decision)
    for one, other in _sharing(loose):
        if partition.root(one) != partition.root(other):
            between = weighed(loose[one].marks, loose[other].marks)
            if between.weight >= _ENOUGH_OF_MANY and between.speaks_for:
                partition.join(one, other, between.decision())


def _holders(members: Mapping[str, _Known]) -> dict[tuple[str, str], list[str]]:
    """Who has each clue: only those who share one can agree."""
    holders: dict[tuple[str, str], list[str]] = defaultdict(list)
    for id_, known in sorted(members.items()):
        for clue in known.clues():
            holders[clue].append(id_)
    return holders


def _sharing(members: Mapping[str, _Known]) -> list[tuple[str, str]]:
    """The pairs that share a clue which is not too common to tell."""
    holders = _holders(members).values()
    return sorted({pair for some in holders if len(some) <= _COMMON for pair in combinations(some, 2)})


def _doubts(partition: Partition) -> tuple[Doubt, ...]:
    """The groups that have something in common but were not joined, the likeliest first."""
    members = _known(partition)
    found = []
    for one, other in _sharing(members):
        known = weighed(members[one].marks, members[other].marks)
        if known.speaks_for and known.weight >= _DOUBTFUL and partition.may_join(one, other):
            score = round((known.weight - _DOUBTFUL) / (_CERTAIN - _DOUBTFUL), 3)
            found.append(Doubt(one, other, min(score, 1.0), known.speaks_for, known.speaks_against))
    return tuple(sorted(found, key=lambda doubt: (-doubt.score, doubt.one, doubt.other))[:_MOST_DOUBTS])
