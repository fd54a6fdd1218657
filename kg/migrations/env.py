"""Run by Alembic: applies the revisions on the connection that kg.migrate hands in."""

from alembic import context

from kg.schema import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    # A revision may rebuild a table, which is how SQLite changes one.
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
