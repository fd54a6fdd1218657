"""Brings a database's schema to this program's, by the revisions in kg/migrations."""

from importlib.resources import as_file, files

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect

from corpus.errors import LibraryError
from kg.schema import REVISION


def is_current(connection: Connection) -> bool:
    """Whether the schema is this program's; costs two short queries."""
    return MigrationContext.configure(connection).get_current_revision() == REVISION


def migrate(connection: Connection, where: str, *, create: bool = True) -> None:
    """Upgrade inside the connection's transaction; does nothing where another program has just done it.

    Raises:
        LibraryError: the database is another program's, was written by a newer version of this one, or holds no
            library and none is to be created.
    """
    current = MigrationContext.configure(connection).get_current_revision()
    if current == REVISION:
        return
    if current is None and inspect(connection).get_table_names():
        raise LibraryError(f"{where} 是别的程序的数据库，不是匠谱的资料库。请换一个路径。")
    if current is None and not create:
        raise LibraryError(f"{where} 里还没有资料库。请先用 jiangpu ingest 读入资料，或用 jiangpu migrate 搬来一个。")
    if current is not None and current > REVISION:
        raise LibraryError(f"资料库 {where} 由更新的版本写成（{current}，本程序只到 {REVISION}）。请升级匠谱后再打开。")
    with as_file(files("kg").joinpath("migrations")) as folder:
        config = Config()
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
