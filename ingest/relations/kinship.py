"""师傅某某 and 徒弟某某 whose other half the sentence does not name: it is whom the text has spoken of."""

import re
from collections.abc import Iterator, Sequence

from ingest.discourse.coreference import ResolvedSentence
from ingest.facts import EntityKey, EntityType, Relation, RelationType
from ingest.lexicon import Lexicon
from ingest.mentions.mention import Mention
from ingest.names.entities import Directory

CONFIDENCE = 0.65


class KinshipReader:
    """Completes pairs of master and apprentice."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.tables["kinship"]
        self._master = re.compile(table["master"])
        self._apprentice = re.compile(table["apprentice"])
        self._general = re.compile(table["general"])

    def relations(
        self, sentences: Sequence[ResolvedSentence], stated: Sequence[Relation], directory: Directory
    ) -> Iterator[Relation]:
        """The pairs that `stated` lacks: one of the two is named beside 师傅 or 徒弟, the other before."""
        mentors = [r for r in stated if r.type is RelationType.MENTORS]
        taught, teaching = {r.tail for r in mentors}, {r.head for r in mentors}
        for sentence in sentences:
            for m in sentence.mentions:
                if m.type is not EntityType.PERSON or m.refers_to:
                    continue
                before = sentence.read.text[: m.start]
                other = self._other(sentence, m)
                if other is None or self._general.search(before):
                    continue
                ends = directory.of(other), directory.of(m)
                if self._apprentice.search(before) and ends[1] not in taught:
                    yield _pair(*ends, sentence)
                elif self._master.search(before) and ends[1] not in teaching:
                    yield _pair(ends[1], ends[0], sentence)

    def _other(self, sentence: ResolvedSentence, m: Mention) -> Mention | None:
        """The person before in the sentence, else the subject before it, else the person of the profile."""
        name = m.refers_to or m.name
        text = sentence.read.text
        named = (p for p in sentence.mentions if p.type is EntityType.PERSON and p.end <= m.start)
        persons = [p for p in named if not self._apprentice.search(text[: p.start])]
        candidates = (*persons[::-1], sentence.before, sentence.focus.person)
        known = (p for p in candidates if p and p.type is EntityType.PERSON)
        return next((p for p in known if (p.refers_to or p.name) != name), None)


def _pair(master: EntityKey, apprentice: EntityKey, sentence: ResolvedSentence) -> Relation:
    evidence = sentence.read.tagged.sentence.evidence()
    return Relation(RelationType.MENTORS, master, apprentice, evidence, {}, "kinship", CONFIDENCE)
