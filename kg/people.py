"""Which persons of one name are one: only with evidence, for the same name alone is never enough.

Pure, and independent of the order in which documents came: the groups are the connected components of the evidence.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from kg.clues import PROVING, Handle
from kg.names import related_pairs
from kg.resolve import LIKELY, PROVED, SURE, Decision, Group, Partition

_KIND_NAMES = {
    "employer": "单位",
    "studio": "工作室或班组",
    "achievement": "成果",
    "award": "荣誉",
    "mentor": "师傅",
    "apprentice": "徒弟",
}
ALONE = Decision("没有证据说明与别处同名的人是同一人", SURE)


def group_people(handles: Iterable[Handle]) -> tuple[Group, ...]:
    """Group persons of one name.

    First those whom evidence proves to be one: an employer that is the same or related by name, a studio, an
    achievement, a specific award, a mentor or apprentice in common. Then those without any employer, when exactly one
    other agrees with them: in what is named beside them, in region, or in all their honours. The rest stay apart.
    """
    partition = Partition(handles)
    _join_proved(partition)
    _join_likely(partition)
    return partition.groups(ALONE)


def keep_apart(handle: Handle) -> Group:
    """The group of a person of whom too little is said to compare them with anybody."""
    return Group((handle,), {handle.id: ALONE})


def proof(marks: frozenset[str], others: frozenset[str]) -> Decision | None:
    """What proves that two persons of one name, with these marks, are one; None when nothing does."""
    for kind in PROVING:
        for mark in sorted(of_kind(marks, kind) & others):
            return _proved(kind, mark)
    return None


def of_kind(marks: Iterable[str], *kinds: str) -> frozenset[str]:
    """The marks of some kinds."""
    return frozenset(mark for mark in marks if mark.partition(":")[0] in kinds)


def _proved(kind: str, mark: str) -> Decision:
    return Decision(f"同名，且{_KIND_NAMES[kind]}同为“{_key(mark)}”", PROVED)


def _key(mark: str) -> str:
    return mark.partition(":")[2]


def _join_proved(partition: Partition) -> None:
    first: dict[str, str] = {}
    for handle in partition.handles.values():
        for kind in PROVING:
            for mark in sorted(of_kind(handle.marks, kind)):
                if mark in first:
                    partition.join(first[mark], handle.id, _proved(kind, mark))
                first.setdefault(mark, handle.id)
    employers = {_key(mark): first[mark] for mark in of_kind(first, "employer")}
    for one, other in related_pairs(employers):
        if partition.root(employers[one]) != partition.root(employers[other]):
            decision = Decision(f"同名，且单位“{one}”与“{other}”相关", PROVED)
            partition.join(employers[one], employers[other], decision)


def _join_likely(partition: Partition) -> None:
    """Joins persons without an employer to the only one that they agree with, else among themselves."""
    members = {min(handle.id for handle in group): _marks(group) for group in partition.members()}
    employed = {id_: marks for id_, marks in members.items() if of_kind(marks, "employer")}
    holders = _holders(employed)
    loose: dict[str, frozenset[str]] = {}
    for id_ in sorted(members.keys() - employed.keys()):
        sharing = sorted({other for clue in _comparable(members[id_]) for other in holders.get(clue, ())})
        found = [(other, decision) for other in sharing if (decision := _likely(members[id_], employed[other]))]
        if len(found) == 1:
            partition.join(id_, *found[0])
        elif not found:
            loose[id_] = members[id_]
    for _, sharers in sorted(_holders(loose).items()):
        for one, other in combinations(sharers, 2):
            if partition.root(one) != partition.root(other) and (decision := _likely(loose[one], loose[other])):
                partition.join(one, other, decision)


def _holders(members: Mapping[str, frozenset[str]]) -> dict[str, list[str]]:
    """Who has each clue: only those who share one can agree."""
    holders: dict[str, list[str]] = defaultdict(list)
    for id_, marks in members.items():
        for clue in _comparable(marks):
            holders[clue].append(id_)
    return holders


def _comparable(marks: frozenset[str]) -> frozenset[str]:
    """Regions and honours as they are; of all else the key, for what stands beside one may be another's employer."""
    alike = of_kind(marks, "place", "honour")
    return alike | {_key(mark) for mark in marks - alike}


def _marks(group: Iterable[Handle]) -> frozenset[str]:
    return frozenset().union(*(handle.marks for handle in group))


def _likely(marks: frozenset[str], others: frozenset[str]) -> Decision | None:
    if beside := _beside(marks, others):
        return Decision(f"同名，一方没有单位，都与“{min(beside)}”一同出现，没有矛盾之处", LIKELY)
    if places := of_kind(marks, "place") & of_kind(others, "place"):
        return Decision(f"同名，一方没有单位，地区同为“{_key(min(places))}”，没有矛盾之处", LIKELY)
    honours, theirs = of_kind(marks, "honour"), of_kind(others, "honour")
    if honours and theirs and (honours <= theirs or theirs <= honours):
        return Decision(f"同名，一方没有单位，荣誉同为“{_key(min(honours & theirs))}”，没有矛盾之处", LIKELY)
    return None


def _beside(marks: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    """What a sentence names beside one and is known of the other; or persons, studios and the like beside both."""

    def keys(marks: frozenset[str], *kinds: str) -> frozenset[str]:
        return frozenset(map(_key, of_kind(marks, *kinds)))

    one = keys(marks, "with", "at") & keys(others, *PROVING)
    other = keys(others, "with", "at") & keys(marks, *PROVING)
    return one | other | (keys(marks, "with") & keys(others, "with"))
