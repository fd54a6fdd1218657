"""师傅某某 and 徒弟某某 whose other half the sentence does not name: it is whom the text has spoken of."""

import re
from collections.abc import Iterator, Sequence

from ingest.discourse.coreference import ResolvedSentence
from ingest.facts import EntityKey, EntityType, Relation, RelationType
from ingest.lexicon import Lexicon
from ingest.mentions.mention import Mention
from ingest.names.entities import Directory

CONFIDENCE = 0.65
APPOSED = re.compile(r"[，；][^，；]{0,3}(?:徒弟|学徒|弟子|师傅|师父)$")
ROW = re.compile("[、和与及]|以及")


class KinshipReader:
    """Completes pairs of master and apprentice."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.tables["kinship"]
        self._master = re.compile(table["master"])
        self._apprentice = re.compile(table["apprentice"])
        self._taken_along = re.compile(table["taken_along"])
        self._sibling = re.compile(table["sibling"])
        self._another = re.compile(table["another"])
        self._takes_in = re.compile(table["takes_in"])
        self._general = re.compile(table["general"])

    def relations(
        self, sentences: Sequence[ResolvedSentence], stated: Sequence[Relation], directory: Directory
    ) -> Iterator[Relation]:
        """The pairs that `stated` lacks: one of the two is named beside 师傅 or 徒弟, the other before."""
        mentors = [r for r in stated if r.type is RelationType.MENTORS]
        taught, teaching = {r.tail for r in mentors}, {r.head for r in mentors}
        stated_master = {r.tail: r.head for r in mentors}
        master_of: dict[EntityKey, EntityKey] = {}
        for sentence in sentences:
            for m in sentence.mentions:
                if m.type is not EntityType.PERSON or (m.refers_to and m.rule.startswith("coreference")):
                    continue
                before = sentence.read.text[: m.start]
                topic = sentence.before or sentence.focus.person
                if topic and topic.type is EntityType.PERSON and self._takes_in.match(sentence.read.text, m.end):
                    yield _pair(directory.of(m), directory.of(topic), sentence)
                    continue
                other = self._other(sentence, m)
                if other is None or self._general.search(before):
                    continue
                ends = directory.of(other), directory.of(m)
                if self._apprentice.search(before):
                    known = stated_master | master_of if self._another.match(before) else master_of
                    master = known.get(ends[0], ends[0]) if self._sibling.match(before) else ends[0]
                    new = [p for p in map(directory.of, _row(sentence, m)) if p not in taught and p != master]
                    master_of |= dict.fromkeys(new, master)
                    yield from (_pair(master, apprentice, sentence) for apprentice in new)
                elif self._master.search(before) and ends[1] not in teaching:
                    yield _pair(ends[1], ends[0], sentence)

    def _other(self, sentence: ResolvedSentence, m: Mention) -> Mention | None:
        """The person before in the sentence, else the subject before it, else the person of the profile."""
        name = m.refers_to or m.name
        text = sentence.read.text
        named = [p for p in sentence.mentions if p.type is EntityType.PERSON and p.end <= m.start]
        taught = [p for p in named if self._apprentice.search(text[: p.start])]
        # who is named behind a first apprentice is hardly the master of a second
        persons = [p for p in named if not taught or p.end <= taught[0].start]
        subjects = [p for p in persons if not self._taken_along.search(text[: p.start])]
        # of a clause that begins with 徒弟 the master is the subject of the whole sentence
        nearest = subjects if APPOSED.search(text, 0, m.start) else subjects[::-1]
        candidates = (*nearest, sentence.before, sentence.focus.person, *persons[::-1])
        known = (p for p in candidates if p and p.type is EntityType.PERSON)
        return next((p for p in known if (p.refers_to or p.name) != name), None)


def _row(sentence: ResolvedSentence, first: Mention) -> list[Mention]:
    """The person and those in a row with him ("徒弟甲、乙和丙")."""
    row = [first]
    for following in (p for p in sentence.mentions if p.start >= first.end):
        joined = ROW.fullmatch(sentence.read.text[row[-1].end : following.start])
        if following.type is not EntityType.PERSON or not joined:
            break
        row.append(following)
    return row


def _pair(master: EntityKey, apprentice: EntityKey, sentence: ResolvedSentence) -> Relation:
    evidence = sentence.read.tagged.sentence.evidence()
    return Relation(RelationType.MENTORS, master, apprentice, evidence, {}, "kinship", CONFIDENCE)
