"""Which province, city or county a document speaks of."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.facts import EntityType
from ingest.mentions.mention import Mention
from ingest.mentions.places import PlaceFinder
from ingest.mentions.recognise import ReadSentence
from ingest.mentions.unit_names import UnitNames

LEVELS = "省市区县州"
OBLIQUE = re.compile(
    r"(?:^|，)[^，]{0,4}?(?:以|由|像|据|让|对|在|随着|谈到|走进|受|经|从|把|向)[^，的]{0,40}$"
    r"|(?:^|，)[还又并再也曾]?(?:先后|积极|随后|多次)?(?:参加|响应|参与|应)[^，的]{0,20}$"
    r"|(?:^|，)[还又并再也]?(?:与|会同|携手|协同|联合)[^，的]{0,20}$"
    r"|(?:^|，)(?:\d{4}年(?:\d{1,2}月)?，?)?(?:牵头|领衔|负责|带头|又|还|后|被)?"
    r"(?:组建|创建|创办|加入|进入|考[入进]|转[入到]|调[入到往任]|分配?[到至]|毕业于|[就供任]职于|入职|回到)了?[^，的]{0,16}$"
)
"""Before a mention: it stands behind a preposition or a verb without a subject, so it is no subject."""


class Regions:
    """Follows the places of a document, sentence by sentence."""

    def __init__(self, places: PlaceFinder, organizations: UnitNames, read: Sequence[ReadSentence]) -> None:
        self._places = places
        self._organizations = organizations
        self._by_level: dict[str, Mention] = {}
        for sentence in read:
            for mention in sentence.mentions:
                for place in self._of(mention):
                    self._by_level.setdefault(place.name[-1], place)
        self._home: Mention | None = next(iter(self._by_level.values()), None)
        self.current = self._home

    def see(self, mentions: Iterable[Mention], text: str) -> None:
        """Takes note of a sentence's places, and of the places in organizations' names; not behind a preposition."""
        for mention in mentions:
            if OBLIQUE.search(text[: mention.start]):
                continue
            union = self._of_union(mention.name) if mention.type is EntityType.ORGANIZATION else None
            self.current = union or self.current
            for place in self._of(mention):
                self._by_level[place.name[-1]] = place
                if mention.type is EntityType.ORGANIZATION and mention.name.endswith(("总工会", "工会", "总")):
                    self.current = place

    def named(self, level: str) -> str | None:
        """The place last spoken of at a level: 省, 市, 区, 县 or 州."""
        if level == "省":
            return next((p.name for p in self._by_level.values() if p.name.endswith(("省", "自治区"))), None)
        nearest = (p for p in (self.current, self._home, self._by_level.get(level)) if p and p.name.endswith(level))
        return next((place.name for place in nearest), None)

    def _of_union(self, name: str) -> Mention | None:
        """The place of a federation that is named by its level only (省总工会)."""
        level = name[:1] if name in {f"{c}总工会" for c in LEVELS} else ""
        known = self.named(level) if level else None
        return next((p for p in self._by_level.values() if p.name == known), None)

    def _of(self, mention: Mention) -> list[Mention]:
        if mention.type is EntityType.PLACE:
            names = [mention.refers_to or mention.name]
        elif mention.type is EntityType.ORGANIZATION:
            names = self._places.leading(self._organizations.chain(mention.name)[-1])
        else:
            return []
        return [
            replace(mention, type=EntityType.PLACE, name=self._places.full_name(name), refers_to=None) for name in names
        ]
