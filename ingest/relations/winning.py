"""Who won what a line of a list is about: the work, the people, or the units that it begins with."""

import re
from collections.abc import Collection

from ingest.facts import EntityType
from ingest.mentions.mention import Mention
from ingest.mentions.recognise import ReadSentence

OPENING = 8
"""Before the winner a line holds at most so many characters ("12．")."""
WINNERS = (
    EntityType.ACHIEVEMENT,
    EntityType.STUDIO,
    EntityType.TEAM,
    EntityType.PERSON,
    EntityType.ORGANIZATION,
)
DATE = re.compile(r"\s*[\d二〇○零一三四五六七八九]{4}年(?:[\d一二三四五六七八九十]{1,3}[月日]){2}\s*")
"""A line that dates a document, below the unit that signs it."""


def signs(sentence: ReadSentence, below: ReadSentence | None) -> bool:
    """Whether a line is but the unit that signs the document."""
    alone = len(sentence.mentions) > 0 and sentence.mentions[-1].end == len(sentence.text.rstrip())
    units = all(m.type in {EntityType.ORGANIZATION, EntityType.PLACE} for m in sentence.mentions)
    return alone and units and below is not None and DATE.fullmatch(below.text) is not None


def _innermost(first: Mention, sentence: ReadSentence, bearers: Collection[EntityType]) -> Mention:
    """Of "某公司某某班" the team."""
    parts = (m for m in sentence.mentions if m.start == first.end and m.type in {EntityType.TEAM, EntityType.STUDIO})
    return next((m for m in parts if m.type in bearers), first)


def winners(sentence: ReadSentence, bearers: Collection[EntityType] = WINNERS) -> list[Mention]:
    """Whom or what a line begins with; several persons where it begins with a row of them."""
    first = next((m for m in sentence.mentions if m.type in bearers and m.start <= OPENING), None)
    if bearers is not WINNERS:
        return [_innermost(first, sentence, bearers)] if first else []
    achievement = next((m for m in sentence.mentions if m.type is EntityType.ACHIEVEMENT), None)
    if achievement or first is None:
        return [achievement] if achievement else []
    if first.type is not EntityType.PERSON:
        person = next((m for m in sentence.mentions if m.type in {EntityType.PERSON, EntityType.STUDIO}), None)
        return [person] if person else _row(first, sentence)
    return _row(first, sentence)


def _row(first: Mention, sentence: ReadSentence) -> list[Mention]:
    """It and what stands in a row behind it."""
    found = [first]
    for m in sentence.mentions:
        if m.type is first.type and re.fullmatch(r"[、\s]+", sentence.text[found[-1].end : m.start]):
            found.append(m)
    return found
