"""What 他, 该公司, 工作室, 该成果 and 全省 stand for, and which subject a sentence without one takes over."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.facts import EntityType
from ingest.layout import Kind
from ingest.lexicon import Lexicon, alternation
from ingest.mentions.mention import Mention, free
from ingest.mentions.organizations import OrganizationFinder
from ingest.mentions.places import PlaceFinder
from ingest.mentions.recognise import ReadSentence

OBLIQUE = re.compile(r"(?:^|，)[^，]{0,4}?(?:以|由|像|据|让|对|在|随着|谈到|走进|受|经|从|把|向)[^，的]{0,40}$")
"""Before a mention: it stands behind a preposition, so it is no subject."""
CAPTIONS = 3
"""So many headings in a row are captions of pictures, and say nothing of the text below them."""
LEVELS = "省市区县州"
POINTING = "该这此我本他她全"
NOUN_TAGS = {"n", "nz", "nw", "vn", "an", "a", "m", "q", "ORG", "LOC", "PER", "u", "f"}
SUBJECTS = (EntityType.PERSON, EntityType.STUDIO, EntityType.TEAM, EntityType.ORGANIZATION)
FOUNDED = re.compile(r"^[^，。]{0,8}(?:成立|创建|组建|挂牌)以来")
FOUNDABLE = {EntityType.STUDIO, EntityType.TEAM, EntityType.ORGANIZATION}
LINK = re.compile(r"[^，。；]{0,20}$")
UNITS_LINK = re.compile(r"[^，。；、]{0,14}$")


@dataclass(frozen=True, slots=True)
class ResolvedSentence:
    """A sentence whose anaphors are mentions too.

    Attributes:
        mentions: named and anaphoric mentions, sorted.
        carried: the subject of an earlier sentence, where this one has none of its own.
        topic: the subject of this sentence, its own or carried.
        region: the place that the document speaks of here.
        event: the competition or campaign that its paragraph speaks of.
    """

    read: ReadSentence
    mentions: tuple[Mention, ...]
    carried: Mention | None
    topic: Mention | None
    region: Mention | None
    event: Mention | None


class Resolver:
    """Follows a document from its first sentence to its last."""

    def __init__(self, lexicon: Lexicon, places: PlaceFinder, organizations: OrganizationFinder) -> None:
        self._organizations = organizations
        table = lexicon.tables["anaphors"]
        self._words = [(kind, re.compile(alternation(table[kind.value]))) for kind in EntityType if kind.value in table]
        self._kind_word = re.compile(alternation(table["not_after"]["words"]) + "$")
        self._not_enterprise = tuple(table["not_enterprise"]["endings"])
        self._role = re.compile(lexicon.either("roles", "workers", "officials"))
        self._places = places

    def resolve(self, read: Sequence[ReadSentence], rows: Mapping[int, Mention]) -> Iterator[ResolvedSentence]:
        """The sentences in order, with what their anaphors and missing subjects refer to.

        Args:
            read: the document's sentences.
            rows: for the number of a record's sentence, what the record is about.
        """
        last: dict[EntityType, Mention] = {}
        regions = _Regions(self._places, read)
        topic: Mention | None = None
        section: Mention | None = None
        event: Mention | None = None
        headings = 0
        for sentence in read:
            headings = headings + 1 if sentence.tagged.sentence.kind is Kind.HEADING else 0
            if headings:
                section = subject(sentence.text, sentence.mentions, self._role) if headings < CAPTIONS else None
            if sentence.tagged.sentence.opens:
                topic, event = section, None
            topic = rows.get(sentence.tagged.sentence.number, topic)
            aside = sentence.tagged.sentence.kind in {Kind.CAPTION, Kind.BYLINE}
            if not aside:
                regions.see(sentence.mentions)
            mentions = self._with_anaphors(sentence, topic, last, regions)
            in_record = sentence.tagged.sentence.number in rows
            own = None if in_record else subject(sentence.text, mentions, self._role)
            founded = topic is not None and topic.type in FOUNDABLE
            if own is None and not founded and FOUNDED.search(sentence.text):
                topic = next((m for m in reversed(last.values()) if m.type in FOUNDABLE), topic)
            carried = topic if own is None and not aside else None
            if own and not aside:
                topic = own
            for mention in [] if aside else sentence.mentions:
                last.pop(mention.type, None)
                last[mention.type] = mention
            event = next((m for m in reversed(mentions) if m.type is EntityType.EVENT), event)
            yield ResolvedSentence(sentence, mentions, carried, topic if not aside else own, regions.current, event)

    def _with_anaphors(
        self, sentence: ReadSentence, topic: Mention | None, last: dict[EntityType, Mention], regions: "_Regions"
    ) -> tuple[Mention, ...]:
        found = []
        starts = sentence.tagged.starts()
        for kind, word in self._words:
            for match in word.finditer(sentence.text):
                if match.start() not in starts or not self._stands_alone(sentence, match):
                    continue
                before = [m for m in sentence.mentions if m.end <= match.start()]
                if kind is EntityType.PERSON:
                    before = [m for m in before if not OBLIQUE.search(sentence.text[: m.start])]
                if kind is EntityType.PERSON and topic and topic.type is kind:
                    before = [m for m in before if not sentence.text[: m.start].endswith(("师傅", "师父", "徒弟"))]
                recalled = [topic, last.get(kind)]
                antecedent = (
                    regions.named(match.group()[-1])
                    if kind is EntityType.PLACE
                    else self._antecedent(kind, before[::-1], [m for m in recalled if m])
                )
                if antecedent:
                    span = Mention(*match.span(), kind, match.group(), "coreference", {}, antecedent)
                    found.append(span)
        found.sort(key=lambda m: m.start - m.end)
        return tuple(sorted((*sentence.mentions, *free(found, sentence.mentions)), key=lambda m: m.start))

    def _stands_alone(self, sentence: ReadSentence, match: re.Match[str]) -> bool:
        """Whether 公司 or 工作室 is no part of a longer noun ("供电公司", "各级创新工作室")."""
        if self._kind_word.search(sentence.text[: match.start()]):
            return False
        before = [t for t in sentence.tagged.tokens if t.end == match.start()]
        return match.group()[0] in POINTING or not before or before[0].tag not in NOUN_TAGS

    def _antecedent(self, kind: EntityType, before: Sequence[Mention], recalled: Sequence[Mention]) -> str | None:
        """The nearest mention of the kind in the sentence, else the topic, else the last one of the document."""
        for candidate in (*before, *recalled):
            name = candidate.refers_to or candidate.name
            if kind is EntityType.ORGANIZATION and self._organizations.is_department(name):
                name = self._organizations.chain(name)[-1]
            fits = kind is not EntityType.ORGANIZATION or not name.endswith(self._not_enterprise)
            if candidate.type is kind and fits:
                return name
        return None


def subject(text: str, mentions: Sequence[Mention], role: re.Pattern[str]) -> Mention | None:
    """The first agent of the first two clauses; of "某公司职工李某" the person, of "某厂张某工作室" the studio."""
    clauses = [m.start() for m in re.finditer("，", text)]
    limit = clauses[1] if len(clauses) > 1 else len(text)
    agents = [m for m in mentions if m.type in SUBJECTS and m.start < limit and not OBLIQUE.search(text[: m.start])]
    found = agents[0] if agents else None
    for following in agents[1:]:
        between = text[found.end : following.start] if found else ""
        narrows = found is not None and (following.type is not found.type or found.type is EntityType.ORGANIZATION)
        same = found is not None and following.type is found.type
        tied = (UNITS_LINK if same else LINK).fullmatch(between)
        if not narrows or not tied or (between.strip("的、“”") and not role.search(between)):
            break
        found = following
    return found


class _Regions:
    """Which province, city or county a document speaks of."""

    def __init__(self, places: PlaceFinder, read: Sequence[ReadSentence]) -> None:
        self._places = places
        self._by_level: dict[str, Mention] = {}
        for sentence in read:
            for mention in sentence.mentions:
                for place in self._of(mention):
                    self._by_level.setdefault(place.name[-1], place)
        self.current: Mention | None = next(iter(self._by_level.values()), None)

    def see(self, mentions: Iterable[Mention]) -> None:
        """Takes note of places, and of the places in organizations' names."""
        for mention in mentions:
            union = self._of_union(mention.name) if mention.type is EntityType.ORGANIZATION else None
            self.current = union or self.current
            for place in self._of(mention):
                self._by_level[place.name[-1]] = place
                if mention.type is EntityType.ORGANIZATION and mention.name.endswith(("总工会", "工会", "总")):
                    self.current = place

    def _of_union(self, name: str) -> Mention | None:
        """The place of a federation that is named by its level only (省总工会)."""
        level = name[:1] if name in {f"{c}总工会" for c in LEVELS} else ""
        known = self.named(level) if level else None
        return next((p for p in self._by_level.values() if p.name == known), None)

    def named(self, level: str) -> str | None:
        """The place last spoken of at a level: 省, 市, 区, 县 or 州."""
        if level == "省":
            return next((p.name for p in self._by_level.values() if p.name.endswith(("省", "自治区"))), None)
        found = self._by_level.get(level)
        return found.name if found else None

    def _of(self, mention: Mention) -> list[Mention]:
        if mention.type is EntityType.PLACE:
            names = [mention.refers_to or mention.name]
        elif mention.type is EntityType.ORGANIZATION:
            names = self._places.leading(mention.name)
        else:
            return []
        return [
            replace(mention, type=EntityType.PLACE, name=self._places.full_name(name), refers_to=None) for name in names
        ]
