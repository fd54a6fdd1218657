"""Brings a database's schema to this program's, by the revisions in kg/migrations."""

from importlib.resources import as_file, files
from typing import Final

from sqlalchemy import Connection, String, column, inspect, select, table

from corpus.errors import LibraryError
from kg.schema import REVISION

# As alembic writes it.
_VERSIONS: Final = "alembic_version"
_VERSION: Final = column("version_num", String)


def is_current(connection: Connection) -> bool:
    """Whether the schema is this program's; costs two short queries."""
    return _revision(connection) == REVISION


def migrate(connection: Connection, where: str, *, create: bool = True) -> None:
    """Upgrade inside the connection's transaction; does nothing where another program has just done it.

    Raises:
        LibraryError: the database is another program's, was written by a newer version of this one, or holds no
            library and none is to be created.
    """
    current = _revision(connection)
    if current == REVISION:
        return
    if current is None and inspect(connection).get_table_names():
        raise LibraryError(f"{where} 是别的程序的数据库，不是匠谱的资料库。请换一个路径。")
    if current is None and not create:
        raise LibraryError(f"{where} 里还没有资料库。请先用 jiangpu ingest 读入资料，或用 jiangpu migrate 搬来一个。")
    if current is not None and current > REVISION:
        raise LibraryError(f"资料库 {where} 由更新的版本写成（{current}，本程序只到 {REVISION}）。请升级匠谱后再打开。")
    from alembic import command  # noqa: PLC0415  takes a tenth of the program's start, and is wanted once a library
    from alembic.config import Config  # noqa: PLC0415

    with as_file(files("kg").joinpath("migrations")) as folder:
        config = Config()
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _revision(connection: Connection) -> str | None:
    """Of the schema that is there; None where there is none yet."""
    if not inspect(connection).has_table(_VERSIONS):
        return None
    return connection.execute(select(_VERSION).select_from(table(_VERSIONS))).scalar()
