"""Honours and works that no rule has given to anybody: to whom the sentence or the document leaves them.

A careful reader gives "荣誉接踵而至：某奖、某称号" to the person whom the text is about, and a device to who built
it two clauses before. Here they go to the nearest agent before them, else to the subject taken over, else to the
person of a profile; never where the clause counts, plans, hopes, denies or announces.
"""

import re
from collections.abc import Iterator, Sequence

from ingest.discourse.coreference import ResolvedSentence
from ingest.discourse.regions import OBLIQUE
from ingest.facts import EntityKey, EntityType, Relation, RelationType
from ingest.lexicon import Lexicon
from ingest.mentions.mention import Mention
from ingest.names.entities import Directory
from ingest.page.layout import Kind
from ingest.relations.bearing import UNITS, Bearing
from ingest.relations.links import MENTIONS

CONFIDENCE = 0.6
ALONE = 9
"""An item of a list that holds an honour and at most so many other characters."""
MAKERS = {EntityType.PERSON, EntityType.STUDIO, EntityType.TEAM, EntityType.ORGANIZATION}
WINNERS = {EntityType.PERSON, EntityType.STUDIO, EntityType.TEAM, EntityType.ACHIEVEMENT}
MADE = ("achievement.made", "achievement.object", "achievement.quoted", "achievement.method", "achievement.acting")


class Attacher:
    """Gives honours and works that stand alone to somebody."""

    def __init__(self, lexicon: Lexicon, bearing: Bearing) -> None:
        self._bearing = bearing
        table = lexicon.tables["attachment"]
        self._won = re.compile(table["won"])
        self._not_won = re.compile(table["not_won"])
        self._counted = re.compile(table["counted"])
        self._not_enterprise = tuple(lexicon.tables["anaphors"]["not_enterprise"]["endings"])
        self._made = re.compile(table["made"])
        self._not_made = re.compile(table["not_made"])
        self._pupil_of = re.compile(lexicon.tables["kinship"]["pupil_of"])

    def relations(
        self, sentences: Sequence[ResolvedSentence], stated: Sequence[Relation], directory: Directory
    ) -> Iterator[Relation]:
        """Relations for the honours and works that `stated` gives to nobody."""
        won = {(r.tail, r.evidence.text) for r in stated if r.type is RelationType.RECEIVED}
        made = {r.tail for r in stated if r.type is RelationType.DEVELOPED}
        for sentence in sentences:
            place = sentence.read.tagged.sentence.kind
            if place not in {Kind.BODY, Kind.CAPTION} and not (place is Kind.HEADING and sentence.topic):
                continue
            evidence = sentence.read.tagged.sentence.evidence()
            for m in sentence.mentions:
                if m.type is EntityType.AWARD and (directory.of(m), evidence.text) not in won:
                    kind, agent = RelationType.RECEIVED, self._winner(sentence, m)
                elif m.type is EntityType.ACHIEVEMENT and m.refers_to is None and directory.of(m) not in made:
                    kind, agent = RelationType.DEVELOPED, self._maker(sentence, m)
                else:
                    continue
                if kind is RelationType.DEVELOPED and agent is None:
                    yield from self._eponym(sentence, m, directory)
                if agent:
                    yield _relation(kind, directory.of(agent), directory.of(m), sentence)

    def _eponym(self, sentence: ResolvedSentence, work: Mention, directory: Directory) -> Iterator[Relation]:
        """Who a way of working is named after made it ("李四高炉喷煤操作法")."""
        for name, person in directory.names(EntityType.PERSON).items():
            if work.name.endswith("法") and work.name.startswith(name):
                yield _relation(RelationType.DEVELOPED, person, directory.of(work), sentence)

    def _winner(self, sentence: ResolvedSentence, award: Mention) -> Mention | None:
        text = sentence.read.text
        clause = _clause(text, award)
        listed = sum(m.type is EntityType.AWARD for m in sentence.mentions) > 1
        alone = sentence.carried is not None and len(text) - len(award.name) <= ALONE
        if not (listed or alone or self._won.search(clause)) or self._not_won.search(clause):
            return None
        if self._counted.match(text, award.end) or self._counted.search(clause.split(award.name)[0]):
            return None
        bearers = self._bearing.bearers(award.name)
        agent = self._agent(sentence, award, set(bearers) if bearers <= UNITS else WINNERS & bearers)
        name = agent.refers_to or agent.name if agent else ""
        return None if name.endswith(self._not_enterprise) else agent

    def _maker(self, sentence: ResolvedSentence, work: Mention) -> Mention | None:
        clause = _clause(sentence.read.text, work)
        if not self._made.search(clause) or self._not_made.search(clause):
            return None
        agent = self._agent(sentence, work, MAKERS)
        name = agent.refers_to or agent.name if agent else ""
        return None if name.endswith(self._not_enterprise) else agent

    def _agent(self, sentence: ResolvedSentence, m: Mention, kinds: set[EntityType]) -> Mention | None:
        """The nearest agent before, that is no object of a preposition; else one after; else topic or protagonist.

        Of "甲是乙2003年收的徒弟，……获得者" it is 甲: the master is only said whose apprentice he is.
        """
        text = sentence.read.text
        fitting = [a for a in sentence.mentions if a.type in kinds and a != m]
        before = [
            a
            for a in fitting
            if a.end <= m.start
            and not OBLIQUE.search(text[: a.start])
            and not MENTIONS.match(text, a.end)
            and not self._pupil_of.match(text, a.end)
        ]
        if before:
            return before[-1]
        topic = sentence.carried if sentence.carried and sentence.carried.type in kinds else None
        after = [a for a in fitting if a.start >= m.end and a.type is EntityType.PERSON and a.refers_to]
        return topic or next(iter(after), None) or sentence.focus.person or sentence.focus.only


def _relation(kind: RelationType, head: EntityKey, tail: EntityKey, sentence: ResolvedSentence) -> Relation:
    evidence = sentence.read.tagged.sentence.evidence()
    return Relation(kind, head, tail, evidence, {}, "attached", CONFIDENCE)


def _clause(text: str, m: Mention) -> str:
    """The clause around a mention, and the one before it."""
    marks = [i for i, c in enumerate(text[: m.start]) if c in "，。；："]
    start = marks[-2] + 1 if len(marks) > 1 else 0
    end = next((i for i in range(m.end, len(text)) if text[i] in "，。；"), len(text))
    return text[start:end]
