"""Whom and what a document is about: the person of a profile, and the enterprise that its 公司 means."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.facts import EntityType
from ingest.mentions.mention import Mention
from ingest.mentions.recognise import ReadSentence
from ingest.mentions.unit_names import UnitNames
from ingest.page.layout import Kind

FEWEST = 3
"""A profile names its person at least so often,"""
SHARE = 0.4
"""and with at least this share of all namings of persons; a guess, checked on invented profiles."""
LEAD, LEAST = 1.5, 0.25
"""Or with this share and so many times the namings of the next one."""
UNIT_SHARE = 0.5
"""A document is about one enterprise if it has more than this share of all namings of enterprises."""
SHORTEST = 3
EMPLOYS = re.compile(r"(?:进入|来到|走进|分到|进了|加入|入职)$")
EMPLOYED = re.compile(r"[^，。；]{0,10}?(?:职工|员工|工人|技师|工程师|班长|车间|厂长|董事长|党委书记|工会主席)")
"""Who works there: the text is about this enterprise rather than about one that is only named."""
TITLE_LINES = 4
FIRST_LINES = 6
REPORTED = {EntityType.STUDIO, EntityType.TEAM, EntityType.ACHIEVEMENT, EntityType.EVENT}
UNITS = {EntityType.ORGANIZATION, EntityType.PLACE}
FEW_UNITS = 3
IN_TITLE = 3
"""A naming in a heading counts as so many."""


@dataclass(frozen=True, slots=True)
class Focus:
    """What a document is mostly about.

    Attributes:
        person: the person of a profile; None where no person stands out.
        owner: what the title names first, a studio, work or event before a unit or place: of a report, whose figures
            it gives.
        enterprise: the enterprise that is named most, whole (not its workshops).
        of_form: whether the owner is what a form's first record is about.
        contest: the only event of a text whose title or first lines name it: prizes without a name are its.
        only: the person of a text that names nobody else; a 他 that comes before the name means him.
    """

    person: Mention | None
    owner: Mention | None
    enterprise: str | None
    of_form: bool = False
    only: Mention | None = None
    contest: Mention | None = None


def focus(read: Sequence[ReadSentence], organizations: UnitNames, not_enterprise: tuple[str, ...]) -> Focus:
    """The focus of a document's sentences."""
    persons: Counter[str] = Counter()
    units: Counter[str] = Counter()
    first: dict[str, Mention] = {}
    for place, sentence in enumerate(read):
        kind = sentence.tagged.sentence.kind
        weight = IN_TITLE if kind is Kind.HEADING and place < TITLE_LINES else 1
        for mention in (*sentence.mentions, *sentence.inner):
            name = mention.refers_to or mention.name
            first.setdefault(name, mention)
            if mention.type is EntityType.PERSON:
                persons[name] += weight if kind is not Kind.RECORD else 0
            elif mention.type is EntityType.ORGANIZATION:
                whole = organizations.whole(name)
                other = whole.endswith(not_enterprise) or organizations.is_own_part(whole)
                at_work = EMPLOYS.search(sentence.text[: mention.start][-4:]) or EMPLOYED.match(
                    sentence.text, mention.end
                )
                first_named = not other and not units.total()
                units[whole] += 0 if other else weight + bool(at_work) + first_named
    person = _protagonist(persons, first)
    enterprise = _enterprise(_with_short_forms(units), profile=person is not None)
    only = first[next(iter(persons))] if len(persons) == 1 and persons.total() else None
    return Focus(person, _owner(read), enterprise, only=only, contest=_contest(read))


def _contest(read: Sequence[ReadSentence]) -> Mention | None:
    """The event that the title or the first lines name, if the document names no other."""
    events = [m for s in read for m in s.mentions if m.type is EntityType.EVENT]
    early = [m for s in read[:FIRST_LINES] for m in s.mentions if m.type is EntityType.EVENT]
    names = {m.refers_to or m.name for m in events}
    return early[0] if early and len(names) == 1 else None


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


def _enterprise(units: Counter[str], *, profile: bool) -> str | None:
    """The enterprise with most of the namings; where none has, the first of a profile or of a text that names few."""
    few = sum(count > 0 for count in units.values()) <= FEW_UNITS
    for unit, count in units.most_common(1):
        return unit if count > UNIT_SHARE * units.total() or (count and (profile or few)) else None
    return None


def _protagonist(persons: Counter[str], first: dict[str, Mention]) -> Mention | None:
    (name, count), (_, second), *_ = [*persons.most_common(2), ("", 0), ("", 0)]
    stands_out = count >= SHARE * persons.total() or (count >= LEAD * second and count >= LEAST * persons.total())
    return first[name] if count >= FEWEST and stands_out else None


def _owner(read: Sequence[ReadSentence]) -> Mention | None:
    titles = [s for s in read[:TITLE_LINES] if s.tagged.sentence.kind is Kind.HEADING]
    named = [m for s in titles for m in s.mentions]
    reported = (m for types in (REPORTED, UNITS) for m in named if m.type in types)
    return next(reported, None)
