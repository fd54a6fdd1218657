"""What stands before a person's name: "全国劳动模范、某集团焊接工人某某"."""

import re
from collections.abc import Iterator, Sequence

from ingest.facts import EntityType, Evidence, Relation, RelationType
from ingest.lexicon import Lexicon
from ingest.mentions.mention import Mention
from ingest.names.entities import Directory
from ingest.relations.pattern import ANY, SYMBOL, Encoded

BEARERS = (EntityType.ORGANIZATION, EntityType.STUDIO, EntityType.TEAM, EntityType.AWARD)
PERSONS_JOINT = re.compile("[、和与]")
CONFIDENCE = 0.9


class AppositionReader:
    """Reads the units, posts and honours that lead up to a name."""

    def __init__(self, lexicon: Lexicon) -> None:
        known = lexicon.either("roles", "workers", "officials", "honours_before")
        role = rf"(?:{known}|[^，。；、的：—{ANY}]{{1,4}}{lexicon.either('roles', 'skilled')})"
        self._leader = re.compile("(?<!副)" + lexicon.either("roles", "leaders"))
        shift = rf"(?:[^，。；、的：—{ANY}]{{1,20}}?(?:组|队|班|段|矿|站|室|区|科|部|间))?"
        invites = lexicon.tables["employment"]["invites"]
        first = rf"(?!{invites}){shift}[^，。；、的：—{ANY}]{{0,8}}?{role}"
        held = rf"(?:{first})(?:[、兼][^，。；、的：—{ANY}]{{0,6}}?{role})*"
        bearer = "".join(SYMBOL[kind] for kind in BEARERS)
        plain = rf"[{bearer}](?:的|获得者|得主|称号获得者)?(?:青年|女|年轻)?"
        self._person = person = SYMBOL[EntityType.PERSON]
        self._apposition = re.compile(
            rf"(?P<units>(?:{plain}(?:{held}(?:[、和兼]|一名|，(?={plain}))?|[、和兼]|一名|的|荣誉获得者)?)+(?:{held})?)(?P<person>{person})(?!的(?:大|小|首位|得意)?(?:徒弟|学徒|弟子|师傅|师父|搭档|同事))"
        )
        self._unit = re.compile(rf"(?P<bearer>[{bearer}])(?:的|获得者|得主|称号获得者)?(?P<role>{held})?")

    def relations(
        self, encoded: Encoded, inner: Sequence[Mention], directory: Directory, evidence: Evidence
    ) -> Iterator[Relation]:
        """What stands before a person's name: "全国劳动模范、某集团焊接工人某某"."""
        named = self._person in encoded.text
        for match in self._apposition.finditer(encoded.text) if named else ():
            persons = encoded.coordinated(match.start("person"), PERSONS_JOINT)
            persons = persons[persons.index(encoded.mention(match.start("person"))) :]
            for unit in self._unit.finditer(encoded.text, *match.span("units")):
                attrs = {"role": unit["role"]} if unit["role"] else {}
                for kind, tail in self._meanings(encoded.mention(unit.start("bearer")), unit["role"], inner):
                    for person in persons:
                        ends = directory.of(person), directory.of(tail)
                        yield Relation(kind, *ends, evidence, attrs, "apposition", CONFIDENCE)

    def _meanings(
        self, bearer: Mention, role: str | None, inner: Sequence[Mention]
    ) -> Iterator[tuple[RelationType, Mention]]:
        """What a unit, studio or honour before a person's name says of the person."""
        if bearer.type is EntityType.AWARD:
            yield RelationType.RECEIVED, bearer
            yield from ((RelationType.WORKS_AT, unit) for unit in inner if _gives(unit, bearer))
        elif bearer.type is EntityType.ORGANIZATION:
            yield RelationType.WORKS_AT, bearer
        elif role:
            yield RelationType.LEADS if self._leader.search(role) else RelationType.MEMBER_OF, bearer


def _gives(unit: Mention, award: Mention) -> bool:
    """Whether the award's name begins with the unit that gives it to its own people ("某公司劳模")."""
    return unit.type is EntityType.ORGANIZATION and award.name.startswith(unit.name) and award.name.endswith("劳模")
