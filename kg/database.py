"""The connection to a library's database: how it is opened, read, written, and how its failures are said."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import Connection, Engine, Select, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from corpus.errors import InvalidRequest, LibraryError
from kg.migrate import is_current, migrate


class Database:
    """An open database whose schema is this program's."""

    def __init__(self, engine: Engine, where: str) -> None:
        # One transaction of SQLite sees one state anyway; others have to be told.
        sees_one_state = {} if _is_sqlite(engine.url) else {"isolation_level": "REPEATABLE READ"}
        self._readers = engine.execution_options(**sees_one_state)
        self._writers = engine.execution_options(writes=True)
        self.where = where

    @classmethod
    def open(cls, url: str, wait_s: float, *, create: bool = True) -> "Database":
        """Open the database, upgrading it, and creating it where wanted; raises LibraryError when that cannot be."""
        place, where = _parsed(url)
        with _said(where):
            if _is_sqlite(place):
                Path(where).parent.mkdir(parents=True, exist_ok=True)
            engine = _engine(place, wait_s)
            with ExitStack() as on_failure:
                on_failure.callback(engine.dispose)
                with engine.connect() as connection:
                    current = is_current(connection)
                if not current:
                    with engine.execution_options(writes=True).begin() as connection:
                        migrate(connection, where, create=create)
                on_failure.pop_all()
        return cls(engine, where)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one state of the library, also while another one writes."""
        with _said(self.where), Session(self._readers) as session:
            yield session

    def value(self, statement: Select[Any]) -> Any:
        """One value, as it is now; for what is asked with every request, a session costs more than the answer."""
        with _said(self.where), self._readers.connect() as connection:
            return connection.execute(statement).scalar_one()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A session whose changes are all kept at its end, or none of them."""
        with _said(self.where), self._writers.begin() as connection:
            yield connection

    def close(self) -> None:
        """Close all connections."""
        self._readers.dispose()


def _parsed(url: str) -> tuple[URL, str]:
    try:
        place = make_url(url)
    except ArgumentError as error:
        raise InvalidRequest(
            "资料库地址无法理解。请写成 sqlite:///文件夹/library.db 或 postgresql://用户:口令@主机/数据库 的样子。"
        ) from error
    if place.drivername in {"postgres", "postgresql"}:  # as PostgreSQL itself writes addresses
        place = place.set(drivername="postgresql+psycopg")
    if _is_sqlite(place) and place.database in {None, "", ":memory:"}:
        raise InvalidRequest("资料库要存在文件里。请写成 sqlite:///文件夹/library.db 的样子。")
    return place, place.database or "" if _is_sqlite(place) else place.render_as_string(hide_password=True)


def _is_sqlite(place: URL) -> bool:
    return place.get_backend_name() == "sqlite"


def _engine(url: URL, wait_s: float) -> Engine:
    sqlite = _is_sqlite(url)
    try:
        engine = create_engine(
            url,
            json_deserializer=orjson.loads,
            json_serializer=lambda value: json.dumps(value, ensure_ascii=False, separators=(",", ":")),
            connect_args={"timeout": wait_s} if sqlite else {},
        )
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise LibraryError(
            f"没有安装“{url.drivername}”数据库的驱动程序。请先安装（PostgreSQL：pip install 'jiangpu[postgresql]'），"
            "或改用 sqlite 资料库。"
        ) from error
    if sqlite:
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    elif url.get_backend_name() == "postgresql":
        event.listen(engine, "begin", partial(_begin_postgresql, wait_s))
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    """WAL lets readers work while one writes.

    synchronous=NORMAL then keeps every committed transaction when the process is killed at any moment (the pages are
    with the operating system by then); only a power failure may lose the last commits, never the consistency.
    """
    assert isinstance(connection, sqlite3.Connection)
    connection.isolation_level = None  # transactions are begun by _begin_sqlite, so that DDL is inside them too
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes its lock at once and waits for it; taking it later would fail instead of waiting."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


# Any number will do that no other program at the same database has chosen.
_WRITERS = 7_258_391


def _begin_postgresql(wait_s: float, connection: Connection) -> None:
    """Writers follow one another as in SQLite, from their first statement on, also where there are no tables yet."""
    if connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(1000 * wait_s)}")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS})")


# What the databases' messages mean to the person at the screen: (part of the message, what is wrong, what to do).
_FAILURES = (
    ("locked", "正被另一个程序写入，等了很久仍未空出", "请等那个程序结束，再试一次"),
    ("lock timeout", "正被另一个程序写入，等了很久仍未空出", "请等那个程序结束，再试一次"),
    ("not a database", "不是匠谱的资料库，或已损坏", "请改用备份，或另选文件夹重新导入原始资料"),
    ("malformed", "已损坏", "请改用备份，或另选文件夹重新导入原始资料"),
    ("disk is full", "写不下了，磁盘已满", "请腾出空间，再试一次"),
    ("permission denied", "没有权限", "请让数据库的管理员给这个账号建表和读写的权限"),
    ("readonly", "不能写入", "请检查文件和文件夹的权限"),
    ("unable to open", "打不开", "请检查路径和权限"),
    ("connection", "连不上", "请检查数据库的地址、账号和网络"),
)


@contextmanager
def _said(where: str) -> Iterator[None]:
    """Says a failure of the database as a LibraryError; faults of the program itself pass through."""
    try:
        yield
    except OSError as error:
        raise LibraryError(f"资料库 {where} 打不开：{error.strerror}。请检查路径和权限。") from error
    except DatabaseError as error:
        message = str(error.orig)
        for part, problem, cure in _FAILURES:
            if part in message:
                raise LibraryError(f"资料库 {where} {problem}。{cure}。") from error
        raise
