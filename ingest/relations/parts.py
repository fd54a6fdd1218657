"""What a part of an enterprise, named without it ("设备科"), is a part of: the enterprise that the text is about."""

from collections.abc import Iterator, Mapping, Sequence

from ingest.discourse.coreference import ResolvedSentence
from ingest.facts import EntityKey, EntityType, Relation, RelationType
from ingest.lexicon import Lexicon
from ingest.mentions.mention import Mention
from ingest.mentions.unit_names import UnitNames
from ingest.names.entities import Directory

CONFIDENCE = 0.6
KIND, COMPANY = 2, "公司"
"""Characters of a unit's last word, and the one in which it takes one more to tell kinds apart ("分公司")."""
RULE = "part_of.own"


class PartReader:
    """Finds the enterprises of such parts."""

    def __init__(self, lexicon: Lexicon, organizations: UnitNames) -> None:
        self._organizations = organizations
        self._no_enterprise = tuple(lexicon.tables["anaphors"]["not_enterprise"]["endings"])
        self._owners = tuple(lexicon.tables["organizations"]["part_owners"])

    def relations(
        self, sentences: Sequence[ResolvedSentence], stated: Sequence[Relation], directory: Directory
    ) -> Iterator[Relation]:
        """Of each part that `stated` leaves alone, that it belongs to the enterprise named last before it."""
        placed = {r.head for r in stated if r.type is RelationType.PART_OF}
        units = directory.names(EntityType.ORGANIZATION)
        for sentence in sentences:
            last = units.get(sentence.focus.enterprise or "")
            for m in sentence.mentions:
                if m.type is not EntityType.ORGANIZATION:
                    continue
                part = directory.of(m)
                if not self._organizations.is_own_part(part.name):
                    last = self._enterprise(m, units) or last
                elif (
                    last
                    and last.name.endswith(self._owners)
                    and part not in placed
                    and (whole := self._beside(part.name, last.name)) in units
                ):
                    placed.add(part)
                    evidence = sentence.read.tagged.sentence.evidence()
                    yield Relation(RelationType.PART_OF, part, units[whole], evidence, {}, RULE, CONFIDENCE)

    def _beside(self, part: str, unit: str) -> str:
        """The enterprise whose part it is where one of its other parts is spoken of ("第二分公司", "第五分公司")."""
        chain = self._organizations.chain(unit)
        alike = unit.endswith(part[-KIND - part.endswith(COMPANY) :])
        return ("" if len(chain) == 1 else chain[-1]) if alike else unit

    def _enterprise(self, m: Mention, units: Mapping[str, EntityKey]) -> EntityKey | None:
        """The enterprise that a mention means; None for unions, offices and schools."""
        whole = self._organizations.whole(m.refers_to or m.name)
        return None if whole.endswith(self._no_enterprise) else units.get(whole)
