"""Whom and what a sentence may be about: what it names itself, and what the text has spoken of before it.

Each candidate is described by features, short texts such as `before=for/Studio`; what they weigh for the subject of a
figure or the end of a relation is data, fitted on annotated texts by benchmarks/fitting.
"""

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ingest.cues import CueSet
from ingest.discourse.clauses import BREAK, clause_start
from ingest.discourse.coreference import ResolvedSentence
from ingest.facts import EntityType
from ingest.lexicon import Lexicon
from ingest.mentions.mention import Mention

AGENTS = {EntityType.PERSON, EntityType.STUDIO, EntityType.TEAM, EntityType.ORGANIZATION}
RECALLED = (*sorted(AGENTS), EntityType.ACHIEVEMENT, EntityType.EVENT)
DESCRIBING = {EntityType.ORGANIZATION, EntityType.PLACE, EntityType.TEAM, EntityType.STUDIO, EntityType.AWARD}
JOINTS = {"、", "和", "与", "及"}
AHEAD = 8
"""Words before a mention are looked for in so many characters."""
APPOSED = 14
"""Between a unit and the person whom it describes ("某公司职工李某") stand at most so many characters."""
NEAR, FAR = 1, 3
"""What was named one sentence ago is near, more than three far;"""
MOST_BACK = 12
"""more than this, forgotten."""
RECENT, TOLD = 3, 3
"""So many persons of so many sentences are remembered beside who is spoken of."""
SHORT, LONG = 5, 10
"""Characters between a clause's beginning and a mention."""


class Candidate(NamedTuple):
    """What may be the subject of the figures of a sentence.

    Attributes:
        inside: whether the sentence names it; else the text has spoken of it before.
        features: those that do not depend on the figure.
    """

    mention: Mention
    inside: bool
    features: tuple[str, ...]


@dataclass(slots=True)
class Trail:
    """What the sentences so far have named: the last mention of each type and where; how often each name.

    Attributes:
        persons: in which sentence each person was named last, the latest at the end.
        said: the last sentences of the paragraph.
    """

    number: int = 0
    last: dict[EntityType, tuple[int, Mention, object]] = field(default_factory=dict)
    namings: Counter[str] = field(default_factory=Counter)
    names: dict[EntityType, set[str]] = field(default_factory=dict)
    named: dict[str, ResolvedSentence] = field(default_factory=dict)
    by_name: dict[str, Mention] = field(default_factory=dict)
    persons: dict[str, int] = field(default_factory=dict)
    said: deque[str] = field(default_factory=lambda: deque(maxlen=TOLD))

    def see(self, sentence: ResolvedSentence) -> None:
        """Takes note of a sentence's mentions."""
        self.number += 1
        if sentence.read.tagged.sentence.opens:
            self.said.clear()
        self.said.append(sentence.read.text)
        for mention in sentence.mentions:
            if mention.refers_to is None:
                self.named[mention.name] = sentence
            self.by_name[meant(mention)] = mention
            if mention.type is EntityType.PERSON:
                self.persons.pop(meant(mention), None)
                self.persons[meant(mention)] = self.number
            self.last[mention.type] = self.number, mention, sentence.read.tagged.sentence.paragraph
            self.namings[meant(mention)] += 1
            self.names.setdefault(mention.type, set()).add(meant(mention))


def trailed(sentences: Iterable[ResolvedSentence]) -> Iterator[tuple[ResolvedSentence, Trail]]:
    """Each sentence with what its article has named up to its end."""
    trail, article = Trail(), -1
    for sentence in sentences:
        if (paragraph := sentence.read.tagged.sentence.paragraph).article != article:
            trail, article = Trail(), paragraph.article
        trail.see(sentence)
        yield sentence, trail


def meant(mention: Mention) -> str:
    """The name that the mention stands for."""
    return mention.refers_to or mention.name


class CandidateFinder:
    """Lists candidates with their features."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.tables["bearers"]
        self._before = CueSet(table["before"], reach=AHEAD)
        self._behind = CueSet(table["behind"])
        self._role = re.compile(lexicon.either("roles", "workers", "officials"))

    def candidates(self, sentence: ResolvedSentence, trail: Trail) -> list[Candidate]:
        """All candidates for a sentence's figures, those that it names first."""
        inside = [
            Candidate(m, True, tuple(self._of_mention(sentence, i)))
            for i, m in enumerate(sentence.mentions)
            if m.type is not EntityType.POLICY
        ]
        here = {meant(m) for m in sentence.mentions}
        recalled: dict[str, tuple[Mention, list[str]]] = {}
        for source, m in _offered(sentence, trail):
            if m and (source == "carried" or meant(m) not in here):
                recalled.setdefault(meant(m), (m, []))[1].extend(_of_recalled(source, m, sentence, trail))
        outside = [Candidate(m, False, tuple(dict.fromkeys(features))) for m, features in recalled.values()]
        return inside + outside

    @staticmethod
    def persons(sentence: ResolvedSentence, trail: Trail) -> list[Candidate]:
        """The persons whom sentences shortly before have named and this one does not, the latest first."""
        here = {meant(m) for m in sentence.mentions}
        recent = [(name, at) for name, at in reversed(trail.persons.items()) if name not in here]
        return [
            Candidate(trail.by_name[name], False, (f"recent={i}", f"recent/back={trail.number - at}"))
            for i, (name, at) in enumerate(recent[:RECENT])
            if trail.number - at <= TOLD
        ]

    def _of_mention(self, sentence: ResolvedSentence, place: int) -> Iterator[str]:
        """Where a mention stands, and between which words."""
        text, m = sentence.read.text, sentence.mentions[place]
        letter = m.type.value
        clause = clause_start(text, m.start)
        first = self._first_of(text, sentence.mentions, place)
        lead = len(text[clause : sentence.mentions[first].start].strip("“《"))
        second = first > 0 and sentence.mentions[first - 1].start >= clause
        yield f"lead={'none' if not lead else 'short' if lead < SHORT else 'mid' if lead < LONG else 'long'}/{second}"
        yield f"first={clause == 0}/{letter}"
        place_kind = sentence.read.tagged.sentence.kind
        yield f"on={place_kind}/{letter}"
        if m == sentence.topic:
            yield f"topic/{letter}"
            yield f"topic/{place_kind}"
        if m.refers_to:
            yield f"anaphor/{letter}"
        bare = len(text[: m.start].rstrip("“‘《"))
        for name in self._before.ahead(text, bare):
            yield f"before={name}/{letter}"
            yield f"before={name}"
        for name in self._behind.behind(text, m.end):
            yield f"behind={name}/{letter}"
            yield f"behind={name}"
        if first < place:
            yield f"described/{letter}"
        yield from self._neighbours(text, sentence.mentions, place)

    def _first_of(self, text: str, mentions: Sequence[Mention], place: int) -> int:
        """The place of the first of the mentions that describe a person ("某省某公司职工李某")."""
        first = place
        while first > 0 and mentions[place].type is EntityType.PERSON and self._describes(text, mentions, first - 1):
            first -= 1
        return first

    def _describes(self, text: str, mentions: Sequence[Mention], place: int) -> bool:
        """Whether a unit or place is an attribute of the mention behind it."""
        m, following = mentions[place : place + 2]
        between = text[m.end : following.start]
        if m.type not in DESCRIBING or BREAK.search(between) or len(between) > APPOSED:
            return False
        return between in {"", "的"} or following.type is not EntityType.PERSON or bool(self._role.search(between))

    def _neighbours(self, text: str, mentions: Sequence[Mention], place: int) -> Iterator[str]:
        m = mentions[place]
        if place and text[mentions[place - 1].end : m.start] in JOINTS:
            yield "list/goes on"
        for following in mentions[place + 1 : place + 2]:
            between = text[m.end : following.start]
            if between in JOINTS:
                yield "list/begins"
            apposed = len(between) <= APPOSED and not BREAK.search(between) and self._role.search(between)
            if between in {"", "的"} or apposed:
                yield f"attribute/{m.type.value}/{following.type.value}"


def _offered(sentence: ResolvedSentence, trail: Trail) -> Iterator[tuple[str, Mention | None]]:
    """What the text has spoken of before."""
    focus = sentence.focus
    yield "carried", sentence.carried
    yield "topic", sentence.topic
    yield "before", sentence.before
    yield "event", sentence.event
    yield "person", focus.person
    yield "owner", focus.owner
    yield "enterprise", trail.by_name.get(focus.enterprise or "")
    yield "region", sentence.region
    for kind in RECALLED:
        number, mention, _ = trail.last.get(kind, (-MOST_BACK, None, None))
        yield f"last{kind}", mention if trail.number - number <= MOST_BACK else None


def _of_recalled(source: str, m: Mention, sentence: ResolvedSentence, trail: Trail) -> Iterator[str]:
    """How a candidate from before the sentence comes to mind."""
    letter = m.type.value
    agents = any(o.type in AGENTS for o in sentence.mentions)
    yield f"out={source}/{letter}"
    yield f"out={source}/{agents}"
    yield f"out={source}/{sentence.read.tagged.sentence.kind}"
    if source.startswith("last"):
        number, _, paragraph = trail.last[m.type]
        back = trail.number - number
        yield f"back={'near' if back <= NEAR else 'mid' if back <= FAR else 'far'}/{letter}"
        yield f"paragraph={paragraph is sentence.read.tagged.sentence.paragraph}/{letter}"
    only = len(trail.names.get(m.type, ())) <= 1
    yield f"{source}/{'only' if only else 'many'}/{letter}"
