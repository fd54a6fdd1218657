"""Title, source and day of publication: from what a file states, else from the lines at its head."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

# Keys of YAML front matter and JSON records, lower case.
TITLE_KEYS = ("title", "标题", "题目", "name", "名称")
SOURCE_KEYS = ("source", "来源", "publisher", "出处")
DATE_KEYS = ("date", "日期", "发布日期", "发布时间", "published", "pubdate", "publish_date")

_HEADLINE_CHARACTERS = 40
_HEADING_CHARACTERS = 80  # a line marked "#" is meant as a heading, so it may be longer
_HEADLINE_LINES = 5  # further down, a short line is a subheading or a caption
_BYLINE_LINES = 15
_BYLINE_CHARACTERS = 80
_YEARS = range(1900, 2101)

# "！" and "？" may end a headline, these may not.
_SENTENCE_END = ("。", "；", ";", "，", ",", "：", ":", "、")
_DAY = re.compile(r"(?<!\d)(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})(?!\d)|(?<!\d)(\d{4})(\d\d)(\d\d)(?!\d)")
_SOURCE = re.compile(r"(?:^|[\s|｜])(?:信息|稿件|文章|新闻)?来\s*源\s*[：:]\s*([^\s|｜，,；;]{2,30})")
_DAY_LABEL = re.compile(r"(?:^|[\s|｜])(?:发布|发表|刊发|更新|成文)?(?:日\s*期|时\s*间)\s*[：:]")
_DAY_LINE = re.compile(r"\s*\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?\s*(?:\d{1,2}:\d\d(?::\d\d)?)?\s*")
_AUTHOR_LINE = re.compile(r"\s*(?:□|■)?\s*(?:本报)?(?:通讯员|记者|作者|文\s*/|文[：:]|责任?编辑?[：:])")
_MARKS = re.compile(r"^\s{0,3}#{1,6}\s+|\*\*|__|`|\s#+\s*$")


@dataclass(frozen=True, slots=True)
class Details:
    """What is known of a document besides its text."""

    title: str
    source: str | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """What a file itself states in its properties, front matter or meta elements; None where it is silent."""

    title: str | None = None
    source: str | None = None
    published: date | None = None

    @classmethod
    def of(cls, values: Mapping[str, object]) -> "Stated":
        """What a mapping with Chinese or English keys states."""
        lowered = {str(key).strip().lower(): value for key, value in values.items()}
        return cls(
            title=_text(lowered, TITLE_KEYS),
            source=_text(lowered, SOURCE_KEYS),
            published=next((day for key in DATE_KEYS if (day := parse_day(lowered.get(key)))), None),
        )


def describe(text: str, stem: str, stated: Stated) -> Details:
    """What the file states, filled up from the first lines of its text; the file's stem where no title is found."""
    head = _head(text)
    return Details(
        title=stated.title or headline(text) or stem,
        source=stated.source or next((found[1] for line in head if (found := _SOURCE.search(line))), None),
        published=stated.published or next((day for line in head if (day := _dated(line))), None),
    )


def headline(text: str) -> str | None:
    """The first of the opening lines that is short and no sentence, without Markdown marks; None if there is none."""
    for line in islice(_lines(text), _HEADLINE_LINES):
        bare = _MARKS.sub("", line).strip()
        longest = _HEADING_CHARACTERS if line.lstrip().startswith("#") else _HEADLINE_CHARACTERS
        if 0 < len(bare) <= longest and _may_be_headline(bare):
            return bare
    return None


def parse_day(value: object) -> date | None:
    """The first calendar day in a value: a date, or text such as "2023年5月1日", "2023-05-01T08:00" or "20230501"."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str | int):
        return None
    for found in _DAY.finditer(str(value)):
        year, month, day = (int(group) for group in found.groups() if group is not None)
        try:
            parsed = date(year, month, day)
        except ValueError:
            continue
        if year in _YEARS:
            return parsed
    return None


def _text(values: Mapping[str, object], keys: Iterable[str]) -> str | None:
    for key in keys:
        value = values.get(key)
        if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
            return " ".join(str(value).split())
    return None


def _lines(text: str) -> Iterable[str]:
    return (line for line in text.splitlines() if line.strip())


def _head(text: str) -> list[str]:
    return [line for line in islice(_lines(text), _BYLINE_LINES) if len(line) <= _BYLINE_CHARACTERS]


def _may_be_headline(line: str) -> bool:
    if "。" in line or line.endswith(_SENTENCE_END):
        return False
    return not (_SOURCE.search(line) or _AUTHOR_LINE.match(line) or _dated(line))


def _dated(line: str) -> date | None:
    """The day of a line that is a byline or nothing but a date; a date in a sentence is not the day of publication."""
    if _DAY_LINE.fullmatch(line) or _SOURCE.search(line) or _DAY_LABEL.search(line):
        return parse_day(line)
    return None
