"""Places: what was reserved at partners, and for the customers of partners."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

TABLE = "amends_places"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("case_number", sa.Text, nullable=False),
        sa.Column("partner", sa.Text, nullable=False),
        sa.Column("direction", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("reference", sa.Text, nullable=False),
        sa.Column("amount", sa.Text, nullable=False),
        sa.Column("until", sa.Text, nullable=True),
        sa.Column("at", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_amends_places"),
        sa.ForeignKeyConstraint(
            ["case_number"],
            ["amends_cases.number"],
            name="fk_amends_places_case_number_amends_cases",
            deferrable=True,
            initially="DEFERRED",
        ),
    )
    op.create_index("ix_amends_places_case_number", TABLE, ["case_number"])
    op.create_index("ix_amends_places_partner", TABLE, ["partner"])
