"""The made-up libraries that the parts measure on; made once, and kept where a folder for them is given."""

import shutil
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from benchmarks.generated.crowd import documents
from benchmarks.scale.filling import fill
from kg import Store
from search import Searcher, load_encoder

SEED = 1
PASSAGES, ENTITIES = 7.4, 2.0
"""Of a document, about; the counts are told as they are."""


@dataclass(frozen=True, slots=True)
class MadeUp:
    """A library of the first so many documents of the crowd."""

    folder: Path
    documents: int
    passages: int
    entities: int
    relations: int

    @property
    def url(self) -> str:
        """Of the store."""
        return f"sqlite:///{self.folder}/library.db"

    @property
    def index(self) -> Path:
        """The folder of the index, as `jiangpu serve` expects it."""
        return self.folder / "index"


def of_passages(count: int, keep: Path) -> MadeUp:
    """A library of about so many passages, indexed."""
    made = _of_documents(max(1, round(count / PASSAGES)), keep)
    with Store.open(made.url) as store:
        Searcher.open(store, made.index, load_encoder()).sync()
    return made


def of_entities(count: int, keep: Path) -> MadeUp:
    """A library of about so many entities, not indexed."""
    return _of_documents(max(1, round(count / ENTITIES)), keep)


def texts_of(made: MadeUp) -> dict[str, str]:
    """The passages of a library by their ids."""
    told = (one.extraction for one in islice(documents(SEED), made.documents))
    return {f"{one.document_id}-{n}": passage.text for one in told for n, passage in enumerate(one.passages)}


def _of_documents(count: int, keep: Path) -> MadeUp:
    folder = keep / f"documents-{count}"
    done = folder / "filled"
    if not done.exists():
        shutil.rmtree(folder, ignore_errors=True)  # of a run that was interrupted
        fill(folder, islice(documents(SEED), count))
        done.touch()
    with Store.open(f"sqlite:///{folder}/library.db") as store:
        counts = store.counts()
    return MadeUp(folder, count, counts["passages"], counts["entities"], counts["relations"])
