"""Tokens: what programs bring to speak for a person; only their digests are kept."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

TABLE = "amends_tokens"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("made_at", sa.Text, nullable=False),
        sa.Column("until", sa.Text, nullable=False),
        sa.Column("revoked_at", sa.Text, nullable=True),
        sa.Column("used_on", sa.Text, nullable=True),
        sa.PrimaryKeyConstraint("digest", name="pk_amends_tokens"),
    )
    op.create_index("ix_amends_tokens_person", TABLE, ["person"])
