"""What a text calls a person whom it has named in full."""

import re

from ingest.lexicon import Lexicon
from ingest.tagging.words import is_word

WITH_GIVEN = 3
"""A name of so many characters, of which one is the surname, has a given name that can stand alone."""


class FamiliarNames:
    """The short forms of persons' names.

    Attributes:
        like_kin: behind a surname; the tagger takes it for a whole name.
        like_elders: the same, and never a given name.
        familiar: before a surname.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.tables["name_parts"]
        self._surnames = lexicon.surnames
        self.like_kin, self.familiar = tuple(table["like_kin"]), tuple(table["familiar"])
        self.like_elders = tuple(table["like_elders"])
        self._behind = (*table["titles_behind"], *self.like_kin, *self.like_elders)

    def of(self, name: str) -> set[str]:
        """Its short forms: of 盖兴华 兴华, 盖师傅, 盖姐 and 小盖, of 阿依努尔·买买提 阿依努尔."""
        is_short = len(name) <= WITH_GIVEN and name.endswith(self.like_elders)
        if is_short or (len(name) < WITH_GIVEN and name.endswith(self.like_kin)):
            return set()
        first = re.split("[·•]", name)[0]
        if first != name or name[0] not in self._surnames:
            return {first} - {name}
        surname = name[:2] if name[:2] in self._surnames else name[0]
        alone = len(name) == WITH_GIVEN and len(surname) == 1 and not is_word(name[1:])
        given = {name[1:]} if alone else set()
        return given | {surname + title for title in self._behind} | {one + surname for one in self.familiar}

    def is_no_name(self, short: str, full: str) -> bool:
        """Whether what the tagger takes for a name of its own only calls this person 姐 or 大姐."""
        return short.endswith(self.like_elders) or (short.endswith(self.like_kin) and len(short) < len(full))
