"""Handlers: cases that only those see who are named on them."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("amends_cases", sa.Column("handlers", sa.Text, nullable=True))
