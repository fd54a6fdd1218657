"""From recognised lines of a page to the order in which a reader reads them: headlines, columns, paragraphs.

The page is cut by its own white space, as in the XY-cut of Nagy and Seth (1984): a stretch of the page where white runs
from top to bottom between lines has columns, which are read from left to right, each of them by the same rule; what
lies across is read before or after. All lengths are in pixels; an em is the middle height of the lines at hand.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

GUTTER = 0.5
"""Columns stand at least so many ems apart."""
NARROWEST, FEWEST = 5.0, 2
"""A column is at least so many ems wide and so many lines high; the cells of a table are not."""
HEADLINE = 1.3
"""A line so many times as high as the others is a headline."""
CENTRED = 0.08
"""A line stands in the middle if its centre is off by at most this share of the width."""
ALIGNED = 0.6
INDENT = (1.2, 3.6)
"""A paragraph's first line is set in by two characters, in ems of the recognised boxes."""
SHORT = 1.7
"""A paragraph's last line ends so many ems before the column does."""
OTHER_SIZE = 1.25
SIDE_BY_SIDE = "\u3000"
"""Between the parts of one row, which is a paragraph of its own."""
APART = 1.2
"""A gap of so many ems above a line begins a paragraph."""


@dataclass(frozen=True, slots=True)
class Box:
    """A line of text, or a part of one, and where it stands on the page."""

    left: float
    top: float
    right: float
    bottom: float
    text: str

    @property
    def height(self) -> float:
        """In pixels."""
        return self.bottom - self.top


def in_order(boxes: Sequence[Box]) -> list[list[Box]]:
    """The paragraphs of a page in reading order, each as its lines."""
    return [paragraph for block in _blocks(boxes) for paragraph in _paragraphs(block)]


def _blocks(boxes: Sequence[Box]) -> Iterator[list[Box]]:
    """Runs of lines in one column each, in reading order."""
    strips = _strips(boxes)
    lines: list[Box] = []
    at = 0
    while at < len(strips):
        columns, end = _columns(strips, at)
        if columns:
            if lines:
                yield lines
            lines = []
            for column in columns:
                yield from _blocks(column)
            at = end
        else:
            lines += _rows(strips[at])
            at += 1
    if lines:
        yield lines


def _strips(boxes: Sequence[Box]) -> list[list[Box]]:
    """The boxes parted where white runs across, from top to bottom."""
    strips: list[list[Box]] = []
    bottom = float("-inf")
    for box in sorted(boxes, key=lambda b: (b.top, b.left)):
        inset = box.height / 4  # boxes of neighbouring lines touch
        if box.top + inset >= bottom:
            strips.append([])
        strips[-1].append(box)
        bottom = max(bottom, box.bottom - inset)
    return strips


def _columns(strips: Sequence[Sequence[Box]], start: int) -> tuple[list[list[Box]], int]:
    """The columns of the longest stretch that begins with strip `start`, and its end; none where it has no columns."""
    em = median(box.height for strip in strips for box in strip)
    region = (min(b.left for s in strips for b in s), max(b.right for s in strips for b in s))
    spans: list[tuple[float, float]] = []
    end = start
    while end < len(strips):
        widened = _union([*spans, *((b.left, b.right) for b in strips[end])], GUTTER * em)
        if len(widened) == 1 and len(spans) > 1:
            break
        spans, end = widened, end + 1
    if len(spans) == 1 or _across(strips[start], [b for s in strips[start + 1 : end] for b in s], region, em):
        return [], start
    boxes = [box for strip in strips[start:end] for box in strip]
    columns = [[b for b in boxes if left <= b.left and b.right <= right] for left, right in spans]
    real = all(right - left >= NARROWEST * em for left, right in spans) and all(len(c) >= FEWEST for c in columns)
    return (columns, end) if real else ([], start)


def _across(strip: Sequence[Box], below: Sequence[Box], region: tuple[float, float], em: float) -> bool:
    """Whether a strip stands above the columns, though white runs past it: one line, centred, as no column is."""
    if len(strip) > 1 or not below:
        return False
    (box,) = strip
    left, right = region
    centred = abs(box.left + box.right - left - right) / 2 <= CENTRED * (right - left)
    edges = [b.left for b in below if b.height < HEADLINE * em]
    aligned = any(abs(box.left - edge) <= ALIGNED * em for edge in edges)
    return centred and (not aligned or box.height > HEADLINE * em)


def _union(spans: Sequence[tuple[float, float]], gap: float) -> list[tuple[float, float]]:
    """The spans, those that touch or are less than `gap` apart as one."""
    found: list[tuple[float, float]] = []
    for left, right in sorted(spans):
        if found and left - found[-1][1] < gap:
            found[-1] = (found[-1][0], max(found[-1][1], right))
        else:
            found.append((left, right))
    return found


def _rows(strip: Sequence[Box]) -> list[Box]:
    """The lines of a strip without columns: what stands side by side is one line."""
    rows: list[list[Box]] = []
    for box in sorted(strip, key=lambda b: (b.top, b.left)):
        beside = rows and all(box.left >= b.right or box.right <= b.left for b in rows[-1])
        if beside and box.top < min(b.bottom for b in rows[-1]) - box.height / 2:
            rows[-1].append(box)
        else:
            rows.append([box])
    return [_line(sorted(row, key=lambda b: b.left)) for row in rows]


def _line(row: Sequence[Box]) -> Box:
    text = SIDE_BY_SIDE.join(box.text for box in row)
    left, top = row[0].left, min(b.top for b in row)
    return Box(left, top, max(b.right for b in row), max(b.bottom for b in row), text)


def _paragraphs(lines: Sequence[Box]) -> Iterator[list[Box]]:
    """The paragraphs of a column: a new one begins with an indent, below a short line, a gap or another size."""
    em = median(line.height for line in lines)
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    gaps = [below.top - above.bottom for above, below in pairwise(lines)]
    usual = median(gaps) if gaps else 0.0
    current: list[Box] = []
    for line in lines:
        above = current[-1] if current else None
        if above and _begins(above, line, (left, right), em, max(APART * em, usual + em / 2)):
            yield current
            current = []
        current.append(line)
    yield current


def _begins(above: Box, line: Box, column: tuple[float, float], em: float, gap: float) -> bool:
    left, right = column
    sizes = sorted((above.height, line.height))
    return (
        SIDE_BY_SIDE in above.text + line.text
        or INDENT[0] * em <= line.left - left <= INDENT[1] * em
        or above.right < right - SHORT * em
        or line.top - above.bottom > gap
        or sizes[1] > OTHER_SIZE * sizes[0]
    )
