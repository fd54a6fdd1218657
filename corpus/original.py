"""A file's bytes on their way to becoming documents."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from corpus.document import Document, Place
from corpus.errors import EmptyFile, FileTooLarge, UnreadableFile
from corpus.limits import Limits
from corpus.metadata import Details

_ID_DIGITS = 16
# Zero-width characters are no white space to Python, yet a text of them shows nothing.
_SEEN = re.compile(r"[^\s\u200b\u200c\u200d\u2060\ufeff]")


def printable(path: Path) -> str:
    """The path as text that can be stored and shown, even if its bytes are not UTF-8 (archives made on old Windows)."""
    raw = os.fsencode(path)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", errors="replace")


def fingerprint(data: bytes) -> str:
    """First 16 hex digits of the SHA-256 of `data`."""
    return sha256(data).hexdigest()[:_ID_DIGITS]


def has_text(text: str) -> bool:
    """Whether anything would be seen on the page."""
    return bool(_SEEN.search(text))


@dataclass(frozen=True, slots=True)
class Original:
    """What a reader is given.

    Attributes:
        path: the file's path as text, for messages.
        data: the whole file.
        limits: the bounds to keep.
        tell: called with what is wrong with a part that is passed over; None where such a file is to be refused.
    """

    path: str
    data: bytes
    limits: Limits
    tell: Callable[[UnreadableFile], None] | None = None

    @property
    def name(self) -> str:
        """The file's name with its ending."""
        return Path(self.path).name

    @property
    def stem(self) -> str:
        """The file's name without its ending."""
        return Path(self.path).stem

    def refuse(self, error: type[UnreadableFile], problem: str, cure: str) -> UnreadableFile:
        """The error that refuses this file, to be raised."""
        return error(self.path, problem, cure)

    def check_length(self, characters: int) -> None:
        """Raise FileTooLarge when a text of so many characters is longer than allowed."""
        if characters > self.limits.characters:
            problem = f"文字超过 {self.limits.characters:,} 字，一份文档装不下"
            raise self.refuse(FileTooLarge, problem, "请按章节或年份拆成几个文件再读")

    def document(self, media_type: str, text: str, details: Details, places: tuple[Place, ...] = ()) -> Document:
        """The whole file as one document.

        Raises:
            EmptyFile: `text` shows nothing.
            FileTooLarge: `text` is longer than allowed.
        """
        self.check_length(len(text))
        if not has_text(text):
            raise self.refuse(EmptyFile, "文件里没有文字", "请确认内容已经保存，再重新读取")
        return Document(
            id=fingerprint(self.data),
            name=self.name,
            text=text,
            title=details.title,
            media_type=media_type,
            source=details.source,
            published=details.published,
            places=places,
        )
