"""Which subject a sentence has: its own, or one that it takes over from the sentences before."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.discourse.anaphora import AnaphorFinder, Discourse
from ingest.discourse.focus import Focus, focus
from ingest.discourse.quotations import QuotationReader, asked, guest, in_quotation
from ingest.discourse.regions import Regions
from ingest.discourse.subjects import SubjectFinder
from ingest.facts import EntityType
from ingest.lexicon import Lexicon
from ingest.mentions.mention import HEADED, Mention
from ingest.mentions.places import PlaceFinder
from ingest.mentions.recognise import ReadSentence
from ingest.mentions.unit_names import UnitNames
from ingest.page.layout import Kind

NO_FOCUS = Focus(None, None, None)
ITEM = re.compile(r"[^\u4e00-\u9fff“《]|[一二三四五六七八九十][、是]|第[一二三四五六七八九十]")
"""A line after a colon that goes on with what the colon announces."""
CAPTIONS = 3
"""So many headings in a row are captions of pictures, and say nothing of the text below them."""
FOUNDED = re.compile(r"^[^，。]{0,8}(?:成立|创建|组建|挂牌)以来")
FOUNDABLE = {EntityType.STUDIO, EntityType.TEAM, EntityType.ORGANIZATION}


@dataclass(frozen=True, slots=True)
class ResolvedSentence:
    """A sentence whose anaphors are mentions too.

    Attributes:
        mentions: named and anaphoric mentions, sorted.
        carried: the subject of an earlier sentence, where this one has none of its own.
        topic: the subject of this sentence, its own or carried.
        region: the place that the document speaks of here.
        event: the competition or campaign that its paragraph speaks of.
        before: the subject of the sentence before, within the paragraph.
        work: the achievement that the paragraph spoke of last, where the sentence names none itself.
        focus: whom and what the document is about.
        speaker: who says 我 here, of what does not stand in quotation marks.
    """

    read: ReadSentence
    mentions: tuple[Mention, ...]
    carried: Mention | None
    topic: Mention | None
    region: Mention | None
    event: Mention | None
    focus: Focus = NO_FOCUS
    before: Mention | None = None
    work: Mention | None = None
    speaker: Mention | None = None


@dataclass(slots=True)
class _Thread:
    """What the sentences so far lead on to.

    Attributes:
        section: the subject of the heading above.
        titled: the work that the heading above names.
        event: the last one of the paragraph.
        announced: whom a sentence that ended in a colon is about, for the items that follow.
        work: the one spoken of last in the paragraph, else `titled`.
        headings: how many stand in a row.
    """

    section: Mention | None = None
    titled: Mention | None = None
    event: Mention | None = None
    announced: Mention | None = None
    work: Mention | None = None
    headings: int = 0


class Resolver:
    """Follows a document from its first sentence to its last."""

    def __init__(self, lexicon: Lexicon, places: PlaceFinder, organizations: UnitNames) -> None:
        self._organizations = organizations
        self._anaphors = AnaphorFinder(lexicon, organizations)
        self._quotations = QuotationReader(lexicon)
        self._subjects = SubjectFinder(lexicon)
        self._speaks = re.compile(lexicon.tables["measures"]["speaking"]["behind"])
        self._departed = re.compile(lexicon.tables["anaphors"]["departed"]["behind"])
        self._brings_on = re.compile(lexicon.tables["anaphors"]["presented"]["before"])
        self._places = places

    def resolve(self, read: Sequence[ReadSentence], rows: Mapping[int, Mention]) -> Iterator[ResolvedSentence]:
        """The sentences in order, with what their anaphors and missing subjects refer to.

        Args:
            read: the document's sentences.
            rows: for the number of a record's sentence, what the record is about.
        """
        about = focus(read, self._organizations, self._anaphors.not_enterprise)
        regions = Regions(self._places, self._organizations, read)
        discourse = Discourse(about, regions, self._anaphors.taught_by, self._anaphors.narrator, guest(read))
        thread, quoted, put_to = _Thread(), self._quotations.speakers(read), asked(read)
        for sentence in read:
            number = sentence.tagged.sentence.number
            discourse.quoted, discourse.asked = quoted.get(number), put_to.get(number)
            self._begin(sentence, thread, discourse)
            row = rows.get(number)
            discourse.topic = row or discourse.topic
            if row and not sentence.tagged.sentence.paragraph.columns:
                about = replace(about, owner=about.owner if about.of_form else row, of_form=True)
            yield self._resolved(sentence, thread, discourse, about, in_record=row is not None)

    def _begin(self, sentence: ReadSentence, thread: "_Thread", discourse: Discourse) -> None:
        """What a heading and the beginning of a paragraph put in place of what was spoken of before."""
        said = sentence.tagged.sentence
        thread.headings = thread.headings + 1 if said.kind is Kind.HEADING else 0
        if thread.headings:
            above = thread.headings < CAPTIONS
            thread.titled = next((m for m in sentence.mentions if m.rule == HEADED), None) if above else None
            thread.section = self._subjects.of(sentence.text, sentence.mentions) if above else None
        if said.opens:
            item = said.paragraph.in_list or ITEM.match(sentence.text)
            thread.announced = thread.announced if item else None
            thread.event, thread.work = None, thread.titled
            discourse.topic, discourse.units = thread.announced or thread.section, []

    def _resolved(
        self, sentence: ReadSentence, thread: "_Thread", discourse: Discourse, about: Focus, *, in_record: bool
    ) -> ResolvedSentence:
        """The sentence with what its words stand for; the thread and the discourse go on from it."""
        aside = sentence.tagged.sentence.kind in {Kind.CAPTION, Kind.BYLINE}
        if not aside:
            discourse.regions.see(sentence.mentions, sentence.text)
        discourse.listen(sentence)
        anaphors = self._anaphors.find(sentence, discourse)
        mentions = tuple(sorted((*sentence.mentions, *anaphors), key=lambda m: m.start))
        own = None if in_record else self._subjects.of(sentence.text, mentions)
        self._founded(sentence, own, discourse)
        before = discourse.topic
        if not aside:
            passed = own is not None and self._is_passed_over(own, sentence.text)
            discourse.topic = before if passed else own or before
            if own and discourse.quoted and in_quotation(sentence.text, own.start):
                discourse.topic = before or discourse.quoted
            discourse.see(sentence.mentions, sentence.text)
            self._forget(own, before, sentence.text, discourse)
            discourse.told_by = self._ends_speaking(mentions, sentence.text) or self._presented(sentence)
        carried = before if own is None and not aside else None
        topic = own if aside else discourse.topic
        thread.event = next((m for m in reversed(mentions) if m.type is EntityType.EVENT), thread.event)
        if sentence.text.endswith("："):
            thread.announced = topic or about.person
        works = [m for m in mentions if m.type is EntityType.ACHIEVEMENT]
        work = None if works else thread.work
        thread.work = works[-1] if works else thread.work
        spoken_of = discourse.regions.current, thread.event, about, before, work
        return ResolvedSentence(sentence, mentions, carried, topic, *spoken_of, discourse.speaker)

    def _is_passed_over(self, own: Mention, text: str) -> bool:
        """Whether the text goes on about what it spoke of before: who is named only speaks, or died."""
        return self._died(own, text) or self._is_speaker(own, text)

    def _died(self, own: Mention, text: str) -> bool:
        return own.type is EntityType.PERSON and self._departed.match(text, own.end) is not None

    def _forget(self, own: Mention | None, before: Mention | None, text: str, discourse: Discourse) -> None:
        """Of one whose death is told the next paragraph's 他 is not said either."""
        if own and before and before.type is EntityType.PERSON and self._died(own, text):
            discourse.last[before.type] = before

    def _is_speaker(self, own: Mention, text: str) -> bool:
        """Of "工会主席张某介绍，……" what follows is about what was spoken of before."""
        return own.type is EntityType.PERSON and self._speaks.match(text, own.end) is not None

    def _ends_speaking(self, mentions: Sequence[Mention], text: str) -> Mention | None:
        """Of "“……”某某说。", or of "某某说。" alone, who says it."""
        closed = text.rfind("”") + 1
        last = next((m for m in mentions if m.start >= closed), None)
        ends = last is not None and not {"，", "："} & set(text[closed:])
        return last if ends and last and self._is_speaker(last, text) else None

    def _presented(self, sentence: ReadSentence) -> Mention | None:
        """Of "同去的，还有涂装组组长某某。" whom it brings on: the 他 that begins the next sentence is he."""
        last = sentence.mentions[-1] if sentence.mentions else None
        ends = last is not None and last.type is EntityType.PERSON and sentence.text[last.end :] == "。"
        return last if ends and last and self._brings_on.search(sentence.text[: last.start]) else None

    def _founded(self, sentence: ReadSentence, own: Mention | None, discourse: Discourse) -> None:
        """Of "成立以来……" the topic is what can be founded."""
        topic = discourse.topic
        if own is None and (topic is None or topic.type not in FOUNDABLE) and FOUNDED.search(sentence.text):
            discourse.topic = next((m for m in reversed(discourse.last.values()) if m.type in FOUNDABLE), topic)
