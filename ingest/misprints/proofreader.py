"""Probable misprints: flagged with a suggestion, never corrected. Precision comes first."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ingest.facts import Entity, EntityType, Span, Suspicion
from ingest.lexicon import Lexicon
from ingest.misprints.confusions import ElementReader, Reading, WordReader
from ingest.page.layout import Kind, Paragraph
from ingest.tagging.words import cut_by_dictionary, frequency

HAN = re.compile(r"[\u4e00-\u9fff]+")
USUAL = 3
"""What a document prints so often in the same way is a term that the dictionary lacks, no misprint."""
LONGEST_REPEATED = 3
REPETITION = re.compile(r"(.+)\1")
"""Characters that stand twice: most texts between two marks have none, and need no look at their words."""
RARE_CHARACTER = 1000
"""A character before a word that begins with it is printed twice only if it is hardly ever a word of its own."""
BEFORE_NAME = 10
PAIRS = {"“": "”", "‘": "’", "《": "》", "（": "）", "【": "】", "「": "」", "『": "』"}
FULL_WIDTH = str.maketrans("()", "（）")
CLOSERS = {closing: opening for opening, closing in PAIRS.items()}
MARK = re.compile("[" + "".join((*PAIRS, *CLOSERS)) + "]")
ENUMERATED = re.compile(r"(?:^|[\s，。；：、])[\w①-⑳一二三四五六七八九十]{1,3}$")
PROPER = frozenset({EntityType.PERSON, EntityType.ORGANIZATION, EntityType.PLACE})
"""Rare words in their names are no misprints."""


class Proofreader:
    """Reads a document for misprints."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.tables["misprints"]
        self._words, self._elements = WordReader(table["confusable"]), ElementReader(table)
        self._not_doubled_with = re.compile("|".join(table["doubled"]["not_with"]))
        self._not_doubled_before = tuple(table["doubled"]["not_before"])
        self._usages = [
            (re.compile(row["pattern"]), row["suggestion"], row["reason"], row["confidence"]) for row in table["usage"]
        ]
        self._titles = re.compile(lexicon.either("roles", "workers", "officials") + "$")

    def look_alikes(self) -> Mapping[str, frozenset[str]]:
        """For each character those that are taken for it."""
        return self._words.alike

    def read(self, paragraphs: Sequence[Paragraph], entities: Iterable[Entity], text: str) -> tuple[Suspicion, ...]:
        """The suspicions of a document, in the order of its text.

        Args:
            paragraphs: in reading order.
            entities: what is named in the document.
            text: the document's, into which spans point.
        """
        entities = tuple(entities)
        proper = _covered(entities)
        cut = [(p, m.start(), cut_by_dictionary(m.group())) for p in paragraphs for m in HAN.finditer(p.text)]
        words = [s for p, start, run in cut for r in self._words.find(start, run) if (s := _placed(p, r))]
        printed = Counter(suspicion.text for suspicion in words)
        found = [s for s in words if printed[s.text] < USUAL and s.span.start not in proper]
        others = [(p, r) for p in paragraphs for r in (*self._elements.find(p.text), *self._usage(p.text))]
        others += [(p, r) for p, start, run in cut for r in self._doubled(start, run)]
        found += [s for p, r in (*others, *_unbalanced(paragraphs)) if (s := _placed(p, r))]
        found += self._names(entities, text)
        return tuple(sorted(_surest(found), key=lambda suspicion: suspicion.span))

    def _usage(self, text: str) -> Iterator[Reading]:
        for pattern, meant, reason, confidence in self._usages:
            for match in pattern.finditer(text):
                yield Reading(*match.span("bad"), meant, reason, confidence)

    def _doubled(self, start: int, words: Sequence[str]) -> Iterator[Reading]:
        """职工职工, and 杰杰出 where 杰 alone is no word."""
        text, at = "".join(words), 0
        if not REPETITION.search(text):
            return
        for number, word in enumerate(words):
            twice = self._repeated(words, number)
            if twice and not text.startswith(self._not_doubled_before, at + 2 * len(twice)):
                yield Reading(start + at, start + at + 2 * len(twice), twice, "词语印重", 0.8)
            elif (following := _begun_twice(words, number)) is not None:
                yield Reading(start + at, start + at + 1 + len(following), following, "字印重", 0.5)
            at += len(word)

    def _repeated(self, words: Sequence[str], number: int) -> str:
        """The words from `number` that stand there twice, at least two characters; else empty.

        The second time they may begin a longer word (职工职工队伍).
        """
        for length in range(1, LONGEST_REPEATED + 1):
            repeated = "".join(words[number : number + length])
            following = "".join(words[number + length : number + 2 * length])
            if len(repeated) > 1 and following.startswith(repeated) and not self._not_doubled_with.search(repeated):
                return repeated
        return ""

    def _names(self, entities: Iterable[Entity], text: str) -> Iterator[Suspicion]:
        """A person named once whose name is one character away from that of one in the same office named more often."""
        persons = [e for e in entities if e.key.type is EntityType.PERSON]
        once: dict[str, list[Entity]] = defaultdict(list)
        for person in persons:
            once[person.key.name[0]] += [person] if len(person.mentions) == 1 else []
        often = (person for person in persons if len(person.mentions) > 1)
        for frequent, rare in ((one, other) for one in often for other in once[one.key.name[0]]):
            if not self._alike(rare.key.name, frequent.key.name):
                continue
            (span,) = rare.mentions
            offices = {self._office(text, mention) for mention in frequent.mentions} - {""}
            if self._office(text, span) in offices:
                reason = f"同一职务的“{frequent.key.name}”在文中出现{len(frequent.mentions)}次，只差一个字"
                yield Suspicion(span, text[span.start : span.end], frequent.key.name, reason, 0.5)

    def _alike(self, one: str, other: str) -> bool:
        """Whether one name is the other without a character, or with a look-alike; the first is the same in both."""
        short, long = sorted((one, other), key=len)
        if len(long) == len(short):
            unlike = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
            return one[0] == other[0] and len(unlike) == 1 and unlike[0][1] in self._words.alike.get(unlike[0][0], ())
        return len(long) == len(short) + 1 and any(long[:i] + long[i + 1 :] == short for i in range(1, len(long)))

    def _office(self, text: str, mention: Span) -> str:
        title = self._titles.search(text[max(0, mention.start - BEFORE_NAME) : mention.start])
        return title.group() if title else ""


def _placed(paragraph: Paragraph, reading: Reading) -> Suspicion | None:
    """Where it stands in the document; None across a cut of the layout, where nothing was printed side by side."""
    spans = paragraph.spans(reading.start, reading.end)
    if len(spans) != 1:
        return None
    printed = paragraph.text[reading.start : reading.end]
    return Suspicion(spans[0], printed, reading.meant, reading.reason, reading.confidence)


def _surest(found: Iterable[Suspicion]) -> list[Suspicion]:
    """Of suspicions about the same characters the surest one."""
    kept: list[Suspicion] = []
    for one in sorted(found, key=lambda suspicion: (-suspicion.confidence, suspicion.span)):
        if all(one.span.end <= other.span.start or other.span.end <= one.span.start for other in kept):
            kept.append(one)
    return kept


def _covered(entities: Iterable[Entity]) -> frozenset[int]:
    """The characters of proper names."""
    spans = (span for entity in entities if entity.key.type in PROPER for span in entity.mentions)
    return frozenset(at for span in spans for at in range(span.start, span.end))


def _begun_twice(words: Sequence[str], number: int) -> str | None:
    """The word after a single character that it also begins with; None where the two may well meet (和和平)."""
    if number + 1 == len(words) or len(words[number]) > 1:
        return None
    following = words[number + 1]
    alone = len(following) > 1 and following.startswith(words[number]) and following[1] != words[number]
    return following if alone and frequency(words[number]) < RARE_CHARACTER else None


def _unbalanced(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[Paragraph, Reading]]:
    """Quotation marks and brackets without their other half; a quotation may run over paragraphs that begin with “."""
    goes_on = False
    for paragraph in paragraphs:
        if paragraph.kind is Kind.RECORD:
            continue
        opened, closed = _single_marks(paragraph.text)
        if goes_on and (end := next((at for at in closed if paragraph.text[at] == "”"), None)) is not None:
            closed.remove(end)
            goes_on = False
        begins = [at for at in opened if paragraph.text[at] == "“"]
        if len(begins) == 1 and paragraph.text.lstrip().startswith("“"):
            opened.remove(begins[0])
            goes_on = True
        for at in (*opened, *closed):
            mark = paragraph.text[at].translate(FULL_WIDTH)
            missing = f"后面缺少相配的 {PAIRS[mark]}" if mark in PAIRS else f"前面缺少相配的 {CLOSERS[mark]}"
            yield paragraph, Reading(at, at + 1, "", missing, 0.3)


def _single_marks(text: str) -> tuple[list[int], list[int]]:
    """Where marks open that nothing closes, and where marks close that nothing has opened."""
    opened: dict[str, list[int]] = defaultdict(list)
    closed: list[int] = []
    for match in MARK.finditer(text.translate(FULL_WIDTH)):
        at, mark = match.start(), match.group()
        if mark in PAIRS:
            opened[mark].append(at)
        elif opened[CLOSERS[mark]]:
            opened[CLOSERS[mark]].pop()
        elif not _is_enumeration(text, at):
            closed.append(at)
    return sorted(at for places in opened.values() for at in places), closed


def _is_enumeration(text: str, at: int) -> bool:
    """1）, 一）, a): a bracket that only numbers."""
    return text[at] in "）)" and ENUMERATED.search(text[:at]) is not None
