"""Works that are named only after it was told who made them ("他在刀边塞进石墨盘根。这套弹性密封……")."""

import re
from collections.abc import Iterator, Sequence

from ingest.discourse.coreference import ResolvedSentence
from ingest.facts import EntityKey, EntityType, Relation, RelationType
from ingest.lexicon import Lexicon
from ingest.mentions.mention import Mention
from ingest.names.entities import Directory
from ingest.page.layout import Kind
from ingest.relations.links import MENTIONS

CONFIDENCE = 0.6
MAKERS = {EntityType.PERSON, EntityType.STUDIO, EntityType.TEAM}
NAMED_LATE = {"achievement.called", "achievement.pointed", "achievement.subject", "achievement.acting"}
POINTED = "developed.pointed"
"""The rule that gives a work to the subject of the sentence before, without those named beside him."""
TOGETHER = re.compile(r"(?:[、和与跟同]|联合|携手)[^，。；、]{0,18}")
BEHIND = 2
"""The making is told at most so many sentences before the name, or behind it."""


class MakingReader:
    """Gives a work that a sentence only names to whom the sentences before tell at work."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.tables["attachment"]
        self._worked = re.compile(table["worked"])
        self._not_made = re.compile(table["not_made"])
        self._pointed = re.compile(table["pointed"])
        self._sets_to = re.compile(table["sets_to"])

    def relations(
        self, sentences: Sequence[ResolvedSentence], stated: Sequence[Relation], directory: Directory
    ) -> Iterator[Relation]:
        """Relations for the works that `stated` gives to nobody."""
        known = [r for r in stated if r.type is RelationType.DEVELOPED]
        pointed = {r.tail: r.head for r in known if r.rule == POINTED}
        made = {r.tail for r in known if r.rule != POINTED}
        seen: set[EntityKey] = set()
        earlier: list[ResolvedSentence] = []
        for at, sentence in enumerate(sentences):
            said = sentence.read.tagged.sentence
            earlier = [] if said.opens or said.kind is not Kind.BODY else earlier[-BEHIND:]
            for work in sentence.mentions:
                if work.type is not EntityType.ACHIEVEMENT or directory.of(work) in made | seen:
                    continue
                seen.add(directory.of(work))
                if not self._is_named_late(sentence, work):
                    continue
                told = next((t for t in reversed(earlier) if self._makers(t)), None)
                first = told or sentence
                last = sentence if told else self._told_behind(sentences, at, work)
                makers = self._makers(told) if told else self._setting_to(last) if last else []
                if (subject := pointed.get(directory.of(work))) and subject not in map(directory.of, makers):
                    continue
                for maker in makers:
                    said, before = (one.read.tagged.sentence for one in (last or sentence, first))
                    ends = directory.of(maker), directory.of(work)
                    evidence = said.evidence().with_earlier(before.evidence())
                    yield Relation(RelationType.DEVELOPED, *ends, evidence, {}, "made before", CONFIDENCE)
            earlier.append(sentence)

    def _told_behind(self, sentences: Sequence[ResolvedSentence], at: int, work: Mention) -> ResolvedSentence | None:
        """The sentence right behind a name, of its paragraph, that goes on about it and begins with who set to work."""
        for sentence in sentences[at + 1 : at + 1 + BEHIND]:
            said = sentence.read.tagged.sentence
            if said.opens or said.kind is not Kind.BODY or sentence.work is None or sentence.work.name != work.name:
                return None
            if self._setting_to(sentence):
                return sentence
        return None

    def _setting_to(self, told: ResolvedSentence) -> list[Mention]:
        """Those of a sentence behind whom it says how they set to work."""
        text = told.read.text
        own = [m for m in told.mentions if m.type in MAKERS] if not self._not_made.search(text) else []
        last = next((m for m in own if self._sets_to.match(text, m.end)), None)
        makers = [last] if last else []
        for other in reversed(own[: own.index(last)] if last else []):
            if not TOGETHER.fullmatch(text, other.end, makers[0].start):
                break
            makers.insert(0, other)
        return makers

    def _is_named_late(self, sentence: ResolvedSentence, work: Mention) -> bool:
        """Whether nobody stands before the name in its sentence but who speaks of it."""
        ahead = sentence.read.text[: work.start]
        makers = (m for m in sentence.mentions if m.type in MAKERS and m.start < work.start)
        alone = all(MENTIONS.match(sentence.read.text, m.end) for m in makers)
        return alone and (work.rule in NAMED_LATE or self._pointed.search(ahead) is not None)

    def _makers(self, told: ResolvedSentence) -> list[Mention]:
        """Who is at work in a sentence: its subject, and those with whom it is done."""
        text = told.read.text
        if not self._worked.search(text) or self._not_made.search(text):
            return []
        own = [m for m in told.mentions if m.type in MAKERS]
        first = next((m for m in own if told.topic and m.start == told.topic.start and m.name == told.topic.name), None)
        if first is None:
            return [told.topic] if told.topic and told.topic.type in MAKERS else []
        makers = [first]
        for other in own[own.index(first) + 1 :]:
            if not TOGETHER.fullmatch(text, makers[-1].end, other.start):
                break
            makers.append(other)
        return makers
