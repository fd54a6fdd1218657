"""Master and apprentice of whom an interviewer asks, and whom the answer names: "他带徒弟了？""带了，叫某某。"."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from ingest.discourse.candidates import meant
from ingest.discourse.coreference import ResolvedSentence
from ingest.discourse.quotations import ASKS
from ingest.facts import EntityType
from ingest.lexicon import Lexicon
from ingest.mentions.mention import Mention
from ingest.relations.pattern import SYMBOL, Encoded

PERSON = SYMBOL[EntityType.PERSON]

Ends = tuple[str, str]
"""The names of master and apprentice."""
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
        self._denies_one, self._denies_pair = re.compile(table["denies_one"]), re.compile(table["denies_pair"])

    def pairs(self, sentences: Sequence[ResolvedSentence]) -> Iterator[Told]:
        """The pairs that the beginnings of answers tell, and those asked about that an answer does not deny."""
        asked: tuple[Mention, bool] | None = None
        counted: tuple[Mention, bool] | None = None
        whether: list[Told] = []
        for at, sentence in enumerate(sentences):
            opens = sentence.read.tagged.sentence.opens
            if opens and asked:
                yield from self._answered(sentence, *asked, self._answer)
            elif counted:
                yield from self._answered(sentence, *counted, self._names_next)
            counted = asked if opens and asked and self._counts_first.match(_text(sentence)) else None
            if opens and whether:
                denied = self._denied_by(sentences[at:], whether)
                yield from (one for one in whether if _ends(one) not in denied)
            whether = list(self._named(sentence)) if ASKS.match(sentence.read.text) else []
            asks = ASKS.match(sentence.read.text) is not None if opens else asked is not None
            asked = (self._asked(sentence) or (None if opens else asked)) if asks else None

    def denied(self, sentences: Sequence[ResolvedSentence]) -> Iterator[Told]:
        """The pairs that a question only asks about and its answer denies, and those that a sentence denies."""
        for sentence in sentences:
            encoded = Encoded.of(sentence.read.text, sentence.mentions)
            for match in self._denies_pair.finditer(encoded.text):
                yield encoded.mention(match.start("of")), encoded.mention(match.start("one")), sentence
        for at, sentence in enumerate(sentences[:-1]):
            if ASKS.match(sentence.read.text) and sentences[at + 1].read.tagged.sentence.opens:
                whether = list(self._named(sentence))
                denied = self._denied_by(sentences[at + 1 :], whether) if whether else ()
                yield from (one for one in whether if _ends(one) in denied)

    def _denied_by(self, behind: Sequence[ResolvedSentence], whether: Sequence[Told]) -> set[Ends]:
        """Those of the pairs asked about that the answer, which begins with the first sentence behind, denies."""
        if self._denies.match(_text(behind[0])):
            return set(map(_ends, whether))
        found: set[Ends] = set()
        answer = takewhile(lambda s: s is behind[0] or not s.read.tagged.sentence.opens, behind)
        for encoded in (Encoded.of(s.read.text, s.mentions) for s in answer):
            others = [meant(encoded.mention(m.start("one"))) for m in self._denies_one.finditer(encoded.text)]
            found |= {ends for ends in map(_ends, whether) if set(ends) & set(others)}
        return found

    def _named(self, sentence: ResolvedSentence) -> Iterator[Told]:
        """The two of "乙是您徒弟？", and of "甲和乙都是您徒弟？" each with whom it is asked."""
        encoded = Encoded.of(sentence.read.text, sentence.mentions)
        for match in self._whether.finditer(encoded.text):
            of = encoded.mention(match.start("of"))
            for named in (encoded.mention(at) for at in range(*match.span("named")) if encoded.text[at] == PERSON):
                taught = match["apprentice"] or match["brought"]
                yield (of, named, sentence) if taught else (named, of, sentence)

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
            if meant(named) != meant(of):
                yield (named, of, sentence) if is_master else (of, named, sentence)


def _text(sentence: ResolvedSentence) -> str:
    """The sentence with symbols for its mentions."""
    return Encoded.of(sentence.read.text, sentence.mentions).text


def _ends(told: Told) -> Ends:
    return meant(told[0]), meant(told[1])
