"""The tables. Each name begins with `amends_`: a host application and DBOS may keep theirs in the same database.

Times are text of one width (encoding.instant), documents are JSON text. Foreign keys are checked at the commit, so that
the parts of a step may be written in any order.
"""

from typing import Any

import sqlalchemy as sa

PREFIX = "amends_"
#: SQLite then keeps a row in its primary key and not beside it: every step writes half as many pages
IN_KEY = {"sqlite_with_rowid": False}

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _table(name: str, *parts: Any, **options: Any) -> sa.Table:
    return sa.Table(PREFIX + name, metadata, *parts, **options)


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, primary_key=True)


def _text(name: str, *, null: bool = False, unique: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Text, nullable=null, unique=unique)


def _number(name: str, *, null: bool = False, key: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer, nullable=null, primary_key=key, autoincrement=False)


def _case(*, key: bool = False) -> sa.Column[str]:
    case = sa.ForeignKey(PREFIX + "cases.number", deferrable=True, initially="DEFERRED")
    return sa.Column("case_number", sa.Text, case, primary_key=key, nullable=False)


# What is asked of many cases at once has a column of its own; everything else is in `data`.
cases = _table(
    "cases",
    _key("number"), _text("token", unique=True), _text("kind"), _text("process"), _text("edition"), _text("strategy"),
    _text("title"), _text("unit"), _text("owner", null=True), _number("severity", null=True), _text("data"),
    sa.Column("notes", sa.LargeBinary, nullable=False), _text("doers"), _text("about"), _text("opened_at"),
    _text("ended_at", null=True), _text("ends"), _number("version"), _text("sought"),
    _text("failure_point", null=True), _text("failure_type", null=True), _text("parent", null=True),
    _text("customer", null=True), _text("handlers", null=True),
    # how far its record had come when it was last written: a tail that was cut off is missed here
    _number("recorded"), _text("head"),
    sa.Index(None, "opened_at"), sa.Index(None, "unit"), sa.Index(None, "owner"),
    sa.Index(None, "failure_point", "failure_type"),
)  # fmt: skip

# Most cases are over.
_is_open = cases.c.ended_at.is_(None)
sa.Index("ix_amends_cases_open", cases.c.opened_at, sqlite_where=_is_open, postgresql_where=_is_open)
# Most cases have no parent, and some no customer.
for _kin in (cases.c.parent, cases.c.customer):
    _is_known = _kin.is_not(None)
    sa.Index(f"ix_amends_cases_{_kin.name}", _kin, sqlite_where=_is_known, postgresql_where=_is_known)

tasks = _table(
    "tasks",
    _case(key=True), _key("element"), _number("round", key=True), _text("label"), _text("lane"), _text("form"),
    _text("opened_at"), _text("due_at", null=True), _text("unit"), _text("assigned_to", null=True), _text("excluded"),
    _text("local"), _text("claimed_by", null=True), _text("claimed_at", null=True),
    sa.Index(None, "unit", "lane", "due_at"), **IN_KEY,
)  # fmt: skip
# Most tasks are nobody's: they stand in neither of these.
for _of_one in (tasks.c.assigned_to, tasks.c.claimed_by):
    _is_given = _of_one.is_not(None)
    sa.Index(f"ix_amends_tasks_{_of_one.name}", _of_one, sqlite_where=_is_given, postgresql_where=_is_given)

drafts = _table(
    "drafts",
    _case(key=True), _key("element"), _number("round", key=True), _key("person"), _text("filled"), _text("saved_at"),
    **IN_KEY,
)  # fmt: skip

timers = _table(
    "timers",
    _case(key=True), _key("element"), _number("round", key=True), _key("part"), _text("due"), _text("label"),
    #: until when somebody else is at it; None: nobody is
    _text("handed_until", null=True),
    sa.Index(None, "due"), **IN_KEY,
)  # fmt: skip

waits = _table(
    "waits",
    _case(key=True), _key("element"), _number("round", key=True), _key("message"),
    sa.Index(None, "message"), **IN_KEY,
)  # fmt: skip

promises = _table(
    "promises",
    _case(key=True), _key("key"), _number("round", key=True), _text("said"), _text("to_whom"), _text("kind"),
    _text("made_at"), _text("due_at"), _text("kept_at", null=True), _text("announced_at", null=True),
    _text("remind_at", null=True), _text("turns", null=True), **IN_KEY,
)  # fmt: skip
sa.Index(
    "ix_amends_promises_open", promises.c.due_at,
    sqlite_where=promises.c.kept_at.is_(None) & promises.c.announced_at.is_(None),
    postgresql_where=promises.c.kept_at.is_(None) & promises.c.announced_at.is_(None),
)  # fmt: skip
_to_remind = promises.c.kept_at.is_(None) & promises.c.remind_at.is_not(None)
sa.Index(
    "ix_amends_promises_remind", promises.c.remind_at, sqlite_where=_to_remind, postgresql_where=_to_remind,
)  # fmt: skip

# Append-only: triggers refuse everything else. What a transaction tells of a stream is one row; its number is that of
# its last line (see `chain`). Rows as long as these are quicker to append beside their key than within.
journal = _table(
    "journal",
    _key("stream"), _number("number", key=True), _text("at"), _text("wall"), _text("told"), _text("hash"),
)  # fmt: skip

# The same for streams that are no cases.
heads = _table("heads", _key("stream"), _number("number"), _text("hash"), **IN_KEY)

texts = _table(
    "texts",
    _key("case_number"), _key("digest"), _text("kind"), _text("salt", null=True), _text("content", null=True),
    _text("erased_at", null=True), **IN_KEY,
)  # fmt: skip

jobs = _table(
    "jobs",
    # Never used again, also not after a deletion: the world knows jobs by their number.
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
    _text("key", unique=True), _text("case_number"), _text("kind"), _text("name"), _text("args"), _text("state"),
    _number("tries"), _text("problem"), _text("created_at"), _text("next_try_at"), _text("done_at", null=True),
    _text("handed_until", null=True),
    sa.Index(None, "state", "next_try_at"), sa.Index(None, "case_number"),
    sqlite_autoincrement=True,
)  # fmt: skip

letters = _table(
    "letters",
    _key("key"), _case(), _text("letter"), _text("how"), _text("sent_at"), _text("digest"),
    sa.Index(None, "case_number"),
)  # fmt: skip

payments = _table(
    "payments",
    _key("key"), _case(), _text("amount"), _text("payee"), _text("reference"), _text("state"), _text("at"),
    sa.Index(None, "case_number"),
)  # fmt: skip

places = _table(
    "places",
    _key("key"), _case(), _text("partner"), _text("direction"), _text("state"), _text("reference"), _text("amount"),
    _text("until", null=True), _text("at"),
    sa.Index(None, "case_number"), sa.Index(None, "partner"),
)  # fmt: skip

editions = _table(
    "editions",
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False), _text("id"), _text("files"),
    _text("published_at"), _text("published_by"),
    sa.Index(None, "id"),
)  # fmt: skip

blobs = _table("blobs", _key("hash"), sa.Column("content", sa.LargeBinary, nullable=False))

units = _table("units", _key("id"), _text("name"), _text("parent", null=True), _text("calendar"), _text("packs"))

people = _table(
    "people",
    _key("id"), _text("name"), _text("email"), _text("login", unique=True), _text("password_hash"), _text("rights"),
    _number("is_active"),
    sa.Index(None, "email"),
)  # fmt: skip

seats = _table("seats", _key("person"), _key("unit"), _key("lane"), sa.Index(None, "unit", "lane"))

# Programs that speak for a person; the token itself is known to nobody but them.
tokens = _table(
    "tokens",
    _key("digest"), _text("person"), _text("name"), _text("made_at"), _text("until"), _text("revoked_at", null=True),
    _text("used_on", null=True),
    sa.Index(None, "person"),
)  # fmt: skip

keys = _table("keys", _key("key"), _text("case_number"), _text("result"), _text("at"), **IN_KEY)
settings = _table("settings", _key("name"), _text("content"))
beats = _table("beats", _key("worker"), _text("at"))
numbers = _table("numbers", _key("name"), _number("last"))
