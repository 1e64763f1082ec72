"""The first tables, and the triggers that keep the journal append-only."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from amends.engine import faults

revision = "0001"
down_revision = None

#: SQLite then keeps a row in its primary key and not beside it: every step writes half as many pages
IN_KEY = {"sqlite_with_rowid": False}

_NO_CHANGE = "The journal is append-only: what is written stays as it was written."
_NO_GAP = "The journal is append-only: a line is written once, behind the last one."

# INSERT OR REPLACE deletes without asking the triggers for deletion, so inserting is watched as well.
SQLITE = (
    f"""create trigger amends_journal_update before update on amends_journal
    begin select raise(abort, '{_NO_CHANGE}'); end""",
    f"""create trigger amends_journal_delete before delete on amends_journal
    begin select raise(abort, '{_NO_CHANGE}'); end""",
    f"""create trigger amends_journal_insert before insert on amends_journal
    when new.number <> coalesce((select max(number) from amends_journal where stream = new.stream), 0) + 1
    begin select raise(abort, '{_NO_GAP}'); end""",  # noqa: S608 - our own words
)
POSTGRESQL = (
    f"""create function amends_journal_refuses() returns trigger language plpgsql as
    $$ begin raise exception '{_NO_CHANGE}' using errcode = 'integrity_constraint_violation'; end $$""",
    """create trigger amends_journal_change before update or delete on amends_journal
    for each row execute function amends_journal_refuses()""",
    """create trigger amends_journal_truncate before truncate on amends_journal
    for each statement execute function amends_journal_refuses()""",
)


def upgrade() -> None:
    _create_cases()
    _create_parts_of_cases()
    _create_record()
    faults.here("tables_half_made")
    _create_jobs()
    _create_house()
    for words in POSTGRESQL if op.get_bind().dialect.name == "postgresql" else SQLITE:
        op.execute(sa.text(words.replace(":", "\\:")))


def _create_cases() -> None:
    _table(
        "cases",
        *_keys("number"), *_texts("token kind process edition strategy title unit"), *_texts("owner", null=True),
        _number("severity", null=True), *_texts("data"), sa.Column("notes", sa.LargeBinary, nullable=False),
        *_texts("doers about opened_at"), *_texts("ended_at", null=True), *_texts("ends"), _number("version"),
        *_texts("sought"), *_texts("failure_point failure_type", null=True), sa.UniqueConstraint("token"),
    )  # fmt: skip
    for columns in ("ended_at opened_at", "unit", "owner", "failure_point failure_type ended_at"):
        _index("cases", columns)


def _create_parts_of_cases() -> None:
    place = "case_number element"
    _table(
        "tasks",
        *_keys(place), _round(), *_texts("label lane form opened_at"), *_texts("due_at", null=True), *_texts("unit"),
        *_texts("assigned_to", null=True), *_texts("excluded local"),
        *_texts("claimed_by claimed_at", null=True), _case(), **IN_KEY,
    )  # fmt: skip
    _index("tasks", "unit lane due_at")
    for column in ("assigned_to", "claimed_by"):
        _index_where("tasks", column, f"{column} is not null")
    _table("drafts", *_keys(place), _round(), *_keys("person"), *_texts("filled saved_at"), _case(), **IN_KEY)
    late = _texts("handed_until", null=True)
    _table("timers", *_keys(place), _round(), *_keys("part"), *_texts("due label"), *late, _case(), **IN_KEY)
    _index("timers", "due")
    _table("waits", *_keys(place), _round(), *_keys("message"), _case(), **IN_KEY)
    _index("waits", "message")
    _table(
        "promises",
        *_keys("case_number key"), _round(), *_texts("said to_whom kind made_at due_at"),
        *_texts("kept_at announced_at", null=True), _case(), **IN_KEY,
    )  # fmt: skip
    open_ = sa.text("kept_at is null and announced_at is null")
    op.create_index(
        "ix_amends_promises_open", "amends_promises", ["due_at"], sqlite_where=open_, postgresql_where=open_
    )


def _create_record() -> None:
    actor = "actor_kind actor_id actor_name"
    _table("journal", *_keys("stream"), _round("number"), *_texts(f"at wall {actor} kind facts hash"), **IN_KEY)
    _table("heads", *_keys("stream"), _number("number"), *_texts("hash"), **IN_KEY)
    secret = _texts("salt content erased_at", null=True)
    _table("texts", *_keys("case_number digest"), *_texts("kind"), *secret, **IN_KEY)
    _table("letters", *_keys("key"), *_texts("case_number letter how sent_at digest"), _case())
    _index("letters", "case_number")
    _table("payments", *_keys("key"), *_texts("case_number amount payee reference state at"), _case())
    _index("payments", "case_number")


def _create_jobs() -> None:
    _table(
        "jobs",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
        *_texts("key case_number kind name args state"), _number("tries"), *_texts("problem created_at next_try_at"),
        *_texts("done_at handed_until", null=True), sa.UniqueConstraint("key"), sqlite_autoincrement=True,
    )  # fmt: skip
    _index("jobs", "state next_try_at")
    _index("jobs", "case_number")


def _create_house() -> None:
    _table("editions", _round("number"), *_texts("id files published_at published_by"))
    _index("editions", "id")
    _table("blobs", *_keys("hash"), sa.Column("content", sa.LargeBinary, nullable=False))
    _table("units", *_keys("id"), *_texts("name"), *_texts("parent", null=True), *_texts("calendar"))
    account = "name email login password_hash rights"
    _table("people", *_keys("id"), *_texts(account), _number("is_active"), sa.UniqueConstraint("login"))
    _index("people", "email")
    _table("seats", *_keys("person unit lane"))
    _index("seats", "unit lane")
    _table("keys", *_keys("key"), *_texts("case_number result at"), **IN_KEY)
    _table("settings", *_keys("name"), *_texts("content"))
    _table("beats", *_keys("worker"), *_texts("at"))
    _table("numbers", *_keys("name"), _number("last"))


def _table(name: str, *parts: Any, **options: Any) -> None:
    op.create_table("amends_" + name, *parts, **options)


def _index(table: str, columns: str) -> None:
    name = f"ix_amends_{table}_{columns.replace(' ', '_')}"
    op.create_index(name, "amends_" + table, columns.split())


def _index_where(table: str, column: str, words: str) -> None:
    """An index of some rows only."""
    only: dict[str, Any] = {f"{database}_where": sa.text(words) for database in ("sqlite", "postgresql")}
    op.create_index(f"ix_amends_{table}_{column}", "amends_" + table, [column], **only)


def _keys(names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, primary_key=True) for name in names.split()]


def _texts(names: str, null: bool = False) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=null) for name in names.split()]


def _number(name: str, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=null)


def _round(name: str = "round") -> sa.Column[int]:
    return sa.Column(name, sa.Integer, primary_key=True, autoincrement=False)


def _case() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["case_number"], ["amends_cases.number"], deferrable=True, initially="DEFERRED")
