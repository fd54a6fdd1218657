"""Measures: which figure hangs on which subject, and what it counts."""

import re
from collections.abc import Iterable, Iterator

from ingest.coreference import ResolvedSentence
from ingest.entities import Directory
from ingest.facts import EntityKey, EntityType, Measure, MeasureType
from ingest.lexicon import Lexicon, alternation
from ingest.mentions.mention import Mention
from ingest.quantities import Quantity, QuantityReader

MONEY_ONLY = {MeasureType.ECONOMIC_BENEFIT, MeasureType.INVESTMENT}
LEFT, RIGHT = 16, 14
"""A figure's noun is looked for so many characters to its left, in its own clause, and to its right."""
CONFIDENCE = 0.7
SUBJECTS = {
    EntityType.PERSON,
    EntityType.STUDIO,
    EntityType.TEAM,
    EntityType.ORGANIZATION,
    EntityType.PLACE,
    EntityType.EVENT,
    EntityType.ACHIEVEMENT,
}


class Measurer:
    """Finds the figures of a document."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.tables["measures"]
        self._quantities = QuantityReader(lexicon)
        self._nouns = [(MeasureType(name), re.compile(alternation(words))) for name, words in table["nouns"].items()]
        self._period = re.compile("|".join(f"(?:{period})" for period in table["periods"]))
        self._planned = re.compile(alternation(table["planned"]))

    def measures(self, sentences: Iterable[ResolvedSentence], directory: Directory) -> list[Measure]:
        """The figures in reading order; one that is printed twice in the same words counts once."""
        found: dict[tuple[EntityKey, MeasureType, float, str], Measure] = {}
        for sentence in sentences:
            for measure in self._of(sentence, directory):
                found.setdefault((measure.subject, measure.type, measure.value, measure.evidence.text), measure)
        return list(found.values())

    def _of(self, sentence: ResolvedSentence, directory: Directory) -> Iterator[Measure]:
        text = sentence.read.text
        evidence = sentence.read.tagged.sentence.evidence()
        periods = list(self._period.finditer(text))
        for quantity in self._quantities.find(text):
            if any(p.start() <= quantity.start < p.end() for p in periods) or _inside_name(quantity, sentence.mentions):
                continue
            subject = self._subject(quantity, sentence)
            if subject is None:
                continue
            period = next((p.group() for p in reversed(periods) if p.end() <= quantity.start), None)
            planned = bool(self._planned.search(text[: quantity.start]))
            yield Measure(
                directory.of(subject), self._type(text, quantity), quantity.value, quantity.unit, evidence,
                quantity.approx, planned, period, "measure", CONFIDENCE,
            )  # fmt: skip

    def _type(self, text: str, quantity: Quantity) -> MeasureType:
        """By the noun right behind the figure, else by the nearest before it in its clause."""
        money = quantity.unit == "元"
        clause = max(text.rfind(mark, 0, quantity.start) for mark in "，。；：")
        left = text[max(clause + 1, quantity.start - LEFT) : quantity.start]
        right = re.split(r"[，。；、：]", text[quantity.end : quantity.end + RIGHT])[0]
        nearest = self._nearest(right, money, from_left=True) or self._nearest(left, money, from_left=False)
        if nearest:
            return nearest
        return MeasureType.INVESTMENT if money else MeasureType.OTHER

    def _nearest(self, text: str, money: bool, *, from_left: bool) -> MeasureType | None:
        best: tuple[int, int, MeasureType] | None = None
        for order, (kind, noun) in enumerate(self._nouns):
            if (kind in MONEY_ONLY) is not money:
                continue
            for match in noun.finditer(text):
                distance = match.start() if from_left else len(text) - match.end()
                if best is None or (distance, order) < best[:2]:
                    best = (distance, order, kind)
        return best[2] if best else None

    def _subject(self, quantity: Quantity, sentence: ResolvedSentence) -> Mention | None:
        """The nearest subject before the figure that begins a clause; else the sentence's topic; else the region."""
        text = sentence.read.text
        before = [m for m in sentence.mentions if m.end <= quantity.start and m.type in SUBJECTS]
        for mention in reversed(before):
            if _opens_clause(text, mention) and mention.type is not EntityType.PLACE:
                return mention
        if any(m.type is EntityType.PLACE and _opens_clause(text, m) for m in before):
            return next(m for m in reversed(before) if m.type is EntityType.PLACE and _opens_clause(text, m))
        return sentence.topic or sentence.region or (before[0] if before else None)


def _opens_clause(text: str, mention: Mention) -> bool:
    """Whether only time words or light words stand between the clause's beginning and the mention."""
    clause = max(text.rfind(mark, 0, mention.start) for mark in "，。；：")
    return mention.start - clause <= 10  # noqa: PLR2004


def _inside_name(quantity: Quantity, mentions: Iterable[Mention]) -> bool:
    return any(m.start <= quantity.start < m.end for m in mentions)
