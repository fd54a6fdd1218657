"""Puts a document's text together from pieces and keeps where each piece came from."""

from collections.abc import Sequence

from corpus.document import Document, Place
from corpus.metadata import Details
from corpus.original import Original

BETWEEN_PARAGRAPHS = "\n\n"


class Assembly:
    """Text that grows piece by piece; the length limit is kept while it grows."""

    def __init__(self, original: Original, separator: str = BETWEEN_PARAGRAPHS) -> None:
        self._original, self._separator = original, separator
        self._parts: list[str] = []
        self._places: list[Place] = []
        self._length = 0

    def add(self, text: str, label: str, marks: Sequence[tuple[int, int]] = ()) -> None:
        """Append a piece; nothing happens if it is empty.

        Args:
            text: the piece.
            label: where it stands, for people.
            marks: pairs (offset in `text`, offset in the decoded original), ascending, the first at 0; between two
                marks both offsets run side by side. Empty where the original is no linear text.

        Raises:
            FileTooLarge: the text has become longer than allowed.
        """
        if not text:
            return
        if self._parts:
            self._parts.append(self._separator)
            self._length += len(self._separator)
        self._original.check_length(self._length + len(text))
        ends = [offset for offset, _ in marks[1:]] + [len(text)]
        starts: Sequence[tuple[int, int | None]] = marks or [(0, None)]
        for (start, origin), end in zip(starts, ends, strict=True):
            self._places.append(Place(self._length + start, self._length + end, label, origin))
        self._parts.append(text)
        self._length += len(text)

    @property
    def text(self) -> str:
        """What has been added so far."""
        return "".join(self._parts)

    def document(self, media_type: str, text: str, details: Details) -> Document:
        """The finished document; `text` is this assembly's text, which the caller has read the details from."""
        return self._original.document(media_type, text, details, tuple(self._places))
