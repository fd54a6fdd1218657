"""Which longer names of the same document a short one can stand for: one index for each way of shortening.

A look at every pair of names would take hours for a list of ten thousand units.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import chain

SHORTEST_TAIL = 4
"""An organization's short form is the end of the full form only from this many characters on."""
SHORTEST_ABBREVIATION = 3
"""川维厂 for 四川维尼纶厂: each character in order, the last one the same, in a name more than twice as long."""
UNION = re.compile(r"[省市区县州]总工会|[省市区县]总")
CORE = re.compile(r"(?P<core>(?!.*集团公司)[^省市县区]{2,4})(?P<kind>集团|公司)")
"""远茂集团 for 湖北远茂汽车零部件集团有限公司: what sets an enterprise apart, and what it is."""
ENTERPRISE = {
    "集团": re.compile(r"(?!.*公司.*公司).*集团(?:股份|控股)?(?:有限)?(?:责任)?(?:公司)?"),
    "公司": re.compile(r"(?!.*公司.*公司)(?!.*集团[^股控有公]).*公司"),
}
"""What so stands for it; 银河集团铜业有限公司 belongs to 银河集团 and is not meant by it."""
GRADE = re.compile(r"[特一二三四]等奖(?:第.名)?$")

Fuller = Callable[[str], Iterable[str]]
"""The names that a name can stand for."""


def joined(groups: Iterable[list[str]], fuller: Fuller) -> list[list[str]]:
    """The groups, each joined to the one other that has fuller names than its own, unless several have."""
    found = [list(group) for group in groups]
    group_of = {name: i for i, group in enumerate(found) for name in group}
    for i, short in enumerate(found):
        others: set[int] = set()
        for name in chain.from_iterable(map(fuller, short)):
            others |= {group_of[name]} - {i}
            if len(others) > 1:
                break
        if len(others) == 1:
            whole = others.pop()
            found[whole] += short
            group_of.update((name, whole) for name in short)
            found[i] = []
    return [group for group in found if group]


def graded(names: Iterable[str]) -> Fuller:
    """An award named without its grade stands for the same one with a grade."""
    with_grade: dict[str, list[str]] = defaultdict(list)
    for name in names:
        if (bare := GRADE.sub("奖", name)) != name:
            with_grade[bare].append(name)
    return lambda name: with_grade.get(name, ())


def dotted(names: Iterable[str]) -> Fuller:
    """The first part of a name like 阿依努尔·买买提 stands for the whole."""
    whole: dict[str, list[str]] = defaultdict(list)
    for name in names:
        first = re.split("[·•]", name, maxsplit=1)[0]
        if first != name:
            whole[first].append(name)
    return lambda name: whole.get(name, ())


def ending(names: Iterable[str], plain: Callable[[str], str], shortest: int) -> Fuller:
    """A name stands for the longer ones that it is the end of."""
    backwards = sorted((plain(name)[::-1], name) for name in names)

    def longer(name: str) -> Iterator[str]:
        end = plain(name)[::-1]
        if len(end) < shortest:
            return
        for i in range(bisect_left(backwards, (end,)), len(backwards)):
            whole, full = backwards[i]
            if not whole.startswith(end):
                return
            if whole != end:
                yield full

    return longer


class OrganizationForms:
    """The ways in which reports shorten the names of organizations."""

    def __init__(self, names: Sequence[str], trailing: re.Pattern[str], place: re.Pattern[str]) -> None:
        """Indexes the names.

        Args:
            names: all that the document names.
            trailing: the words that short forms leave out at the end (集团, 有限公司), with `$`.
            place: the place that short forms leave out at the beginning; matches nothing too.
        """
        self._inner = cache(lambda name: trailing.sub("", name))
        self._without_place = cache(lambda name: place.sub("", self._inner(name), count=1))
        self._with_character: dict[str, list[str]] = defaultdict(list)
        for name in names:
            for character in set(name):
                self._with_character[character].append(name)

    def fuller(self, short: str) -> Iterator[str]:
        """The names that `short` can stand for: all that it is left with when shortened stands in them."""
        needed = short[:2] if UNION.fullmatch(short) else self._inner(short) or short
        rarest = min((self._with_character[character] for character in set(needed)), key=len)
        return (full for full in rarest if self._stands_for(short, full))

    def _stands_for(self, short: str, full: str) -> bool:
        if len(short) >= len(full):
            return False
        if UNION.fullmatch(short):
            return full.endswith(("总工会", "总")) and f"{short[0]}总" in full
        inner = self._inner(short)
        shortened = len(inner) > 1 and inner in {self._inner(full), self._without_place(full)}
        if shortened or self._begins_with_core(short, full):
            return True
        if len(short) >= SHORTEST_ABBREVIATION and short[-1] == full[-1] and len(full) > 2 * len(short):
            rest = iter(full)
            if all(c in rest for c in short):
                return True
        if len(short) < SHORTEST_TAIL or short.endswith("工会"):
            return False
        return full.endswith(short) or (len(inner) >= SHORTEST_TAIL and self._inner(full).endswith(inner))

    def _begins_with_core(self, short: str, full: str) -> bool:
        """Whether 远茂集团 stands for 湖北远茂汽车零部件集团有限公司."""
        core = CORE.fullmatch(short)
        begins = core is not None and self._without_place(full).startswith(core["core"])
        return begins and core is not None and ENTERPRISE[core["kind"]].fullmatch(full) is not None
