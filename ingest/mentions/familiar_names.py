"""What a text calls a person whom it has named in full."""

import re
from collections.abc import Collection

from ingest.tagging.words import is_word

LIKE_KIN = ("哥", "姐", "叔", "姨", "嫂", "爷", "伯")
"""Behind a surname: the tagger takes it for a whole name."""
CALLED = ("师傅", "劳模", "工匠", "老师", "师父", "老", "工", *LIKE_KIN)
FAMILIAR = ("小", "老")
WITH_GIVEN = 3
"""A name of so many characters, of which one is the surname, has a given name that can stand alone."""


def familiar_names(name: str, surnames: Collection[str]) -> set[str]:
    """Its short forms: of 盖兴华 兴华, 盖师傅, 盖姐 and 小盖, of 阿依努尔·买买提 阿依努尔."""
    if len(name) < WITH_GIVEN and name.endswith(LIKE_KIN):
        return set()
    first = re.split("[·•]", name)[0]
    if first != name or name[0] not in surnames:
        return {first} - {name}
    surname = name[:2] if name[:2] in surnames else name[0]
    alone = len(name) == WITH_GIVEN and len(surname) == 1 and not is_word(name[1:])
    given = {name[1:]} if alone else set()
    return given | {surname + title for title in CALLED} | {familiar + surname for familiar in FAMILIAR}
