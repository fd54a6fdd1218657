"""What names tell by themselves: whose studio it is, which unit a department belongs to, where a unit is."""

import re
from collections.abc import Iterator
from itertools import pairwise

from ingest.facts import EntityKey, EntityType, Evidence, Relation, RelationType
from ingest.mentions.mention import Mention
from ingest.mentions.places import PlaceFinder
from ingest.mentions.unit_names import UnitNames
from ingest.names.entities import Directory
from ingest.page.sentences import Sentence

NUMBERING = re.compile(r"(?:第[一二三四五六七八九十百\d]+届|\d{4}年(?:度)?|首届|[“‘])+")
"""What may stand before the place in an event's name."""
SHORTEST_COUNTY = 2
SHORTEST_PERSON = 3
"""So long a person's name is no accident at the head of a method's."""
BY_NAME, BY_COUNTY = 0.9, 0.7


class NameReader:
    """Takes names apart."""

    def __init__(self, organizations: UnitNames, places: PlaceFinder) -> None:
        self.organizations = organizations
        self._places = places

    def note(self, mention: Mention, sentence: Sentence, directory: Directory) -> None:
        """Makes entities of what stands inside the name: the units of a department, the place at its head."""
        if not self._is_placed(mention):
            return
        # these lead the name: of one that the layout cut they stand in the first piece
        spans = sentence.spans(mention.start, mention.end)[:1]
        for parent in self._units(mention)[1:]:
            directory.note(EntityType.ORGANIZATION, parent, spans)
        if mention.type is EntityType.STUDIO and (owner := self.organizations.owner(mention.name)):
            directory.note(EntityType.ORGANIZATION, owner, spans)
        for place in self._leading(self._units(mention)[-1]):
            directory.note(EntityType.PLACE, place, spans)

    def relations(self, mention: Mention, directory: Directory, evidence: Evidence) -> Iterator[Relation]:
        """The relations that the name states."""
        if leader := mention.attrs.get("leader"):
            ends = directory.key(EntityType.PERSON, leader), directory.of(mention)
            yield Relation(RelationType.LEADS, *ends, evidence, {}, "name.leader", BY_NAME)
        if mention.type is EntityType.ACHIEVEMENT and mention.name.endswith("法"):
            makers = (k for name, k in directory.names(EntityType.PERSON).items() if _bears(mention.name, name))
            for maker in makers:
                ends = maker, directory.of(mention)
                yield Relation(RelationType.DEVELOPED, *ends, evidence, {}, "name.maker", BY_NAME)
        if self._is_placed(mention):
            units = [directory.key(mention.type, name) for name in self._units(mention)]
            for part, whole in pairwise(units):
                yield Relation(RelationType.PART_OF, part, whole, evidence, {}, "name.part", BY_NAME)
            if mention.type is EntityType.STUDIO and (owner := self.organizations.owner(mention.name)):
                ends = directory.of(mention), directory.key(EntityType.ORGANIZATION, owner)
                yield Relation(RelationType.HOSTED_BY, *ends, evidence, {}, "name.owner", BY_NAME)
            yield from self._located(mention, units[-1], directory, evidence)

    @staticmethod
    def _is_placed(mention: Mention) -> bool:
        """Whether a place at the head of the name is where it is: of studios, those of a whole region."""
        alliance = mention.type is EntityType.STUDIO and mention.name.endswith("联盟")
        return alliance or mention.type in {EntityType.ORGANIZATION, EntityType.EVENT}

    def _located(
        self, mention: Mention, whole: EntityKey, directory: Directory, evidence: Evidence
    ) -> Iterator[Relation]:
        """Where the outermost unit is: the place that its name begins with, or a county of the document's."""
        name = self._units(mention)[-1]
        for place in self._leading(name):
            key = directory.key(EntityType.PLACE, place)
            yield Relation(RelationType.LOCATED_IN, whole, key, evidence, {}, "name.place", BY_NAME)
        if mention.type is EntityType.ORGANIZATION:
            for county, key in directory.names(EntityType.PLACE).items():
                if len(county) > SHORTEST_COUNTY and county[-1] in "区县市" and name.startswith(county[:-1]):
                    yield Relation(RelationType.LOCATED_IN, whole, key, evidence, {}, "name.county", BY_COUNTY)

    def _units(self, mention: Mention) -> list[str]:
        if mention.type is EntityType.ORGANIZATION:
            return self.organizations.chain(mention.name)
        return [mention.name]

    def _leading(self, name: str) -> list[str]:
        return self._places.leading(NUMBERING.sub("", name, count=1) if NUMBERING.match(name) else name)


def _bears(method: str, person: str) -> bool:
    """Whether a way of working is named after the person ("张三立六步接头法")."""
    return len(person) >= SHORTEST_PERSON and method.startswith(person)
