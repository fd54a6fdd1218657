"""Files read one by one without any library, as `jiangpu extract` does."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus import Document, UnreadableFile, read_file
from ingest import Explanation, Extractor, Reader, explain, extract
from ingest.facts import Extraction


@dataclass(frozen=True, slots=True)
class Extracted:
    """A document with its facts.

    Attributes:
        name: the file's stem; numbered where the file holds several documents.
    """

    name: str
    document: Document
    facts: Extraction
    reader: Reader

    def explained(self) -> Explanation:
        """How the facts were found."""
        return explain(self.document, self.reader, self.facts)


def extracted(
    files: Iterable[Path], refuse: Callable[[UnreadableFile], None], extractor: Extractor = extract
) -> Iterator[Extracted]:
    """The documents of the files; those that cannot be read, or lines of them, are handed to `refuse`."""
    reader = Reader.load()
    for file in files:
        try:
            documents = read_file(file, tell=refuse)
        except UnreadableFile as error:
            refuse(error)
            continue
        for number, document in enumerate(documents, 1):
            stem = Path(document.name).stem
            name = stem if len(documents) == 1 else f"{stem}-{number}"
            yield Extracted(name, document, extractor(document, reader), reader)
