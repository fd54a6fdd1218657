"""Who may be the subject of a figure: what its sentence names, and what the text has spoken of before it.

Each candidate is described by features, short texts such as `breaks=1/Studio`; what they weigh is data
(lexicons/bearer_weights.toml), fitted on annotated texts by benchmarks/fit_bearers.py.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ingest.discourse.coreference import ResolvedSentence
from ingest.facts import EntityType, MeasureType
from ingest.lexicon import Lexicon
from ingest.measures.quantities import Quantity
from ingest.mentions.mention import Mention

AGENTS = {EntityType.PERSON, EntityType.STUDIO, EntityType.TEAM, EntityType.ORGANIZATION}
RECALLED = (*sorted(AGENTS), EntityType.ACHIEVEMENT, EntityType.EVENT)
BREAK = re.compile("[，；。：]")
JOINTS = {"、", "和", "与", "及"}
AHEAD = 8
"""Words before a mention are looked for in so many characters."""
APPOSED = 14
"""Between a unit and the person whom it describes ("某公司职工李某") stand at most so many characters."""
NEAR, FAR = 1, 3
"""What was named one sentence ago is near, more than three far;"""
MOST_BACK = 12
"""more than this, forgotten."""
MOST_BREAKS, MOST_LATER = 4, 3
SHORT, LONG = 5, 10
"""Characters between a clause's beginning and a mention."""


class Bearer(NamedTuple):
    """The subject of a figure, and where the figure ends."""

    mention: Mention
    end: int


class Figure(NamedTuple):
    """A figure whose subject is sought.

    Attributes:
        cues: what its clause speaks of.
        previous: the subject of the figure before it in the sentence.
    """

    quantity: Quantity
    kind: MeasureType
    cues: Sequence[str]
    previous: Bearer | None


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
    """What the sentences so far have named: the last mention of each type and where; how often each name."""

    number: int = 0
    last: dict[EntityType, tuple[int, Mention, object]] = field(default_factory=dict)
    namings: Counter[str] = field(default_factory=Counter)
    names: dict[EntityType, set[str]] = field(default_factory=dict)

    def see(self, sentence: ResolvedSentence) -> None:
        """Takes note of a sentence's mentions."""
        self.number += 1
        for mention in sentence.mentions:
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
        self._before = [(name, re.compile(f"(?:{cue})$")) for name, cue in table["before"].items()]
        self._behind = [(name, re.compile(cue)) for name, cue in table["behind"].items()]
        self._clause = [(name, re.compile(cue)) for name, cue in table["clause"].items()]
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

    def cues(self, text: str, quantity: Quantity) -> tuple[str, ...]:
        """What the clause around a figure speaks of."""
        start = max(text.rfind(mark, 0, quantity.start) for mark in "，；。：") + 1
        end = BREAK.search(text, quantity.end)
        clause = text[start : end.start() if end else len(text)]
        return tuple(name for name, cue in self._clause if cue.search(clause))

    def _of_mention(self, sentence: ResolvedSentence, place: int) -> Iterator[str]:
        """Where a mention stands, and between which words."""
        text, m = sentence.read.text, sentence.mentions[place]
        letter = m.type.value
        clause = max(text.rfind(mark, 0, m.start) for mark in "，；。：") + 1
        lead = len(text[clause : m.start].strip("“《"))
        second = place > 0 and sentence.mentions[place - 1].start >= clause
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
        for name, cue in self._before:
            if cue.search(text, max(0, bare - AHEAD), bare):
                yield f"before={name}/{letter}"
                yield f"before={name}"
        for name, cue in self._behind:
            if cue.match(text, m.end):
                yield f"behind={name}/{letter}"
                yield f"behind={name}"
        yield from self._neighbours(text, sentence.mentions, place)

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


def is_inside(candidate: Candidate, quantity: Quantity) -> bool:
    """Whether the figure is part of the candidate's own name."""
    m = candidate.mention
    return candidate.inside and m.start < quantity.end and quantity.start < m.end


def of_figure(candidate: Candidate, figure: Figure, sentence: ResolvedSentence) -> Iterator[str]:
    """The features of a candidate that depend on the figure."""
    quantity, kind, cues, previous = figure
    m, text = candidate.mention, sentence.read.text
    letter, inside = m.type.value, candidate.inside
    where = "in" if inside else "out"
    yield f"kind={kind}/{letter}"
    yield f"{where}/{kind}"
    yield f"{where}/{letter}"
    for cue in cues:
        yield f"cue={cue}/{letter}"
    if "before=makes" in candidate.features:
        yield f"object/{kind}"
    if inside:
        yield from _position(m, quantity, sentence)
    if previous is None:
        yield f"first/{where}/{letter}"
        return
    between = text[previous.end : quantity.start]
    mark = next((mark for mark in "；，、" if mark in between), "-")
    if meant(previous.mention) == meant(m):
        yield f"same/{mark}"
        yield f"same/{'share' if '其中' in between else 'whole'}"
        yield f"same/{letter}"
    elif inside and previous.end <= m.start < quantity.start:
        yield f"newer/{letter}/{mark}"


def _position(m: Mention, quantity: Quantity, sentence: ResolvedSentence) -> Iterator[str]:
    """Where a mention stands to the figure."""
    text, letter = sentence.read.text, m.type.value
    if m.start >= quantity.end:
        yield f"after={'other' if BREAK.search(text, quantity.end, m.start) else 'same'}/{letter}"
        return
    between = text[m.end : quantity.start]
    yield f"breaks={min(len(BREAK.findall(between)), MOST_BREAKS)}/{letter}"
    yield f"semicolon={'；' in between}"
    rivals = AGENTS if m.type in AGENTS else {m.type}
    later = sum(o.type in rivals and m.end <= o.start < quantity.start for o in sentence.mentions)
    yield f"later={min(later, MOST_LATER)}/{letter}"
