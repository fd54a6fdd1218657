"""What a figure counts: by its noun, its unit, the verbs around it and the figure that it is a share of."""

import re

from ingest.facts import MeasureType
from ingest.lexicon import Lexicon, alternation
from ingest.measures.quantities import Quantity

MONEY_ONLY = {MeasureType.ECONOMIC_BENEFIT, MeasureType.INVESTMENT}
LEFT, RIGHT = 16, 14
"""A figure's noun is looked for so many characters to its left, in its own clause, and to its right."""
NEAR = 40
"""A share stands at most so many characters behind its whole."""


class FigureKinds:
    """Tells figures' kinds by the words of the lexicon."""

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

    def kind(self, text: str, quantity: Quantity, marks: str) -> MeasureType:
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
        right = re.split(r"[，。；、：]", text[quantity.end : quantity.end + RIGHT])[0]
        nearest = self._nearest(right, quantity.unit, from_left=True) or self._nearest(
            left, quantity.unit, from_left=False
        )
        default = MeasureType.INVESTMENT if money else self._unit_default.get(quantity.unit, MeasureType.OTHER)
        return nearest or default

    def is_property(self, text: str, quantity: Quantity) -> bool:
        """A size ("42米高的岸桥") or how long something took is no figure of the subject's work."""
        return quantity.unit in self._durations or self._property.match(text, quantity.end) is not None

    def is_share(self, text: str, whole: Quantity, part: Quantity) -> bool:
        """Whether the figure splits up the one before it ("…2300个，其中国家级12个、省级286个")."""
        between = text[whole.end : part.start]
        return whole.unit == part.unit and len(between) <= NEAR and bool(self._share.search(between))

    def _is_granted(self, text: str, quantity: Quantity) -> bool:
        """Of "授予“某装置”等2项成果一等奖" the figure counts prizes."""
        clause = max(text.rfind(mark, 0, quantity.start) for mark in "，。；：") + 1
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
