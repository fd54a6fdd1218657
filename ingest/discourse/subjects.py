"""Whom or what a sentence is about: its first agent, and not who only says whose he is."""

import re
from collections.abc import Sequence

from ingest.discourse.regions import OBLIQUE
from ingest.facts import EntityType
from ingest.lexicon import Lexicon
from ingest.mentions.mention import Mention

SUBJECTS = (EntityType.PERSON, EntityType.STUDIO, EntityType.TEAM, EntityType.ORGANIZATION)
LINK = re.compile(r"[^，。；]{0,20}$")
UNITS_LINK = re.compile(r"[^，。；、]{0,14}$")


class SubjectFinder:
    """Finds the subjects of sentences and clauses."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.tables["anaphors"]["subject"]
        self._in_whose_words, self._of_another = re.compile(table["in_whose_words"]), re.compile(table["of_another"])
        self._taken = re.compile(table["taken"])
        role = lexicon.either("roles", "workers", "officials", "youths")
        self._told = re.compile(f"{role}|(?:{table['member']})$")

    def of(self, text: str, mentions: Sequence[Mention]) -> Mention | None:
        """The first agent of the first two clauses; of "某公司职工李某" the person, of "某厂张某工作室" the studio.

        Of "老张的徒弟李某" it is 李某.
        """
        clauses = [m.start() for m in re.finditer("，", text)]
        limit = clauses[1] if len(clauses) > 1 else len(text)
        agents = [
            m
            for m in mentions
            if m.type in SUBJECTS
            and m.start < limit
            and not OBLIQUE.search(text[: m.start])
            and not self._taken.search(text[: m.start])
            and not self._in_whose_words.match(text, m.end)
        ]
        found = agents[0] if agents else None
        for following in agents[1:]:
            if found is None or not self._narrows(found, following, text[found.end : following.start]):
                break
            found = following
        return found

    def _narrows(self, found: Mention, following: Mention, between: str) -> bool:
        """Whether the first of two agents only says whose or where the second is."""
        same = following.type is found.type
        if same and following.type is EntityType.PERSON:
            return self._of_another.fullmatch(between) is not None
        if same and found.type is not EntityType.ORGANIZATION:
            return False
        tied = (UNITS_LINK if same else LINK).fullmatch(between)
        return tied is not None and (not between.strip("的、“”") or self._told.search(between) is not None)
