"""What Alembic runs around a migration: on the connection that is handed in, inside its transaction."""

from alembic import context
from amends.engine.store import migrating, tables


def is_ours(name: str | None, kind: str, _: object) -> bool:
    """DBOS and the host application keep tables in the same database; they are none of our business."""
    return kind != "table" or (name or "").startswith(tables.PREFIX)


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=tables.metadata,
    version_table=migrating.VERSION_TABLE,
    include_name=is_ours,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
