from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from corpus import Document, read_file


@pytest.fixture
def read_bytes(tmp_path: Path) -> Callable[[str, bytes], Document]:
    """Writes a file and reads it as the one document that it holds."""

    def read(name: str, data: bytes) -> Document:
        path = tmp_path / name
        path.write_bytes(data)
        (document,) = read_file(path)
        return document

    return read


@pytest.fixture
def pieces() -> Callable[[Document], list[tuple[str, str]]]:
    """The label and the text of each place of a document."""

    def of(document: Document) -> list[tuple[str, str]]:
        places = document.places
        assert all(one.end <= other.start for one, other in pairwise(places))
        return [(place.label, document.text[place.start : place.end]) for place in places]

    return of
