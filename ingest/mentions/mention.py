"""A mention: a stretch of a sentence that names something."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from ingest.facts import EntityType
from ingest.page.sentences import Sentence
from ingest.tagging.tagger import Token

_start, _end = attrgetter("start"), attrgetter("end")
HEADED = "achievement.heading"
"""The rule that finds a work whose name stands alone, above what is told of it."""
ITEM_MARK = re.compile(
    r"(?:[—–]{1,2}|[◆◇●○■□▪▍▎▌▋▊█★☆※►▶▲△❖✦✧➤➢✓✔◎⊙·•①-⑳❶-❿]|\d{1,2}[.．、]|[（(]?[一二三四五六七八九十\d]{1,2}[）)、]"
    r"|第[一二三四五六七八九十]{1,2}[件项个招样种款][，、：:])\s*"
)
"""What an item of a list, or a heading, begins with."""
NUMBERED = re.compile(r"\d{1,2}[.．、)）](?=[\u4e00-\u9fff])")
OUTER_MARKS = "“”‘’\"'《》〈〉「」『』 \u3000\t*#、，,。；;：:！!？?…·-—◆◇●○■□▲△▪★☆※►▶▍▎▌▋▊█❖✦✧➤➢✓✔◎⊙"


@dataclass(frozen=True, slots=True)
class TaggedSentence:
    """A sentence with its words; `text` is the sentence's."""

    sentence: Sentence
    tokens: Sequence[Token]
    text: str = field(init=False, repr=False, compare=False)
    _starts: frozenset[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", self.sentence.text)
        text = self.sentence.text
        behind = (t.end - len(text[t.start : t.end].lstrip()) for t in self.tokens if text[t.start].isspace())
        # "2.黎元/m": the number of an item, and the name that follows
        marks = (NUMBERED.match(text, t.start, t.end) for t in self.tokens if text[t.start].isdigit())
        starts = (*(token.start for token in self.tokens), *behind, *(mark.end() for mark in marks if mark))
        object.__setattr__(self, "_starts", frozenset(starts))

    def within(self, start: int, end: int) -> Sequence[Token]:
        """The words inside a stretch."""
        first = bisect_left(self.tokens, start, key=_start)
        last = bisect_right(self.tokens, end, lo=first, key=_end)
        return self.tokens[first:last]

    def before(self, start: int) -> Token | None:
        """The word that ends where a stretch begins."""
        place = bisect_left(self.tokens, start, key=_end)
        return self.tokens[place] if place < len(self.tokens) and self.tokens[place].end == start else None

    def starts(self) -> frozenset[int]:
        """Where words begin, also behind spaces that the tagger takes for a part of them."""
        return self._starts


@dataclass(frozen=True, slots=True)
class Mention:
    """`sentence.text[start:end]` names something of this type.

    Attributes:
        name: what it is called there, without surrounding marks.
        attrs: what the name itself tells, e.g. {"grade": "二等奖"} or {"leader": "张三"}.
        refers_to: for 该公司, 他, 工作室 …: the name that it stands for.
        bearer: of persons of one name in a document, which one: an employer of theirs; else empty.
    """

    start: int
    end: int
    type: EntityType
    name: str
    rule: str
    attrs: dict[str, str] = field(default_factory=dict)
    refers_to: str | None = None
    bearer: str = ""

    def overlaps(self, other: "Mention") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


def mention(sentence: TaggedSentence, span: tuple[int, int], kind: EntityType, rule: str, **attrs: str) -> Mention:
    """A mention of `span`, without the marks at its rims."""
    start, end = span
    while start < end and sentence.text[start] in OUTER_MARKS:
        start += 1
    while start < end and sentence.text[end - 1] in OUTER_MARKS:
        end -= 1
    name = re.sub(r"\s+", "", sentence.text[start:end])
    if name.count("“") != name.count("”"):
        name = re.sub("[“”]", "", name)
    return Mention(start, end, kind, name, rule, attrs)


def free(candidates: Iterable[Mention], taken: Sequence[Mention]) -> list[Mention]:
    """The candidates that overlap neither a taken mention nor an earlier candidate."""
    kept: list[Mention] = []
    for candidate in candidates:
        if candidate.end > candidate.start and not any(candidate.overlaps(other) for other in (*taken, *kept)):
            kept.append(candidate)
    return kept
