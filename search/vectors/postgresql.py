"""Vectors in PostgreSQL, by its extension pgvector."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import orjson
from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Engine,
    Float,
    MetaData,
    Select,
    Table,
    create_engine,
    delete,
    func,
    inspect,
    literal,
    make_url,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import UserDefinedType

from corpus import LibraryError
from search.numbering import KINDS, numbers_of_kind
from search.state import State
from search.vectors.index import Vectors, name_of

# pgvector's index takes no longer ones; they are compared with every vector.
MOST_INDEXED_DIMENSIONS = 2000
# How many vectors the index looks at; pgvector takes up to 1,000.
LEAST_LOOKED_AT, MOST_LOOKED_AT = 200, 1000


class PostgreSQL:
    """A `VectorHome`: tables in the library's database, shared by all programs that use the library."""

    name = "postgresql"

    def __init__(self, url: str) -> None:
        self._url = url
        self._engine: Engine | None = None

    def open(self, made_of: State) -> "PostgreSQLVectors":
        """See `VectorHome.open`."""
        with _said(), self._connected().connect() as connection:
            if not inspect(connection).has_table(name_of(made_of)):
                raise LibraryError("PostgreSQL 里没有这个资料库的向量。请重建索引。")
        return PostgreSQLVectors(self._connected(), _table(made_of))

    def create(self, made_of: State) -> "PostgreSQLVectors":
        """See `VectorHome.create`."""
        table = _table(made_of)
        with _said(), _writing(self._connected()) as connection:
            _require_pgvector(connection)
            if not inspect(connection).has_table(table.name):
                _create(connection, table, made_of.dimensions)
        return PostgreSQLVectors(self._connected(), table)

    def discard(self, made_of: State) -> None:
        """See `VectorHome.discard`."""
        with _said(), _writing(self._connected()) as connection:
            _table(made_of).drop(connection, checkfirst=True)

    def close(self) -> None:
        """See `VectorHome.close`."""
        if self._engine is not None:
            self._engine.dispose()

    def _connected(self) -> Engine:
        if self._engine is None:
            try:
                # PostgreSQL's own way to write addresses names no driver.
                self._engine = create_engine(make_url(self._url).set(drivername="postgresql+psycopg"))
            except ModuleNotFoundError as error:
                problem = "没有安装 PostgreSQL 的驱动程序"
                raise LibraryError(f"{problem}。请运行 pip install 'jiangpu[postgresql]'，再试一次。") from error
        return self._engine


class PostgreSQLVectors:
    """A `VectorIndex` in one table, each kind of item a partition of it with an index of its own.

    Similarity is measured by the inner product, which of unit vectors is the cosine: the cosine of a text without any
    known word, whose vector is zero, would be no number.
    """

    def __init__(self, engine: Engine, table: Table) -> None:
        self._engine, self._table = engine, table

    def __len__(self) -> int:
        with _said(), self._engine.connect() as connection:
            return connection.execute(select(func.count()).select_from(self._table)).scalar_one()

    def replace(self, numbers: Sequence[int], vectors: Vectors) -> None:
        """See `VectorIndex.replace`."""
        last = dict(zip(numbers, vectors, strict=True))
        if not last:
            return
        statement = insert(self._table)
        new, old = statement.excluded.embedding, self._table.c.embedding
        # Several programs write the same: what is there already need not be put into the index again.
        statement = statement.on_conflict_do_update(
            index_elements=["number"], set_={"embedding": new}, where=new != old
        )
        with _said(), _writing(self._engine) as connection:
            connection.execute(statement, [{"number": n, "embedding": _written(v)} for n, v in last.items()])

    def remove(self, numbers: Sequence[int]) -> None:
        """See `VectorIndex.remove`."""
        with _said(), _writing(self._engine) as connection:
            connection.execute(delete(self._table).where(self._among(list(numbers))))

    def nearest(self, vector: Vectors, k: int, among: range | Sequence[int]) -> dict[int, float]:
        """See `VectorIndex.nearest`."""
        if k < 1 or not len(among):
            return {}
        distance = self._distance(vector)
        query = select(self._table.c.number, -distance).where(self._among(among)).order_by(distance).limit(k)
        with _said(), self._engine.begin() as connection:
            if isinstance(among, range):
                looked_at = min(max(2 * k, LEAST_LOOKED_AT), MOST_LOOKED_AT)
                connection.execute(select(func.set_config("hnsw.ef_search", str(looked_at), True)))
                found = _pairs(connection, query)
                if len(found) == k:
                    return found
            # The index finds too few where much of it is excluded or was deleted. Bitmap scans are still allowed.
            connection.execute(select(func.set_config("enable_indexscan", "off", True)))
            return _pairs(connection, query)

    def cosines(self, vector: Vectors, numbers: Sequence[int]) -> dict[int, float]:
        """See `VectorIndex.cosines`."""
        query = select(self._table.c.number, -self._distance(vector)).where(self._among(list(numbers)))
        with _said(), self._engine.connect() as connection:
            found = _pairs(connection, query)
        return {number: found[number] for number in numbers if number in found}

    def save(self) -> None:
        """See `VectorIndex.save`: each change is committed when it is made."""

    def _distance(self, vector: Vectors) -> ColumnElement[float]:
        """The negative inner product."""
        return self._table.c.embedding.op("<#>", return_type=Float())(_written(vector))

    def _among(self, numbers: range | Sequence[int]) -> ColumnElement[bool]:
        number = self._table.c.number
        if isinstance(numbers, range):
            return (number >= numbers.start) & (number < numbers.stop)
        return number == func.any(literal(list(numbers), ARRAY(BigInteger)))


class _Vector(UserDefinedType[str]):
    """The column's type; a value is a vector as pgvector writes it, "[0.6,0.8]"."""

    cache_ok = True

    def __init__(self, dimensions: int) -> None:
        self.dimensions = dimensions

    def get_col_spec(self, **_options: object) -> str:
        """How the type is written in SQL."""
        return f"vector({self.dimensions})"


def _written(vector: Vectors) -> str:
    return orjson.dumps(vector, option=orjson.OPT_SERIALIZE_NUMPY).decode()


def _table(made_of: State) -> Table:
    return Table(
        name_of(made_of),
        MetaData(),
        Column("number", BigInteger, primary_key=True, autoincrement=False),
        Column("embedding", _Vector(made_of.dimensions), nullable=False),
        postgresql_partition_by="RANGE (number)",
    )


def _require_pgvector(connection: Connection) -> None:
    if connection.scalar(text("SELECT true FROM pg_extension WHERE extname = 'vector'")):
        return
    try:
        connection.execute(text("CREATE EXTENSION vector"))
    except DBAPIError as error:
        cure = "请安装 pgvector，并由数据库的管理员在这个库里运行 CREATE EXTENSION vector"
        raise LibraryError(f"PostgreSQL 里没有向量扩展 pgvector。{cure}；或把 JIANGPU_VECTORS 改回 faiss。") from error


def _create(connection: Connection, table: Table, dimensions: int) -> None:
    table.create(connection)
    for code, kind in enumerate(KINDS):
        numbers = numbers_of_kind(kind)
        bounds = f"FROM ({numbers.start}) TO ({numbers.stop})"
        connection.execute(text(f"CREATE TABLE {table.name}_{code} PARTITION OF {table.name} FOR VALUES {bounds}"))
    if dimensions <= MOST_INDEXED_DIMENSIONS:
        connection.execute(text(f"CREATE INDEX ON {table.name} USING hnsw (embedding vector_ip_ops)"))


def _pairs(connection: Connection, query: "Select[int, float]") -> dict[int, float]:
    return {row[0]: row[1] for row in connection.execute(query)}


@contextmanager
def _writing(engine: Engine) -> Iterator[Connection]:
    """A transaction in which nobody else writes vectors: two that change the same rows could block each other."""
    with engine.begin() as connection:
        connection.execute(select(func.pg_advisory_xact_lock(func.hashtext("jiangpu_vectors"))))
        yield connection


@contextmanager
def _said() -> Iterator[None]:
    """Says a failure of the database as a LibraryError; what the program itself does wrong passes through."""
    try:
        yield
    except DBAPIError as error:
        problem = str(error.orig).strip().partition("\n")[0]
        cure = "请检查数据库是否在运行、账号的权限；索引不在了就运行 jiangpu rebuild"
        raise LibraryError(f"PostgreSQL 里的向量用不了（{problem}）。{cure}。") from error
