"""Clocks: when somebody is reminded of a promise, how it was turned, and which packs a unit is under."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

WHERE = sa.text("kept_at is null and remind_at is not null")


def upgrade() -> None:
    for name in ("remind_at", "turns"):
        op.add_column("amends_promises", sa.Column(name, sa.Text, nullable=True))
    op.create_index(
        "ix_amends_promises_remind", "amends_promises", ["remind_at"], sqlite_where=WHERE, postgresql_where=WHERE
    )
    op.add_column("amends_units", sa.Column("packs", sa.Text, nullable=False, server_default=""))
