"""Master and apprentice of whom an interviewer asks, and whom the answer names: "他带徒弟了？""带了，叫某某。"."""

import re
from collections.abc import Iterator, Sequence

from ingest.discourse.coreference import ResolvedSentence
from ingest.discourse.quotations import ASKS
from ingest.facts import EntityType
from ingest.lexicon import Lexicon
from ingest.mentions.mention import Mention
from ingest.relations.pattern import SYMBOL, Encoded

PERSON = SYMBOL[EntityType.PERSON]

Told = tuple[Mention, Mention, ResolvedSentence]
"""Master, apprentice, and the answer that tells it."""


class InterviewReader:
    """Reads questions after somebody's apprentices or master together with their answers."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = {key: text.replace("<P>", PERSON) for key, text in lexicon.tables["kinship"]["interview"].items()}
        self._apprentice, self._master = re.compile(table["asks_apprentice"]), re.compile(table["asks_master"])
        self._answer = re.compile(table["answers"])
        self._counts_first, self._names_next = re.compile(table["counts_first"]), re.compile(table["names_next"])
        self._whether, self._denies = re.compile(table["asks_whether"]), re.compile(table["denies"])

    def pairs(self, sentences: Sequence[ResolvedSentence]) -> Iterator[Told]:
        """The pairs that the beginnings of answers tell, and those asked about that an answer does not deny."""
        asked: tuple[Mention, bool] | None = None
        counted: tuple[Mention, bool] | None = None
        whether: list[Told] = []
        for sentence in sentences:
            opens = sentence.read.tagged.sentence.opens
            if opens and asked:
                yield from self._answered(sentence, *asked, self._answer)
            elif counted:
                yield from self._answered(sentence, *counted, self._names_next)
            counted = asked if opens and asked and self._counts_first.match(_text(sentence)) else None
            if opens and not self._denies.match(_text(sentence)):
                yield from whether
            whether = list(self._named(sentence)) if ASKS.match(sentence.read.text) else []
            asks = ASKS.match(sentence.read.text) is not None if opens else asked is not None
            asked = (self._asked(sentence) or (None if opens else asked)) if asks else None

    def _named(self, sentence: ResolvedSentence) -> Iterator[Told]:
        """The two of "乙是您徒弟？"."""
        encoded = Encoded.of(sentence.read.text, sentence.mentions)
        for match in self._whether.finditer(encoded.text):
            named, of = encoded.mention(match.start("named")), encoded.mention(match.start("of"))
            yield (of, named, sentence) if match["apprentice"] else (named, of, sentence)

    def _asked(self, sentence: ResolvedSentence) -> tuple[Mention, bool] | None:
        """Of whom it is asked, and whether it is his master that is asked for."""
        encoded = Encoded.of(sentence.read.text, sentence.mentions)
        found = (
            (pattern.search(encoded.text), pattern is self._master) for pattern in (self._master, self._apprentice)
        )
        return next(((encoded.mention(m.start("of")), is_master) for m, is_master in found if m), None)

    @staticmethod
    def _answered(sentence: ResolvedSentence, of: Mention, is_master: bool, answer: re.Pattern[str]) -> Iterator[Told]:
        encoded = Encoded.of(sentence.read.text, sentence.mentions)
        row = match.span("row") if (match := answer.match(encoded.text)) else (0, 0)
        for named in (encoded.mention(at) for at in range(*row) if encoded.text[at] == PERSON):
            if (named.refers_to or named.name) != (of.refers_to or of.name):
                yield (named, of, sentence) if is_master else (of, named, sentence)


def _text(sentence: ResolvedSentence) -> str:
    """The sentence with symbols for its mentions."""
    return Encoded.of(sentence.read.text, sentence.mentions).text
