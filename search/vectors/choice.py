"""Where vectors are kept, chosen once."""

from pathlib import Path

from corpus import InvalidRequest
from search.vectors.flat import FlatFile
from search.vectors.index import VectorHome
from search.vectors.milvus import Milvus
from search.vectors.postgresql import PostgreSQL


def vector_home(choice: str, folder: Path, database: str = "") -> VectorHome:
    """The home of a library's vectors.

    Args:
        choice: "faiss": files; "postgresql": the library's own database; anything else is the address of a Milvus
            server (http://host:19530, with user:password@ before the host where it wants them), or the path of a
            file, ending in .db, for milvus-lite.
        folder: of the index, for the files.
        database: the address of the library's; empty where that is a file.

    Raises:
        InvalidRequest: the choice cannot be understood or does not go with the database.
    """
    if choice == FlatFile.name:
        return FlatFile(folder / "vectors")
    if choice == PostgreSQL.name:
        if not database.startswith("postgres"):
            raise InvalidRequest(
                "向量要放在 PostgreSQL 里，资料库却不在那里。请设 JIANGPU_DATABASE，或把 JIANGPU_VECTORS 改回 faiss。"
            )
        return PostgreSQL(database)
    if choice.startswith(("http://", "https://")) or choice.endswith(".db"):
        return Milvus(choice)
    raise InvalidRequest(
        f"不认得向量的去处“{choice}”。可以写 faiss、postgresql，或 Milvus 的地址（http://主机:19530）。"
    )
