"""Whom a statement is about where a rule reaches somebody who is only said of him: his studio, or who taught him."""

import re

from ingest.facts import EntityType, RelationType
from ingest.lexicon import Lexicon
from ingest.relations.pattern import SYMBOL, Encoded, Rule

PERSON = SYMBOL[EntityType.PERSON]
PREDICATES = ("是", "任", "为")
IS = re.compile("[^，。；]{0,4}[是系为]")
OF_AGENTS = {RelationType.RECEIVED, RelationType.DEVELOPED}


class Heads:
    """Finds the head that a rule's match means."""

    def __init__(self, lexicon: Lexicon) -> None:
        kinship = lexicon.tables["kinship"]
        self._pupil_of, self._told_master = re.compile(kinship["pupil_of"]), re.compile(kinship["told_master"])

    def of(self, rule: Rule, match: re.Match[str], encoded: Encoded) -> int:
        """The position of the head; of "某某是某工作室带头人，获得…" the person: the studio is only said of him."""
        at, text = match.start("head"), encoded.text
        person = text.rfind(PERSON, 0, at)
        if rule.type not in OF_AGENTS or person < 0:
            return at
        if text[at] == PERSON:
            return person if self._is_only_taught_by(text, person, at) else at
        said_of = text[:at].endswith(PREDICATES) and match.start("tail") > at
        return person if said_of else at

    def _is_only_taught_by(self, text: str, person: int, at: int) -> bool:
        """Whether "甲是老技师乙的关门弟子，今年被授予……" or "甲，师傅是乙，今年获……" tells who taught the first."""
        pupil = self._pupil_of.match(text, at + 1) and IS.match(text, person + 1)
        told = text.startswith("，", at + 1) and self._told_master.match(text[:at], person + 1)
        return bool(pupil or told)
