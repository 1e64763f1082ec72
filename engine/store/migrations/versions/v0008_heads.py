"""Heads: how far the record of a case has come stands on the case, which a step writes anyway."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

ITS_HEAD = "from amends_heads where stream = amends_cases.number"


def upgrade() -> None:
    op.add_column("amends_cases", sa.Column("recorded", sa.Integer, nullable=False, server_default="0"))
    op.add_column("amends_cases", sa.Column("head", sa.Text, nullable=False, server_default=""))
    for words in (
        f"""update amends_cases set recorded = (select number {ITS_HEAD}), head = (select hash {ITS_HEAD})
        where number in (select stream from amends_heads)""",  # noqa: S608 - our own words
        "delete from amends_heads where stream in (select number from amends_cases)",
    ):
        op.execute(words)
