"""What 他, 该公司, 工作室, 该成果 and 全省 stand for, and which subject a sentence without one takes over."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.facts import EntityType
from ingest.layout import Kind
from ingest.lexicon import Lexicon, alternation
from ingest.mentions.mention import Mention, free
from ingest.mentions.places import PlaceFinder
from ingest.mentions.recognise import ReadSentence

SUBJECTS = (EntityType.PERSON, EntityType.STUDIO, EntityType.TEAM, EntityType.ORGANIZATION)
LINK = re.compile(r"[^，。；、]{0,14}$")


@dataclass(frozen=True, slots=True)
class ResolvedSentence:
    """A sentence whose anaphors are mentions too.

    Attributes:
        mentions: named and anaphoric mentions, sorted.
        carried: the subject of an earlier sentence, where this one has none of its own.
        topic: the subject of this sentence, its own or carried.
        region: the place that the document speaks of here.
    """

    read: ReadSentence
    mentions: tuple[Mention, ...]
    carried: Mention | None
    topic: Mention | None
    region: Mention | None


class Resolver:
    """Follows a document from its first sentence to its last."""

    def __init__(self, lexicon: Lexicon, places: PlaceFinder) -> None:
        table = lexicon.tables["anaphors"]
        self._words = [(kind, re.compile(alternation(table[kind.value]))) for kind in EntityType if kind.value in table]
        self._kind_word = re.compile(alternation(table["not_after"]["words"]) + "$")
        self._not_enterprise = tuple(table["not_enterprise"]["endings"])
        self._role = re.compile(lexicon.either("roles", "workers", "officials"))
        self._places = places

    def resolve(self, read: Sequence[ReadSentence]) -> Iterator[ResolvedSentence]:
        """The sentences in order, with what their anaphors and missing subjects refer to."""
        last: dict[EntityType, Mention] = {}
        regions = _Regions(self._places, read)
        topic: Mention | None = None
        for sentence in read:
            if sentence.tagged.sentence.kind in {Kind.HEADING, Kind.RECORD}:
                topic = None
            aside = sentence.tagged.sentence.kind in {Kind.CAPTION, Kind.BYLINE}
            mentions = self._with_anaphors(sentence, last, regions)
            own = self._subject(sentence.text, mentions)
            carried = topic if own is None and not aside else None
            if own and not aside:
                topic = own
            if not aside:
                for mention in mentions:
                    if not mention.refers_to:
                        last[mention.type] = mention
                    regions.see(mention)
            yield ResolvedSentence(sentence, mentions, carried, topic if not aside else own, regions.current)

    def _with_anaphors(
        self, sentence: ReadSentence, last: dict[EntityType, Mention], regions: "_Regions"
    ) -> tuple[Mention, ...]:
        found = []
        starts = sentence.tagged.starts()
        for kind, word in self._words:
            for match in word.finditer(sentence.text):
                if match.start() not in starts or self._kind_word.search(sentence.text[: match.start()]):
                    continue
                before = [m for m in sentence.mentions if m.end <= match.start()]
                antecedent = self._antecedent(kind, match.group(), before, last, regions)
                if antecedent:
                    span = Mention(*match.span(), kind, match.group(), "coreference", {}, antecedent)
                    found.append(span)
        return tuple(sorted((*sentence.mentions, *free(found, sentence.mentions)), key=lambda m: m.start))

    def _antecedent(
        self, kind: EntityType, word: str, before: Iterable[Mention], last: dict[EntityType, Mention], regions: "_Regions"
    ) -> str | None:
        if kind is EntityType.PLACE:
            return regions.named(word[-1])
        same = [m for m in before if m.type is kind]
        candidates = ([same[-1]] if same else []) + ([last[kind]] if kind in last else [])
        for candidate in candidates:
            name = candidate.refers_to or candidate.name
            if kind is not EntityType.ORGANIZATION or not name.endswith(self._not_enterprise):
                return name
        return None

    def _subject(self, text: str, mentions: Sequence[Mention]) -> Mention | None:
        """The first agent of the first two clauses; of "某公司职工李某" the person, of "某厂张某工作室" the studio."""
        clauses = [m.start() for m in re.finditer("，", text)]
        limit = clauses[1] if len(clauses) > 1 else len(text)
        agents = [m for m in mentions if m.type in SUBJECTS and m.start < limit]
        if not agents:
            return None
        subject = agents[0]
        for following in agents[1:]:
            between = text[subject.end : following.start]
            narrows = following.type is not subject.type or subject.type is EntityType.ORGANIZATION
            if not narrows or not (not between.strip("的、“”") or self._role.search(between)) or not LINK.fullmatch(between):
                break
            subject = following
        return subject


class _Regions:
    """Which province, city or county a document speaks of."""

    def __init__(self, places: PlaceFinder, read: Sequence[ReadSentence]) -> None:
        self._places = places
        self._by_level: dict[str, Mention] = {}
        self._seen: list[Mention] = []
        for sentence in read:
            for mention in sentence.mentions:
                for place in self._of(mention):
                    self._by_level.setdefault(place.name[-1], place)
        self.current: Mention | None = next(iter(self._by_level.values()), None)

    def see(self, mention: Mention) -> None:
        """Takes note of a place, or of the place in an organization's name."""
        for place in self._of(mention):
            self._by_level[place.name[-1]] = place
            if mention.type is EntityType.ORGANIZATION and mention.name.endswith(("总工会", "工会", "总")):
                self.current = place

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
        return [replace(mention, type=EntityType.PLACE, name=self._places.full_name(name), refers_to=None) for name in names]
