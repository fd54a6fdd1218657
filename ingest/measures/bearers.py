"""Whose a figure is: the agent or work that its clause is about, else what the sentence or the document is about."""

import re
from collections.abc import Sequence

from ingest.discourse.coreference import ResolvedSentence
from ingest.facts import EntityType, MeasureType
from ingest.lexicon import Lexicon
from ingest.measures.quantities import Quantity
from ingest.mentions.mention import Mention
from ingest.page.layout import Kind

EFFECTS = {MeasureType.ECONOMIC_BENEFIT, MeasureType.OTHER}
"""What a work brings about; counts of patents, people or prizes are its makers'."""
AT_CLAUSE_START = re.compile(r"(?:^|[，。；：])[“《]?$")
LEAD_IN = 9
"""A clause's subject has at most so many characters before it ("近两年来，全省各级…")."""
OBLIQUE = re.compile(r"[与和同跟向对为给由被在于据从到至]|徒弟|师傅")
SUBJECTS = {
    EntityType.PERSON,
    EntityType.STUDIO,
    EntityType.TEAM,
    EntityType.ORGANIZATION,
    EntityType.PLACE,
    EntityType.EVENT,
}


class BearerFinder:
    """Finds the subjects of figures."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.tables["measures"]
        self._speaks = re.compile(table["speaking"]["behind"])
        self._hosts = re.compile(table["hosting"]["behind"])
        self._contest = re.compile(table["contest"]["near"])

    def bearer(self, quantity: Quantity, kind: MeasureType, sentence: ResolvedSentence) -> Mention | None:
        """The nearest agent or work before the figure that begins a clause; else the topic; else the region.

        A field of a record speaks of what the record is about, unless it names another subject itself.
        """
        text = sentence.read.text
        first = text.rfind("；", 0, quantity.start) if sentence.read.tagged.sentence.kind is Kind.RECORD else -1
        named = [m for m in sentence.mentions if first < m.start < m.end <= quantity.start]
        before = [m for m in named if m.type in SUBJECTS]
        opening = [m for i, m in enumerate(before) if _opens_clause(text, before[: i + 1])]
        agents = [m for m in opening if m.type is not EntityType.PLACE and not _one_of_many(text, m, quantity)]
        agents = [m for m in agents if not self._speaks.match(text, m.end)]
        if work := self._work(quantity, kind, sentence, named, agents):
            return work
        if event := self._event(quantity, sentence, opening, agents):
            return event
        if agents or opening:
            return _narrowed(text, (agents or opening)[-1], sentence)
        return _topic(quantity, sentence) or (before[0] if before else None)

    def _work(
        self,
        quantity: Quantity,
        kind: MeasureType,
        sentence: ResolvedSentence,
        named: Sequence[Mention],
        agents: Sequence[Mention],
    ) -> Mention | None:
        """The work whose effect the figure tells, if no agent comes between."""
        agent = agents[-1] if agents else sentence.topic
        of_work = kind in EFFECTS and (agent is None or agent.type is EntityType.PERSON)
        text = sentence.read.text
        works = [
            m
            for m in named
            if m.type is EntityType.ACHIEVEMENT and (of_work or AT_CLAUSE_START.search(text[: m.start]))
        ]
        return works[-1] if works and (not agents or agents[-1].end < works[-1].start) else None

    def _event(
        self,
        quantity: Quantity,
        sentence: ResolvedSentence,
        opening: Sequence[Mention],
        agents: Sequence[Mention],
    ) -> Mention | None:
        """The competition that the sentence begins with, or its paragraph's where it tells of contestants."""
        text = sentence.read.text
        if opening and opening[0].type is EntityType.EVENT and all(self._hosts.match(text, m.end) for m in agents[1:]):
            return opening[0]
        clause = max(text.rfind(mark, 0, quantity.start) for mark in "，。；") + 1
        return sentence.event if not agents and self._contest.search(text[clause : quantity.end + 6]) else None


def _topic(quantity: Quantity, sentence: ResolvedSentence) -> Mention | None:
    """What the text speaks of; a subject that comes only after the figure is not what it is about."""
    topic = sentence.topic
    if topic in sentence.mentions and topic is not None and topic.start >= quantity.end:
        topic = sentence.before
    about = sentence.focus
    return topic or (about.owner if about.of_form else about.person) or about.owner or sentence.region


def _narrowed(text: str, subject: Mention, sentence: ResolvedSentence) -> Mention:
    """Of "某研究院高级技师、某地工匠张三" the person, if the sentence is about him."""
    topic = sentence.topic
    if topic is None or topic not in sentence.mentions or topic.start < subject.end:
        return subject
    return subject if "，" in text[subject.end : topic.start] else topic


def _one_of_many(text: str, mention: Mention, quantity: Quantity) -> bool:
    """Of "张三、李四等7人" the figure is not 李四's."""
    return mention.type is EntityType.PERSON and text[mention.end : quantity.start].startswith("等")


def _opens_clause(text: str, mentions: Sequence[Mention]) -> bool:
    """Whether only light words, or its own unit, stand between the clause's beginning and the last of the mentions."""
    mention, outer = mentions[-1], mentions[-2] if len(mentions) > 1 else None
    if outer and text[outer.end : mention.start] in {"", "的"}:
        return _opens_clause(text, mentions[:-1])
    clause = max(text.rfind(mark, 0, mention.start) for mark in "，。；：")
    if outer and outer.start > clause:
        return False
    before = text[clause + 1 : mention.start]
    return len(before) <= LEAD_IN and not OBLIQUE.search(before)
