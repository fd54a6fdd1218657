"""Dates and relative dates as intervals of days, counted from the day of publication where that is known.

Conventions, where the language is vaguer than an interval:

- 今年, 去年, 2019年 are whole calendar years, also while the year is not over; 今年以来 ends on the day of publication.
- 近两年, 五年来, 近三个月 reach back so many years or months from the day of publication.
- 自2018年以来, 2019年至今 end on the day of publication; where that is unknown the end stays open.
- 截至2024年底, 到2020年 have no beginning; 近年来, 目前 have none either and end on the day of publication.
- A day or month without a year (8月12日) is of the year that the text last named; else it is the last such day before
  the publication. One in the three months after the publication may be announced as well as past: it is unknown.
- 上半年 without a year is this year's once June has come, 下半年 once July has; before that they are unknown.
- 年初 is the first quarter, 年底 December; 月初 and 上旬 are ten days; a decade's 初 is its years 0 to 3, 中期 4 to 6,
  末 7 to 9; a century's 初 and 末 are ten years.
- 日前, 近日, 每年, 三年, 三年间 say no interval.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from ingest.measures.time_words import DASH, NUMBER, TimeWords, number, plain

ANNOUNCED = timedelta(days=92)
BETWEEN_POINTS = re.compile(rf"{DASH}|和")
FILLER = re.compile(r"^(?:自从?|从|于|在)|(?:期间|时期|之间|间|以内|内|以?来|\(含\))$")
ROLLS = re.compile(r"^(?:最?近|过去|这)|来$")
"""三年 and 三年间 are lengths of time; 近三年 and 三年来 lie at the present."""
VAGUE = re.compile(rf"(?:{NUMBER})[多余几](?:年|个月)(?:以)?来")
TWENTIETH = 1900
EARLIEST_TENS = 3
"""三十年代 to 九十年代 without a century are the twentieth's; 一十 and 二十年代 may be either's."""

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Interval:
    """From the first to the last day, both included; None where an end is open or unknown, never both."""

    first: date | None
    last: date | None

    def iso(self) -> dict[str, str | None]:
        """{"from": "2023-01-01", "to": "2024-06-30"}."""
        first, last = self.first, self.last
        return {"from": first.isoformat() if first else None, "to": last.isoformat() if last else None}


def resolve(expression: str, published: date | None, context_year: int | None = None) -> Interval | None:
    """The interval that an expression of time means.

    Args:
        expression: as written ("近两年", "自2018年以来", "去年10月", "“十三五”期间").
        published: the day of publication, from which 今年 counts.
        context_year: the year that the text last named, of which 同年 and 8月12日 are.

    Returns:
        None where the interval cannot be known, or where the expression means none.
    """
    try:
        ends = _Resolver(published, context_year).ends(plain(expression))
    except (ValueError, OverflowError):  # 2月30日, 13月, a year beyond the calendar
        return None
    first, last = ends
    if (first is None and last is None) or (first and last and first > last):
        return None
    return Interval(first, last)


@dataclass(frozen=True, slots=True)
class _Resolver:
    published: date | None
    context_year: int | None

    def ends(self, text: str) -> tuple[date | None, date | None]:
        """The ends of the whole expression."""
        words = TimeWords.load()
        if text in words.until_publication or VAGUE.fullmatch(text):
            return None, self.published
        if ROLLS.search(text) and (rolling := words.rolling.fullmatch(text)):
            return self._rolling(rolling["number"], rolling["unit"])
        if (since := words.since.fullmatch(text)) and (days := self._days(since["point"])):
            return days[0], self.published
        if until := words.until.fullmatch(text):
            days = self._days(until["point"])
            return None, days[1] if days else None
        if before := words.before.fullmatch(text):
            days = self._days(before["point"])
            return None, days[0] - timedelta(days=1) if days else None
        bare = FILLER.sub("", FILLER.sub("", text))
        return self._days(bare) or self._from_to(bare) or (None, None)

    def _rolling(self, count: str, unit: str) -> tuple[date | None, date | None]:
        if self.published is None:
            return None, None
        after = self.published + timedelta(days=1)
        if unit == "天":
            return after - timedelta(days=number(count)), self.published
        months = 12 if unit == "年" else 1
        return _months_from(after, -months // 2 if count == "半" else -months * number(count)), self.published

    def _from_to(self, text: str) -> Days | None:
        """Two points with 至, 和 or a dash between; the second one may leave out the year."""
        parts = BETWEEN_POINTS.split(text)
        if len(parts) != 2 or (first := self._days(parts[0])) is None:  # noqa: PLR2004
            return None
        last = _Resolver(self.published, first[0].year)._days(parts[1])
        return (first[0], last[1]) if last else None

    def _days(self, text: str) -> Days | None:
        """First and last day of one year, month, day, plan, decade …; None where it cannot be known."""
        words, bare = TimeWords.load(), FILLER.sub("", text)
        if named := self._named(bare):
            return named
        if decade := words.decade.fullmatch(bare):
            return self._decade(decade)
        if century := words.century.fullmatch(bare):
            return self._of_century(century)
        point = words.point.fullmatch(bare) if bare else None
        return self._point(point) if point else None

    def _named(self, text: str) -> Days | None:
        """十三五, 改革开放, 昨日, 本月."""
        words = TimeWords.load()
        if plan := words.plans.get(text):
            return date(plan[0], 1, 1), date(plan[1], 12, 31)
        if event := words.events.get(text):
            return event, event
        if self.published and text in words.days:
            day = self.published + timedelta(days=words.days[text])
            return day, day
        if self.published and text in words.months:
            return _month(_months_from(self.published, words.months[text]))
        return None

    def _decade(self, match: re.Match[str]) -> Days | None:
        """上世纪八十年代末; 五六十年代 are two decades."""
        tens = [number(c) for c in re.findall(r"\d(?=0)|[二三四五六七八九]", match["tens"])]
        base = self._century(match["century"], tens[0])
        if base is None:
            return None
        first, last = TimeWords.load().parts_of_decade.get(match["part"] or "", (0, 9))
        return date(base + tens[0] * 10 + first, 1, 1), date(base + tens[-1] * 10 + last, 12, 31)

    def _of_century(self, match: re.Match[str]) -> Days | None:
        base = self._century(match["century"], 0)
        first, last = {"初": (0, 9), "末": (90, 99)}.get(match["part"], (0, 99))
        return None if base is None else (date(base + first, 1, 1), date(base + last, 12, 31))

    def _century(self, said: str | None, tens: int) -> int | None:
        """The year with which the century begins."""
        if said is None:
            return TWENTIETH if tens >= EARLIEST_TENS else None
        if said in {"上世纪", "本世纪"}:
            present = self.published.year // 100 * 100 if self.published else TWENTIETH + 100
            return present - (100 if said == "上世纪" else 0)
        return int(said) * 100 if said.isdigit() else (int(said.removesuffix("世纪")) - 1) * 100

    def _point(self, match: re.Match[str]) -> Days | None:
        words = TimeWords.load()
        month, day = (int(match[name]) if match[name] else None for name in ("month", "day"))
        year = self._said_year(match["year"]) if match["year"] else self._missing_year(month, day, match["part"])
        if year is None:
            return None
        if month is None:
            first_month, last_month = words.parts_of_year.get(match["part"] or "", (1, 12))
            return date(year, first_month, 1), _month(date(year, last_month, 1))[1]
        if day is not None:
            return date(year, month, day), date(year, month, int(match["last_day"] or day))
        first, last = _month(date(year, month, 1))
        if match["last_month"]:
            return first, _month(date(year, int(match["last_month"]), 1))[1]
        begin, end = words.parts_of_month.get(match["part_of_month"] or "", (1, last.day))
        return first.replace(day=begin), last.replace(day=min(end, last.day))

    def _said_year(self, said: str) -> int | None:
        words = TimeWords.load()
        if said[0].isdigit():
            return int(said[:4])
        if said in words.years_from_context:
            return self.context_year + words.years_from_context[said] if self.context_year else None
        return self.published.year + words.years_from_publication[said] if self.published else None

    def _missing_year(self, month: int | None, day: int | None, part: str | None) -> int | None:
        """The year of a month, day or part of a year that is written without one."""
        if self.context_year or self.published is None:
            return self.context_year
        if month is None:
            begins, ends = TimeWords.load().parts_of_year[part or "全年"]
            seen = self.published.month >= (ends if part == "上半年" else begins)
            return self.published.year if seen else None
        then = date(self.published.year, month, day or 1)
        if then <= self.published:
            return then.year
        return then.year - 1 if then - self.published > ANNOUNCED else None


def _month(day: date) -> Days:
    """The first and last day of a day's month."""
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def _months_from(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
