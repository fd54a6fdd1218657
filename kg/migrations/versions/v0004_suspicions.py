"""Documents keep where they are probably misprinted."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Documents that are there already have none until they are read anew."""
    with op.batch_alter_table("documents") as documents:
        documents.add_column(sa.Column("suspicions", sa.JSON(), nullable=False, server_default="[]"))
