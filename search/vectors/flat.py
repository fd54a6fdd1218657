"""The index that is built in: exact, searched by faiss, in one folder."""

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock

import faiss
import numpy as np

from corpus import LibraryError
from search.state import FILE, State
from search.vectors.files import Batch, append_batch, read_base, read_batches, write_base
from search.vectors.index import Vectors
from search.vectors.segment import Numbers, Segment, as_numbers

# A log is folded into a new base when it holds more than this share of the base's vectors, and more than so many. Until
# then all that has changed is read when the index is opened; folding writes everything anew.
FOLDED_SHARE, FOLDED_LEAST = 1 / 8, 4096
_BASES = re.compile(r"(\d+)\.base")


class FlatFile:
    """A `VectorHome`: the folder that one library's index has for itself."""

    name = FILE

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self._kept: FlatVectors | None = None

    def open(self, made_of: State) -> "FlatVectors":
        """See `VectorHome.open`; of what was opened before, only what has come since is read."""
        with self._lock:
            followed = self._kept and self._kept.followed(made_of.dimensions)
            self._kept = followed or FlatVectors.open(self._folder, made_of.dimensions)
            return self._kept.copy()

    def create(self, made_of: State) -> "FlatVectors":
        """See `VectorHome.create`."""
        if self._folder.is_file():
            self._folder.unlink()
        return FlatVectors(self._folder, made_of.dimensions)

    def discard(self, made_of: State) -> None:
        """See `VectorHome.discard`."""
        self.close()
        shutil.rmtree(self._folder, ignore_errors=True)
        # of versions that had all in one file
        self._folder.with_suffix(".faiss").unlink(missing_ok=True)

    def close(self) -> None:
        """See `VectorHome.close`."""
        with self._lock:
            self._kept = None


@dataclass(frozen=True, slots=True)
class _Place:
    """How far a state of the index has been read or written.

    Attributes:
        stamp: of the base, which is replaced and never changed: another one has another stamp.
        end: of the log, in bytes.
        logged: numbers in the log.
    """

    base: Path
    stamp: tuple[int, int, int]
    end: int = 0
    logged: int = 0

    @property
    def log(self) -> Path:
        """What came after the base."""
        return self.base.with_suffix(".log")


class FlatVectors:
    """Compares with every vector: exact, removes truly, needs no training.

    Measured on one core with 256 dimensions: 2.4 ms at 60,000 vectors, 40 ms at a million, four bytes a dimension.

    The first segment is mapped from the base, so that processes share it and opening does not read it; the later ones
    hold what came since, each at least twice as large as the next, so that there are few. What is written goes into the
    log, whatever the size of the base.
    """

    def __init__(self, folder: Path, dimensions: int) -> None:
        self._folder, self._dimensions = folder, dimensions
        none = np.empty(0, dtype=np.int64), np.empty((0, dimensions), dtype=np.float32)
        self._segments: tuple[Segment, ...] = (Segment.of(*none),)
        self._place: _Place | None = None
        # Numbers that were added or removed since the last save.
        self._unsaved: set[int] = set()

    @classmethod
    def open(cls, folder: Path, dimensions: int) -> "FlatVectors":
        """Reads an index.

        Raises:
            LibraryError: it is missing, damaged, or holds vectors of another length.
        """
        opened = cls(folder, dimensions)
        while (base := _newest(folder)) is not None:
            try:
                opened._place = _Place(base, _stamp(base))
                opened._segments = (read_base(base, dimensions),)
                opened._read_on()
            except FileNotFoundError:  # folded meanwhile into a newer one
                if _newest(folder) == base:
                    break
            else:
                return opened
        raise LibraryError(f"向量索引 {folder} 打不开或已损坏。请重建索引。")

    def copy(self) -> "FlatVectors":
        """The same state; what is written to either does not show in the other."""
        copied = FlatVectors(self._folder, self._dimensions)
        copied._segments, copied._place, copied._unsaved = self._segments, self._place, set(self._unsaved)
        return copied

    def followed(self, dimensions: int) -> "FlatVectors | None":
        """This with what has been saved since; None where that takes opening anew."""
        place = self._place
        if place is None or dimensions != self._dimensions or _newest(self._folder) != place.base:
            return None
        copied = self.copy()
        try:
            if _stamp(place.base) != place.stamp:
                return None
            copied._read_on()
        except OSError:
            return None
        return copied

    def __len__(self) -> int:
        return sum(map(len, self._segments))

    def replace(self, numbers: Sequence[int], vectors: Vectors) -> None:
        """See `VectorIndex.replace`."""
        last = {number: row for row, number in enumerate(numbers)}
        if last:
            self._take(as_numbers(list(last)), np.asarray(vectors, dtype=np.float32)[list(last.values())])
            self._unsaved.update(last)

    def remove(self, numbers: Sequence[int]) -> None:
        """See `VectorIndex.remove`."""
        wanted = as_numbers(numbers)
        held = [wanted[segment.rows(wanted)[0]] for segment in self._segments]
        gone = np.unique(np.concatenate(held))
        if len(gone):
            self._drop(gone)
            self._unsaved.update(gone.tolist())

    def nearest(self, vector: Vectors, k: int, among: range | Sequence[int]) -> dict[int, float]:
        """See `VectorIndex.nearest`."""
        if k < 1 or not len(among):
            return {}
        # One question is too little work to share: on a busy machine the threads' waiting for each other made it 80
        # times slower. The setting belongs to the calling thread, so it is made here.
        faiss.omp_set_num_threads(1)
        wanted = among if isinstance(among, range) else as_numbers(among)
        near = [segment.nearest(vector, k, wanted) for segment in self._segments]
        numbers, scores = (np.concatenate(parts) for parts in zip(*near, strict=True))
        best = np.argsort(-scores, kind="stable")[:k]
        return dict(zip(numbers[best].tolist(), scores[best].tolist(), strict=True))

    def cosines(self, vector: Vectors, numbers: Sequence[int]) -> dict[int, float]:
        """See `VectorIndex.cosines`."""
        asked = as_numbers(numbers)
        found: dict[int, float] = {}
        for segment in self._segments:
            places, rows = segment.rows(asked)
            # Row by row: a product with the whole matrix gives equal rows cosines that differ in the last place.
            cosines = np.vecdot(segment.vectors[rows], vector)
            found.update(zip(asked[places].tolist(), cosines.tolist(), strict=True))
        return {number: found[number] for number in numbers if number in found}

    def save(self) -> None:
        """See `VectorIndex.save`."""
        if self._place is None:
            self._fold()
        elif self._unsaved:
            logged = self._place.logged + len(self._unsaved)
            if logged > max(FOLDED_LEAST, FOLDED_SHARE * len(self._segments[0].numbers)):
                self._fold()
            else:
                end = append_batch(self._place.log, self._place.end, self._batch())
                self._place = replace(self._place, end=end, logged=logged)
        self._unsaved.clear()

    def _batch(self) -> Batch:
        """What is not yet saved."""
        numbers = as_numbers(sorted(self._unsaved))
        found = [segment.rows(numbers) for segment in self._segments]
        kept = np.concatenate([numbers[places] for places, _ in found])
        vectors = [segment.vectors[rows] for segment, (_, rows) in zip(self._segments, found, strict=True)]
        return Batch(np.concatenate([kept, np.setdiff1d(numbers, kept)]), np.concatenate(vectors))

    def _fold(self) -> None:
        """Writes all into a new base; those before it are of no more use."""
        self._folder.mkdir(parents=True, exist_ok=True)
        newest = _newest(self._folder)
        base = self._folder / f"{int(newest.stem) + 1 if newest else 1:06}.base"
        write_base(base, self._segments, self._dimensions)
        self._segments = (read_base(base, self._dimensions),)
        self._place = _Place(base, _stamp(base))
        for old in self._folder.iterdir():
            if old.stem != base.stem:
                _unlink(old)

    def _read_on(self) -> None:
        """Takes what the log holds beyond what has been read."""
        assert self._place
        batches, end = read_batches(self._place.log, self._place.end, self._dimensions)
        if batches:
            numbers, vectors, gone = _net(batches)
            self._drop(gone)
            self._take(numbers, vectors)
            logged = sum(len(batch.numbers) for batch in batches)
            self._place = replace(self._place, end=end, logged=self._place.logged + logged)

    def _take(self, numbers: Numbers, vectors: Vectors) -> None:
        if len(numbers):
            self._drop(numbers)
            base, *later = *self._segments, Segment.of(numbers, vectors)
            while len(later) > 1 and len(later[-2].numbers) < 2 * len(later[-1].numbers):
                later[-2:] = [later[-2].joined(later[-1])]
            self._segments = (base, *later)

    def _drop(self, numbers: Numbers) -> None:
        self._segments = tuple(segment.without(numbers) for segment in self._segments)


def _net(batches: Sequence[Batch]) -> tuple[Numbers, Vectors, Numbers]:
    """What batches one after another come to: numbers with their vectors, and numbers that are gone."""
    numbers = np.concatenate([batch.numbers for batch in batches])
    vectors = np.concatenate([batch.vectors for batch in batches])
    rows, before = np.full(len(numbers), -1), [0, 0]
    for batch in batches:
        at, row = before
        rows[at : at + len(batch.vectors)] = np.arange(row, row + len(batch.vectors))
        before = [at + len(batch.numbers), row + len(batch.vectors)]
    last, first_from_behind = np.unique(numbers[::-1], return_index=True)
    final = rows[::-1][first_from_behind]
    return last[final >= 0], vectors[final[final >= 0]], last[final < 0]


def _newest(folder: Path) -> Path | None:
    bases = [path for path in folder.glob("*.base") if _BASES.fullmatch(path.name)]
    return max(bases, key=lambda path: int(path.stem), default=None)


def _stamp(path: Path) -> tuple[int, int, int]:
    status = path.stat()
    return status.st_ino, status.st_mtime_ns, status.st_size


def _unlink(path: Path) -> None:
    """Where the system does not let go of a file that another process has mapped, the next fold takes it away."""
    try:
        path.unlink()
    except OSError:
        return
