"""What a file becomes: text, and where each run of that text stands in the original."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Place:
    """Where `Document.text[start:end]` stands in the original file.

    Attributes:
        start: first character in `Document.text`.
        end: one past the last character.
        label: for people, e.g. "第3页", "第12段", "工作表“成果”第5行"; empty where the file is plain text.
        origin: character offset of `start` in the decoded original; None where the original is no linear text.
        box: left, top, right and bottom on the page, in pixels of the picture (of a PDF rendered at 200 dots per inch);
            None where the original is no picture.
    """

    start: int
    end: int
    label: str = ""
    origin: int | None = None
    box: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One text with its provenance.

    Attributes:
        id: 16 hex digits of the SHA-256 of the original's bytes (of the line, for a .jsonl record).
        name: the file's name with its ending.
        text: the decoded text; every span in the program indexes into it.
        title: the headline as the file gives it, else its first short line, else the file's stem.
        media_type: e.g. "text/plain".
        source: who published it (newspaper, website, unit), when the file says so.
        published: the day of publication, when the file says so.
        places: sorted, not overlapping; empty when `text` is the decoded file, character for character.
    """

    id: str
    name: str
    text: str
    title: str
    media_type: str
    source: str | None = None
    published: date | None = None
    places: tuple[Place, ...] = ()

    def locate(self, start: int) -> Place:
        """The place in the original of the character `start` of the text (a `Place` of that one character)."""
        if not self.places:
            return Place(start, start + 1, "", start)
        found = max(bisect_right(self.places, start, key=lambda place: place.start) - 1, 0)
        place = self.places[found]
        origin = None if place.origin is None else place.origin + min(start - place.start, place.end - place.start)
        return Place(start, start + 1, place.label, origin, place.box)
