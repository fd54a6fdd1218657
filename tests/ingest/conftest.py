"""Reading a text given in the test itself."""

from collections.abc import Callable

import pytest

from corpus import Document
from ingest import Reader, extract
from ingest.facts import Extraction

Extract = Callable[[str], Extraction]


@pytest.fixture
def read(reader: Reader) -> Extract:
    """Extracts the facts of a text."""
    return lambda text: extract(Document("0" * 16, "样例.txt", text, "", "text/plain"), reader)
