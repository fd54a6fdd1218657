"""Lines broken at a fixed width, as in PDF and old text files: which of them go on with the one before.

Lines of one run (no blank line between) are taken for broken when most of them are equally wide, none is long, and
punctuation stands inside them; a list of equally long items has none.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise
from unicodedata import east_asian_width

NARROWEST, WIDEST = 20, 120
"""Lines are broken at so many half-width columns; a broken line of Chinese holds 10 to 60 characters."""
FEWEST = 4
UNEVEN = 0.08, 4
"""The share of the width, and the least number of columns, by which full lines differ: no mark begins a line."""
FULL_SHARE, PUNCTUATED_SHARE, LONGER_SHARE = 0.5, 0.34, 0.1
INSIDE = re.compile(r"[，。、；：！？,;:].")
ENDED = re.compile(r"[。！？!?…][”’\"'）)】』」》]*$")
QUARTILE = 3 / 4


@dataclass(frozen=True, slots=True)
class Row:
    """One line as it stands in the file.

    Attributes:
        text: without indent.
        width: in half-width columns, the indent counted.
        indented: whether it is set in.
        run: the number of its run; blank lines part runs.
        begins: whether something begins with it (an item of a list, a field of a form, a byline).
    """

    text: str
    width: int
    indented: bool
    run: int
    begins: bool


def width(text: str) -> int:
    """The width of a text in half-width columns."""
    return sum(map(_columns, text))


@cache
def _columns(character: str) -> int:
    return 2 if east_asian_width(character) in "WFA" else 1


def going_on(rows: Sequence[Row]) -> set[int]:
    """The numbers of the rows that go on with the one before; the width is the document's, else each run's own."""
    found: set[int] = set()
    runs = [list(group) for _, group in groupby(range(len(rows)), key=lambda i: rows[i].run)]
    everywhere = _full_width([rows[i] for run in runs if len(run) > 1 for i in run])
    for run in runs:
        full = everywhere or _full_width([rows[i] for i in run])
        if full is None:
            continue
        sets_in = any(rows[i].indented for i in run[1:])
        for above, below in pairwise(run):
            ended = rows[above].text[-1] in "；;" or (ENDED.search(rows[above].text) and not sets_in)
            separate = rows[below].begins or rows[below].indented
            if rows[above].width >= full and not ended and not separate:
                found.add(below)
    return found


def _full_width(run: Sequence[Row]) -> int | None:
    """From which width on a line is full; None where the lines are not broken at a fixed width."""
    if len(run) < FEWEST:
        return None
    widths = sorted(row.width for row in run)
    usual = widths[int(len(widths) * QUARTILE)]
    tolerance = max(UNEVEN[0] * usual, UNEVEN[1])
    full = sum(usual - tolerance <= w <= usual + tolerance for w in widths) / len(widths)
    longer = sum(w > usual + tolerance for w in widths) / len(widths)
    punctuated = sum(bool(INSIDE.search(row.text)) for row in run) / len(run)
    if not NARROWEST <= usual <= WIDEST or full < FULL_SHARE or longer > LONGER_SHARE or punctuated < PUNCTUATED_SHARE:
        return None
    return int(usual - tolerance)
