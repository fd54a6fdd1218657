"""An explanation in the order of the file: a row for every piece of a sentence, names marked, facts where it ends."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest import ExplainedMention, ExplainedSentence, Explanation
from ingest.facts import Span


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text.

    Attributes:
        mention: the name that it is; None for other text.
        within: the run taken apart; empty where it is plain text.
        ends: whether the mention ends here, not only its part before a cut of the layout.
    """

    text: str
    mention: ExplainedMention | None = None
    within: "tuple[Run, ...]" = ()
    ends: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """A piece of a sentence as the file has it, or a run that was not read.

    Attributes:
        number: of the sentence, from 1, in reading order; 0 for what was not read.
        part: which piece of the sentence it is, from 1.
        parts: of how many.
        lead: what stands before it in its line: indents and marks of lists.
        after_blank: whether a blank line stands before it.
        starts_line: whether it is the first of its line.
    """

    number: int
    runs: tuple[Run, ...]
    sentence: ExplainedSentence | None = None
    part: int = 1
    parts: int = 1
    lead: str = ""
    after_blank: bool = False
    starts_line: bool = True

    @property
    def first(self) -> bool:
        """Whether the sentence begins here."""
        return self.part == 1

    @property
    def last(self) -> bool:
        """Whether the sentence ends here: its facts belong beside it."""
        return self.part == self.parts


def rows(explanation: Explanation) -> Iterator[Row]:
    """The whole text, in the order of the file; what lies between the rows is white space and marks."""
    text = explanation.document.text
    pieces = [
        (span, number, part)
        for number, sentence in enumerate(explanation.sentences, 1)
        for part, span in enumerate(sentence.spans, 1)
    ]
    pieces += [(span, 0, 1) for span in explanation.unread]
    pieces.sort()
    for before, (span, number, part) in zip([Span(0, 0), *(p[0] for p in pieces)], pieces, strict=False):
        gap = text[before.end : span.start]
        sentence = explanation.sentences[number - 1] if number else None
        yield Row(
            number,
            tuple(_runs(text, span, sentence.mentions if sentence else ())),
            sentence,
            part,
            len(sentence.spans) if sentence else 1,
            re.split(r"[\r\n]", gap)[-1],
            gap.count("\n") > 1,
            "\n" in gap or before.end == 0,
        )


def _runs(text: str, within: Span, mentions: Sequence[ExplainedMention]) -> Iterator[Run]:
    """The text of `within`, cut at the mentions; those inside others become runs of these."""
    at = within.start
    parts = [(span, m) for m in mentions for span in m.spans if span.start < within.end and within.start < span.end]
    for span, mention in sorted(parts, key=lambda part: (part[0].start, -part[0].end, part[1].inner)):
        start, end = max(span.start, at), min(span.end, within.end)
        if start >= end:
            continue
        if at < start:
            yield Run(text[at:start])
        inside = [m for m in mentions if m is not mention and m.inner]
        yield Run(text[start:end], mention, tuple(_runs(text, Span(start, end), inside)), span == mention.spans[-1])
        at = end
    if at < within.end:
        yield Run(text[at : within.end])
