"""Rows of pairs of master and apprentice: under a heading that says so, or within one sentence."""

import re
from collections.abc import Iterator, Sequence

from ingest.facts import EntityType, Relation, RelationType
from ingest.lexicon import Lexicon
from ingest.mentions.mention import Mention
from ingest.mentions.recognise import ReadSentence
from ingest.names.entities import Directory
from ingest.relations.pattern import SYMBOL, Encoded

CONFIDENCE, HONOURED = 0.85, 0.8
LONGEST_LINE, LONGEST_HEADING = 60, 45
PAIR = 2
STOP = re.compile("[。？！]")
PART = re.compile("[^；;]+")
PERSON = SYMBOL[EntityType.PERSON]


class PairLists:
    """Reads "甲——乙" under "师徒结对名单", and "甲与乙、丙与丁被评为优秀师徒"."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.tables["kinship"]["pairs"]
        kinship = lexicon.tables["kinship"]
        self._junior, self._senior = re.compile(kinship["junior"]), re.compile(kinship["senior"])
        self._heading = re.compile(table["heading"])
        self._line = re.compile(table["line"].replace("<P>", PERSON))
        self._row = re.compile(table["row"].replace("<P>", PERSON))
        self._taught = re.compile(table["taught"].replace("<P>", PERSON))
        self._pair = re.compile(table["pair"].replace("<P>", PERSON))
        self._signed_row = re.compile(table["signed_row"].replace("<P>", PERSON))
        self._signed_pair = re.compile(table["signed_pair"].replace("<P>", PERSON))
        self._dashed = re.compile(table["dashed"].replace("<P>", PERSON))
        honoured = table["honoured"].replace("<P>", PERSON).replace("<W>", SYMBOL[EntityType.AWARD])
        self._honoured, self._of_pairs = re.compile(honoured), table["of_pairs"]
        self._respectively = re.compile(table["respectively"].replace("<P>", PERSON))
        self._signs = re.compile(table["signs"].replace("<P>", PERSON))
        self._pupils = re.compile(table["pupils"])
        self._said = re.compile(table["said"])
        self._apprentice_first = re.compile(table["apprentice_first"])

    def relations(self, read: Sequence[ReadSentence], directory: Directory) -> Iterator[Relation]:
        """Who taught whom by the rows of pairs."""
        heading = ""
        for sentence in read:
            persons = [m for m in sentence.mentions if m.type is EntityType.PERSON]
            if self._is_heading(sentence, persons):
                heading = sentence.text
            elif heading and not (len(sentence.text) <= LONGEST_LINE and persons):
                heading = ""
            told = heading or sentence.text
            for first, second in self._pairs(sentence, listed=bool(heading)):
                ends = (second, first) if self._apprentice_first.search(told) else (first, second)
                evidence = sentence.tagged.sentence.evidence()
                master, apprentice = map(directory.of, ends)
                yield Relation(RelationType.MENTORS, master, apprentice, evidence, {}, "mentors.listed", CONFIDENCE)
            for first, second in self._honoured_pairs(sentence):
                pair, evidence = (directory.of(first), directory.of(second)), sentence.tagged.sentence.evidence()
                yield Relation(RelationType.MENTORS, *pair, evidence, {}, "mentors.honoured", HONOURED)

    def _honoured_pairs(self, sentence: ReadSentence) -> Iterator[tuple[Mention, Mention]]:
        """Of "甲与乙被评为十佳师徒" the two; where more are named together, nothing tells who belongs to whom."""
        if self._of_pairs not in sentence.text:
            return
        encoded = Encoded.of(sentence.text, sentence.mentions)
        for match in self._honoured.finditer(encoded.text):
            if self._of_pairs in encoded.mention(match.start("award")).name:
                yield encoded.mention(match.start("first")), encoded.mention(match.start("second"))

    def is_one_by_one(self, text: str) -> bool:
        """Whether two rows stand there, each of whose persons belongs to one of the other."""
        return self._respectively.search(text) is not None

    def _is_heading(self, sentence: ReadSentence, persons: Sequence[Mention]) -> bool:
        short = len(sentence.text) <= LONGEST_HEADING and not STOP.search(sentence.text)
        return short and len(persons) < PAIR and self._heading.search(sentence.text) is not None

    def _pairs(self, sentence: ReadSentence, *, listed: bool) -> Iterator[tuple[Mention, Mention]]:
        if not listed and not self._said.search(sentence.text):
            return
        encoded = Encoded.of(sentence.text, sentence.mentions)
        yield from self._one_by_one(encoded)
        for signed in self._signs.finditer(encoded.text):
            yield encoded.mention(signed.start("first")), encoded.mention(signed.start("second"))
        for row in self._signed_row.finditer(encoded.text):
            for pair in self._signed_pair.finditer(encoded.text, *row.span()):
                first, second = pair.start("first"), pair.start("second")
                turned = self._junior.search(encoded.text[:first]) or self._senior.search(encoded.text[:second])
                ends = encoded.mention(first), encoded.mention(second)
                yield (ends[1], ends[0]) if turned and not self._senior.search(encoded.text[:first]) else ends
        rows = [row.span() for row in self._row.finditer(encoded.text)]
        parts = [part.span() for part in PART.finditer(encoded.text)] if listed and not rows else []
        for pair in self._dashed.finditer(encoded.text) if not rows and not listed else ():
            yield encoded.mention(pair.start("first")), encoded.mention(pair.start("second"))
        for master in (found for row in rows for found in self._taught.finditer(encoded.text, *row)):
            apprentices = (at for at in range(*master.span("rest")) if encoded.text[at] == PERSON)
            yield from ((encoded.mention(master.start("first")), encoded.mention(at)) for at in apprentices)
        for start, end in (part for part in parts if self._line.match(encoded.text[slice(*part)])):
            for pair in self._pair.finditer(encoded.text, start, end):
                yield encoded.mention(pair.start("first")), encoded.mention(pair.start("second"))

    def _one_by_one(self, encoded: Encoded) -> Iterator[tuple[Mention, Mention]]:
        """Of "青工甲、乙分别与技师丙、丁签订师徒合同" the first with the first, masters first."""
        for match in self._respectively.finditer(encoded.text):
            rows = [
                [encoded.mention(at) for at in range(*match.span(part)) if encoded.text[at] == PERSON]
                for part in ("first", "second")
            ]
            if len(rows[0]) == len(rows[1]):
                ahead = encoded.text[: match.start()], match.group()
                turned = any(self._pupils.search(text) for text in ahead)
                yield from zip(*(rows[::-1] if turned else rows), strict=True)
