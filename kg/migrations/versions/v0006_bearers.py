"""Persons of one name in one document, former names, and by which rules the handles of a library were made."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What is there was made by the rules before the first that were counted: its handles have to be made anew."""
    with op.batch_alter_table("library") as library:
        library.add_column(sa.Column("rules", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("mentions") as mentions:
        mentions.add_column(sa.Column("bearer", sa.Text(), nullable=False, server_default=""))
        mentions.add_column(sa.Column("formerly", sa.JSON(), nullable=False, server_default="[]"))
        mentions.drop_constraint("pk_mentions", type_="primary")
        mentions.create_primary_key("pk_mentions", ["document_id", "type", "name", "bearer"])
