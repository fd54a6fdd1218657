"""Where a library is: its database, and what this machine keeps beside it."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import InvalidRequest, LibraryError

if TYPE_CHECKING:  # the settings name a home before anything needs the graph
    from kg import Store

_DIGITS = 8
"""Of the digest that keeps the folders of two databases apart."""


@dataclass(frozen=True, slots=True)
class Home:
    """A library's places.

    Attributes:
        folder: on this machine; holds index/ and files.jsonl, and the database where that is a file.
        address: of a database that other machines may use too; empty for library.db in the folder.
        vectors: "faiss" for a file in index/, "postgresql" for that database, or the address of Milvus.
    """

    folder: Path
    address: str = ""
    vectors: str = "faiss"

    @classmethod
    def of(cls, place: str, beside: Path) -> "Home":
        """The home that a person means: a folder, or the address of a database.

        Args:
            place: a path, or what has "://" in it.
            beside: the folder in which this machine keeps what belongs to databases elsewhere.
        """
        return cls.at(place, beside) if is_address(place) else cls(Path(place))

    @classmethod
    def at(cls, address: str, beside: Path) -> "Home":
        """The home of a database, with a folder of its own in `beside`: the index of one never serves another."""
        place = address.partition("://")[2].rpartition("@")[2]  # without user and password: they may change
        return cls(beside / f"database-{hashlib.sha256(place.encode()).hexdigest()[:_DIGITS]}", address)

    @property
    def shared(self) -> bool:
        """Whether other machines may write to it."""
        return bool(self.address)

    @property
    def index(self) -> Path:
        """The folder of the search index, which can always be made anew."""
        return self.folder / "index"

    @property
    def files(self) -> Path:
        """The record of which file became which documents."""
        return self.folder / "files.jsonl"

    @property
    def uploads(self) -> Path:
        """Stands in that record for where uploads come from: they have a name only, and no file lies there."""
        return self.folder / "uploads"

    def store(self, *, create: bool) -> "Store":
        """Opens the database, making it and the folder where wanted.

        Raises:
            LibraryError: there is none and `create` is False, or it cannot be used.
            InvalidRequest: the address cannot be understood.
        """
        from kg import Store  # noqa: PLC0415

        database = self.folder / "library.db"
        if not create and not self.address and not database.is_file():
            raise LibraryError(
                f"{self.folder} 里还没有资料库。请先运行 jiangpu ingest 读入资料，或用 --library 指明位置。"
            )
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryError(
                f"无法建立资料库文件夹 {self.folder}（{error.strerror}）。请换一个可写的位置。"
            ) from error
        return Store.open(self.address or f"sqlite:///{database}", create=create)

    def __str__(self) -> str:
        """For people: the folder, or the address without user, password and options."""
        if not self.address:
            return str(self.folder)
        kind, _, rest = self.address.partition("://")
        return f"{kind}://{rest.rpartition('@')[2].partition('?')[0]}"


def is_address(place: str) -> bool:
    """Whether the place is a database's address, not a folder; raises InvalidRequest for one of SQLite."""
    if place.startswith("sqlite"):
        raise InvalidRequest("SQLite 的资料库请写它所在的文件夹，不写 sqlite:// 地址。")
    return "://" in place
