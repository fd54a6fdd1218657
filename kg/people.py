"""Which persons of one name are one: only with evidence, for the same name alone is never enough.

So too the studios that are called after a person: 张三创新工作室 and 张三工作室 are one where what proves 张三 to be
the same, the host above all, is said of both. Pure, and independent of the order in which documents came.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from ingest.facts import EntityType
from kg.clues import PROVING, Handle, keys_of
from kg.names import related_pairs
from kg.resolve import LIKELY, PROVED, SURE, Decision, Doubt, Group, Grouping, Partition, Ruling

_KIND_NAMES = {
    "employer": "单位",
    "studio": "工作室或班组",
    "achievement": "成果",
    "award": "荣誉",
    "mentor": "师傅",
    "apprentice": "徒弟",
}
ALONE = Decision("没有证据说明与别处同名的人是同一人", SURE)
ALONE_STUDIO = Decision("没有证据说明与别处同名的工作室是同一个", SURE)

# What speaks for or against two of one name being one. Judged, and tried on made-up reports (benchmarks/identity.py).
_BESIDE, _NEAR, _OWN, _PLACE, _ALL_HONOURS, _SOME_HONOURS = 3.0, 2.0, 1.0, 1.0, 1.0, 0.5
# Few people have a studio that is called after them: so many of a name as there are hosts.
_SAME_OWNER = 1.0
_OTHER_EMPLOYER, _OTHER_PLACE = -3.0, -2.0
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
    achievement, a specific award, a mentor or apprentice in common. Then those without any employer, when exactly one
    other agrees with them best: in what is named beside them, in region, or in honours. The rest stay apart; who of
    them has something in common is doubtful.
    """
    partition = Partition(handles, rulings)
    _join_proved(partition)
    _join_likely(partition)
    first = next(iter(partition.handles.values()), None)
    alone = ALONE_STUDIO if first is not None and first.type is EntityType.STUDIO else ALONE
    return Grouping(partition.groups(alone), _doubts(partition))


def keep_apart(handle: Handle) -> Group:
    """The group of a person of whom too little is said to compare them with anybody."""
    return Group((handle,), {handle.id: ALONE_STUDIO if handle.type is EntityType.STUDIO else ALONE})


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
    by_name: dict[str, list[Handle]] = defaultdict(list)
    for handle in partition.handles.values():
        by_name[handle.block].append(handle)
    # Rulings bring persons of several names into one block; evidence counts among those of one name only.
    for _, namesakes in sorted(by_name.items()):
        holders: dict[str, list[str]] = defaultdict(list)
        for handle in namesakes:
            for mark in of_kind(handle.marks, *PROVING):
                holders[mark].append(handle.id)
        for kind in PROVING:
            for mark in sorted(of_kind(holders, kind)):
                partition.join_all(holders[mark], _proved(kind, mark))
        employers = {_key(mark): holders[mark] for mark in of_kind(holders, "employer")}
        for one, other in related_pairs(employers):
            decision = Decision(f"同名，且单位“{one}”与“{other}”相关", PROVED)
            partition.join_all((employers[one][0], *employers[other]), decision)


@dataclass(frozen=True, slots=True)
class _Weighed:
    """What speaks for and against two being one, in words, and how much in all."""

    weight: float
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]

    def decision(self) -> Decision:
        return Decision(f"同名，一方没有单位，{self.speaks_for[0]}，没有矛盾之处", LIKELY)


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
        for clue in alike | {_key(mark) for mark in self.marks - alike}:
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
        found = [(weighed(members[id_].marks, employed[o].marks), o) for o in sharing if not partition.barred(id_, o)]
        found.sort(key=lambda pair: (-pair[0].weight, pair[1]))
        if not found or found[0][0].weight < enough:
            loose[id_] = members[id_]
        elif len(found) == 1 or found[0][0].weight - found[1][0].weight >= _MARGIN:
            joined.append((id_, found[0][1], found[0][0].decision()))
    for id_, other, decision in joined:
        partition.join(id_, other, decision)
    for one, other in _sharing(loose):
        if partition.root(one) != partition.root(other):
            between = weighed(loose[one].marks, loose[other].marks)
            if between.weight >= _ENOUGH:
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


def weighed(marks: frozenset[str], others: frozenset[str]) -> _Weighed:
    """Weigh what is known of two of one name that nothing proves to be one."""
    weight, speaks_for, speaks_against = 0.0, [], []
    if beside := _beside(marks, others):
        weight += _BESIDE
        speaks_for.append(f"都与“{min(beside)}”一同出现")
    elif near := _near(marks, others):
        weight += _NEAR
        speaks_for.append(f"提到他的资料也提到了“{min(near)}”")
    if places := of_kind(marks, "place") & of_kind(others, "place"):
        weight += _PLACE
        speaks_for.append(f"地区同为“{_key(min(places))}”")
    elif of_kind(marks, "place") and of_kind(others, "place"):
        weight += _OTHER_PLACE
        speaks_against.append(_versus("地区", marks, others, "place"))
    if of_kind(marks, "own") & of_kind(others, "own"):
        weight += _OWN
        speaks_for.append("都领衔以自己名字命名的工作室")
    honours, theirs = of_kind(marks, "honour"), of_kind(others, "honour")
    if common := honours & theirs:
        weight += _ALL_HONOURS if honours <= theirs or theirs <= honours else _SOME_HONOURS
        speaks_for.append(f"荣誉同为“{_key(min(common))}”")
    if of_kind(marks, "employer") and of_kind(others, "employer"):
        weight += _OTHER_EMPLOYER
        speaks_against.append(_versus("单位", marks, others, "employer"))
    if owners := keys_of(marks, "owner") & keys_of(others, "owner"):
        weight += _SAME_OWNER
        if not speaks_against:
            speaks_for.append(f"都是“{min(owners)}”的工作室")
    return _Weighed(weight, tuple(speaks_for), tuple(speaks_against))


def _versus(word: str, marks: frozenset[str], others: frozenset[str], kind: str) -> str:
    one, other = (max(keys_of(side, kind), key=lambda key: (len(key), key)) for side in (marks, others))
    return f"{word}一为“{one}”，一为“{other}”"


def _beside(marks: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    """What a sentence names beside one and is known of the other; or persons, studios and the like beside both."""
    one = keys_of(marks, "with", "at") & keys_of(others, *PROVING)
    other = keys_of(others, "with", "at") & keys_of(marks, *PROVING)
    return one | other | (keys_of(marks, "with") & keys_of(others, "with"))


def _near(marks: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    """The employer of one that the document about the other names."""
    one = keys_of(marks, "near") & keys_of(others, "employer")
    return one | (keys_of(others, "near") & keys_of(marks, "employer"))


def _doubts(partition: Partition) -> tuple[Doubt, ...]:
    """The groups that have something in common but were not joined, the likeliest first."""
    members = _known(partition)
    found = []
    for one, other in _sharing(members):
        known = weighed(members[one].marks, members[other].marks)
        if known.speaks_for and known.weight >= _DOUBTFUL and not partition.barred(one, other):
            score = round((known.weight - _DOUBTFUL) / (_CERTAIN - _DOUBTFUL), 3)
            found.append(Doubt(one, other, min(score, 1.0), known.speaks_for, known.speaks_against))
    return tuple(sorted(found, key=lambda doubt: (-doubt.score, doubt.one, doubt.other))[:_MOST_DOUBTS])
