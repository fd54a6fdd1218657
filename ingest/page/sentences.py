"""Sentences, each of which knows where it stands in the document."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ingest.facts import Evidence, Span
from ingest.page.layout import Kind, Paragraph

SENTENCE = re.compile(r"[^。！？!?\n]*(?:[。！？!?…]+[”’\"'）)】』」》]*|$)")
GOES_ON = re.compile("[，,、的他她一这]")
"""Behind a quotation: the sentence is not over."""
RIM = " \t\u3000*"
UNIFORM = str.maketrans(",;:?!()*|「」『』", "，；：？！（） ；“”‘’")
"""Half-width marks and upright quotes; and the asterisks and bars of Markdown, which say nothing."""
UPRIGHT = re.compile('"([^"]*)"')
IN_NUMBER = re.compile(r"(?<=\d)[,:](?=\d)")


def uniform(text: str) -> str:
    """`text` with full-width marks except inside numbers, so that rules need know one form only; same length."""
    made = text.translate(UNIFORM)
    marks = {match.start(): match.group() for match in IN_NUMBER.finditer(text)}
    return "".join(marks.get(i, c) for i, c in enumerate(made)) if marks else made


def curled(text: str) -> str:
    """`text` with curled quotation marks in place of straight ones, where they stand in pairs; same length."""
    straight = text.count('"')
    return UPRIGHT.sub(r"“\1”", text) if straight and straight % 2 == 0 else text


@dataclass(frozen=True, slots=True)
class Sentence:
    """`paragraph.text[start:start + len(text)]`, its marks made full-width."""

    text: str
    paragraph: Paragraph
    start: int
    number: int
    """Its place in the document's reading order."""
    opens: bool
    """Whether it is the first of its paragraph."""
    _whole: Evidence = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        end = len(self.text)
        object.__setattr__(self, "_whole", Evidence(self.surface(0, end), self.spans(0, end)))

    @property
    def kind(self) -> Kind:
        """What its paragraph is on the page; a deck is read as a heading."""
        return Kind.HEADING if self.paragraph.kind is Kind.DECK else self.paragraph.kind

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """Where characters `start` to `end` of the sentence stand in the document."""
        return self.paragraph.spans(self.start + start, self.start + end)

    def surface(self, start: int, end: int) -> str:
        """Characters `start` to `end` as the document writes them."""
        return self.paragraph.text[self.start + start : self.start + end]

    def evidence(self) -> Evidence:
        """The whole sentence as evidence of a fact."""
        return self._whole


def sentences(paragraphs: Iterable[Paragraph]) -> list[Sentence]:
    """The sentences of the paragraphs; together they hold every character that is not white space at their rims."""
    found: list[Sentence] = []
    for paragraph in paragraphs:
        text = curled(paragraph.text)
        for start, end in [(0, len(text))] if paragraph.kind is Kind.RECORD else _bounds(text):
            opens = not found or found[-1].paragraph is not paragraph
            found.append(Sentence(uniform(text[start:end]), paragraph, start, len(found), opens))
    return found


def _bounds(text: str) -> Iterator[tuple[int, int]]:
    """Ends a sentence at 。！？ and the quotes behind it, unless it goes on after the quotation ("“行！”他说")."""
    begin = 0
    for match in SENTENCE.finditer(text):
        end = match.end()
        goes_on = end < len(text) and text[end - 1] in "”’" and GOES_ON.match(text, end)
        if end > begin and not goes_on:
            first = begin + len(text[begin:end]) - len(text[begin:end].lstrip(RIM))
            last = first + len(text[first:end].rstrip(RIM))
            if last > first:
                yield first, last
            begin = end
