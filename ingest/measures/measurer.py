"""Measures: the figures of a document, each with whose it is, what it counts, and of what time."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from ingest.discourse.candidates import Trail, trailed
from ingest.discourse.coreference import ResolvedSentence
from ingest.facts import EntityKey, EntityType, Measure, MeasureType
from ingest.lexicon import Lexicon
from ingest.measures.bearers import BearerFinder
from ingest.measures.counting import FigureKinds, Setting
from ingest.measures.dates import resolve
from ingest.measures.quantities import Quantity, QuantityReader
from ingest.mentions.fields import FieldFinder
from ingest.mentions.mention import Mention
from ingest.names.entities import Directory

CONFIDENCE = 0.7
BARE_YEAR = re.compile(r"\d{4}年度?")
PROPER = {*EntityType} - {EntityType.ACHIEVEMENT, EntityType.AWARD, EntityType.POLICY}
"""Names of these types say nothing of what a figure next to them counts; titles and prizes may."""


class Counted(NamedTuple):
    """A figure and its kind, to which the next one may be a share."""

    quantity: Quantity
    kind: MeasureType


class Measurer:
    """Finds the figures of a document."""

    def __init__(self, lexicon: Lexicon, fields: FieldFinder) -> None:
        self._fields = fields
        self._quantities = QuantityReader(lexicon)
        self.kinds = FigureKinds(lexicon)
        self.bearers = BearerFinder(lexicon)
        table = lexicon.tables["measures"]
        period = re.compile("|".join(f"(?:{period})" for period in table["periods"]))
        self._periods = lru_cache(maxsize=64)(lambda text: tuple(period.finditer(text)))
        self._planned = re.compile("|".join(table["planned"]))
        self._continues = re.compile(table["share"]["opening"])

    def measures(
        self, sentences: Iterable[ResolvedSentence], directory: Directory, published: date | None
    ) -> list[Measure]:
        """The figures in reading order; one that is printed twice in the same words counts once.

        Args:
            sentences: the document's sentences.
            directory: its entities.
            published: the day of publication, from which 今年 and 近两年 count.
        """
        found: dict[tuple[EntityKey, MeasureType, float, str], Measure] = {}
        last: Measure | None = None
        for sentence, trail in trailed(sentences):
            continued = last if self._continues.match(sentence.read.text) else None
            for measure in self._of(sentence, directory, trail, continued):
                last = measure
                key = (measure.subject, measure.type, measure.value, measure.evidence.text)
                found.setdefault(key, _dated(measure, published))
        return list(found.values())

    def _of(
        self, sentence: ResolvedSentence, directory: Directory, trail: Trail, continued: Measure | None
    ) -> Iterator[Measure]:
        if sentence.read.tagged.sentence.paragraph.columns:
            yield from self._of_row(sentence, directory)
            return
        if not (counted := list(self.counted(sentence, continued))):
            return
        text, evidence = sentence.read.text, sentence.read.tagged.sentence.evidence()
        plain = _without_names(text, sentence.mentions)
        periods = self._periods(text)
        bearers = self.bearers.ready(sentence, trail)
        for quantity, kind in counted:
            if bearer := bearers.of(quantity, kind):
                yield Measure(
                    directory.of(bearer), kind, quantity.value, quantity.unit, evidence, quantity.approx,
                    bool(self._planned.search(plain[: quantity.start])), _period_of(text, quantity, periods),
                    "measure", CONFIDENCE,
                )  # fmt: skip

    def counted(self, sentence: ResolvedSentence, continued: Measure | None = None) -> Iterator[Counted]:
        """The quantities of a sentence that are figures, with what they count.

        Args:
            sentence: not a table's row.
            continued: the figure before, of which the sentence goes on to tell the parts.
        """
        before: Counted | None = None
        told = (continued.unit, continued.type) if continued else None
        for setting in self.settings(sentence):
            kind = self.kinds.counted(setting._replace(previous=before, continued=told))
            if kind is not None:
                before = Counted(setting.quantity, kind)
                yield before

    def settings(self, sentence: ResolvedSentence) -> Iterator[Setting]:
        """The quantities of a sentence, each with what stands around it; those in names and dates left out."""
        text = sentence.read.text
        if not (quantities := list(self._quantities.find(text))):
            return
        periods = self._periods(text)
        bare = _without_names(text, [m for m in sentence.mentions if m.type in PROPER])
        place = sentence.read.tagged.sentence.kind.value
        for quantity in quantities:
            in_period = any(p.start() <= quantity.start < p.end() for p in periods)
            if not in_period and not _inside_name(quantity, sentence.mentions):
                cues = self.bearers.cues(text, quantity)
                yield Setting(quantity, text, bare, None, None, cues, place)

    def _of_row(self, sentence: ResolvedSentence, directory: Directory) -> Iterator[Measure]:
        """The cells of a table's row that hold figures, each counted in the unit that its column names."""
        subject = sentence.topic
        for figure in self._fields.figures(sentence.read.tagged.sentence) if subject else ():
            text = f"{figure.label}：{figure.number}{figure.unit}"
            for quantity in self._quantities.find(text):
                if subject and quantity.start >= len(figure.label):
                    kind = self.kinds.by_words(text, quantity, "，")
                    evidence = sentence.read.tagged.sentence.evidence()
                    yield Measure(
                        directory.of(subject), kind, quantity.value, quantity.unit, evidence, quantity.approx,
                        rule="measure.column", confidence=CONFIDENCE,
                    )  # fmt: skip


def _dated(measure: Measure, published: date | None) -> Measure:
    interval = resolve(measure.period, published) if measure.period else None
    return replace(measure, since=interval.first, until=interval.last) if interval else measure


def _period_of(text: str, quantity: Quantity, periods: Sequence[re.Match[str]]) -> str | None:
    """The last expression of time before the figure."""
    return next((p.group() for p in reversed(periods) if p.end() <= quantity.start and _is_period(text, p)), None)


def _is_period(text: str, match: re.Match[str]) -> bool:
    """A bare year counts only at a clause's beginning ("成立于2012年，先后…" gives no period)."""
    bare = BARE_YEAR.fullmatch(match.group())
    return not bare or match.start() == 0 or text[match.start() - 1] in "，。；："


def _without_names(text: str, mentions: Iterable[Mention]) -> str:
    """The text with spaces for names: "圆梦计划" plans nothing."""
    for mention in mentions:
        text = text[: mention.start] + " " * (mention.end - mention.start) + text[mention.end :]
    return text


def _inside_name(quantity: Quantity, mentions: Iterable[Mention]) -> bool:
    return any(m.start <= quantity.start < m.end for m in mentions)
