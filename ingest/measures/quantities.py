"""Numbers with their units, as Chinese reports write them: 近5亿元, 30余项, 3.22万余人次, 百余项, 上百亿元."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.lexicon import Lexicon, alternation

DIGITS = r"(?:\d{1,3}(?:[ \u2009\u00a0,，]\d{3})+|\d+)(?:\.\d+)?"
"""Newspapers set thousands apart by a comma or a narrow space."""
ARTICLES = tuple("一二两三四五六七八九")
CHINESE = (
    "[一二两三四五六七八九十百]+万[一二两三四五六七八九]千(?:[一二三四五六七八九]百)?|"
    "[一二两三四五六七八九]?千(?:[一二两三四五六七八九]百)?|[一二两三四五六七八九]?百(?:[一二三四五六七八九]十)?"
    "|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]"
)
NUMERAL = re.compile(r"[\d一二两三四五六七八九十百千]")
NO_DIGIT = re.compile(r"[^\d.]")
PART_OF_CODE = re.compile(r"[\d.A-Za-z]")
LONGEST_QUALIFIER = 3
SCALES = {
    "万": 1e4,
    "亿": 1e8,
    "千": 1e3,
    "百": 1e2,
    "千万": 1e7,
    "百万": 1e6,
    "万亿": 1e12,
    "十万": 1e5,
    "": 1.0,
    "百亿": 1e10,
    "千亿": 1e11,
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """`text[start:end]` is a number with a unit.

    Attributes:
        value: in `unit`; money in 元.
        approx: qualified by 近, 余, 多, 超 … or written as a round "上百亿".
    """

    start: int
    end: int
    value: float
    unit: str
    approx: bool


class QuantityReader:
    """Finds quantities in a sentence."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.tables["measures"]
        before, after = "(?:" + "|".join(table["approx_before"]) + ")", alternation(table["approx_after"])
        self._before = re.compile(before + "$")
        scales = alternation(scale for scale in SCALES if scale)
        units = alternation([*table["counters"], *table["money"]])
        self._single = frozenset(counter for counter in table["counters"] if len(counter) == 1)
        self._quantity = re.compile(
            rf"(?P<number>{DIGITS}|(?:{CHINESE}))(?P<middle>{after})?(?P<scale>{scales})?"
            rf"(?P<late>{after})?(?P<unit>元|{units})(?P<after>{after})?"
        )
        self._round = re.compile(
            rf"(?P<before>上|超|逾|近|过|数)(?P<scale>百亿|千亿|十万|千万|百万|百|千|万|亿)(?P<late>余|多)?(?P<unit>元|{units})"
        )
        verbs = alternation(table["money_verbs"])
        self._bare_money = re.compile(
            rf"{verbs}(?:了|资金|经费|金额)?(?:达|为)?(?P<amount>(?P<before>{before})?(?P<number>{DIGITS})(?P<scale>万|亿)"
            rf"(?P<late>{after})?)(?=[，。；、]|$)"
        )
        self._not_unit = re.compile(r"(?:个|次|名|家|人)(?:月|性|体|别|为|单|牌|才|民|员|工|物|伟)|组[组长]")

    def find(self, text: str) -> Iterator[Quantity]:
        """The quantities of the text in order; dates, ordinals and grades are none."""
        found = [self._qualified(text, m) for m in self._counted(text) if not self._is_other(text, m)]
        rounded = (m for m in self._round.finditer(text) if not self._is_other(text, m))
        found += [_quantity(m, m.span(), m["unit"]) for m in rounded]
        found += [_quantity(m, m.span("amount"), "元") for m in self._bare_money.finditer(text)]
        taken = -1
        for quantity in sorted(found, key=lambda q: (q.start, -q.end)):
            if quantity.start >= taken:
                taken = quantity.end
                yield quantity

    def _counted(self, text: str) -> Iterator[re.Match[str]]:
        """Numbers with units; the slow pattern is tried only where a number begins."""
        taken = 0
        for digit in NUMERAL.finditer(text):
            if digit.start() >= taken and (match := self._quantity.match(text, digit.start())):
                taken = match.end()
                yield match

    def _qualified(self, text: str, match: re.Match[str]) -> Quantity:
        """The quantity with the word before it that makes it a rough one."""
        word = self._before.search(text, max(0, match.start() - LONGEST_QUALIFIER), match.start())
        quantity = _quantity(match, match.span(), match["unit"])
        return replace(quantity, start=word.start(), approx=True) if word else quantity

    def _is_other(self, text: str, match: re.Match[str]) -> bool:
        """An ordinal, part of a longer number or model name, "一个", or a counter that begins another word."""
        before, unit = text[match.start() - 1 : match.start()], match["unit"]
        if before == "第" or PART_OF_CODE.match(before):
            return True
        if match.groupdict().get("number") in ARTICLES and unit in self._single:
            return True
        begins_word = self._not_unit.match(text, match.end() - len(unit))
        return begins_word is not None or text.startswith(("等奖", "级", "带头人"), match.end())


def _quantity(match: re.Match[str], span: tuple[int, int], unit: str) -> Quantity:
    groups = match.groupdict()
    number = groups.get("number")
    value = round((_number(number) if number else 1.0) * SCALES[groups["scale"] or ""], 4)
    approx = any(groups.get(part) for part in ("before", "middle", "late", "after"))
    return Quantity(*span, value, unit, approx)


def _number(text: str) -> float:
    if text[0].isdigit():
        return float(NO_DIGIT.sub("", text))
    import cn2an  # noqa: PLC0415  takes long to load, and most texts have digits

    spoken = text.replace("两", "二")
    return float(cn2an.cn2an(spoken if spoken[0] not in "十百千" else "一" + spoken, "smart"))
