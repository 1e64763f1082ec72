"""Indexes: a case that ends changes none but that of the open ones."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

OPEN = sa.text("ended_at is null")


def upgrade() -> None:
    for name in ("ended_at_opened_at", "failure_point_failure_type_ended_at"):
        op.drop_index(f"ix_amends_cases_{name}", "amends_cases")
    op.create_index("ix_amends_cases_opened_at", "amends_cases", ["opened_at"])
    op.create_index("ix_amends_cases_failure_point_failure_type", "amends_cases", ["failure_point", "failure_type"])
    op.create_index("ix_amends_cases_open", "amends_cases", ["opened_at"], sqlite_where=OPEN, postgresql_where=OPEN)
