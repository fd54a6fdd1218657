"""Which names are one thing: groups the handles of organizations, awards … into entities.

Pure, and independent of the order in which documents came. Persons and their studios are grouped by kg/people.py.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from kg.clues import FORM, FORMER, SAID, Handle
from kg.names import core, place_core, plain_form
from kg.partition import PROVED, RULED_SAME, SURE, Decision, Doubt, Grouping, Partition, Ruling


def group_things(handles: Iterable[Handle], rulings: Iterable[Ruling] = ()) -> Grouping:
    """Group things of one type that names connect.

    Names that differ only in the legal form are one organization's. An alias, or a name without the place before it,
    that is the full name of another thing makes the two one, unless several things claim it: 吉林 is neither 吉林省 nor
    吉林市; then whose it is, is in doubt. An alias that is nobody's full name joins two things only where one's full
    name ends in the other's (长庆油田分公司, 中国石油长庆油田分公司), for in Chinese what stands before only narrows.
    """
    partition = Partition(handles, rulings)
    _keep_places_apart(partition)
    named: dict[str, str] = {}
    claims: dict[str, list[str]] = defaultdict(list)
    alike: dict[str, list[str]] = defaultdict(list)
    said = _former_names(partition.handles.values())
    for handle in partition.handles.values():
        own = FORM + plain_form(handle.key)
        for mark in handle.marks:
            if not mark.startswith(FORMER):
                (alike if mark == own else claims)[mark].append(handle.id)
        named.setdefault(handle.key, handle.id)
    for form, ids in sorted(alike.items()):
        partition.join_all(ids, Decision(f"去掉公司字样后同为“{form.removeprefix(FORM)}”", PROVED))
        named[form] = ids[0]
    reasons = {alias: said.get(alias) or _by_alias(alias) for alias in sorted(claims)}
    # Joining claimants may leave a single one for another alias; the result does not depend on the order.
    while any(_settle_alias(partition, why, claims[alias], named.get(alias), alias) for alias, why in reasons.items()):
        pass
    for alias, why in said.items():
        for claimant in claims[alias]:
            partition.decisions.setdefault(claimant, why)
    return Grouping(partition.groups(Decision("名称相同", SURE)), _doubts_of_claims(partition, claims, named))


def _former_names(handles: Iterable[Handle]) -> dict[str, Decision]:
    """By former name the decision that a sentence says so, the shortest sentence of several."""
    marks = [mark.removeprefix(FORMER) for h in handles for mark in h.marks if mark.startswith(FORMER)]
    told = (mark.partition(SAID) for mark in sorted(marks, key=lambda mark: (-len(mark), mark)))
    return {old: Decision(f"资料说明原名“{old}”：“{sentence}”", PROVED) for old, _, sentence in told}


def _keep_places_apart(partition: Partition) -> None:
    """An enterprise's registered name begins with a place (《企业名称登记管理规定》); of two places, there are two."""
    placed: dict[str, list[tuple[str, Handle]]] = defaultdict(list)
    for handle in partition.handles.values():
        own = plain_form(handle.key)
        for mark in handle.marks:
            bare = mark.removeprefix(FORM)
            if bare not in {mark, own} and own.endswith(bare):
                placed[core(bare).removesuffix("集团")].append((own.removesuffix(bare), handle))
    for namesakes in placed.values():
        for (place, one), (elsewhere, other) in combinations(namesakes, 2):
            told = one.key in other.marks or other.key in one.marks
            if not told and place_core(place) not in elsewhere and place_core(elsewhere) not in place:
                partition.keep_apart(one.id, other.id)


def _settle_alias(partition: Partition, why: Decision, claimants: list[str], named: str | None, alias: str) -> bool:
    if named is not None:
        others = {partition.root(id_) for id_ in claimants} - {partition.root(named)}
        if len(others) != 1:
            return False
        claimant = next(id_ for id_ in claimants if partition.root(id_) in others)
        return partition.join(claimant, named, why)
    joined = False
    if not alias.startswith(FORM):
        for one, other in combinations(claimants, 2):
            shorter, longer = sorted((partition.handles[one].key, partition.handles[other].key), key=len)
            if longer.endswith(shorter):
                joined |= partition.join(one, other, why)
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
            decided = partition.decisions.get(home) == Decision(RULED_SAME, SURE) and partition.contradicts(one, other)
            if one != other and not decided and not partition.barred(one, other):
                against = f"“{alias.removeprefix(FORM)}”也可能是另外{len(roots) - 1}个单位的简称"
                doubt = Doubt(one, other, 1 / len(roots), (_by_alias(alias).reason,), (against,))
                found.setdefault((one, other), doubt)
    return tuple(found.values())
