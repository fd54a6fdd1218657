"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make all tables."""
    op.create_table(
        "changes",
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "id", name=op.f("pk_changes")),
        sa.UniqueConstraint("sequence", name=op.f("uq_changes_sequence")),
    )
    op.create_table(
        "documents",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
    )
    op.create_index(op.f("ix_documents_added"), "documents", ["added"], unique=False)
    op.create_table(
        "entities",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("type", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("attrs", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entities")),
    )
    op.create_index(op.f("ix_entities_key_id"), "entities", ["key", "id"], unique=False)
    op.create_index(op.f("ix_entities_type_key"), "entities", ["type", "key"], unique=False)
    op.create_table(
        "former_ids",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("entity_id", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_ids")),
    )
    op.create_index(op.f("ix_former_ids_entity_id"), "former_ids", ["entity_id"], unique=False)
    op.create_table(
        "library",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("identity", sa.String(length=32), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_library")),
    )
    op.create_table(
        "handles",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("type", sa.String(length=32), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("document_id", sa.String(length=64), nullable=True),
        sa.Column("entity_id", sa.String(length=40), nullable=True),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["entity_id"], ["entities.id"], name=op.f("fk_handles_entity_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handles")),
    )
    op.create_index(op.f("ix_handles_entity_id"), "handles", ["entity_id"], unique=False)
    op.create_index(op.f("ix_handles_key_type"), "handles", ["key", "type"], unique=False)
    op.create_table(
        "passages",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("document_id", sa.String(length=64), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_passages_document_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passages")),
    )
    op.create_index(op.f("ix_passages_document_id"), "passages", ["document_id"], unique=False)
    op.create_table(
        "relations",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("type", sa.String(length=32), nullable=False),
        sa.Column("head_id", sa.String(length=40), nullable=False),
        sa.Column("tail_id", sa.String(length=40), nullable=False),
        sa.Column("attrs", sa.JSON(), nullable=False),
        sa.Column("origins", sa.JSON(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["head_id"], ["entities.id"], name=op.f("fk_relations_head_id")),
        sa.ForeignKeyConstraint(["tail_id"], ["entities.id"], name=op.f("fk_relations_tail_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relations")),
    )
    op.create_index(op.f("ix_relations_head_id"), "relations", ["head_id"], unique=False)
    op.create_index(op.f("ix_relations_tail_id"), "relations", ["tail_id"], unique=False)
    op.create_table(
        "evidence",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("document_id", sa.String(length=64), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("relation_id", sa.String(length=32), nullable=True),
        sa.Column("type", sa.String(length=32), nullable=False),
        sa.Column("head_handle", sa.String(length=32), nullable=False),
        sa.Column("tail_handle", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("attrs", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_evidence_document_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["head_handle"], ["handles.id"], name=op.f("fk_evidence_head_handle")),
        sa.ForeignKeyConstraint(["relation_id"], ["relations.id"], name=op.f("fk_evidence_relation_id")),
        sa.ForeignKeyConstraint(["tail_handle"], ["handles.id"], name=op.f("fk_evidence_tail_handle")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index(op.f("ix_evidence_document_id"), "evidence", ["document_id"], unique=False)
    op.create_index(op.f("ix_evidence_head_handle"), "evidence", ["head_handle"], unique=False)
    op.create_index(op.f("ix_evidence_relation_id"), "evidence", ["relation_id"], unique=False)
    op.create_index(op.f("ix_evidence_tail_handle"), "evidence", ["tail_handle"], unique=False)
    op.create_table(
        "handle_attrs",
        sa.Column("handle_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["handle_id"], ["handles.id"], name=op.f("fk_handle_attrs_handle_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("handle_id", "name", "value", name=op.f("pk_handle_attrs")),
    )
    op.create_table(
        "handle_marks",
        sa.Column("handle_id", sa.String(length=32), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["handle_id"], ["handles.id"], name=op.f("fk_handle_marks_handle_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("handle_id", "mark", name=op.f("pk_handle_marks")),
    )
    op.create_index(op.f("ix_handle_marks_mark"), "handle_marks", ["mark"], unique=False)
    op.create_table(
        "handle_names",
        sa.Column("handle_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("is_full", sa.Boolean(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["handle_id"], ["handles.id"], name=op.f("fk_handle_names_handle_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("handle_id", "name", "is_full", name=op.f("pk_handle_names")),
    )
    op.create_index(op.f("ix_handle_names_key"), "handle_names", ["key"], unique=False)
    op.create_table(
        "measures",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("document_id", sa.String(length=64), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("handle_id", sa.String(length=32), nullable=False),
        sa.Column("type", sa.String(length=32), nullable=False),
        sa.Column("value", sa.Float(precision=53), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("approx", sa.Boolean(), nullable=False),
        sa.Column("planned", sa.Boolean(), nullable=False),
        sa.Column("period", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_measures_document_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["handle_id"], ["handles.id"], name=op.f("fk_measures_handle_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measures")),
    )
    op.create_index(op.f("ix_measures_document_id"), "measures", ["document_id"], unique=False)
    op.create_index(op.f("ix_measures_handle_id"), "measures", ["handle_id"], unique=False)
    op.create_index(op.f("ix_measures_type"), "measures", ["type"], unique=False)
    op.create_table(
        "mentions",
        sa.Column("document_id", sa.String(length=64), nullable=False),
        sa.Column("type", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("handle_id", sa.String(length=32), nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("attrs", sa.JSON(), nullable=False),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_mentions_document_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["handle_id"], ["handles.id"], name=op.f("fk_mentions_handle_id")),
        sa.PrimaryKeyConstraint("document_id", "type", "name", name=op.f("pk_mentions")),
    )
    op.create_index(op.f("ix_mentions_handle_id"), "mentions", ["handle_id"], unique=False)
    op.create_table(
        "passage_mentions",
        sa.Column("passage_id", sa.String(length=80), nullable=False),
        sa.Column("handle_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["handle_id"], ["handles.id"], name=op.f("fk_passage_mentions_handle_id")),
        sa.ForeignKeyConstraint(
            ["passage_id"], ["passages.id"], name=op.f("fk_passage_mentions_passage_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("passage_id", "handle_id", name=op.f("pk_passage_mentions")),
    )
    op.create_index(op.f("ix_passage_mentions_handle_id"), "passage_mentions", ["handle_id"], unique=False)
