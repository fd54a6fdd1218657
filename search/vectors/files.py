"""The two files of an index: a base that is mapped and never changed, and a log of what came after it.

A stop at any moment leaves the log with a last batch that is not whole; it is passed over, and cut off before the next
one is written.
"""

import mmap
import os
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import faiss
import numpy as np
import numpy.typing as npt

from corpus import LibraryError
from search.durable import replacing
from search.numbering import KINDS, numbers_of_kind
from search.vectors.index import Vectors
from search.vectors.segment import Numbers, Segment
from search.vectors.sketch import Sketch, packed, sampled, sketched, unpacked

# Mark, dimensions, count, bytes of the sketches; then the numbers, the vectors, the sketches.
_BASE = struct.Struct("<8sqqq32x")
_BASE_MARK = b"JPVBASE1"
# Mark, checksum of what follows, numbers in all, those of them, the first ones, that have a vector.
_BATCH = struct.Struct("<4sIqq")
_BATCH_MARK = b"JPVB"
_NUMBER, _VALUE = np.dtype("<i8"), np.dtype("<f4")
# Rows that are copied at a time.
_AT_ONCE = 2**16


@dataclass(frozen=True, slots=True)
class Batch:
    """Numbers [n] that were written together: the first of them got these vectors [m, d], the others went."""

    numbers: Numbers
    vectors: Vectors


def write_base(path: Path, segments: Sequence[Segment], dimensions: int) -> None:
    """Writes what holds in the segments, in the order of its numbers, and a sketch of each numerous kind.

    Its work is small for faiss: threads that wait for each other on a busy machine take many times as long.
    """
    faiss.omp_set_num_threads(1)
    whole = _Whole(segments, dimensions)
    bounds = np.searchsorted(whole.numbers, [numbers_of_kind(kind).start for kind in KINDS]).tolist()
    sketches = [
        Sketch.fitted(start, stop, whole.vectors(sampled(start, stop))) for start, stop in sketched(bounds, dimensions)
    ]
    with replacing(path) as file:
        file.write(bytes(_BASE.size))
        file.write(whole.numbers.astype(_NUMBER, copy=False).data)
        for start in range(0, len(whole.numbers), _AT_ONCE):
            block = whole.vectors(np.arange(start, min(start + _AT_ONCE, len(whole.numbers))))
            file.write(block.data)
            for sketch in sketches:
                sketch.add(start, block)
        last = packed(sketches)
        file.write(last)
        file.seek(0)
        file.write(_BASE.pack(_BASE_MARK, dimensions, len(whole.numbers), len(last)))


class _Whole:
    """What holds in segments, as one in the order of its numbers."""

    def __init__(self, segments: Sequence[Segment], dimensions: int) -> None:
        numbers = np.concatenate([segment.numbers[segment.live] for segment in segments])
        order = np.argsort(numbers)
        self.numbers = numbers[order]
        self._segments, self._dimensions = segments, dimensions
        self._owners = np.repeat(np.arange(len(segments)), [len(segment) for segment in segments])[order]
        self._rows = np.concatenate([np.flatnonzero(segment.live) for segment in segments])[order]

    def vectors(self, places: npt.NDArray[np.intp]) -> Vectors:
        """Those at some places of the numbers."""
        block = np.empty((len(places), self._dimensions), dtype=_VALUE)
        for owner, segment in enumerate(self._segments):
            theirs = self._owners[places] == owner
            block[theirs] = segment.vectors[self._rows[places[theirs]]]
        return block


def read_base(path: Path, dimensions: int) -> Segment:
    """Maps a base; what is not looked at is not read.

    Raises:
        FileNotFoundError: there is none.
        LibraryError: it is damaged, or holds vectors of another length.
    """
    try:
        with path.open("rb") as file:
            content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        mark, length, count, last = _BASE.unpack_from(content)
        end = _BASE.size + count * (_NUMBER.itemsize + length * _VALUE.itemsize)
        whole = len(content) == end + last
        sketches = tuple(unpacked(content[end:])) if whole else ()
    except FileNotFoundError:
        raise
    except (OSError, ValueError, RuntimeError, struct.error) as error:
        raise LibraryError(f"向量索引 {path} 打不开或已损坏。请重建索引。") from error
    if mark != _BASE_MARK or not whole:
        raise LibraryError(f"向量索引 {path} 打不开或已损坏。请重建索引。")
    if length != dimensions:
        raise LibraryError(f"向量索引 {path} 的维数与现用模型不同。请重建索引。")
    numbers = np.frombuffer(content, _NUMBER, count, _BASE.size)
    vectors = np.frombuffer(content, _VALUE, count * length, _BASE.size + numbers.nbytes).reshape(count, length)
    return Segment(numbers, vectors, np.ones(count, dtype=np.bool_), sketches)


def append_batch(path: Path, end: int, batch: Batch) -> int:
    """Writes a batch behind the first `end` bytes of a log and makes sure that it is on the disk; returns its end."""
    content = batch.numbers.astype(_NUMBER, copy=False).tobytes() + batch.vectors.astype(_VALUE, copy=False).tobytes()
    head = _BATCH.pack(_BATCH_MARK, zlib.crc32(content), len(batch.numbers), len(batch.vectors))
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666), "r+b") as file:
        file.truncate(end)
        file.seek(end)
        file.write(head + content)
        file.flush()
        os.fsync(file.fileno())
        return file.tell()


def read_batches(path: Path, start: int, dimensions: int) -> tuple[list[Batch], int]:
    """The whole batches of a log from a byte on, where one begins, and the byte at which the last of them ends."""
    try:
        with path.open("rb") as file:
            file.seek(start)
            content = file.read()
    except FileNotFoundError:
        return [], start
    batches = list(_batches(content, dimensions))
    return [batch for batch, _ in batches], start + (batches[-1][1] if batches else 0)


def _batches(content: bytes, dimensions: int) -> Iterator[tuple[Batch, int]]:
    """Each batch with its end."""
    at = 0
    while at + _BATCH.size <= len(content):
        mark, checksum, count, held = _BATCH.unpack_from(content, at)
        at += _BATCH.size
        end = at + count * _NUMBER.itemsize + held * dimensions * _VALUE.itemsize
        if mark != _BATCH_MARK or not 0 <= held <= count or end > len(content):
            return
        if zlib.crc32(memoryview(content)[at:end]) != checksum:
            return
        numbers = np.frombuffer(content, _NUMBER, count, at)
        vectors = np.frombuffer(content, _VALUE, held * dimensions, at + numbers.nbytes).reshape(held, dimensions)
        yield Batch(numbers, vectors), end
        at = end
