"""What humans decided about who is who, and what is left for them to decide."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the three tables."""
    op.create_table(
        "rulings",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("same", sa.Boolean(), nullable=False),
        sa.Column("type", sa.String(length=32), nullable=False),
        sa.Column("ours_name", sa.Text(), nullable=False),
        sa.Column("theirs_name", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rulings")),
    )
    op.create_index(op.f("ix_rulings_made_at"), "rulings", ["made_at"], unique=False)
    op.create_table(
        "ruling_handles",
        sa.Column("ruling_id", sa.String(length=32), nullable=False),
        sa.Column("handle_id", sa.String(length=32), nullable=False),
        sa.Column("is_ours", sa.Boolean(), nullable=False),
        sa.Column("block", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ruling_id"], ["rulings.id"], name=op.f("fk_ruling_handles_ruling_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("ruling_id", "handle_id", name=op.f("pk_ruling_handles")),
    )
    op.create_index(op.f("ix_ruling_handles_handle_id"), "ruling_handles", ["handle_id"], unique=False)
    op.create_index(op.f("ix_ruling_handles_block"), "ruling_handles", ["block"], unique=False)
    op.create_table(
        "doubts",
        sa.Column("one_handle", sa.String(length=32), nullable=False),
        sa.Column("other_handle", sa.String(length=32), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("speaks_for", sa.JSON(), nullable=False),
        sa.Column("speaks_against", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["one_handle"], ["handles.id"], name=op.f("fk_doubts_one_handle"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["other_handle"], ["handles.id"], name=op.f("fk_doubts_other_handle"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("one_handle", "other_handle", name=op.f("pk_doubts")),
    )
    op.create_index(op.f("ix_doubts_other_handle"), "doubts", ["other_handle"], unique=False)
    op.create_index(op.f("ix_doubts_score"), "doubts", ["score"], unique=False)
