"""A lineage as an SVG picture: the root in the middle, masters above, apprentices below."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count

from markupsafe import Markup

from api.pages.branches import Branch
from kg import EntityRecord

HEIGHT, GAP, STEP = 34, 16, 92
"""Of a box; between boxes; from one generation to the next. In pixels."""
CHARACTER, PADDING, MARGIN = 15, 22, 40
LEAST_WIDTH = 620
"""So that the caption has room."""
FONT = "'Source Han Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif"

PICTURE = Markup(
    '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="{left} {top} {width} {height}"'
    ' font-family="{font}" font-size="15" text-anchor="middle">\n<title>{title}</title>\n'
    '<rect x="{left}" y="{top}" width="{width}" height="{height}" fill="#ffffff"/>\n'
    '<g fill="none" stroke="#878172" stroke-width="1.5">\n{lines}</g>\n{boxes}'
    '<text x="{middle}" y="{foot}" font-size="12" fill="#58606a">{caption}</text>\n</svg>\n'
)
LINE = Markup('<path d="M{} {}V{}H{}V{}"/>\n')
BOX = Markup(
    '<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="6" fill="{fill}" stroke="#1f5378"{dashed}/>'
    '<text x="{middle}" y="{base}" fill="{ink}">{text}</text>\n'
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A person in the picture, in columns and generations; above the root these are negative.

    Attributes:
        parent: the column of the person a generation nearer; None for the root.
    """

    text: str
    column: float
    generation: int
    parent: float | None
    again: bool = False


def drawn(root: EntityRecord, mentors: Sequence[Branch], apprentices: Sequence[Branch]) -> str:
    """The picture as an SVG document; all boxes are as wide as the longest name needs."""
    placed = [Placed(root.name, 0, 0, None), *_side(mentors, -1), *_side(apprentices, 1)]
    width = max(len(one.text) for one in placed) * CHARACTER + PADDING
    left = min(one.column for one in placed) * (width + GAP) - width / 2 - MARGIN
    right = max(one.column for one in placed) * (width + GAP) + width / 2 + MARGIN
    left, right = min(left, -LEAST_WIDTH / 2), max(right, LEAST_WIDTH / 2)
    top = min(one.generation for one in placed) * STEP - HEIGHT / 2 - MARGIN
    bottom = max(one.generation for one in placed) * STEP + HEIGHT / 2 + MARGIN + 20
    picture = PICTURE.format(
        left=left,
        top=top,
        width=right - left,
        height=bottom - top,
        font=FONT,
        title=f"{root.name}的师徒谱系",
        lines=Markup("").join(_line(one, width + GAP) for one in placed if one.parent is not None),
        boxes=Markup("").join(_box(one, width) for one in placed),
        middle=(left + right) / 2,
        foot=bottom - 14,
        caption=f"{root.name}的师徒谱系：师傅在上，徒弟在下；虚线框里的人在图上另有一处。",
    )
    return str(picture)


def _side(branches: Sequence[Branch], direction: int) -> Iterator[Placed]:
    """The persons of one side: leaves stand in columns from left to right, others over the middle of theirs."""
    columns = count()

    def place(branches: Sequence[Branch], generation: int) -> tuple[float, list[Placed]]:
        """The middle column of the branches, and all persons on them."""
        if not branches:
            return next(columns), []
        farther = [(branch, *place(branch.branches, generation + direction)) for branch in branches]
        middle = (farther[0][1] + farther[-1][1]) / 2
        near = [Placed(_text(branch), at, generation, middle, branch.again) for branch, at, _ in farther]
        return middle, [*near, *chain.from_iterable(found for _, _, found in farther)]

    middle, found = place(branches, direction)
    for one in found:
        assert one.parent is not None
        yield Placed(one.text, one.column - middle, one.generation, one.parent - middle, one.again)


def _text(branch: Branch) -> str:
    return branch.entity.name + (f" ＋{branch.more}" if branch.more else "")


def _line(one: Placed, column: float) -> Markup:
    """From the person a generation nearer to this one, with right angles."""
    assert one.parent is not None
    side = 1 if one.generation > 0 else -1
    start, end = (one.generation - side) * STEP + side * HEIGHT / 2, one.generation * STEP - side * HEIGHT / 2
    return LINE.format(one.parent * column, start, (start + end) / 2, one.column * column, end)


def _box(one: Placed, width: float) -> Markup:
    middle, y = one.column * (width + GAP), one.generation * STEP
    fill, ink = ("#ffffff", "#20252b") if one.generation else ("#1f5378", "#ffffff")
    return BOX.format(
        x=middle - width / 2,
        y=y - HEIGHT / 2,
        width=width,
        height=HEIGHT,
        fill=fill,
        ink=ink,
        dashed=Markup(' stroke-dasharray="4 3"') if one.again else "",
        middle=middle,
        base=y + 5,
        text=one.text,
    )
