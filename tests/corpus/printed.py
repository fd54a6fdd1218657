"""Prints pages as a newspaper does: headlines across columns, paragraphs with indents, pictures with captions."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

FONTS = (
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
)
INK, PAPER, GREY = 20, 252, 170
NEVER_FIRST = "，。、；：！？”’）》」"


def font(size: int) -> ImageFont.FreeTypeFont:
    """A Chinese font; the test is skipped where none is installed."""
    found = next((path for path in FONTS if Path(path).is_file()), None)
    if found is None:
        pytest.skip("没有中文字体（fonts-wqy-zenhei 或 fonts-noto-cjk），画不出版面")
    return ImageFont.truetype(found, size)


@dataclass
class Page:
    """A sheet of paper, `width` x `height` pixels, on which text is set."""

    width: int
    height: int
    size: int = 30
    margin: int = 60
    image: Image.Image = field(init=False)

    def __post_init__(self) -> None:
        self.image = Image.new("L", (self.width, self.height), PAPER)
        self._pen = ImageDraw.Draw(self.image)

    def line(self, text: str, x: int, y: int, size: int | None = None) -> int:
        """Sets one line; gives the height below it."""
        size = size or self.size
        self._pen.text((x, y), text, font=font(size), fill=INK)
        return y + int(size * 1.6)

    def centred(self, text: str, y: int, size: int) -> int:
        """Sets a line in the middle of the sheet."""
        left = (self.width - self._pen.textlength(text, font=font(size))) / 2
        return self.line(text, int(left), y, size)

    def rows(self, paragraphs: Sequence[str], width: int) -> list[str]:
        """The lines of paragraphs, each indented by two characters."""
        rows = []
        for paragraph in paragraphs:
            row = "\u3000\u3000"
            for character in paragraph:
                full = self._pen.textlength(row + character, font=font(self.size)) > width
                if full and character not in NEVER_FIRST:
                    rows.append(row)
                    row = ""
                row += character
            rows.append(row)
        return rows

    def columns(self, paragraphs: Sequence[str], tops: Sequence[tuple[int, int]], width: int, bottom: int) -> None:
        """Sets paragraphs in columns: the upper left corner of each is given; a full one runs on in the next."""
        rows = self.rows(paragraphs, width)
        for x, top in tops:
            y = top
            while rows and y + self.size < bottom:
                y = self.line(rows.pop(0), x, y)
        assert not rows, "文字放不下"

    def picture(self, x: int, y: int, width: int, height: int) -> int:
        """Sets a grey picture."""
        self._pen.rectangle((x, y, x + width, y + height), fill=GREY)
        return y + height + 10
