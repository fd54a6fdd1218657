"""A library moved from one place to another, between SQLite and PostgreSQL or within either."""

import shutil
from dataclasses import dataclass

from api.home import Home
from api.origins import Origins
from kg import TransferProgress, transfer


@dataclass(frozen=True, slots=True)
class Migration:
    """What arrived.

    Attributes:
        rows: of each table, as counted in the target.
        counts: what a library of these rows tells of itself, as in `jiangpu stats`.
    """

    source: Home
    target: Home
    rows: dict[str, int]
    counts: dict[str, int]


def migrate(source: Home, target: Home, progress: TransferProgress | None = None) -> Migration:
    """Moves everything but the index, which the target's first user makes anew; the source stays as it is.

    Raises:
        InvalidRequest: the target holds a library already, or an address cannot be understood.
        LibraryError: there is no source, or one of the two cannot be used.
    """

    def alongside() -> None:
        Origins(target.files).take_over(Origins(source.files), source.uploads, target.uploads)
        shutil.rmtree(target.index, ignore_errors=True)

    with source.store(create=False) as ours, target.store(create=True) as theirs:
        rows = transfer(ours, theirs, progress, alongside)
        return Migration(source, target, rows, theirs.counts())
