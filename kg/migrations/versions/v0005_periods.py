"""Figures keep the first and last day of their period."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Figures that are there already have none until their documents are read anew."""
    with op.batch_alter_table("measures") as measures:
        measures.add_column(sa.Column("since", sa.Date(), nullable=True))
        measures.add_column(sa.Column("until", sa.Date(), nullable=True))
