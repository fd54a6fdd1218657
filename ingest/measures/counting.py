"""What a figure counts, if it is one at all: by its noun, its unit, its clause and the figures before it.

The words of the lexicon give a first reading; a log-linear model (lexicons/figure_weights.toml, fitted on annotated
texts by benchmarks/fit_figures.py) weighs it against everything else that stands around the figure.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ingest.discourse.clauses import clause_start
from ingest.facts import MeasureType
from ingest.lexicon import Lexicon, alternation
from ingest.measures.quantities import Quantity

MONEY_ONLY = {MeasureType.ECONOMIC_BENEFIT, MeasureType.INVESTMENT}
LEFT, RIGHT = 16, 14
"""A figure's noun is looked for so many characters to its left, in its own clause, and to its right."""
CLAUSE_END = re.compile("[，。；、：]")
NEAR = 40
"""A share stands at most so many characters behind its whole."""


NO_FIGURE = "none"
"""The class of sizes, durations and counts that tell nothing of anybody's work."""
CLASSES = (*MeasureType, NO_FIGURE)
FEW = 3
"""Small counts are often no figures ("三个方面")."""


class Setting(NamedTuple):
    """A quantity and what stands around it.

    Attributes:
        text: the sentence; `bare`: with spaces for proper names.
        previous: the figure before it in the sentence, and what it counts.
        continued: what the figure before the sentence counts, if the sentence goes on with its parts.
        cues: what the clause speaks of.
        place: what the paragraph is on the page.
    """

    quantity: Quantity
    text: str
    bare: str
    previous: tuple[Quantity, MeasureType] | None
    continued: tuple[str, MeasureType] | None
    cues: tuple[str, ...]
    place: str


class FigureKinds:
    """Tells what figures count."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.tables["measures"]
        self._nouns = [(MeasureType(name), re.compile(alternation(words))) for name, words in table["nouns"].items()]
        self._units = {MeasureType(name): frozenset(units) for name, units in table["units"].items()}
        self._unit_means = {unit: MeasureType(name) for unit, name in table["unit_means"].items()}
        self._unit_default = {unit: MeasureType(name) for unit, name in table["unit_default"].items()}
        self._winning = re.compile(rf"[^，。；]{{0,6}}{alternation(table['winning']['verbs'])}")
        self._granted = re.compile(table["granting"]["clause"])
        self._share = re.compile(table["share"]["between"])
        self._property = re.compile(table["property"]["behind"])
        self._durations = frozenset(table["property"]["durations"])

        self._scope = re.compile(alternation(table["scope"]["nouns"]))
        self._change = re.compile(table["change"]["between"])
        self._weights: dict[str, NDArray[np.float64]] = {}
        self.use(lexicon.tables["figure_weights"])

    def use(self, weights: Mapping[str, Mapping[str, float]]) -> None:
        """Puts other weights in place of the shipped ones."""
        self._weights = {
            feature: np.array([of_class.get(kind, 0.0) for kind in CLASSES]) for feature, of_class in weights.items()
        }

    def counted(self, setting: Setting) -> MeasureType | None:
        """What the quantity counts; None if it is no figure."""
        totals = np.zeros(len(CLASSES))
        for feature in self.features(setting):
            if (weights := self._weights.get(feature)) is not None:
                totals += weights
        best = CLASSES[int(totals.argmax())]
        return None if best == NO_FIGURE else MeasureType(best)

    def features(self, setting: Setting) -> Iterator[str]:
        """What speaks for what the quantity counts."""
        quantity, text = setting.quantity, setting.text
        marks = "，。；" if setting.place == "record" else "，。；："
        kind = self.by_words(setting.bare, quantity, marks)
        yield "any"
        yield f"words={kind}"
        yield f"unit={quantity.unit}"
        yield f"words={kind}/{quantity.unit}"
        yield f"on={setting.place}"
        for n in (1, 2):
            yield f"behind={text[quantity.end : quantity.end + n]}"
            yield f"ahead={text[max(0, quantity.start - n) : quantity.start]}"
        if quantity.unit != "元" and quantity.value <= FEW:
            yield "few"
        if quantity.approx:
            yield "approx"
        yield from (f"cue={cue}" for cue in setting.cues)
        yield from (f"cue={cue}/{kind}" for cue in setting.cues)
        yield from self._shape(text, quantity)
        yield from self._before(setting, kind)

    def _shape(self, text: str, quantity: Quantity) -> Iterator[str]:
        """Whether the quantity looks like a size, a duration, the scope of a campaign, or the end of a change."""
        if self._property.match(text, quantity.end):
            yield "property"
        if quantity.unit in self._durations:
            yield "duration"
        if self._scope.match(text, quantity.end):
            yield "scope"
        clause = clause_start(text, quantity.start)
        if self._change.search(text, clause, quantity.end + 4):
            yield "change"
            yield f"change/{quantity.unit in self._durations}"

    def _before(self, setting: Setting, kind: MeasureType) -> Iterator[str]:
        """What the figures before the quantity count."""
        if setting.continued and setting.continued[0] == setting.quantity.unit:
            yield f"continued={setting.continued[1]}/{kind is MeasureType.OTHER}"
        if setting.previous is None:
            yield "first"
            return
        before, counted = setting.previous
        same = before.unit == setting.quantity.unit
        yield f"previous={counted}/{same}"
        if self.is_share(setting.text, before, setting.quantity):
            yield f"share={counted}/{kind is MeasureType.OTHER}"

    def by_words(self, text: str, quantity: Quantity, marks: str) -> MeasureType:
        """By the noun right behind the figure, else by the nearest before it, back to one of `marks`."""
        money = quantity.unit == "元"
        if quantity.unit in self._unit_means:
            return self._unit_means[quantity.unit]
        if quantity.unit in {"名", "人"} and self._winning.match(text, quantity.end):
            return MeasureType.AWARDS
        if not money and self._is_granted(text, quantity):
            return MeasureType.AWARDS
        clause = max(text.rfind(mark, 0, quantity.start) for mark in marks)
        left = text[max(clause + 1, quantity.start - LEFT) : quantity.start]
        right = CLAUSE_END.split(text[quantity.end : quantity.end + RIGHT], maxsplit=1)[0]
        nearest = self._nearest(right, quantity.unit, from_left=True) or self._nearest(
            left, quantity.unit, from_left=False
        )
        default = MeasureType.INVESTMENT if money else self._unit_default.get(quantity.unit, MeasureType.OTHER)
        return nearest or default

    def is_share(self, text: str, whole: Quantity, part: Quantity) -> bool:
        """Whether the figure splits up the one before it ("…2300个，其中国家级12个、省级286个")."""
        between = text[whole.end : part.start]
        return whole.unit == part.unit and len(between) <= NEAR and bool(self._share.search(between))

    def _is_granted(self, text: str, quantity: Quantity) -> bool:
        """Of "授予“某装置”等2项成果一等奖" the figure counts prizes."""
        clause = clause_start(text, quantity.start)
        end = next((i for i in range(quantity.end, len(text)) if text[i] in "，。；"), len(text))
        return self._granted.match(text[clause:end]) is not None

    def _nearest(self, text: str, unit: str, *, from_left: bool) -> MeasureType | None:
        best: tuple[int, int, MeasureType] | None = None
        for order, (kind, noun) in enumerate(self._nouns):
            if (unit == "元") if kind not in MONEY_ONLY else (unit != "元"):
                continue
            if unit not in self._units.get(kind, {unit}):
                continue
            for match in noun.finditer(text):
                distance = match.start() if from_left else len(text) - match.end()
                if best is None or (distance, order) < best[:2]:
                    best = (distance, order, kind)
        return best[2] if best else None
