"""Scans and photographs: the text is recognised on this machine, and every line keeps its place on the page."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from statistics import median
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.columns import Box, in_order
from corpus.document import Document, Place
from corpus.errors import DamagedFile, EmptyFile, FileTooLarge, UnsupportedFile
from corpus.metadata import Stated, describe
from corpus.original import Original

Pixels = NDArray[np.uint8]
"""A page as height x width x 3 bytes, red, green and blue."""

LONGEST_SIDE = 4000
"""Larger pages are made smaller before recognition: a newspaper page of this height still has 20 pixels a character."""
DOTS_PER_INCH = 200
POINTS_PER_INCH = 72
LONG_LINE = 5
"""A line so many times as wide as high tells how the page is turned."""
CURE = "请先安装文字识别组件（pip install jiangpu[ocr]），或做好文字识别后存为 .txt 或 .docx 再读"
MEDIA_NAMES = {"jpg": "jpeg", "tif": "tiff"}
FORMATS = ("PNG", "JPEG", "TIFF", "WEBP")
AGAIN = "请用看图软件打开，另存为 .png 或 .jpg 再读"
_engine_at_work = Lock()


@dataclass(frozen=True, slots=True)
class _Quad:
    """A recognised line: its corners from the upper left clockwise, in pixels."""

    corners: tuple[tuple[float, float], ...]
    text: str


def can_recognise() -> bool:
    """Whether the extra `ocr` is installed."""
    return all(find_spec(name) is not None for name in ("rapidocr_onnxruntime", "pypdfium2", "PIL"))


def read_scan(original: Original) -> tuple[Document, ...]:
    """One document of a picture's text; every line is a place. A TIFF may hold several pages.

    Raises:
        UnsupportedFile: the extra `ocr` is not installed.
        FileTooLarge: the picture has more pixels or pages than allowed.
        DamagedFile: it is broken.
        EmptyFile: no text was recognised.
    """
    if not can_recognise():
        raise original.refuse(UnsupportedFile, "是图片，要先识别里面的文字", CURE)
    suffix = original.name.rpartition(".")[2].lower()
    return (_document(original, f"image/{MEDIA_NAMES.get(suffix, suffix)}", _pictures(original)),)


def read_scanned_pdf(original: Original, texts: Sequence[str | None] = ()) -> tuple[Document, ...]:
    """One document of a PDF whose pages are pictures, all of them or those without a text; errors as for `read_scan`.

    Args:
        original: the file.
        texts: the text of each page, None for a page to be recognised; empty when all are.
    """
    if not can_recognise():
        raise original.refuse(UnsupportedFile, "是没有文字的扫描件或图片", CURE)
    return (_document(original, "application/pdf", _pages(original, texts)),)


def _document(original: Original, media_type: str, pages: Iterable[Pixels | str]) -> Document:
    """The document of pages, each a picture or its text; a paragraph may run on from one text to the next."""
    sheet = _Sheet()
    for number, page in enumerate(pages, start=1):
        if isinstance(page, str):
            sheet.add(page, f"第{number}页", None, "\n" if sheet.ends_in_text else "\n\n")
        else:
            for paragraph in in_order(_level(_recognise(page))):
                for n, line in enumerate(paragraph):
                    box = tuple(map(round, (line.left, line.top, line.right, line.bottom)))
                    sheet.add(line.text, _label(number, box, page), box, "" if n else "\n\n")
        original.check_length(sheet.length)
    text = "".join(sheet.parts)
    if not text:
        raise original.refuse(EmptyFile, "没有从图上认出文字", "请确认图片清楚、方向正确，再重新扫描或拍照")
    return original.document(media_type, text, describe(text, original.stem, Stated()), tuple(sheet.places))


class _Sheet:
    """Text that grows line by line, with the place of each."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.places: list[Place] = []
        self.length = 0
        self.ends_in_text = False

    def add(self, text: str, label: str, box: tuple[int, ...] | None, separator: str) -> None:
        """Append a text; nothing happens if it is empty. Only what was recognised has a box."""
        if not text:
            return
        if self.parts:
            self.parts.append(separator)
            self.length += len(separator)
        self.places.append(Place(self.length, self.length + len(text), label, None, box))
        self.parts.append(text)
        self.length += len(text)
        self.ends_in_text = box is None


def _label(page: int, box: tuple[int, ...], pixels: Pixels) -> str:
    """For people: the page, and how far from its left edge and its top the line begins."""
    height, width = pixels.shape[:2]
    return f"第{page}页（距左{round(100 * box[0] / width)}%、距上{round(100 * box[1] / height)}%）"


@cache
def _engine() -> Any:
    """The recogniser, loaded once a process; its models come with its package."""
    from rapidocr_onnxruntime import RapidOCR  # noqa: PLC0415  an extra, and slow to import

    return RapidOCR(max_side_len=LONGEST_SIDE)


def _recognise(pixels: Pixels) -> list[_Quad]:
    with _engine_at_work:  # it keeps state between its steps
        found, _ = _engine()(pixels[:, :, ::-1])  # blue, green, red
    return [_Quad(tuple((float(x), float(y)) for x, y in corners), text) for corners, text, _ in found or ()]


def _level(quads: Sequence[_Quad]) -> list[Box]:
    """The lines as upright boxes, turned about the page's upper left corner so that most of them lie level."""
    turn = -median([_slope(quad) for quad in quads if _is_long(quad)] or [0.0])
    boxes = []
    for quad in quads:
        points = [
            (x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn)) for x, y in quad.corners
        ]
        across, down = zip(*points, strict=True)
        boxes.append(Box(min(across), min(down), max(across), max(down), quad.text))
    return boxes


def _slope(quad: _Quad) -> float:
    (left, upper), (right, lower) = quad.corners[:2]
    return math.atan2(lower - upper, right - left)


def _is_long(quad: _Quad) -> bool:
    return math.dist(*quad.corners[:2]) > LONG_LINE * math.dist(*quad.corners[1:3])


def _pictures(original: Original) -> Iterator[Pixels]:
    """The picture, or each page of a TIFF, upright, as its camera says."""
    from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError  # noqa: PLC0415  an extra

    try:
        with Image.open(BytesIO(original.data), formats=FORMATS) as picture:
            several = picture.format == "TIFF"  # of a moving WebP the first picture is read
            _check_pages(original, getattr(picture, "n_frames", 1) if several else 1)
            for page in ImageSequence.Iterator(picture) if several else (picture,):
                _check_size(original, page.width, page.height)
                yield np.asarray(ImageOps.exif_transpose(page).convert("RGB"))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        raise original.refuse(DamagedFile, "图片不完整或已损坏", AGAIN) from error


def _pages(original: Original, texts: Sequence[str | None]) -> Iterator[Pixels | str]:
    """The pages of a PDF one at a time: the given text, or the page as a picture."""
    import pypdfium2  # noqa: PLC0415  an extra

    scale = DOTS_PER_INCH / POINTS_PER_INCH
    try:
        with pypdfium2.PdfDocument(original.data) as document:
            given = dict(enumerate(texts))
            scanned = sum(given.get(number) is None for number in range(len(document)))
            _check_pages(original, scanned)
            for number, page in enumerate(document):
                text = given.get(number)
                if text is not None:
                    yield text
                    continue
                _check_size(original, *(round(side * scale) for side in page.get_size()))
                yield np.ascontiguousarray(page.render(scale=scale, rev_byteorder=True).to_numpy()[:, :, :3])
    except pypdfium2.PdfiumError as error:
        problem, cure = "页面无法显示，内部结构已损坏", "请用 PDF 阅读器另存或打印成新的 PDF 再读"
        raise original.refuse(DamagedFile, problem, cure) from error


def _check_pages(original: Original, scanned: int) -> None:
    if scanned > original.limits.scanned_pages:
        problem = f"有 {scanned} 页扫描件，超过 {original.limits.scanned_pages} 页"
        raise original.refuse(FileTooLarge, problem, "请按章节或年份拆成几个文件再读")


def _check_size(original: Original, width: int, height: int) -> None:
    if width * height > original.limits.pixels:
        problem = f"图片有 {width}×{height} 个像素，超过 {original.limits.pixels // 1_000_000} 百万"
        raise original.refuse(FileTooLarge, problem, "请缩小图片，或裁成几张再读")
