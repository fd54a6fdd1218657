"""The words of time: what `lexicons/dates.toml` lists, and the patterns of expressions made with them."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from ingest.lexicon import alternation

DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
MARKS = re.compile(r"[\s“”‘’\"'《》]+")
WRITTEN_YEAR = re.compile(r"[一二][〇零一二三四五六七八九]{3}(?=年|[-—–~～至到])")
WRITTEN_NUMBER = re.compile(r"[一二三四五六七八九十]{1,3}(?=[月日号]|世纪)")
BETWEEN = re.compile(r"[一二两三四五六七八九]{2}")
"""三四年 is three or four."""
DASHED_DAY = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})日?")
SPOKEN_DAY = re.compile(r"(?<=\d)号")
QUARTER = re.compile(r"第?([1-4一二三四])季度?")
QUARTERS = str.maketrans("1234", "一二三四")
DASH = "[-—–~～至到]+"
NUMBER = r"(?:\d{1,3}|[一二两三四五六七八九十百]{1,3})"

Span = tuple[int, int]


def plain(expression: str) -> str:
    """The expression with half-width digits, without quotes and spaces: 二〇一九年五月一号 is 2019年5月1日."""
    text = plain_years(MARKS.sub("", unicodedata.normalize("NFKC", expression)))
    text = DASHED_DAY.sub(r"\1年\2月\3日", text)
    text = QUARTER.sub(lambda m: m[1].translate(QUARTERS) + "季度", text)
    return SPOKEN_DAY.sub("日", text)


def plain_years(text: str) -> str:
    """The text with written years, months and days in digits: 二〇一九年五月一日 is 2019年5月1日."""
    text = WRITTEN_YEAR.sub(lambda m: m.group().translate(DIGITS), text)
    return WRITTEN_NUMBER.sub(_in_digits, text)


def _in_digits(match: re.Match[str]) -> str:
    """A written number in digits; "五六十" and the like, which mean no single number, as they are."""
    try:
        return str(number(match.group()))
    except ValueError:
        return match.group()


def number(text: str) -> int:
    """3 and 三 as a number.

    Raises:
        ValueError: the characters are no number that is written so.
    """
    if BETWEEN.search(text):
        raise ValueError(f"{text} lies between two numbers")
    if text.isdigit():
        return int(text)
    import cn2an  # noqa: PLC0415  takes long to load, and most texts have digits

    return int(cn2an.cn2an(text.replace("两", "二"), "smart"))


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The tables of dates.toml and the patterns built of them; patterns match whole expressions as `plain` gives them.

    Attributes:
        rolling: 近N年, N个月来.
        since, until, before: with the `point` that they count from.
        point: a year, month, day or part of one.
        decade: with `century`, `tens` and `part`.
        century: with `century` and `part`.
    """

    until_publication: frozenset[str]
    years_from_publication: dict[str, int]
    years_from_context: dict[str, int]
    months: dict[str, int]
    days: dict[str, int]
    parts_of_year: dict[str, Span]
    parts_of_month: dict[str, Span]
    parts_of_decade: dict[str, Span]
    plans: dict[str, Span]
    events: dict[str, date]
    rolling: re.Pattern[str]
    since: re.Pattern[str]
    until: re.Pattern[str]
    before: re.Pattern[str]
    point: re.Pattern[str]
    decade: re.Pattern[str]
    century: re.Pattern[str]

    @classmethod
    @cache
    def load(cls) -> "TimeWords":
        """The shipped words, read once."""
        data = tomllib.loads(files("ingest").joinpath("lexicons/dates.toml").read_text("utf-8"))
        parts = {name: {word: (a, b) for word, (a, b) in data[f"parts_of_{name}"].items()} for name in PARTS}
        years = [*data["years_from_publication"], *data["years_from_context"]]
        return cls(
            frozenset(data["open"]["until_publication"]),
            data["years_from_publication"],
            data["years_from_context"],
            data["months_from_publication"],
            data["days_from_publication"],
            parts["year"],
            parts["month"],
            parts["decade"],
            {word: (first, last) for word, (first, last) in data["plans"].items()},
            data["events"],
            re.compile(rf"(?:最?近|过去|这|最近)?(?P<number>半|{NUMBER})(?P<unit>年|个月|天)(?:以?来|里|间)?"),
            re.compile(
                r"(?:自从?|从)?(?P<point>.+?)(?:[成创组投设建][立建产设成][以之]?来|[以之]来|(?<=[年月度])来|至今|到现在|起|开始)"
            ),
            re.compile(r"(?:截[至止]到?|到|至)(?P<point>.+?)(?:为止|止)?"),
            re.compile(r"(?P<point>.+?)(?:以前|之前)"),
            _point(years, parts),
            re.compile(
                r"(?P<century>上世纪|本世纪|\d{1,2}世纪|(?:19|20)(?=\d0年代))?"
                rf"(?P<tens>\d0(?:[、至-]\d0)?|[二三四五六七八九]{{1,2}}十)年代(?P<part>{alternation(parts['decade'])})?"
            ),
            re.compile(r"(?P<century>上世纪|本世纪|\d{1,2}世纪)(?P<part>初|末)?"),
        )


PARTS = ("year", "month", "decade")


def _point(years: list[str], parts: dict[str, dict[str, Span]]) -> re.Pattern[str]:
    year = rf"(?P<year>(?:19|20)\d\d(?:年度?)?|{alternation(years)})?的?"
    day = rf"(?P<day>\d{{1,2}})日?(?:{DASH}(?P<last_day>\d{{1,2}}))?日"
    month = rf"(?P<month>\d{{1,2}})月?(?:{DASH}(?P<last_month>\d{{1,2}}))?月"
    inside = rf"{month}(?:{day}|(?P<part_of_month>{alternation(parts['month'])}))?"
    return re.compile(rf"{year}(?:{inside}|(?P<part>{alternation(parts['year'])}))?")
