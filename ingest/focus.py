"""Whom and what a document is about: the person of a profile, and the enterprise that its 公司 means."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.facts import EntityType
from ingest.layout import Kind
from ingest.mentions.mention import Mention
from ingest.mentions.organizations import OrganizationFinder
from ingest.mentions.recognise import ReadSentence

FEWEST = 3
"""A profile names its person at least so often,"""
SHARE = 0.4
"""and with at least this share of all namings of persons; a guess, checked on invented profiles."""
UNIT_SHARE = 0.5
"""A document is about one enterprise if it has more than this share of all namings of enterprises."""
SHORTEST = 3
TITLE_LINES = 4
IN_TITLE = 3
"""A naming in a heading counts as so many."""


@dataclass(frozen=True, slots=True)
class Focus:
    """What a document is mostly about.

    Attributes:
        person: the person of a profile; None where no person stands out.
        owner: the organization or place that the title names first: of a report, whose figures it gives.
        enterprise: the enterprise that is named most, whole (not its workshops).
    """

    person: Mention | None
    owner: Mention | None
    enterprise: str | None


def focus(read: Sequence[ReadSentence], organizations: OrganizationFinder, not_enterprise: tuple[str, ...]) -> Focus:
    """The focus of a document's sentences."""
    persons: Counter[str] = Counter()
    units: Counter[str] = Counter()
    first: dict[str, Mention] = {}
    for sentence in read:
        weight = IN_TITLE if sentence.tagged.sentence.kind is Kind.HEADING else 1
        for mention in (*sentence.mentions, *sentence.inner):
            name = mention.refers_to or mention.name
            first.setdefault(name, mention)
            if mention.type is EntityType.PERSON:
                persons[name] += weight
            elif mention.type is EntityType.ORGANIZATION:
                whole = organizations.chain(name)[-1]
                units[whole] += 0 if whole.endswith(not_enterprise) else weight
    units = _with_short_forms(units)
    enterprise = next((unit for unit, count in units.most_common(1) if count > UNIT_SHARE * units.total()), None)
    return Focus(_protagonist(persons, first), _owner(read), enterprise)


def _with_short_forms(units: Counter[str]) -> Counter[str]:
    """Namings by a short form counted with the only full name whose characters it takes in order."""
    joined: Counter[str] = Counter()
    for name, count in units.items():
        full = [other for other in units if len(other) > len(name) and _stands_in(name, other)]
        joined[full[0] if len(full) == 1 else name] += count
    return joined


def _stands_in(short: str, full: str) -> bool:
    rest = iter(full)
    return len(short) >= SHORTEST and short[:2] in full and all(c in rest for c in short)


def _protagonist(persons: Counter[str], first: dict[str, Mention]) -> Mention | None:
    for name, count in persons.most_common(1):
        return first[name] if count >= max(FEWEST, SHARE * persons.total()) else None
    return None


def _owner(read: Sequence[ReadSentence]) -> Mention | None:
    titles = [s for s in read[:TITLE_LINES] if s.tagged.sentence.kind is Kind.HEADING]
    named = (m for s in titles for m in s.mentions if m.type in {EntityType.ORGANIZATION, EntityType.PLACE})
    return next(named, None)
