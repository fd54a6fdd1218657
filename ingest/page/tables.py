"""Tables in plain text: rows under a line of column names, their cells set apart by tabs, bars or wide spaces."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.facts import Span
from ingest.lexicon import Cued
from ingest.page.layout import Kind, Paragraph

ONE_NAME = r"(?:  |\u3000)[\u4e00-\u9fff](?:\s|$)"
SEPARATOR = Cued.of(
    r"[ \u3000]*\t[ \t\u3000]*|[ \u3000]*[|｜][ \u3000]*"
    rf"|(?!(?<=[\s|｜][^\W\d男女]){ONE_NAME}|(?<=^[^\W\d男女]){ONE_NAME})(?:\u3000+| {{2,}})",
    r"[\t|｜\u3000]|  ",
)
"""Between cells; not within a name of two characters that is set as wide as one of three ("钱　进")."""
RULE = re.compile(r"[\s|｜:+—-]+")
"""The line that Markdown sets between the names of columns and the rows."""
RANK = re.compile(
    r"(?:[（(]?[一二三四五六七八九十]{1,2}[）)、.．]\s*)?[^。，；：|｜]{0,6}(?:[特一二三]等奖|[金银铜]奖|[优]\w{1,2}奖|[一二三]类)"
    r"\s*(?:[（(][^（）()]{1,20}[）)]|\d+[项个名])?"
)
"""A line between the rows of one table that gives the rank of those below it."""
BARS = ("|", "｜")
LONGEST_NAME = 14
FEWEST_COLUMNS = 2
RESUMED = re.compile(r"[\t|｜]")
FEWEST_RESUMED = 3
LONGEST_BREAK = 3
"""A row with as many cells as the header goes on with the table behind at most so many lines of remarks."""


def cells(text: str) -> list[Span]:
    """Where the cells of a line stand; one for a line that is not tabular. Empty cells are kept."""
    framed = text.strip()[:1] in BARS and text.strip()[-1:] in BARS
    inner = text.strip("|｜ ") if framed else text
    first = text.find(inner)
    bounds = [(m.start() + first, m.end() + first) for m in SEPARATOR.finditer(inner)]
    edges = [(first, first), *bounds, (first + len(inner), first + len(inner))]
    return [Span(left[1], right[0]) for left, right in pairwise(edges)]


MONEY_UNIT = re.compile(r"单位[：:为]?\s*(?:人民币)?(?P<unit>亿元|万元|元)")
"""Above a table, for its columns of money that name no unit themselves."""


def under_headers(
    paragraphs: Sequence[Paragraph], is_label: Callable[[str], bool], is_money: Callable[[str], bool]
) -> list[Paragraph]:
    """The paragraphs, those that are rows of a table as records that know the names of their columns.

    Args:
        paragraphs: the document's paragraphs in reading order.
        is_label: whether a cell of the first line is the known name of a column.
        is_money: whether a column's name says that it holds amounts of money.
    """
    return list(_read(paragraphs, is_label, is_money))


def _read(
    paragraphs: Sequence[Paragraph], is_label: Callable[[str], bool], is_money: Callable[[str], bool]
) -> Iterator[Paragraph]:
    names: tuple[str, ...] = ()
    table: tuple[str, ...] = ()
    away = 0
    unit = ""
    for paragraph in paragraphs:
        texts = tuple(paragraph.text[start:end] for start, end in cells(paragraph.text))
        if told := MONEY_UNIT.search(paragraph.text):
            unit = told["unit"]
        if not names and away <= LONGEST_BREAK and _resumes(paragraph.text, texts, table):
            names = table
        if _is_header(texts, is_label):
            bare = {name for name in texts if unit and "（" not in name and is_money(name)}
            table = names = tuple(f"{name}（{unit}）" if name in bare else name for name in texts)
            yield replace(paragraph, kind=Kind.HEADING)
        elif names and (RULE.fullmatch(paragraph.text) or RANK.fullmatch(paragraph.text.strip())):
            yield replace(paragraph, kind=Kind.HEADING)
        elif names and FEWEST_COLUMNS <= len(texts) <= len(names) and len(texts) >= len(names) - 1:
            away = 0
            yield replace(paragraph, kind=Kind.RECORD, columns=names)
        else:
            names, away = (), away + 1
            yield paragraph


def _resumes(text: str, texts: Sequence[str], table: Sequence[str]) -> bool:
    """Whether the line is a further row of the table, which remarks on single rows interrupt."""
    return FEWEST_RESUMED <= len(texts) == len(table) and RESUMED.search(text) is not None


def _is_header(texts: Sequence[str], is_label: Callable[[str], bool]) -> bool:
    short = all(len(text) <= LONGEST_NAME and not re.search("[。，；：]", text) for text in texts)
    known = sum(is_label(text) for text in texts)
    return len(texts) >= FEWEST_COLUMNS and short and known >= FEWEST_COLUMNS and 2 * known >= len(texts)
