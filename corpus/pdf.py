"""PDF files: the text of each page as the file holds it; of a scan without text, as it is recognised."""

import re
import struct
import unicodedata
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, DeprecationError, PyPdfError
from pypdf.generic import DictionaryObject

from corpus.assembly import Assembly
from corpus.document import Document
from corpus.errors import DamagedFile, EncryptedFile, UnsupportedFile
from corpus.metadata import Stated, describe
from corpus.original import Original, has_text
from corpus.scan import CURE, can_recognise, read_scanned_pdf

MEDIA_TYPE = "application/pdf"

# pypdf: "broken PDF files might cause other Exceptions" than its own; these are what objects of the wrong kind, length
# or nesting lead to in its code.
_BROKEN = (
    PyPdfError,
    DependencyError,
    DeprecationError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
_END_WITHIN = 4096  # some servers append a little to a file; a download that was cut off lacks the end altogether
_ENDS = (b"%%EOF", b"startxref")
_PAGE_NUMBER = re.compile(
    r"\s*(?:\d{1,3}|[-–—·~]+\s*\d{1,4}\s*[-–—·~]+|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4})\s*"
)
_RADICAL = re.compile("[\u2f00-\u2fd5\u2e9f\u2ef3]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# Glyph numbers taken for characters: controls, phonetic signs, scripts from Armenian to Greek Extended, private use.
_UNMAPPED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u0250-\u02ff\u0530-\u1fff\ue000-\uf8ff\ufffd]")
_UNMAPPED_SHARE = 0.3
_REPRINT = "请用 PDF 阅读器打开，另存或打印成新的 PDF 再读"


def read_pdf(original: Original) -> tuple[Document, ...]:
    """One document; each page with text is a place labelled "第N页", of a scanned one each line.

    Pages with text are set apart by a single line break, because a paragraph may run on over the page.

    Raises:
        EncryptedFile: the file opens only with a password.
        UnsupportedFile: the pages are pictures, or their characters cannot be told from the file.
        DamagedFile: the file is cut off or broken.
    """
    if not any(end in original.data[-_END_WITHIN:] for end in _ENDS):
        raise original.refuse(DamagedFile, "文件不完整，缺少结尾部分", "请重新下载或重新导出这个 PDF")
    pages = list(_pages(original, _open(original)))
    characters = sum(len(page.text) for page in pages)
    garbled = sum(len(_UNMAPPED.findall(page.text)) for page in pages) > _UNMAPPED_SHARE * characters
    if garbled and not can_recognise():
        raise original.refuse(UnsupportedFile, "字体没有附带文字对照表，取出的文字是乱码", CURE)
    texts = [_tidy(page.text) for page in pages]
    if garbled or not any(map(has_text, texts)):
        return read_scanned_pdf(original)
    scanned = [page.has_picture and not has_text(text) for page, text in zip(pages, texts, strict=True)]
    if any(scanned) and can_recognise():
        return read_scanned_pdf(original, [None if s else text for s, text in zip(scanned, texts, strict=True)])
    assembly = Assembly(original, separator="\n")
    for number, text in enumerate(texts, start=1):
        assembly.add(text, f"第{number}页")
    text = assembly.text
    return (assembly.document(MEDIA_TYPE, text, describe(text, original.stem, Stated())),)


def _open(original: Original) -> PdfReader:
    try:
        reader = PdfReader(BytesIO(original.data))
        # An empty password opens files that are only locked against printing or changing.
        locked = reader.is_encrypted and not reader.decrypt("")
        empty = not locked and not reader.pages
    except DependencyError as error:
        raise original.refuse(EncryptedFile, "文件用了无法解开的加密方式", "请取消加密后另存一份再读") from error
    except _BROKEN as error:
        raise original.refuse(DamagedFile, "不是完整的 PDF，内部结构已损坏", _REPRINT) from error
    if locked:
        raise original.refuse(EncryptedFile, "文件有密码保护", "请输入密码打开，取消密码后另存一份再读")
    if empty:
        raise original.refuse(DamagedFile, "里面一页也没有，内部结构已损坏", _REPRINT)
    return reader


class _Page(NamedTuple):
    """What a page holds."""

    text: str
    has_picture: bool


def _pages(original: Original, reader: PdfReader) -> Iterator[_Page]:
    """The text of each page, and whether it shows pictures."""
    read = characters = 0
    try:
        for page in reader.pages:
            text = page.extract_text()
            characters += len(text)
            original.check_length(characters)
            has_picture = not has_text(text) and _has_picture(page)
            read += 1
            yield _Page(text, has_picture)
    except _BROKEN as error:
        raise original.refuse(DamagedFile, f"第 {read + 1} 页已损坏，无法取出文字", _REPRINT) from error


def _has_picture(page: PageObject) -> bool:
    resources = page.get("/Resources", DictionaryObject()).get_object()
    objects = resources.get("/XObject", DictionaryObject()).get_object()
    return any(value.get_object().get("/Subtype") == "/Image" for value in objects.values())


def _tidy(text: str) -> str:
    """Drop page numbers at the edges, control characters and halves of surrogate pairs; radicals become characters.

    Some programs print 工 as the Kangxi radical of the same shape (U+2F00 to U+2FD5), which no search would find.
    """
    text = _RADICAL.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    lines = _CONTROLS.sub("", text).strip().split("\n")
    for edge in (0, -1):
        if lines and _PAGE_NUMBER.fullmatch(lines[edge]):
            del lines[edge]
    return "\n".join(lines).strip()
