"""Anaphors: what 他, 该公司, 工作室, 这套系统 and 全省 stand for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from ingest.discourse.antecedents import PersonAntecedents
from ingest.discourse.focus import Focus
from ingest.discourse.quotations import ASKS, Narrator, answers
from ingest.discourse.regions import Regions
from ingest.discourse.shortened import SHORTENED, ShortenedFinder, endings
from ingest.discourse.unions import UnionFinder
from ingest.facts import EntityType
from ingest.lexicon import Cued, Lexicon, alternation
from ingest.mentions.mention import Mention, free
from ingest.mentions.recognise import ReadSentence
from ingest.mentions.unit_names import UnitNames
from ingest.page.layout import Kind

MYSELF = re.compile("我(?![们国省市区县厂局会院校司党军方矿段所站队家公集单])")
SINGULAR = {"他", "她"}
"""Stand in 他们 too, which means one person only where no several were named."""
YOU = re.compile("[您你](?!们)")
GROUPS = {EntityType.ORGANIZATION, EntityType.STUDIO, EntityType.TEAM}
NOUN_TAGS = {"n", "nz", "nw", "vn", "an", "a", "m", "q", "ORG", "LOC", "PER", "u", "f"}


@dataclass(slots=True)
class Discourse:
    """What the sentences read so far have spoken of.

    Attributes:
        topic: the subject of the sentence before, within the paragraph.
        last: the last mention of each type.
        units: the enterprises that the paragraph has named.
        groups: the units, studios and teams that the document has named.
        speaker: who says 我: the one interviewed whose answer it is, or who told his name ("我叫某某").
        quoted: who says what stands in quotation marks.
        told_by: who ended the sentence before by speaking (“……”某某说。), or was brought on at its end (还有某某。);
            the 他 that begins the next is he.
        asked: whom the interviewer's question is put to.
        persons: the persons named last, each once, the latest at the end.
        together: the persons of the last sentence that named several.
        endings: what names can be shortened to, and the last one that can.
        initials: the first characters of `endings`.
        taught_by: what stands before the name of somebody's teacher.
        narrator: how a heading names the one whose words follow.
        guest: whom an interview is with.
    """

    focus: Focus
    regions: Regions
    taught_by: re.Pattern[str]
    narrator: Narrator
    guest: Mention | None = None
    topic: Mention | None = None
    last: dict[EntityType, Mention] = field(default_factory=dict)
    units: list[Mention] = field(default_factory=list)
    groups: list[Mention] = field(default_factory=list)
    persons: list[Mention] = field(default_factory=list)
    together: list[Mention] = field(default_factory=list)
    endings: dict[str, Mention] = field(default_factory=dict)
    initials: set[str] = field(default_factory=set)
    speaker: Mention | None = None
    quoted: Mention | None = None
    told_by: Mention | None = None
    asked: Mention | None = None

    def listen(self, sentence: ReadSentence) -> None:
        """Takes note of who speaks: an answer begins with the name and a colon, a question with 记者."""
        text, persons = sentence.text, [m for m in sentence.mentions if m.type is EntityType.PERSON]
        answering = answers(sentence, self.guest)
        if answering or (sentence.tagged.sentence.opens and ASKS.match(text)):
            self.speaker = answering
        heading = sentence.tagged.sentence.kind is not Kind.BODY
        tells = next((m for m in persons if self.narrator.is_told(text, m)), None) if heading else None
        self.speaker = tells or self.speaker
        named = (
            m for m in persons if text[: m.start].endswith(("我叫", "我是", "我名叫")) and "“" not in text[: m.start]
        )
        self.speaker = next(named, self.speaker)

    def see(self, mentions: Sequence[Mention], text: str) -> None:
        """Takes note of a sentence's named mentions; one's teacher is named to tell of oneself."""
        for mention in mentions:
            known = mention.type is EntityType.PERSON and mention.type in self.last
            if known and self.taught_by.search(text, 0, mention.start):
                continue
            self.last.pop(mention.type, None)
            self.last[mention.type] = mention
            if mention.type in SHORTENED:
                shortened = dict.fromkeys(endings(mention.name), mention)
                self.endings.update(shortened)
                self.initials.update(word[0] for word in shortened)
        named = list({m.refers_to or m.name: m for m in mentions if m.type is EntityType.PERSON}.values())
        names = {m.refers_to or m.name for m in named}
        self.persons = [m for m in self.persons if (m.refers_to or m.name) not in names] + named
        if mentions:
            self.together = named
        self.units += [m for m in mentions if m.type is EntityType.ORGANIZATION]
        self.groups += [m for m in mentions if m.type in GROUPS]


@dataclass(frozen=True, slots=True)
class _Words:
    """The anaphors of one type: those that need no demonstrative, and those that have one."""

    kind: EntityType
    bare: re.Pattern[str] | None
    pointed: re.Pattern[str]


class AnaphorFinder:
    """Finds anaphors and what they refer to."""

    def __init__(self, lexicon: Lexicon, organizations: UnitNames) -> None:
        self._organizations = organizations
        table = lexicon.tables["anaphors"]
        pointing = alternation(table["pointing"])
        self._words = [
            _Words(
                kind,
                re.compile(alternation(words["bare"])) if words["bare"] else None,
                re.compile(pointing + words.get("between", "") + alternation(words["nouns"])),
            )
            for kind in EntityType
            if (words := table.get(kind.value))
        ]
        self._called = {noun: re.compile(pattern) for noun, pattern in table["called"].items()}
        self._points = re.compile(pointing)
        self._any_bare = re.compile(
            alternation(w for kind in EntityType for w in table.get(kind.value, {}).get("bare", ()))
        )
        self._shortened = ShortenedFinder(lexicon)
        self._leads = [(EntityType(kind), re.compile(pattern)) for kind, pattern in table["leading"].items()]
        self._plural = Cued.of(table["plural"]["pattern"], table["plural"]["cue"])
        self._numbers: dict[str, int] = table["plural"]["numbers"]
        self._kind_word = re.compile(alternation(table["not_after"]["words"]) + "$")
        self.narrator = Narrator(*(re.compile(table["narrating"][key]) for key in Narrator._fields))
        self._persons = PersonAntecedents(lexicon)
        self.taught_by = self._persons.taught_by
        self._unions = UnionFinder(lexicon)
        self._longer = re.compile(alternation(table["not_before"]["words"]))
        self._taken_on = re.compile(table["taken_on"]["verbs"] + "$")
        self.not_enterprise = tuple(table["not_enterprise"]["endings"])

    def find(self, sentence: ReadSentence, discourse: Discourse) -> list[Mention]:
        """The sentence's anaphors with their antecedents, none overlapping a named mention."""
        found = [
            Mention(*match.span(), kind, match.group(), "coreference", {}, antecedent)
            for kind, match, bare in self._candidates(sentence)
            if (antecedent := self._antecedent(kind, match, sentence, discourse, bare=bare))
        ]
        found += self._shortened.find(sentence, discourse.endings, discourse.initials)
        found += self._myself(sentence.text, discourse)
        found += self._unions.find(sentence.text, found, discourse.groups)
        found.sort(key=lambda m: m.start - m.end)
        found = free(found, sentence.mentions)
        groups = list(self._groups(sentence, found, discourse))
        return [*free(found, groups), *groups]

    def _groups(self, sentence: ReadSentence, found: Sequence[Mention], discourse: Discourse) -> Iterator[Mention]:
        """The persons whom 师徒俩, 三人 and 他们 stand for: one mention each, all but the first without length."""
        for match in self._plural.finditer(sentence.text):
            start, end = match.span("group")
            taken = (m for m in (*sentence.mentions, *found) if m.name not in SINGULAR)
            if any(m.start < end and start < m.end for m in taken):
                continue
            before = sorted((m for m in (*sentence.mentions, *found) if m.end <= start), key=lambda m: m.start)
            for person in self._several(match["number"], before, discourse):
                name = person.refers_to or person.name
                yield Mention(start, end, EntityType.PERSON, match["group"], "coreference", {}, name)
                start = end

    def _several(self, number: str | None, before: Sequence[Mention], discourse: Discourse) -> Sequence[Mention]:
        """So many persons as were named last, or those of the last sentence that named several."""
        here = list({m.refers_to or m.name: m for m in before if m.type is EntityType.PERSON}.values())
        if number is None:
            named = here if len(here) > 1 else discourse.together
            return named if len(named) > 1 else ()
        count = self._numbers[number]
        names = {m.refers_to or m.name for m in here}
        known = [m for m in discourse.persons if (m.refers_to or m.name) not in names] + here
        return known[-count:] if len(known) >= count else ()

    @staticmethod
    def _myself(text: str, discourse: Discourse) -> Iterator[Mention]:
        """我, where the text tells whose words these are; in a quotation that is who says it; and 您 of a question."""
        if put_to := discourse.asked:
            for match in YOU.finditer(text):
                yield Mention(*match.span(), put_to.type, "您", "coreference.speaker", {}, put_to.name)
        for match in MYSELF.finditer(text):
            inside = text.count("“", 0, match.start()) > text.count("”", 0, match.start())
            if who := discourse.quoted if inside else discourse.speaker:
                yield Mention(*match.span(), who.type, "我", "coreference.speaker", {}, who.refers_to or who.name)

    def _candidates(self, sentence: ReadSentence) -> Iterator[tuple[EntityType, re.Match[str], bool]]:
        starts = sentence.tagged.starts()
        yield from self._leading(sentence)
        points, bare = self._points.search(sentence.text), self._any_bare.search(sentence.text)
        for words in self._words if points or bare else ():
            for match in words.pointed.finditer(sentence.text) if points else ():
                yield words.kind, match, False
            for match in words.bare.finditer(sentence.text) if words.bare and bare else ():
                if match.start() in starts and self._stands_alone(sentence, match):
                    yield words.kind, match, True

    def _leading(self, sentence: ReadSentence) -> Iterator[tuple[EntityType, re.Match[str], bool]]:
        """Works without a demonstrative that a clause begins with ("装置投用后，……")."""
        for kind, pattern in self._leads:
            for match in pattern.finditer(sentence.text):
                if not match.start() or sentence.text[match.start() - 1] in "，。；：":
                    yield kind, match, False

    def _stands_alone(self, sentence: ReadSentence, match: re.Match[str]) -> bool:
        """Whether 公司 or 工作室 is no part of a longer noun ("供电公司", "各级创新工作室")."""
        if match.group() in SINGULAR:
            return True
        if self._kind_word.search(sentence.text[: match.start()]) or self._longer.match(sentence.text, match.end()):
            return False
        if self._taken_on.search(sentence.text[: match.start()]):
            return True
        before = [t for t in sentence.tagged.tokens if t.end == match.start()]
        return match.group()[0] in "我全" or not before or before[0].tag not in NOUN_TAGS

    def _antecedent(
        self, kind: EntityType, match: re.Match[str], sentence: ReadSentence, discourse: Discourse, *, bare: bool
    ) -> str | None:
        """The nearest mention of the kind in the sentence, else the topic, else the last one, else the focus.

        Who says 我 calls nobody but others 他.
        """
        if kind is EntityType.PLACE:
            return discourse.regions.named(match.group()[-1])
        named = before = [m for m in sentence.mentions if m.end <= match.start() and m.type is kind]
        topic = discourse.topic if discourse.topic and discourse.topic.type is kind else None
        if kind is EntityType.PERSON:
            ahead = sentence.text[: match.start()]
            if discourse.quoted and ahead.count("“") > ahead.count("”"):
                before = [m for m in before if self._name(m) != self._name(discourse.quoted)]
            before = self._persons.possible(before, sentence.text, topic, match)
        said = discourse.told_by if kind is EntityType.PERSON and match.start() == 0 else None
        recalled = chain([said, topic], self._recalled(kind, discourse, named, bare=bare))
        called = next((pattern for noun, pattern in self._called.items() if match.group().endswith(noun)), None)
        nearest: str | None = None
        myself = self._name(discourse.speaker) if kind is EntityType.PERSON and discourse.speaker else None
        names = (name for m in chain(before[::-1], recalled) if m and (name := self._name(m)))
        for name in (name for name in names if name != myself):
            if unit := self._so_called(called, kind, name):
                return unit
            nearest = nearest or name
        return nearest if kind is EntityType.ORGANIZATION else None

    def _so_called(self, called: re.Pattern[str] | None, kind: EntityType, name: str) -> str | None:
        """What of the name can be called so: 集团 is a group, or the group that a unit belongs to by its name."""
        if called is None:
            return name
        chain_of = self._organizations.chain(name) if kind is EntityType.ORGANIZATION else [name]
        return next((unit for unit in chain_of if called.search(unit)), None)

    def _recalled(
        self, kind: EntityType, discourse: Discourse, named: Sequence[Mention], *, bare: bool
    ) -> Iterator[Mention | None]:
        """What earlier sentences offer; a bare 公司 is the paragraph's, else the document's enterprise.

        Of a sentence without a subject 他 is rather the one `named` in it ("由张某编写，他……") than one of long ago.
        """
        focus = discourse.focus
        if kind is EntityType.PERSON and (discourse.topic is None or discourse.topic.type is not kind):
            yield focus.person or focus.only
            yield from named[::-1]
        if kind is EntityType.ORGANIZATION and bare:
            yield from (m for m in discourse.units[::-1] if self._name(m))
            if focus.enterprise:
                yield Mention(0, 0, kind, focus.enterprise, "focus")
        yield discourse.last.get(kind)
        yield from (m for m in discourse.groups[::-1] if m.type is kind)

    def _name(self, mention: Mention) -> str | None:
        """The antecedent's name: of a workshop the enterprise's; None where 公司 can't mean it."""
        name = mention.refers_to or mention.name
        if mention.type is not EntityType.ORGANIZATION:
            return name
        name = self._organizations.whole(name)
        return None if name.endswith(self.not_enterprise) or self._organizations.is_own_part(name) else name
