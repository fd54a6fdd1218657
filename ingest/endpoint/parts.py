"""A long document in parts that a model can read at once, cut between paragraphs where that is possible."""

from collections.abc import Iterator, Sequence

from ingest.facts import Passage

SIZE = 1500
"""Characters; answers about longer parts leave out more of the facts."""
OVERLAP = 200
"""Each part begins with so many characters of the one before, so that 他 and 该公司 still have what they stand for."""

Block = Sequence[Passage]


def parts(passages: Sequence[Passage], size: int = SIZE, overlap: int = OVERLAP) -> Iterator[tuple[Passage, ...]]:
    """The passages in order, none left out; a part has at most `size + overlap` characters, or one long passage."""
    part: list[Passage] = []
    fresh = 0
    for block in _blocks(passages, size):
        if fresh and length(part) + length(block) > size:
            yield tuple(part)
            part, fresh = _tail(part, overlap), 0
        part += block
        fresh += 1
    if fresh:
        yield tuple(part)


def text_of(part: Sequence[Passage]) -> str:
    """The part as it is shown: a line for each paragraph."""
    return "\n".join("".join(passage.text for passage in block) for block in _paragraphs(part))


def length(passages: Sequence[Passage]) -> int:
    """Their characters."""
    return sum(len(passage.text) for passage in passages)


def _blocks(passages: Sequence[Passage], size: int) -> Iterator[Block]:
    """What is kept together: paragraphs, or the sentences of one that is too long."""
    for paragraph in _paragraphs(passages):
        yield from [paragraph] if length(paragraph) <= size else [[passage] for passage in paragraph]


def _paragraphs(passages: Sequence[Passage]) -> Iterator[list[Passage]]:
    """Sentences that follow on each other without a break are one paragraph."""
    paragraph: list[Passage] = []
    for passage in passages:
        if paragraph and paragraph[-1].spans[-1].end != passage.spans[0].start:
            yield paragraph
            paragraph = []
        paragraph.append(passage)
    if paragraph:
        yield paragraph


def _tail(part: Sequence[Passage], overlap: int) -> list[Passage]:
    """The last passages that together are no longer than `overlap`."""
    kept: list[Passage] = []
    for passage in reversed(part):
        if length(kept) + len(passage.text) > overlap:
            break
        kept.insert(0, passage)
    return kept
