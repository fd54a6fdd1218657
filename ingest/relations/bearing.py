"""Which honours can be whose: a medal is a person's, a pacesetters' pennant a team's, a title of a method its own."""

import re

from ingest.facts import EntityType
from ingest.lexicon import Lexicon

UNITS = frozenset({EntityType.ORGANIZATION, EntityType.STUDIO, EntityType.TEAM})
ANYBODY = UNITS | {EntityType.PERSON, EntityType.ACHIEVEMENT, EntityType.PLACE}


class Bearing:
    """Tells by an honour's name what can bear it."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.tables["attachment"]["bearing"]
        self._of_kind = [
            (re.compile(rf"(?:{table['personal']})$"), frozenset({EntityType.PERSON})),
            (re.compile(r"工作室$"), frozenset({EntityType.STUDIO})),
            (re.compile(rf"(?:{table['collective']})$"), UNITS),
            (re.compile(rf"(?:{table['of_work']})$"), frozenset({EntityType.ACHIEVEMENT})),
        ]

    def bearers(self, honour: str) -> frozenset[EntityType]:
        """The types of entities that can bear the honour."""
        bare = honour.strip("“”")
        return next((bearers for pattern, bearers in self._of_kind if pattern.search(bare)), ANYBODY)
