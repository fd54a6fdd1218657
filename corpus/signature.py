"""What a file's first bytes say it is, against what its name says."""

from typing import NamedTuple

from corpus.errors import DamagedFile, EncryptedFile, UnreadableFile
from corpus.original import Original


class Signature(NamedTuple):
    """A kind of file known by its first bytes; `suffix` is the ending such a file should have, if it can be read."""

    start: bytes
    kind: str
    suffix: str = ""


_PDF = Signature(b"%PDF-", "PDF", ".pdf")
_ZIP = Signature(b"PK\x03\x04", "压缩包")
_OLE = Signature(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Office 文件（.doc 或 .xls）")
_WORD = Signature(b"word/", "Word 文档", ".docx")
_EXCEL = Signature(b"xl/", "Excel 工作簿", ".xlsx")
_PICTURES = (
    Signature(b"\x89PNG\r\n", "PNG 图片", ".png"),
    Signature(b"\xff\xd8\xff", "JPEG 图片", ".jpg"),
    Signature(b"II*\x00", "TIFF 图片", ".tif"),
    Signature(b"MM\x00*", "TIFF 图片", ".tif"),
    Signature(b"RIFF", "WebP 图片", ".webp"),
)
_PICTURE_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp"})
_WEBP = slice(8, 12)
"""Where a RIFF file says what it holds: "WEBP" for a picture, else sound or film."""
_MEDIA = Signature(b"RIFF", "声音或影像")
_OTHERS = (
    Signature(b"GIF87a", "GIF 图片"),
    Signature(b"GIF89a", "GIF 图片"),
    Signature(b"\x7fELF", "程序文件"),
    Signature(b"Rar!\x1a\x07", "RAR 压缩包"),
    Signature(b"7z\xbc\xaf\x27\x1c", "7z 压缩包"),
    Signature(b"\x1f\x8b\x08", "gzip 压缩包"),
    Signature(b"{\\rtf", "RTF 文档"),
)
_PDF_HEADER_WITHIN = 1024  # ISO 32000-1, note 13 of annex H: readers accept the header anywhere in the first 1024 bytes
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_OLD_STREAMS = tuple(name.encode("utf-16-le") for name in ("WordDocument", "Workbook"))


def check_signature(original: Original, suffix: str) -> None:
    """Raise DamagedFile when the contents are another kind than `suffix` says, EncryptedFile for a locked office file.

    Args:
        original: the file, not empty.
        suffix: one of the readable endings, in lower case.
    """
    if suffix == _PDF.suffix and _PDF.start in original.data[:_PDF_HEADER_WITHIN]:
        return
    found = _recognise(original.data)
    if found in _PICTURES and suffix in _PICTURE_SUFFIXES:
        return  # programs that show pictures do not mind a .jpg that is a PNG
    is_text = suffix not in (_PDF.suffix, _WORD.suffix, _EXCEL.suffix, *_PICTURE_SUFFIXES)
    if (found is None and is_text) or (found is not None and found.suffix == suffix):
        return
    if found is _OLE and suffix in (_WORD.suffix, _EXCEL.suffix):
        raise _locked_or_old(original, suffix)
    if found is None:
        problem = f"后缀是 {suffix}，内容却不是这种文件，可能已经损坏"
        raise original.refuse(DamagedFile, problem, "请重新下载，或用原来的软件打开后另存一份再读")
    cure = f"请把后缀改为 {found.suffix} 再读" if found.suffix else "请换成文字版的文件，或把后缀改对后再处理"
    raise original.refuse(DamagedFile, f"内容其实是{found.kind}，与后缀 {suffix} 不符", cure)


def _recognise(data: bytes) -> Signature | None:
    """The kind that the bytes belong to, None for text and for what is not known."""
    if data.startswith(_ZIP.start):
        return next((kind for kind in (_WORD, _EXCEL) if kind.start in data), _ZIP)
    if data.startswith(b"RIFF") and data[_WEBP] != b"WEBP":
        return _MEDIA
    return next((kind for kind in (_PDF, _OLE, *_PICTURES, *_OTHERS) if data.startswith(kind.start)), None)


def _locked_or_old(original: Original, suffix: str) -> UnreadableFile:
    """A password wraps a .docx in the old container format; an old .doc that was only renamed is one as well."""
    renamed = any(name in original.data for name in _OLD_STREAMS) and _ENCRYPTED_STREAM not in original.data
    if renamed:
        return original.refuse(
            DamagedFile, f"内容是{_OLE.kind}，只是后缀写成了 {suffix}", f"请用 Word、Excel 或 WPS 打开后另存为 {suffix}"
        )
    return original.refuse(EncryptedFile, "文件有密码保护", "请用 Office 或 WPS 输入密码打开，取消密码后另存一份再读")
