"""The store of a library: the source of truth, from which every index can be rebuilt."""

from collections.abc import Sequence
from datetime import UTC, datetime
from types import TracebackType
from typing import Self
from uuid import uuid4

from sqlalchemy import Connection, delete, insert, select, update

from corpus.document import Document
from corpus.errors import InvalidRequest, LibraryError, NotFound
from ingest.facts import Extraction
from kg.changes import Changes
from kg.clues import RULES
from kg.database import Database
from kg.deciding import Deciding
from kg.edges import Edges
from kg.identity import Identity
from kg.renewal import homes, point_on, stored_document, stored_extraction
from kg.review import Review
from kg.schema import DocumentRow, LibraryRow, MeasureRow, PassageRow
from kg.statements import Statements, missing_ends

OUTDATED = (
    "这个资料库由旧版本写成，那时判断“谁是谁”的办法与现在不同，新旧不能混用。请先运行 jiangpu rebuild："
    "不必重新读入文件，人的裁定保留。"
)


class Store(Review):
    """A library in a database. Safe to share between threads; several programs may read while one writes."""

    @classmethod
    def open(cls, url: str, *, wait_s: float = 30.0, create: bool = True) -> Self:
        """Open a library, upgrading it where needed.

        Args:
            url: e.g. "sqlite:///library/library.db", whose missing folders are made, or "postgresql://host/name".
            wait_s: how long to wait for another program that is writing, in seconds.
            create: whether to make it where there is none.

        Raises:
            LibraryError: the database is damaged, another program's, or of a newer version; or another program writes;
                or it holds no library and `create` is False.
            InvalidRequest: the url cannot be understood.
        """
        database = Database.open(url, wait_s, create=create)
        store = cls(database)
        with database.reading() as session:
            is_new = session.scalar(select(LibraryRow.id)) is None
        if is_new:
            store._found()
        return store

    def _found(self) -> None:
        """Write the library's own row, unless another program has just done so."""
        with self._database.writing() as connection:
            if connection.scalar(select(LibraryRow.id)) is None:
                row = {"id": 1, "identity": uuid4().hex, "generation": 0, "created_at": datetime.now(UTC)}
                connection.execute(insert(LibraryRow), [row | {"rules": RULES}])

    def close(self) -> None:
        """Close the connections; the store cannot be used afterwards."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def add(self, document: Document, extraction: Extraction) -> bool:
        """Take in a document with what it says, in one transaction.

        Returns:
            False when the document is there already (and nothing was done). The same text under two ids, for example
            an article as .txt and as .docx, counts as two documents: each fact then has a sentence from both.

        Raises:
            InvalidRequest: the extraction is another document's, or relates what it does not list.
            LibraryError: the library cannot be written, or was made by other rules and has to be renewed first.
        """
        _check(document, extraction)
        with self._database.writing() as connection:
            changes, edges, identity = _workers(connection)
            if _holds(connection, document.id):
                return False
            _check_rules(connection)
            Statements(connection, document, extraction).write_document(changes.generation)
            _take_in(connection, document, extraction, (changes, edges, identity))
            changes.record()
        return True

    def succeed(self, document_id: str, successors: Sequence[str]) -> None:
        """Let what humans decided about persons of a document hold for the documents that take its place.

        A file that changed becomes another document. A decision on one of its persons, or its names without a proper
        part, goes over to the same name where exactly one of the successors has it, and once; else it lapses, until the
        old document is there again. The old document may be gone from the library already.
        """
        with self._database.writing() as connection:
            changes, _, identity = _workers(connection)
            Deciding(connection, identity).inherit(document_id, successors)
            changes.record()

    def remove(self, document_id: str) -> None:
        """Take a document out, and every fact, name and entity that nothing else says; raises NotFound."""
        with self._database.writing() as connection:
            changes, edges, identity = _workers(connection)
            if not _holds(connection, document_id):
                raise NotFound(f"资料库里没有编号为“{document_id}”的资料，无法移除。请用资料列表里的编号。")
            _take_out(connection, document_id, (changes, edges, identity))
            connection.execute(delete(DocumentRow).where(DocumentRow.id == document_id))
            changes.record()

    def is_outdated(self) -> bool:
        """Whether another version decided who is who by other rules, so that nothing may be added; see `renew`."""
        with self._database.reading() as session:
            return _is_outdated(session.connection())

    def require_current(self) -> None:
        """Raise LibraryError where the library is outdated, with what to do."""
        if self.is_outdated():
            raise LibraryError(OUTDATED)

    def renew(self) -> None:
        """Take every document in anew, as the library keeps it, so that who is who is decided by the present rules.

        Files are not read again, what humans decided stays, and the old ids of entities lead to the present ones. Where
        it is interrupted, it begins again the next time.
        """
        with self._database.reading() as session:
            documents = session.scalars(select(DocumentRow.id).order_by(DocumentRow.added)).all()
            before = homes(session.connection())
        for document_id in documents:
            with self._database.writing() as connection:
                workers = _workers(connection)
                document = stored_document(connection, document_id)
                extraction = stored_extraction(connection, document_id)
                _take_out(connection, document_id, workers)
                _take_in(connection, document, extraction, workers)
                workers[0].record()
        with self._database.writing() as connection:
            point_on(connection, before)
            connection.execute(update(LibraryRow).values(rules=RULES))

    def decide(self, one: str, other: str, *, same: bool) -> str:
        """Decide, as a human, that two things are one or are not; returns the decision's id.

        The decision is about handles, which are the same whenever a document comes back, and goes before all evidence.

        Args:
            one: id of an entity, or of a handle (see `identity_of`): what one document calls a person.
            other: likewise; where one is a handle of the other, the rest of that entity is meant.
            same: whether they are one.

        Raises:
            NotFound: no such id.
            InvalidRequest: the types differ, both are the same, or an earlier decision says otherwise.
        """
        with self._database.writing() as connection:
            changes, _, identity = _workers(connection)
            ruling = Deciding(connection, identity).decide(one, other, same)
            changes.record()
        return ruling

    def undecide(self, ruling_id: str) -> None:
        """Take a decision back, so that evidence decides again; raises NotFound."""
        with self._database.writing() as connection:
            changes, _, identity = _workers(connection)
            Deciding(connection, identity).undecide(ruling_id)
            changes.record()


_Workers = tuple[Changes, Edges, Identity]


def _take_in(connection: Connection, document: Document, extraction: Extraction, workers: _Workers) -> None:
    """Write what a document says, which itself is there."""
    changes, edges, identity = workers
    statements = Statements(connection, document, extraction)
    handles = identity.enter(extraction)
    changes.passages(statements.write_passages(handles))
    statements.write_relations(handles, identity.entity_by_handle(handles.values()), edges)
    statements.write_measures(handles)


def _take_out(connection: Connection, document_id: str, workers: _Workers) -> None:
    """Take away what a document says, but not the document."""
    changes, edges, identity = workers
    changes.passages(connection.scalars(select(PassageRow.id).where(PassageRow.document_id == document_id)))
    edges.drop(document_id)
    connection.execute(delete(MeasureRow).where(MeasureRow.document_id == document_id))
    connection.execute(delete(PassageRow).where(PassageRow.document_id == document_id))
    identity.leave(document_id)


def _holds(connection: Connection, document_id: str) -> bool:
    return connection.scalar(select(DocumentRow.id).where(DocumentRow.id == document_id)) is not None


def _is_outdated(connection: Connection) -> bool:
    rules = connection.scalars(select(LibraryRow.rules)).one()
    return rules != RULES and connection.scalar(select(DocumentRow.id).limit(1)) is not None


def _check_rules(connection: Connection) -> None:
    """Handles made in two ways would never meet: the same studio would be two."""
    if _is_outdated(connection):
        raise LibraryError(OUTDATED)
    connection.execute(update(LibraryRow).where(LibraryRow.rules != RULES).values(rules=RULES))


def _workers(connection: Connection) -> _Workers:
    changes = Changes(connection)
    edges = Edges(connection, changes)
    return changes, edges, Identity(connection, changes, edges)


def _check(document: Document, extraction: Extraction) -> None:
    if extraction.document_id != document.id:
        raise InvalidRequest(
            f"抽取结果属于资料 {extraction.document_id}，不是 {document.id}。请用同一份资料的抽取结果。"
        )
    if missing := missing_ends(extraction):
        names = "、".join(sorted(key.name for key in missing))
        raise InvalidRequest(f"资料 {document.id} 的抽取结果提到了没有列出的条目：{names}。请把它们列入 entities。")
