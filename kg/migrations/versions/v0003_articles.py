"""Each document keeps the articles that it holds, and why some were set aside."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Documents read before this know of no articles."""
    op.add_column("documents", sa.Column("articles", sa.JSON(), nullable=False, server_default="[]"))
