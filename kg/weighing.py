"""What speaks for and against two persons of one name, or two studios called after persons of one name, being one."""

from collections.abc import Iterable
from dataclasses import dataclass

from kg.clues import PROVING, keys_of
from kg.names import is_telling_achievement, is_telling_award
from kg.partition import LIKELY, PROVED, Decision

KIND_NAMES = {
    "employer": "单位",
    "studio": "工作室或班组",
    "achievement": "成果",
    "award": "荣誉",
    "mentor": "师傅",
    "apprentice": "徒弟",
}
# Judged, and tried on made-up reports (benchmarks/identity.py).
_BESIDE, _NEAR, _OWN, _PLACE, _ALL_HONOURS, _SOME_HONOURS = 3.0, 2.0, 1.0, 1.0, 1.0, 0.5
# Of so many organizations that a document names any may be the one of a person in it.
_MANY, _NEAR_ONE_OF_MANY = 3, 1.0
# Few people have a studio that is called after them: so many of a name as there are hosts.
_SAME_OWNER = 1.0
_OTHER_EMPLOYER, _OTHER_PLACE, _OTHER_TRADE = -3.0, -2.0, -2.0
_SAME_EMPLOYER = 3.0
# Two who work for different enterprises need as many things in common as this.
_WITNESSES = 2


def of_kind(marks: Iterable[str], *kinds: str) -> frozenset[str]:
    """The marks of some kinds."""
    return frozenset(mark for mark in marks if mark.partition(":")[0] in kinds)


def key_of(mark: str) -> str:
    """What a mark is about."""
    return mark.partition(":")[2]


def proved(mark: str) -> Decision:
    """The decision that a mark of both is proof."""
    kind, _, key = mark.partition(":")
    return Decision(f"同名，且{KIND_NAMES[kind]}同为“{key}”", PROVED)


def proof(marks: frozenset[str], others: frozenset[str]) -> Decision | None:
    """What proves that two persons of one name are one; None when nothing does.

    Args:
        marks: of the one.
        others: those of the other that both have, or more.
    """
    employers = of_kind(marks, "employer")
    elsewhere = bool(employers) and employers.isdisjoint(others)
    for kind in PROVING[1:] if have_other_trades(marks, others) else PROVING:
        for mark in sorted(of_kind(marks, kind) & others):
            if not elsewhere or is_telling(mark):
                return proved(mark)
    return None


def is_telling(mark: str) -> bool:
    """Whether what a mark tells is so rare that it proves two of one name to be one, whoever employs them."""
    kind, _, key = mark.partition(":")
    if kind == "achievement":
        return is_telling_achievement(key)
    return is_telling_award(key) if kind == "award" else kind in PROVING


def have_other_trades(marks: frozenset[str], others: frozenset[str]) -> bool:
    """Whether one is a welder and the other a fitter, and nothing but their enterprise is said of both."""
    one, other = of_kind(marks, "trade"), of_kind(others, "trade")
    return bool(one and other) and one.isdisjoint(other) and not of_kind(marks & others, "honour", "with")


def are_witnessed(marks: frozenset[str], others: frozenset[str]) -> bool:
    """Whether works and honours make two of one name one although different enterprises employ them.

    One achievement of a common name, or one dated title, is a coincidence sooner or later; not so two of them, or one
    and a further honour, or an achievement and the region.
    """
    works, places = of_kind(marks & others, "achievement"), of_kind(marks & others, "place")
    witnesses = len(of_kind(marks & others, "achievement", "award", "honour")) + bool(works and places)
    return witnesses >= _WITNESSES


@dataclass(frozen=True, slots=True)
class Weighed:
    """What speaks for and against two being one, in words, and how much in all."""

    weight: float
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]

    def decision(self) -> Decision:
        """The decision that the two are likely one."""
        return Decision(f"同名，一方没有单位，{self.speaks_for[0]}，没有矛盾之处", LIKELY)


def weighed(marks: frozenset[str], others: frozenset[str]) -> Weighed:
    """Weigh what is known of two of one name that nothing proves to be one."""
    speaks_against: list[str] = []
    weight, speaks_for = _company(marks, others)
    if places := of_kind(marks, "place") & of_kind(others, "place"):
        weight += _PLACE
        speaks_for.append(f"地区同为“{key_of(min(places))}”")
    elif of_kind(marks, "place") and of_kind(others, "place"):
        weight += _OTHER_PLACE
        speaks_against.append(_versus("地区", marks, others, "place"))
    if of_kind(marks, "own") & of_kind(others, "own"):
        weight += _OWN
        speaks_for.append("都领衔以自己名字命名的工作室")
    honours, theirs = of_kind(marks, "honour"), of_kind(others, "honour")
    if common := honours & theirs:
        weight += _ALL_HONOURS if honours <= theirs or theirs <= honours else _SOME_HONOURS
        speaks_for.append(f"荣誉同为“{key_of(min(common))}”")
    if have_other_trades(marks, others):
        weight += _OTHER_TRADE
        speaks_against.append(_versus("工种", marks, others, "trade"))
    if common := of_kind(marks & others, "employer"):
        weight += _SAME_EMPLOYER
        speaks_for.append(f"单位同为“{key_of(min(common))}”")
    elif of_kind(marks, "employer") and of_kind(others, "employer"):
        weight += _OTHER_EMPLOYER
        speaks_against.append(_versus("单位", marks, others, "employer"))
    if owners := keys_of(marks, "owner") & keys_of(others, "owner"):
        weight += _SAME_OWNER
        if not speaks_against:
            speaks_for.append(f"都是“{min(owners)}”的工作室")
    return Weighed(weight, tuple(speaks_for), tuple(speaks_against))


def _company(marks: frozenset[str], others: frozenset[str]) -> tuple[float, list[str]]:
    """Weighs what the documents about both name: works and honours in common, else what is beside or near them."""
    if shared := of_kind(marks & others, "achievement", "award"):
        first = min(shared)
        return _BESIDE, [f"{KIND_NAMES[first.partition(':')[0]]}同为“{key_of(first)}”"]
    if beside := _beside(marks, others):
        return _BESIDE, [f"都与“{min(beside)}”一同出现"]
    if near := _near(marks, others):
        several = len(of_kind(marks | others, "near")) >= _MANY
        return _NEAR_ONE_OF_MANY if several else _NEAR, [f"提到他的资料也提到了“{min(near)}”"]
    return 0.0, []


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
