"""Families: which case opened which, and which cases are one customer's."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    for name in ("parent", "customer"):
        op.add_column("amends_cases", sa.Column(name, sa.Text, nullable=True))
        only: dict[str, Any] = {
            f"{database}_where": sa.text(f"{name} is not null") for database in ("sqlite", "postgresql")
        }
        op.create_index(f"ix_amends_cases_{name}", "amends_cases", [name], **only)
