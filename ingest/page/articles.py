"""The articles of a page: where one ends and the next begins, and which of them speak of workers' innovation.

A newspaper page holds several texts; what one says of "他" or "该公司" says nothing of another's. A single article has
subheadings, so a headline alone parts nothing: a new article begins with a headline group that a dateline ("本报讯",
"新华社某地某日电") or a byline follows. Only where a page has several articles for certain, weaker signs count as well.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise, takewhile

from ingest.facts import Article, Span
from ingest.lexicon import Lexicon, alternation
from ingest.page.layout import ENUMERATOR, TITLES, Kind, Paragraph, is_closed

HEADLINE_LINES = 4
"""A headline has at most so many lines; longer rows of short lines are captions or a list."""
PHOTO_NEWS = 4
"""Photo news has at most so many paragraphs, the photographer's credit among them."""
TOPIC_WORDS = 2
"""An article that has so many different words of the topic speaks of it; one in a headline, or a sure one, will do."""
SHOWN = 6
HEADLESS = 20
NAME_PARTS = re.compile(r"[\s\u3000、，,/／：:（）()·|｜]+")
ASIDE = frozenset({Kind.FILLER, Kind.CAPTION})
ONLY = "整份资料是一篇文章"


@dataclass(frozen=True, slots=True)
class _Opening:
    """An article may begin at paragraph `start`."""

    start: int
    has_headline: bool


class ArticleReader:
    """Parts the paragraphs of a page into articles."""

    def __init__(self, lexicon: Lexicon, is_name: Callable[[str], bool], is_source: Callable[[str], bool]) -> None:
        table = lexicon.tables["articles"]
        self._dateline = re.compile("|".join(table["datelines"]))
        self._photographer = re.compile(table["photographers"])
        self._credit = re.compile(table["credits"])
        self._folio = re.compile("|".join(lexicon.tables["boilerplate"]["folios"]))
        self._continued = re.compile(table["continued"])
        self._label = re.compile(alternation(table["labels"]) + "[：:]?")
        self._subtitle = re.compile(table["subtitles"])
        self._roles = re.compile(alternation(table["bylines"]))
        self._topic, self._sure = re.compile(alternation(table["topic"])), frozenset(table["sure"])
        self._is_name, self._is_source = is_name, is_source

    def split(self, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
        """The paragraphs with the number of their article, and the lines around headlines as decks."""
        starts = self._starts(paragraphs)
        found: list[Paragraph] = []
        for number, (start, end) in enumerate(pairwise([0, *starts, len(paragraphs)])):
            found += [replace(p, article=number) for p in self._with_decks(paragraphs[start:end])]
        return found

    def articles(self, paragraphs: Sequence[Paragraph]) -> tuple[Article, ...]:
        """What the articles are called, where they stand and whether they speak of workers' innovation.

        A document that is one article is always on topic: whoever brought it chose it. Of a page, who brought it chose
        one article, not all of them.
        """
        parts = [list(group) for _, group in groupby(paragraphs, key=lambda p: p.article)]
        spans = _spans(paragraphs)
        if len(parts) == 1:
            return (Article(_title(parts[0]), spans[0], True, ONLY),)
        return tuple(Article(_title(part), spans[number], *self._judged(part)) for number, part in enumerate(parts))

    def _judged(self, part: Sequence[Paragraph]) -> tuple[bool, str]:
        """Whether the article is on the topic, and why."""
        read = [p for p in part if p.kind is not Kind.FILLER]
        words = Counter(word for p in read for word in self._topic.findall(p.text))
        told = "、".join(word for word, _ in words.most_common(SHOWN))
        in_headline = any(self._topic.search(p.text) for p in _headlines(read))
        if in_headline or len(words) >= TOPIC_WORDS or not self._sure.isdisjoint(words):
            return True, f"谈到{told}"
        return False, f"全文只有“{told}”一处与职工创新有关" if words else "全文没有与职工创新有关的词"

    def _starts(self, paragraphs: Sequence[Paragraph]) -> list[int]:
        """Where the second and later articles begin."""
        read = [i for i, p in enumerate(paragraphs) if p.kind is not Kind.FILLER]
        openings = [o for i in read if (o := self._opening(paragraphs, i))]
        certain = _parted(paragraphs, openings)
        if certain:
            openings += [o for i in read if (o := self._weak_opening(paragraphs, i))]
        return _parted(paragraphs, sorted(openings, key=lambda o: o.start))

    def _opening(self, paragraphs: Sequence[Paragraph], i: int) -> _Opening | None:
        """The opening that a dateline or the byline below a headline gives at paragraph `i`."""
        paragraph = paragraphs[i]
        if paragraph.kind is Kind.BODY and self._dateline.match(paragraph.text):
            start = self._headline(paragraphs, i)
            return _Opening(start, start < i)
        if self._is_author(paragraphs, i):
            start = self._headline(paragraphs, i)
            return _Opening(start, True) if start < i else None
        return None

    def _weak_opening(self, paragraphs: Sequence[Paragraph], i: int) -> _Opening | None:
        """The opening at a headline of photo news, or at one on top of a new page."""
        if paragraphs[i].kind not in TITLES or (i and paragraphs[i - 1].kind in TITLES):
            return None
        following = [p for p in paragraphs[i + 1 : i + 1 + PHOTO_NEWS] if p.kind is not Kind.FILLER]
        credited = next((n for n, p in enumerate(following) if self._credit.fullmatch(p.text)), None)
        photo_news = credited is not None and any(p.kind is Kind.BODY for p in following[:credited])
        above = paragraphs[i - 1] if i else None
        new_page = above is not None and above.kind is Kind.FILLER and self._folio.fullmatch(above.text) is not None
        continued = any(self._continued.search(p.text) for p in (paragraphs[i], *following[:2]))
        return _Opening(i, True) if photo_news or (new_page and not continued) else None

    def _headline(self, paragraphs: Sequence[Paragraph], i: int) -> int:
        """Where the headline group above paragraph `i` begins; `i` itself where there is none."""
        start = i - 1
        while start >= 0 and (paragraphs[start].kind in ASIDE or self._is_author(paragraphs, start)):
            start -= 1
        first = start + 1
        while start >= 0 and paragraphs[start].kind in TITLES and first - start <= HEADLINE_LINES:
            start -= 1
        if start >= 0 and self._label.fullmatch(paragraphs[start].text):
            start -= 1
        return start + 1 if start + 1 < first else i

    def _is_author(self, paragraphs: Sequence[Paragraph], i: int) -> bool:
        """Whether the line names who wrote the text below it, or where that was taken from."""
        text = paragraphs[i].text
        if paragraphs[i].kind not in {Kind.BYLINE, Kind.HEADING} or self._photographer.search(text):
            return False
        below = next((paragraphs[n] for n in range(i + 1, len(paragraphs)) if paragraphs[n].kind not in ASIDE), None)
        if below is None or below.kind is not Kind.BODY:
            return False
        if self._is_source(text):
            return True
        names = [part for part in NAME_PARTS.split(self._roles.sub(" ", text)) if part]
        named = bool(names) and all(map(self._is_name, names))
        return named and not any(name in below.text for name in names)

    def _with_decks(self, part: Sequence[Paragraph]) -> Iterator[Paragraph]:
        """The paragraphs of an article, of the lines of its headline all but the main one as decks.

        A line that begins with a dash or ends as subtitles do stands below the main line; else the main line is the
        second, below its introduction (引题).
        """
        shown = (i for i, p in enumerate(part) if p.kind is not Kind.FILLER)
        titles = takewhile(lambda i: part[i].kind in TITLES, shown)
        lines = [i for i in titles if not ENUMERATOR.match(part[i].text) and not self._is_author(part, i)]
        below = [i for i in lines if self._subtitle.search(part[i].text)]
        signed = any(self._opening(part, i) for i in range(len(part)))
        rest = [i for i in lines if i not in below] if signed and len(lines) < HEADLINE_LINES else []
        decks = {*(below if len(below) < len(lines) else ()), *(rest[:1] if len(rest) > 1 else ()), *rest[2:]}
        yield from (replace(p, kind=Kind.DECK) if i in decks else p for i, p in enumerate(part))


def _headlines(part: Sequence[Paragraph]) -> list[Paragraph]:
    """The titles on top of an article."""
    shown = (p for p in part if p.kind is not Kind.FILLER)
    return list(takewhile(lambda p: p.kind in TITLES, shown))


def _title(part: Sequence[Paragraph]) -> str:
    """The article's main headline; where it has none, the beginning of its text."""
    titles = _headlines(part)
    main = next((p for p in titles if p.kind is Kind.HEADING), None) or next(iter(titles), None)
    shown = next((p for p in part if p.kind is not Kind.FILLER), part[0])
    return main.text if main else shown.text[:HEADLESS]


def _parted(paragraphs: Sequence[Paragraph], openings: Sequence[_Opening]) -> list[int]:
    """The openings that body text of another article stands before; one without a headline only after another."""
    starts: list[int] = []
    opened, last = False, 0
    for opening in openings:
        before = any(p.kind is Kind.BODY and is_closed(p.text) for p in paragraphs[last : opening.start])
        if before and (opening.has_headline or opened):
            starts.append(opening.start)
        opened = True
        last = max(last, opening.start)
    return starts


def _spans(paragraphs: Sequence[Paragraph]) -> dict[int, tuple[Span, ...]]:
    """Where each article stands in the document: the runs of pieces that no other article's piece parts."""
    pieces = sorted((piece, p.article) for p in paragraphs for piece in p.pieces)
    found: dict[int, list[Span]] = defaultdict(list)
    for article, run in groupby(pieces, key=lambda piece: piece[1]):
        stretch = [piece for piece, _ in run]
        found[article].append(Span(stretch[0].start, stretch[-1].end))
    return {article: tuple(spans) for article, spans in found.items()}
