"""Places: provinces and prefectures by name, counties and towns by their endings."""

import re
from collections.abc import Iterator
from functools import lru_cache

from ingest.facts import EntityType
from ingest.lexicon import Lexicon, alternation
from ingest.mentions.mention import Mention, TaggedSentence

COUNTY = re.compile(r"[\u4e00-\u9fff]{1,5}?(?:新区|开发区|高新区|工业园区|自治县|区|县|旗|市|镇|乡)")
NOT_COUNTY = re.compile(
    r"(?:[首各全某该多几每两一本此这那其有在申].*|.*之乡|.*自治区|.*作业区|.*行政区|.*经济区|.*[大小湾]湾区|.*(?<!工业|产业|化工|科技|物流)园区|(?:自治|行政)区|(?:全|各|本|该|市|省|灾|地|山|校|城|社|厂|矿|园|景|片|辖|郊|林|牧|农|特|东|西|南|北|老|新|城|辖|小|工业|作业|生产|居住|都|临空都|城|示范|先行|直辖)(?:区|县|市|镇|乡))$"
)
MIN_COUNTY = 2
REMEMBERED = 1 << 12
"""A document speaks of the same units again and again."""


class PlaceFinder:
    """Finds places among the words tagged as such, and at the beginning of longer names."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._gazetteer = lexicon.places
        known = alternation(lexicon.places.full_name)
        self._parts = re.compile(rf"{known}|{COUNTY.pattern}")
        self._known = re.compile(known)
        self._leading = lru_cache(REMEMBERED)(self._led_by)

    def find(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """The places in words tagged LOC, each level of "浙江省宁波市镇海区" for itself."""
        for token in sentence.tokens:
            if token.tag == "LOC":
                yield from self._within(sentence.text[token.start : token.end], token.start)

    def _within(self, text: str, offset: int) -> Iterator[Mention]:
        at = 0
        while match := self._parts.match(text, at):
            name = match.group()
            if name in self._gazetteer.full_name or (len(name) > MIN_COUNTY - 1 and not NOT_COUNTY.fullmatch(name)):
                yield Mention(offset + match.start(), offset + match.end(), EntityType.PLACE, name, "place.tagged")
            at = match.end()

    def leading(self, name: str) -> list[str]:
        """The places that a longer name begins with or is built on ("锦州市总工会" -> ["锦州市"]), as written there."""
        return list(self._leading(name))

    def _led_by(self, name: str) -> tuple[str, ...]:
        found: list[str] = []
        at = 0
        while match := self._parts.match(name, at):
            if match.end() == len(name):
                break
            place = match.group()
            inner = self._known.search(place)
            if inner and inner.start():
                found.append(inner.group())
                at = match.end()
                continue
            if place not in self._gazetteer.full_name and NOT_COUNTY.fullmatch(place):
                break
            found.append(place)
            at = match.end()
        if not found and (inner := self._known.search(name)) and inner.start() <= 4:  # noqa: PLR2004
            found = [inner.group()]
        return tuple(place for place in found if self.is_place(place))

    def is_place(self, name: str) -> bool:
        """Whether the name is a province or prefecture, or has a county's ending."""
        return name in self._gazetteer.full_name or bool(COUNTY.fullmatch(name) and not NOT_COUNTY.fullmatch(name))

    def full_name(self, name: str) -> str:
        """A province's or prefecture's full name; any other name as it is."""
        return self._gazetteer.full_name.get(name, name)
