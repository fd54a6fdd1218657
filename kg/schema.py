"""The tables of a library: portable between SQLite and PostgreSQL, string keys, JSON where a value is only read whole.

Three layers. What documents say (documents, passages, mentions, evidence, measures) never changes while its document
stays. Handles are the smallest things that identity is decided about: a proper name that any number of documents give
("甘肃省总工会"), or one document's person or generic name. Entities are groups of handles; relations join entities and
are derived from the evidence, so that a changed decision on who is who only moves handles and re-derives.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Date, Float, ForeignKey, Index, Integer, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from kg.moment import Moment

# The revision of kg/migrations that these models describe.
REVISION = "0006"

type_name = String(32)


class Base(DeclarativeBase):
    """All tables; constraints are named alike on every database, which migrations need."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class LibraryRow(Base):
    """The one row about the library itself; writers lock it first, so that they follow one another.

    `rules` counts the ways in which handles have been made (see kg/clues.py).
    """

    __tablename__ = "library"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    identity: Mapped[str] = mapped_column(String(32))
    generation: Mapped[int] = mapped_column(Integer)
    created_at: Mapped[datetime] = mapped_column(Moment)
    rules: Mapped[int] = mapped_column(Integer, server_default="0")


class DocumentRow(Base):
    """A document; `added` is the generation at which it came, the order of lists.

    `places` is [[start, end, label, origin, box]]; `articles` is [{"title", "spans", "on_topic", "reason"}], and empty
    where the document was read by a version that knew of none; each of `suspicions` is [start, end, text, suggestion,
    reason, confidence].
    """

    __tablename__ = "documents"
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    media_type: Mapped[str] = mapped_column(Text)
    source: Mapped[str | None] = mapped_column(Text)
    published: Mapped[date | None] = mapped_column(Date)
    text: Mapped[str] = mapped_column(Text)
    places: Mapped[list[Any]] = mapped_column(JSON)
    suspicions: Mapped[list[Any]] = mapped_column(JSON, server_default="[]")
    articles: Mapped[list[Any]] = mapped_column(JSON, server_default="[]")
    added: Mapped[int] = mapped_column(Integer, index=True)
    added_at: Mapped[datetime] = mapped_column(Moment)


class PassageRow(Base):
    """A sentence of a document."""

    __tablename__ = "passages"
    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"), index=True)
    ordinal: Mapped[int] = mapped_column(Integer)
    text: Mapped[str] = mapped_column(Text)
    spans: Mapped[list[list[int]]] = mapped_column(JSON)
    place: Mapped[str] = mapped_column(Text)


class EntityRow(Base):
    """A real-world thing; name, aliases and attrs are derived from its handles."""

    __tablename__ = "entities"
    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    type: Mapped[str] = mapped_column(type_name)
    name: Mapped[str] = mapped_column(Text)
    key: Mapped[str] = mapped_column(Text)
    aliases: Mapped[list[str]] = mapped_column(JSON)
    attrs: Mapped[dict[str, str]] = mapped_column(JSON)
    __table_args__ = (Index(None, "key", "id"), Index(None, "type", "key"))


class HandleRow(Base):
    """The smallest thing that identity is decided about.

    `document_id` is set for persons and generic names, which are never one across documents by their name alone. `uses`
    counts the mentions rows. `reason` and `confidence` tell why it belongs to its entity. `entity_id` is null only
    inside a transaction.
    """

    __tablename__ = "handles"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    type: Mapped[str] = mapped_column(type_name)
    key: Mapped[str] = mapped_column(Text)
    document_id: Mapped[str | None] = mapped_column(String(64))
    entity_id: Mapped[str | None] = mapped_column(ForeignKey("entities.id"), index=True)
    uses: Mapped[int] = mapped_column(Integer)
    reason: Mapped[str] = mapped_column(Text)
    confidence: Mapped[float] = mapped_column(Float)
    __table_args__ = (Index(None, "key", "type"),)


class HandleNameRow(Base):
    """A name that documents give a handle; `is_full` is the name itself, else an alias."""

    __tablename__ = "handle_names"
    handle_id: Mapped[str] = mapped_column(ForeignKey("handles.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(Text, primary_key=True)
    is_full: Mapped[bool] = mapped_column(Boolean, primary_key=True)
    key: Mapped[str] = mapped_column(Text, index=True)
    uses: Mapped[int] = mapped_column(Integer)


class HandleMarkRow(Base):
    """What may join a handle with another: an alias's key, or a clue about a person ("employer:金川集团公司")."""

    __tablename__ = "handle_marks"
    handle_id: Mapped[str] = mapped_column(ForeignKey("handles.id", ondelete="CASCADE"), primary_key=True)
    mark: Mapped[str] = mapped_column(Text, primary_key=True, index=True)
    uses: Mapped[int] = mapped_column(Integer)


class HandleAttrRow(Base):
    """A property that documents give a handle."""

    __tablename__ = "handle_attrs"
    handle_id: Mapped[str] = mapped_column(ForeignKey("handles.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(Text, primary_key=True)
    value: Mapped[str] = mapped_column(Text, primary_key=True)
    uses: Mapped[int] = mapped_column(Integer)


class MentionRow(Base):
    """An entity of one document's extraction, and the handle that it is.

    `bearer` tells persons of one name apart; each of `formerly` is [name, sentence, spans].
    """

    __tablename__ = "mentions"
    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True)
    type: Mapped[str] = mapped_column(type_name, primary_key=True)
    name: Mapped[str] = mapped_column(Text, primary_key=True)
    bearer: Mapped[str] = mapped_column(Text, primary_key=True, server_default="")
    handle_id: Mapped[str] = mapped_column(ForeignKey("handles.id"), index=True)
    aliases: Mapped[list[str]] = mapped_column(JSON)
    marks: Mapped[list[str]] = mapped_column(JSON)
    attrs: Mapped[dict[str, str]] = mapped_column(JSON)
    spans: Mapped[list[list[int]]] = mapped_column(JSON)
    formerly: Mapped[list[Any]] = mapped_column(JSON, server_default="[]")


class PassageMentionRow(Base):
    """A handle that a passage names, or means by 他, 该公司 and the like."""

    __tablename__ = "passage_mentions"
    passage_id: Mapped[str] = mapped_column(ForeignKey("passages.id", ondelete="CASCADE"), primary_key=True)
    handle_id: Mapped[str] = mapped_column(ForeignKey("handles.id"), primary_key=True, index=True)


class RelationRow(Base):
    """An edge between entities, derived from its evidence; `origins` has the document that gave each attribute."""

    __tablename__ = "relations"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    type: Mapped[str] = mapped_column(type_name)
    head_id: Mapped[str] = mapped_column(ForeignKey("entities.id"), index=True)
    tail_id: Mapped[str] = mapped_column(ForeignKey("entities.id"), index=True)
    attrs: Mapped[dict[str, str]] = mapped_column(JSON)
    origins: Mapped[dict[str, str]] = mapped_column(JSON)
    confidence: Mapped[float] = mapped_column(Float)


class EvidenceRow(Base):
    """A sentence that says a relation; `relation_id` is null where both ends turned out to be the same entity."""

    __tablename__ = "evidence"
    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"), index=True)
    ordinal: Mapped[int] = mapped_column(Integer)
    relation_id: Mapped[str | None] = mapped_column(ForeignKey("relations.id"), index=True)
    type: Mapped[str] = mapped_column(type_name)
    head_handle: Mapped[str] = mapped_column(ForeignKey("handles.id"), index=True)
    tail_handle: Mapped[str] = mapped_column(ForeignKey("handles.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    spans: Mapped[list[list[int]]] = mapped_column(JSON)
    place: Mapped[str] = mapped_column(Text)
    rule: Mapped[str] = mapped_column(Text)
    confidence: Mapped[float] = mapped_column(Float)
    attrs: Mapped[dict[str, str]] = mapped_column(JSON)


class MeasureRow(Base):
    """A figure as one document states it."""

    __tablename__ = "measures"
    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"), index=True)
    ordinal: Mapped[int] = mapped_column(Integer)
    handle_id: Mapped[str] = mapped_column(ForeignKey("handles.id"), index=True)
    type: Mapped[str] = mapped_column(type_name, index=True)
    value: Mapped[float] = mapped_column(Float(53))
    unit: Mapped[str] = mapped_column(Text)
    approx: Mapped[bool] = mapped_column(Boolean)
    planned: Mapped[bool] = mapped_column(Boolean)
    period: Mapped[str | None] = mapped_column(Text)
    since: Mapped[date | None] = mapped_column(Date)
    until: Mapped[date | None] = mapped_column(Date)
    text: Mapped[str] = mapped_column(Text)
    spans: Mapped[list[list[int]]] = mapped_column(JSON)
    place: Mapped[str] = mapped_column(Text)
    rule: Mapped[str] = mapped_column(Text)
    confidence: Mapped[float] = mapped_column(Float)


class ChangeRow(Base):
    """The last change of an entity or passage, for indexes to follow."""

    __tablename__ = "changes"
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    sequence: Mapped[int] = mapped_column(Integer, unique=True)


class FormerIdRow(Base):
    """The id of an entity that was found to be another one, so that old links still lead there."""

    __tablename__ = "former_ids"
    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    entity_id: Mapped[str] = mapped_column(String(40), index=True)


class RulingRow(Base):
    """What a human decided about who is who; stays when the documents go, and holds again when they come back."""

    __tablename__ = "rulings"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    same: Mapped[bool] = mapped_column(Boolean)
    type: Mapped[str] = mapped_column(type_name)
    ours_name: Mapped[str] = mapped_column(Text)
    theirs_name: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(Moment, index=True)


class RulingHandleRow(Base):
    """A handle that a ruling is about, whether or not it is in the library at present; `is_ours` tells the side.

    `block` is the name under which the handle is compared with others.
    """

    __tablename__ = "ruling_handles"
    ruling_id: Mapped[str] = mapped_column(ForeignKey("rulings.id", ondelete="CASCADE"), primary_key=True)
    handle_id: Mapped[str] = mapped_column(String(32), primary_key=True, index=True)
    is_ours: Mapped[bool] = mapped_column(Boolean)
    block: Mapped[str] = mapped_column(Text, index=True)


class DoubtRow(Base):
    """Two groups of handles, by a handle of each, that may be one entity; derived, for humans to decide."""

    __tablename__ = "doubts"
    one_handle: Mapped[str] = mapped_column(ForeignKey("handles.id", ondelete="CASCADE"), primary_key=True)
    other_handle: Mapped[str] = mapped_column(
        ForeignKey("handles.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    score: Mapped[float] = mapped_column(Float, index=True)
    speaks_for: Mapped[list[str]] = mapped_column(JSON)
    speaks_against: Mapped[list[str]] = mapped_column(JSON)
