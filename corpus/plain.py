"""Plain text: the decoded file, character for character, without a byte order mark."""

from corpus.document import Document
from corpus.encoding import decode
from corpus.metadata import Stated, describe
from corpus.original import Original


def read_plain(original: Original) -> tuple[Document, ...]:
    """One document without `places`: an offset in `text` is one in the original, a byte order mark not counted."""
    text = decode(original)
    return (original.document("text/plain", text, describe(text, original.stem, Stated())),)
