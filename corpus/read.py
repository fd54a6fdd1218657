"""Reads a file of any readable kind; nothing is parsed before its size and first bytes have been looked at."""

import stat
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from corpus.delimited import read_delimited
from corpus.document import Document
from corpus.errors import EmptyFile, FileTooLarge, UnreadableFile, UnsupportedFile
from corpus.limits import Limits
from corpus.markdown import read_markdown
from corpus.original import Original, printable
from corpus.plain import read_plain
from corpus.records import read_records
from corpus.scan import read_scan
from corpus.signature import check_signature
from corpus.webpage import read_webpage

Reader = Callable[[Original], tuple[Document, ...]]


# What takes long to load is loaded with the first file of its kind.
def _read_pdf(original: Original) -> tuple[Document, ...]:
    from corpus.pdf import read_pdf  # noqa: PLC0415

    return read_pdf(original)


def _read_word(original: Original) -> tuple[Document, ...]:
    from corpus.word import read_word  # noqa: PLC0415

    return read_word(original)


def _read_workbook(original: Original) -> tuple[Document, ...]:
    from corpus.workbook import read_workbook  # noqa: PLC0415

    return read_workbook(original)


_READERS: Mapping[str, Reader] = MappingProxyType(
    {
        ".txt": read_plain,
        ".md": read_markdown,
        ".html": read_webpage,
        ".htm": read_webpage,
        ".docx": _read_word,
        ".pdf": _read_pdf,
        ".xlsx": _read_workbook,
        ".csv": read_delimited,
        ".jsonl": read_records,
        ".png": read_scan,
        ".jpg": read_scan,
        ".jpeg": read_scan,
        ".tif": read_scan,
        ".tiff": read_scan,
        ".webp": read_scan,
    }
)
SUFFIXES = frozenset(_READERS)

_AS_PICTURE = "请用看图软件另存为 .png 或 .jpg 再读"
_UNPACK = "请先解压，再读里面的文件"
_AS_PDF = "请导出为带文字的 .pdf 再读"
_CURES: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(
            (".doc", ".wps", ".rtf", ".odt", ".docm", ".dot", ".dotx"), "请用 Word 或 WPS 打开后另存为 .docx 再读"
        ),
        **dict.fromkeys((".xls", ".et", ".ods", ".xlsm", ".xlsb"), "请用 Excel 或 WPS 打开后另存为 .xlsx 再读"),
        **dict.fromkeys((".ppt", ".pptx", ".dps", ".ofd", ".caj", ".epub"), _AS_PDF),
        **dict.fromkeys((".gif", ".bmp", ".heic"), _AS_PICTURE),
        **dict.fromkeys((".zip", ".rar", ".7z", ".gz", ".tar"), _UNPACK),
        ".json": "请改存为每行一条记录的 .jsonl 再读",
        ".tsv": "请把后缀改为 .csv 再读",
        ".mht": "请用浏览器打开后另存为 .html 再读",
    }
)
_KINDS = "请转换成能读的一种：.txt、.md、.html、.docx、.pdf、.xlsx、.csv、.jsonl、.png、.jpg、.tif"


def read_file(
    path: Path, limits: Limits | None = None, tell: Callable[[UnreadableFile], None] | None = None
) -> tuple[Document, ...]:
    """Read one file: one document, or one per record of a .jsonl file.

    Args:
        path: a file whose ending is one of `SUFFIXES`, in upper or lower case.
        limits: bounds on size; the defaults of `Limits` if left out.
        tell: called with what is wrong with each line of a .jsonl file that is passed over. Without it one bad line
            refuses the file.

    Raises:
        UnreadableFile: missing, a folder, no permission; or one of its kinds:
        UnsupportedFile: no reader for this ending, or a scan without text.
        FileTooLarge, EncryptedFile, DamagedFile, EmptyFile: see these classes.
    """
    shown = printable(path)
    limits = limits or Limits()
    size = _size(path, shown)
    suffix = path.suffix.lower()
    reader = _READERS.get(suffix)
    if reader is None:
        problem = f"还不能读 {suffix} 文件" if suffix else "文件没有后缀，不知道是哪种文件"
        raise UnsupportedFile(shown, problem, _CURES.get(suffix, _KINDS))
    original = Original(shown, _load(path, shown, size, limits), limits, tell)
    if not original.data:
        raise original.refuse(EmptyFile, "文件是空的", "请确认内容已经保存，再重新读取")
    check_signature(original, suffix)
    return reader(original)


def _size(path: Path, shown: str) -> int:
    """The file's size in bytes; refuses what is no regular file without opening it."""
    try:
        status = path.stat()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise _unreadable(shown, error) from error
    if stat.S_ISDIR(status.st_mode):
        raise UnreadableFile(shown, "这是文件夹，不是文件", "请给出里面的文件，或按文件夹导入")
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableFile(shown, "这不是普通文件（而是设备或管道）", "请给出一个普通文件")
    return status.st_size


def _load(path: Path, shown: str, size: int, limits: Limits) -> bytes:
    try:
        # One byte more than allowed tells that a file has grown since it was measured, without reading all of it.
        data = b"" if size > limits.file_bytes else _read_up_to(path, limits.file_bytes + 1)
    except OSError as error:
        raise _unreadable(shown, error) from error
    if size > limits.file_bytes or len(data) > limits.file_bytes:
        problem = f"文件超过 {limits.file_bytes >> 20} MB"
        raise FileTooLarge(shown, problem, "请按章节或年份拆成几个文件，或删去里面的大图再读")
    return data


def _read_up_to(path: Path, most: int) -> bytes:
    with path.open("rb") as file:
        return file.read(most)


def _unreadable(shown: str, error: OSError | ValueError) -> UnreadableFile:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return UnreadableFile(shown, "找不到这个文件", "请检查路径和文件名")
    if isinstance(error, PermissionError):
        return UnreadableFile(shown, "没有读取权限", "请修改文件权限，或换一个有权限的账户")
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return UnreadableFile(shown, f"无法打开（{reason}）", "请检查路径、磁盘和权限")
