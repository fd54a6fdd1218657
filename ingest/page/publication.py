"""The day of publication, where only the document's text tells it: at its head or foot, never from the running text."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from ingest.measures.time_words import plain_years

HEAD_LINES, FOOT_LINES = 12, 4
LONGEST_LINE = 60
"""A longer line is running text, unless it begins with a dateline."""
DATELINE_REACH = 40
DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*(?:[日号]|(?!\d))")
CLOCK = re.compile(r"\d{1,2}[:：]\d\d(?:[:：]\d\d)?")
RIM = " \t\u3000#*>|｜（）()[]【】<>《》-—·:："


@dataclass(frozen=True, slots=True)
class _Cues:
    """The words of dates.toml, as patterns."""

    label: re.Pattern[str]
    no_label: re.Pattern[str]
    beside: re.Pattern[str]
    dateline: re.Pattern[str]
    issue: re.Pattern[str]
    monthly: re.Pattern[str]


def published_in(text: str) -> date | None:
    """The day on which the text was published, as its first or last lines state it.

    In this order: a label ("发布时间：2024年5月1日"); a date beside a source, a weekday or a page number; a date alone
    on its line; a dateline ("新华社北京5月3日电") whose year an issue gives ("2024年第5期"); the issue alone, where the
    head says that it is a monthly's: the first day of its month. None where nothing of this is there, or where two
    lines of the same kind give different days.
    """
    head, foot = _rims(text)
    for found in (_labelled(head), _beside([*head, *foot]), _alone([*head, *foot]), _by_issue(head)):
        days = set(found)
        if days:
            return days.pop() if len(days) == 1 else None
    return None


def _rims(text: str) -> tuple[list[str], list[str]]:
    lines = [plain_years(unicodedata.normalize("NFKC", line.strip())) for line in text.splitlines() if line.strip()]
    head = lines[:HEAD_LINES]
    return head, lines[max(len(head), len(lines) - FOOT_LINES) :]


def _labelled(lines: list[str]) -> Iterator[date]:
    for line in lines:
        label = None if _cues().no_label.search(line) else _cues().label.search(line)
        day = DAY.search(line, label.end()) if label and len(line) <= LONGEST_LINE else None
        if label and day and not line[label.end() : day.start()].strip():
            yield from _day(day)


def _beside(lines: list[str]) -> Iterator[date]:
    """A date on a short line with a word of mastheads and bylines, which does not make a sentence of it."""
    for line in lines:
        days = list(DAY.finditer(line))
        if len(line) <= LONGEST_LINE and len(days) == 1 and not re.search(r"[，。；,;]", line):
            rest = line[: days[0].start()] + " " + line[days[0].end() :]
            if _cues().beside.search(rest) and not _cues().no_label.search(line):
                yield from _day(days[0])


def _alone(lines: list[str]) -> Iterator[date]:
    for line in lines:
        if match := DAY.fullmatch(CLOCK.sub("", line).strip(RIM)):
            yield from _day(match)


def _by_issue(lines: list[str]) -> Iterator[date]:
    """The dateline's day in the year of the issue, else the month of a monthly's issue."""
    issues = [m for line in lines if len(line) <= LONGEST_LINE and (m := _cues().issue.search(line))]
    if len({(m["year"], m["number"]) for m in issues}) != 1:
        return
    year, number = int(issues[0]["year"]), int(issues[0]["number"])
    datelines = [m for line in lines if (m := _cues().dateline.search(line[:DATELINE_REACH]))]
    if datelines:
        for match in datelines:
            yield from _calendar(year, int(match["month"]), int(match["day"]))
    elif any(_cues().monthly.search(line) for line in lines if len(line) <= LONGEST_LINE):
        yield from _calendar(year, number, 1)


def _day(match: re.Match[str]) -> Iterator[date]:
    yield from _calendar(*(int(group) for group in match.groups()))


def _calendar(year: int, month: int, day: int) -> Iterator[date]:
    """The day, unless the calendar has none such: the twentieth issue is no month."""
    try:
        yield date(year, month, day)
    except ValueError:
        return


@cache
def _cues() -> _Cues:
    data = tomllib.loads(files("ingest").joinpath("lexicons/dates.toml").read_text("utf-8"))["publication"]
    return _Cues(
        re.compile(rf"(?:^|[\s|])(?:{'|'.join(data['labels'])})\s*[:：]\s*"),
        re.compile("|".join(data["not_labels"])),
        re.compile("|".join(data["beside"])),
        re.compile(data["dateline"]),
        re.compile(data["issue"]),
        re.compile(data["monthly"]),
    )
