"""Units whose names share their end: of "落雁、红军桥两座水电站" each is a 水电站."""

import re
from collections.abc import Iterator

from ingest.facts import EntityType
from ingest.lexicon import Lexicon
from ingest.mentions.mention import Mention, TaggedSentence

PART = r"[\u4e00-\u9fff]{2,6}"
NUMBERS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "俩": 2}
SHORTEST = 2


class SharedEnds:
    """Finds the units of a row that names their kind once, with their number."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.tables["organizations"]["shared_ends"]
        self._row = re.compile(
            rf"(?P<parts>{PART}(?:、{PART}){{0,4}}(?:、|和|与){PART})这?(?P<number>[{''.join(NUMBERS)}])(?:{table['counted']})"
            rf"(?P<end>{table['kinds']})"
        )
        self._before = re.compile(rf".*(?:{table['before']})")

    def find(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """The units, each by its own name with the shared end."""
        for match in self._row.finditer(sentence.text):
            parts = list(re.finditer(r"[^、和与]+", match["parts"]))
            if len(parts) != NUMBERS[match["number"]]:
                continue
            for place, part in enumerate(parts):
                last = place == len(parts) - 1
                own, start = part.group(), match.start() + part.start()
                cut = self._before.match(own) if place == 0 else None
                skipped = cut.end() if cut else 0
                if len(own) - skipped >= SHORTEST:
                    end = match.end() if last else start + len(own)
                    name = own[skipped:] + match["end"]
                    yield Mention(start + skipped, end, EntityType.ORGANIZATION, name, "organization.shared_end")
