"""Whom 他 can mean of the persons that stand before it in its sentence."""

import re
from collections.abc import Sequence

from ingest.discourse.regions import OBLIQUE
from ingest.lexicon import Lexicon
from ingest.mentions.mention import Mention

OBJECT = re.compile(r"[\u4e00-\u9fff](?:是|由|被|拜|给|向|对|让|教|把|将|跟|与|和|同|为|替|帮)$")
"""Before 他: it is the object of a clause whose subject is somebody else."""
COMPANION = re.compile(r"[他她][和与跟同]$|从$")
"""Before a person who is only told of another: with whom he is, or from whom he took something over."""
MASTER = ("师傅", "师父", "徒弟")
MARKS = "，。；：“"
JOINT = re.compile("[、和与及]")


class PersonAntecedents:
    """Leaves out who stands before 他 and cannot be meant.

    Attributes:
        taught_by: what stands before the name of somebody's teacher.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.tables["anaphors"]["teaching"]
        self.taught_by, self._kin, self._becomes, self._teaches, self._under, self._all_are, self._learns = (
            re.compile(table[key]) for key in ("taught_by", "kin", "becomes", "teaches", "under", "all_are", "learns")
        )
        self._takes_on, self._goes_on = re.compile(table["takes_on"]), re.compile(table["goes_on"])

    def possible(
        self, before: Sequence[Mention], text: str, topic: Mention | None, match: re.Match[str]
    ) -> list[Mention]:
        """The persons that 他 can be.

        Not behind a preposition, not the topic's own master or apprentice, and not the subject of a clause that has
        他 for its object ("师傅对他说", "甲、乙都是她带出来的", "甲进厂，跟他学手艺").
        """
        plain = [m for m in before if not OBLIQUE.search(text[: m.start]) and not COMPANION.search(text, 0, m.start)]
        plain = [m for m in plain if not self._only_teaches(text, m)] or plain
        clause = _mark_before(text, match.start())
        owns = text.startswith("的", match.end()) and not self._kin.match(text, match.end())
        if self._all_are.fullmatch(text, clause + 1, match.start()):
            plain = [m for m in plain if m.start < _mark_before(text, max(0, clause))]
        elif (self._is_object(text, clause, match) and not owns) or self._under.match(text, match.end()):
            plain = [m for m in plain if m.start < clause and not self._does_to_him(text, m, match)]
        if topic and not owns and self._goes_on.fullmatch(text, clause + 1, match.start()):
            plain = [m for m in plain if m.start < _mark_before(text, max(0, clause))]
        if self._learns.search(text, clause + 1, match.start()):
            plain = _before_pupils(plain, before, text, clause)
        if topic and self._becomes.fullmatch(text, clause + 1, match.start()):
            plain = []
        return [m for m in plain if not text[: m.start].endswith(MASTER)] if topic else plain

    def _is_object(self, text: str, clause: int, match: re.Match[str]) -> bool:
        """Whether the subject of the clause does something to or for him ("师傅对他说", "师傅收了他做徒弟")."""
        ahead = clause + 1, match.start()
        return bool(OBJECT.search(text, *ahead) or self._takes_on.search(text, *ahead))

    def _does_to_him(self, text: str, m: Mention, match: re.Match[str]) -> bool:
        """Whether a clause before has the person for its subject and the same 他 for its object ("甲教他，乙教他")."""
        at = text.find(match.group(), m.end, match.start())
        return at >= 0 and _mark_before(text, at) < m.start and OBJECT.search(text, m.start, at) is not None

    def _only_teaches(self, text: str, m: Mention) -> bool:
        return bool(self._teaches.match(text, m.end) or self.taught_by.search(text[: m.start]))


def _before_pupils(plain: Sequence[Mention], before: Sequence[Mention], text: str, clause: int) -> list[Mention]:
    """Who is named before those who learn from him: before the clause that names them, else before the last row.

    Who tells of himself is the one who learns ("我父亲某某切了一辈子药，我十七岁进厂，跟着他学").
    """
    if plain and "我" in text[plain[-1].end : clause]:
        return list(plain)
    start = clause if any(m.start > clause for m in before) else _row_start(text, plain)
    return [m for m in plain if m.start < start and not text[: m.start].endswith("叫")]


def _row_start(text: str, persons: Sequence[Mention]) -> int:
    """Where the row of persons begins that the last one ends ("甲和乙")."""
    start = persons[-1].start if persons else 0
    for person in persons[-2::-1]:
        if not JOINT.fullmatch(text, person.end, start):
            break
        start = person.start
    return start


def _mark_before(text: str, end: int) -> int:
    """Where the last mark before `end` stands that a clause begins behind."""
    return max(text.rfind(mark, 0, end) for mark in MARKS)
