"""A problem's description as an enterprise hands it in: a file, read as any other and shown back to be edited."""

import re
import shutil
from dataclasses import dataclass
from typing import BinaryIO

from api.pages.need import PROBLEM_LIMIT
from api.uploads import keep
from corpus import Limits, read_file

DESCRIBED_BY = (".docx", ".pdf", ".txt")
"""What the form offers; whatever else can be read is taken too."""

LIMITS = Limits(file_bytes=20 * 1024 * 1024, characters=1_000_000, scanned_pages=4)
"""A description has a few pages, and somebody waits for it."""

_BLANK_LINES = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Description:
    """The text of a file.

    Attributes:
        file: its name.
        text: its beginning, as much as a problem may be long.
        length: characters of the whole.
    """

    file: str
    text: str
    length: int


def read_description(name: str, content: BinaryIO) -> Description:
    """Reads an uploaded file; nothing of it is kept.

    Raises:
        UnreadableFile: it cannot be read, is too large or holds no text.
    """
    folder, (file,) = keep([(name, content)])
    try:
        documents = read_file(file, LIMITS)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    whole = _BLANK_LINES.sub("\n", "\n".join(document.text for document in documents)).strip()
    return Description(file.name, whole[:PROBLEM_LIMIT].rstrip(), len(whole))
