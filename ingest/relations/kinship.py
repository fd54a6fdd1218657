"""师傅某某 and 徒弟某某 whose other half the sentence does not name: it is whom the text has spoken of."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from ingest.discourse.coreference import ResolvedSentence
from ingest.facts import EntityKey, EntityType, Relation, RelationType
from ingest.lexicon import Lexicon
from ingest.mentions.mention import Mention
from ingest.names.entities import Directory
from ingest.relations.interviews import InterviewReader
from ingest.relations.pattern import SYMBOL, Encoded

CONFIDENCE = 0.65
REACH = 2
"""Examples are given at most so many sentences behind the one that counts the apprentices."""
PERSON = SYMBOL[EntityType.PERSON]
APPOSED = re.compile(r"[，；][^，；]{0,3}(?:徒弟|学徒|弟子|师傅|师父)$")
ROW = re.compile("[、和与及]|以及")

Pair = tuple[EntityKey, EntityKey]
"""Master and apprentice."""
Denied = tuple[EntityKey, EntityKey, str]
"""Such a pair, and the sentence that denies it."""


@dataclass(slots=True)
class _Told:
    """The pairs known so far.

    Attributes:
        stated: whose master the rules found to be who; `later` and `masters` those found here,
            beside 徒弟 and beside 师傅.
        teaching: all masters of the rules.
        last: the apprentice named last beside that word.
        elders: whose master's master is who: told in these sentences.
        eldest: those called the first apprentice of theirs; 小徒弟 behind them is another of the same master.
        teacher: whose apprentices the paragraph has told of last; None where it told of several masters'.
        spoken: the only person that the sentences before have spoken of last.
        teachers: the masters of the pairs that a sentence tells, by its text.
    """

    stated: Mapping[EntityKey, EntityKey]
    teaching: frozenset[EntityKey]
    later: dict[EntityKey, EntityKey] = field(default_factory=dict)
    masters: dict[EntityKey, EntityKey] = field(default_factory=dict)
    last: EntityKey | None = None
    elders: list[tuple[EntityKey, EntityKey, ResolvedSentence]] = field(default_factory=list)
    eldest: frozenset[EntityKey] = frozenset()
    teacher: EntityKey | None = None
    spoken: Mention | None = None
    teachers: dict[str, set[EntityKey]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, stated: Sequence[Relation], first: re.Pattern[str]) -> "_Told":
        mentors = [r for r in stated if r.type is RelationType.MENTORS]
        eldest = frozenset(r.tail for r in mentors if first.search(r.evidence.text))
        told = cls({r.tail: r.head for r in mentors}, frozenset(r.head for r in mentors), eldest=eldest)
        for r in mentors:
            told.teachers[r.evidence.text].add(r.head)
        return told

    def listen(self, sentence: ResolvedSentence) -> None:
        """Takes note of the one person whom the sentence names; of two nobody knows who is spoken of behind it."""
        named = {m.refers_to or m.name: m for m in sentence.mentions if m.type is EntityType.PERSON}
        if named:
            self.spoken = next(iter(named.values())) if len(named) == 1 else None

    def taught_in(self, sentence: ResolvedSentence) -> frozenset[EntityKey]:
        """The masters of the pairs that the sentence tells."""
        return frozenset(self.teachers.get(sentence.read.tagged.sentence.evidence().text, ()))

    @property
    def taught(self) -> Collection[EntityKey]:
        return self.stated.keys()

    @property
    def all(self) -> dict[EntityKey, EntityKey]:
        return {**self.stated, **self.later}

    def master_of_next(self, subject: EntityKey, *, another: bool) -> EntityKey:
        """Whose "另一个徒弟" is meant: the subject's own, if an apprentice of his was named last, or his master's."""
        if self.last and self.master(self.last) == subject:
            return subject
        return (self.all if another or subject in self.eldest else self.later).get(subject, subject)

    def master(self, person: EntityKey) -> EntityKey | None:
        return self.later.get(person) or self.stated.get(person) or self.masters.get(person)


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
        self._interviews = InterviewReader(lexicon)
        self._counts, self._examples = re.compile(table["counts"]), re.compile(table["examples"].replace("<P>", PERSON))
        self._elder, self._younger, self._fellow, self._owns, self._grandpupil, self._next_pair = (
            re.compile(table[key]) for key in ("elder", "younger", "fellow", "owns", "grandpupil", "next_pair")
        )
        self._own = re.compile(table["own"])
        self._among, self._among_next = (re.compile(table[k].replace("<P>", PERSON)) for k in ("among", "among_next"))
        self._one_more, self._is_one = re.compile(table["one_more"]), re.compile(table["is_one"])
        self._told_next = re.compile(table["told_next"].replace("{becomes}", table["becomes"]).replace("<P>", PERSON))
        self._eldest = re.compile(table["eldest"])
        self._signs_with, self._signed = re.compile(table["signs_with"]), re.compile(table["signed"])

    def relations(
        self, sentences: Sequence[ResolvedSentence], stated: Sequence[Relation], directory: Directory
    ) -> Iterator[Relation]:
        """The pairs that `stated` lacks: one of the two is named beside 师傅 or 徒弟, the other before."""
        told = _Told.of(stated, self._eldest)
        for teacher, example, sentence in chain(self._interviews.pairs(sentences), self._examples_of(sentences)):
            ends = directory.of(teacher), directory.of(example)
            if ends[1] not in told.taught and ends[0] != ends[1]:
                told.later[ends[1]] = ends[0]
                told.teachers[sentence.read.tagged.sentence.evidence().text].add(ends[0])
                yield _pair(*ends, sentence)
        for sentence in sentences:
            for master, apprentice in self._further(sentence, told, directory):
                told.later[apprentice] = master
                yield _pair(master, apprentice, sentence)
            told.teacher = None if sentence.read.tagged.sentence.opens else told.teacher
            here = told.taught_in(sentence)
            for m in sentence.mentions:
                if m.type is EntityType.PERSON and not (m.refers_to and m.rule.startswith("coreference")):
                    told.teacher = next(iter(here)) if len(here) == 1 else told.teacher if not here else None
                    pairs = self._one_of_several(sentence, m, told, directory)
                    pairs = pairs or self._signed_with(sentence, m, told, directory)
                    pairs = pairs or list(self._pairs(sentence, m, told, directory))
                    yield from (_pair(*pair, sentence) for pair in pairs)
                    here = here | {master for master, _ in pairs}
            told.teacher = next(iter(here)) if len(here) == 1 else told.teacher if not here else None
            told.listen(sentence)
        for elder, person, sentence in told.elders:
            if taught := told.master(person):
                yield _pair(elder, taught, sentence)

    def denied(self, sentences: Sequence[ResolvedSentence], directory: Directory) -> set[Denied]:
        """The pairs that the text denies, each with the sentence that denies them, or only asks about them."""
        return {
            (directory.of(master), directory.of(apprentice), asked.read.tagged.sentence.evidence().text)
            for master, apprentice, asked in self._interviews.denied(sentences)
        }

    def _further(self, sentence: ResolvedSentence, told: _Told, directory: Directory) -> Iterator[Pair]:
        """Those of whom later clauses of "收了几个徒弟，其中甲……；乙……" speak."""
        masters = told.taught_in(sentence)
        encoded = Encoded.of(sentence.read.text, sentence.mentions)
        first = self._among.search(encoded.text) if masters else None
        master = told.stated.get(directory.of(encoded.mention(first.end() - 1))) if first else None
        if first is None or master not in masters:
            return
        for match in self._among_next.finditer(encoded.text, first.end()):
            person = directory.of(encoded.mention(match.start("next")))
            if person != master and told.master(person) is None:
                yield master, person

    def _examples_of(
        self, sentences: Sequence[ResolvedSentence]
    ) -> Iterator[tuple[Mention, Mention, ResolvedSentence]]:
        """Those whom a sentence gives as examples of the apprentices that one before only counts, with the master."""
        master: Mention | None = None
        age = 0
        for sentence in sentences:
            age += 1
            if age <= REACH and master:
                encoded = Encoded.of(sentence.read.text, sentence.mentions)
                row = self._example_row(encoded.text) or (list(self._side_by_side(encoded.text)) if age == 1 else [])
                yield from ((master, encoded.mention(at), sentence) for at in row)
            if counted := self._counts.search(sentence.read.text):
                before = [m for m in sentence.mentions if m.type is EntityType.PERSON and m.end <= counted.start()]
                topic = sentence.before if sentence.before and sentence.before.type is EntityType.PERSON else None
                master, age = (before[-1] if before else topic or sentence.focus.person), 0

    def _example_row(self, text: str) -> list[int]:
        """Where the sentence names those whom it gives as examples ("其中甲、乙等")."""
        match = self._examples.match(text)
        row = range(*match.span("row" if match["row"] else "one")) if match else ()
        return [at for at in row if text[at] == PERSON]

    def _side_by_side(self, text: str) -> Iterator[int]:
        """Where it names those of whom it tells one after the other what became of them ("甲当了班长，乙去年获……")."""
        if match := self._told_next.match(text):
            yield from (match.start(group) for group in ("besides", "one", "first", "only") if match[group])
            yield from (further.start("next") for further in self._among_next.finditer(text, match.end()))

    def _pairs(self, sentence: ResolvedSentence, m: Mention, told: "_Told", directory: Directory) -> Iterator[Pair]:
        """The pairs that one person's naming tells, master first."""
        before, person = sentence.read.text[: m.start], directory.of(m)
        topic = sentence.before or sentence.focus.person
        if topic and topic.type is EntityType.PERSON and self._takes_in.match(sentence.read.text, m.end):
            yield person, directory.of(topic)
            return
        mine = self._speakers_own(sentence, m)
        other = mine or self._other(sentence, m, told.spoken)
        if other is None or self._general.search(before):
            return
        subject = directory.of(other)
        if self._elder.search(before) or self._grandpupil.match(sentence.read.text, m.end):
            told.elders.append((person, subject, sentence))
        elif self._younger.search(before):
            if told.last and person not in told.taught:
                yield told.last, person
        elif self._fellow.search(before):
            earlier = (directory.of(p) for p in sentence.mentions if p.type is EntityType.PERSON and p.end <= m.start)
            shared = next((found for one in (subject, *earlier) if (found := told.master(one))), None)
            if shared and shared != person and told.master(person) is None:
                told.later[person] = shared
                yield shared, person
        elif self._apprentice.search(before):
            next_ = self._sibling.search(before) and not mine
            master = told.master_of_next(subject, another=self._another.match(before) is not None) if next_ else subject
            new = [p for p in map(directory.of, self._row(sentence, m)) if p not in told.taught and p != master]
            told.later |= dict.fromkeys(new, master)
            told.last = person
            yield from ((master, apprentice) for apprentice in new)
        elif self._master.search(before) and person not in told.teaching:
            told.masters.setdefault(subject, person)
            yield person, subject

    def _one_of_several(
        self, sentence: ResolvedSentence, m: Mention, told: "_Told", directory: Directory
    ) -> list[Pair]:
        """Who is told of as one more apprentice of whom the paragraph speaks ("还有一个某某，出师以后……")."""
        text, person, master = sentence.read.text, directory.of(m), told.teacher
        is_one = self._one_more.search(text[: m.start]) or self._is_one.match(text, m.end)
        if not is_one or master is None or person == master or told.master(person):
            return []
        told.later[person] = master
        return [(master, person)]

    def _signed_with(self, sentence: ResolvedSentence, m: Mention, told: "_Told", directory: Directory) -> list[Pair]:
        """Of "近五年来与甲、乙结为师徒" the pairs with whom was spoken of before: several learn, one teaches."""
        row, other = self._row(sentence, m), self._other(sentence, m, told.spoken)
        text = sentence.read.text
        if other is None or len(row) == 1 or not self._signs_with.search(text[: m.start]):
            return []
        master = directory.of(other)
        new = [p for p in map(directory.of, row) if p not in told.taught and p not in told.teaching and p != master]
        if len(new) < len(row) or not self._signed.match(text, row[-1].end):
            return []
        told.later |= dict.fromkeys(new, master)
        return [(master, apprentice) for apprentice in new]

    def _speakers_own(self, sentence: ResolvedSentence, m: Mention) -> Mention | None:
        """Who says of himself, without a word for it, that he had this apprentice ("去年带的徒弟叫某某")."""
        who = sentence.speaker
        ahead = Encoded.of(sentence.read.text[: m.start], [p for p in sentence.mentions if p.end <= m.start]).text
        told = who is not None and (who.refers_to or who.name) != (m.refers_to or m.name)
        return who if told and self._own.match(ahead) else None

    def _other(self, sentence: ResolvedSentence, m: Mention, spoken: Mention | None) -> Mention | None:
        """The person before in the sentence, else the subject before it, else the person of the profile.

        Else, at the beginning of a paragraph, whom the paragraph before spoke of.
        """
        name = m.refers_to or m.name
        text = sentence.read.text
        named = [p for p in sentence.mentions if p.type is EntityType.PERSON and p.end <= m.start]
        owner = next((p for p in named[::-1] if self._owns.fullmatch(text, p.end, m.start)), None)
        named = [owner] if owner else [p for p in named if not self._elder.search(text[: p.start])]
        taught = [p for p in named if self._apprentice.search(text[: p.start])]
        # who is named behind a first apprentice is hardly the master of a second
        persons = [p for p in named if not taught or p.end <= taught[0].start]
        subjects = [p for p in persons if not self._taken_along.search(text[: p.start])]
        # of a clause that begins with 徒弟 the master is the subject of the whole sentence
        nearest = subjects if APPOSED.search(text, 0, m.start) else subjects[::-1]
        ahead = spoken if sentence.read.tagged.sentence.opens else None
        candidates = (*nearest, sentence.before, sentence.focus.person, *persons[::-1], ahead)
        known = (p for p in candidates if p and p.type is EntityType.PERSON)
        return next((p for p in known if (p.refers_to or p.name) != name), None)

    def _row(self, sentence: ResolvedSentence, first: Mention) -> list[Mention]:
        """The person and those in a row with him ("徒弟甲、乙和丙"), up to the master of another pair."""
        row, text = [first], sentence.read.text
        for following in (p for p in sentence.mentions if p.start >= first.end):
            joined = ROW.fullmatch(text[row[-1].end : following.start])
            if following.type is not EntityType.PERSON or not joined or self._next_pair.match(text, following.end):
                break
            row.append(following)
        return row


def _pair(master: EntityKey, apprentice: EntityKey, sentence: ResolvedSentence) -> Relation:
    evidence = sentence.read.tagged.sentence.evidence()
    return Relation(RelationType.MENTORS, master, apprentice, evidence, {}, "kinship", CONFIDENCE)
