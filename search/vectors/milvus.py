"""Vectors in Milvus: a server or cluster, or milvus-lite over one file."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from corpus import LibraryError
from search.state import State
from search.vectors.index import Vectors, name_of

if TYPE_CHECKING:
    from pymilvus import MilvusClient

T = TypeVar("T")

# Sent or asked for at a time: Milvus takes messages of up to 64 MB and gives back at most 16,384 rows.
AT_ONCE = 4096
# Of HNSW: the links of a vector, and how many candidates are kept while building and, at least, while searching.
LINKS, BUILDING, SEARCHING = 16, 200, 200


class Milvus:
    """A `VectorHome`: collections in Milvus, shared by all programs that use the library."""

    def __init__(self, uri: str) -> None:
        self._uri = uri
        self.name = uri.rpartition("@")[2]  # without a password
        self._lock = Lock()
        self._client: MilvusClient | None = None

    def open(self, made_of: State) -> "MilvusVectors":
        """See `VectorHome.open`."""
        name = name_of(made_of)
        with _said():
            client = self._connected()
            if not client.has_collection(name):
                raise LibraryError("Milvus 里没有这个资料库的向量。请重建索引。")
            client.load_collection(name)
        return MilvusVectors(client, name)

    def create(self, made_of: State) -> "MilvusVectors":
        """See `VectorHome.create`."""
        name = name_of(made_of)
        with _said():
            client = self._connected()
            if not client.has_collection(name):
                _create(client, name, made_of.dimensions)
        return MilvusVectors(client, name)

    def discard(self, made_of: State) -> None:
        """See `VectorHome.discard`."""
        with _said():
            self._connected().drop_collection(name_of(made_of))

    def close(self) -> None:
        """See `VectorHome.close`."""
        with self._lock:
            if self._client is not None:
                self._client.close()
            self._client = None

    def _connected(self) -> "MilvusClient":
        from pymilvus import MilvusClient  # noqa: PLC0415 - slow, and only there when installed

        with self._lock:
            if self._client is None:
                self._client = MilvusClient(self._uri)
            return self._client


class MilvusVectors:
    """A `VectorIndex` in one collection.

    Similarity is measured by the inner product, which of unit vectors is the cosine: the cosine of a text without any
    known word, whose vector is zero, would be no number.
    """

    def __init__(self, client: "MilvusClient", name: str) -> None:
        self._client, self._name = client, name

    def __len__(self) -> int:
        with _said():
            return int(self._client.query(self._name, filter="", output_fields=["count(*)"])[0]["count(*)"])

    def replace(self, numbers: Sequence[int], vectors: Vectors) -> None:
        """See `VectorIndex.replace`."""
        last = dict(zip(numbers, vectors, strict=True))
        rows = [{"number": number, "embedding": vector} for number, vector in last.items()]
        with _said():
            for some in _slices(rows):
                self._client.upsert(self._name, list(some))

    def remove(self, numbers: Sequence[int]) -> None:
        """See `VectorIndex.remove`."""
        with _said():
            for some in _slices(numbers):
                self._client.delete(self._name, ids=list(some))

    def nearest(self, vector: Vectors, k: int, among: range | Sequence[int]) -> dict[int, float]:
        """See `VectorIndex.nearest`."""
        if k < 1 or not len(among):
            return {}
        if isinstance(among, range):
            return self._nearest(vector, k, f"number >= {among.start} and number < {among.stop}")
        found: dict[int, float] = {}
        for some in _slices(among):
            found |= self._nearest(vector, k, f"number in {list(some)}")
        return dict(islice(sorted(found.items(), key=lambda one: -one[1]), k))

    def cosines(self, vector: Vectors, numbers: Sequence[int]) -> dict[int, float]:
        """See `VectorIndex.cosines`."""
        found: dict[int, float] = {}
        with _said():
            for some in _slices(numbers):
                for row in self._client.get(self._name, ids=list(some), output_fields=["number", "embedding"]):
                    found[row["number"]] = float(np.vecdot(np.asarray(row["embedding"], dtype=np.float32), vector))
        return {number: found[number] for number in numbers if number in found}

    def save(self) -> None:
        """See `VectorIndex.save`; what is not flushed is found too, but 20 times more slowly."""
        with _said():
            self._client.flush(self._name)

    def _nearest(self, vector: Vectors, k: int, wanted: str) -> dict[int, float]:
        looking = {"metric_type": "IP", "params": {"ef": max(k, SEARCHING)}}
        with _said():
            (hits,) = self._client.search(self._name, [vector], filter=wanted, limit=k, search_params=looking)
        return {hit["number"]: float(hit["distance"]) for hit in hits}


def _create(client: "MilvusClient", name: str, dimensions: int) -> None:
    from pymilvus import DataType  # noqa: PLC0415 - as above

    schema = client.create_schema(auto_id=False)
    schema.add_field("number", DataType.INT64, is_primary=True)
    schema.add_field("embedding", DataType.FLOAT_VECTOR, dim=dimensions)
    index = client.prepare_index_params()
    building = {"M": LINKS, "efConstruction": BUILDING}
    index.add_index("embedding", index_type="HNSW", metric_type="IP", params=building)
    # "Strong": who asks sees all that was written before, by whomever.
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")


@contextmanager
def _said() -> Iterator[None]:
    """Says a failure of Milvus as a LibraryError; what the program itself does wrong passes through."""
    try:
        from pymilvus import MilvusException  # noqa: PLC0415 - as above
    except ModuleNotFoundError as error:
        raise LibraryError("没有安装 Milvus 的驱动程序。请运行 pip install 'jiangpu[milvus]'，再试一次。") from error
    try:
        yield
    except MilvusException as error:
        cure = "请检查地址（JIANGPU_VECTORS）和它是否在运行；索引不在了就运行 jiangpu rebuild"
        raise LibraryError(f"Milvus 里的向量用不了（{error.message}）。{cure}。") from error


def _slices(items: Sequence[T]) -> Iterator[Sequence[T]]:
    return (items[start : start + AT_ONCE] for start in range(0, len(items), AT_ONCE))
