"""Entries: what a transaction tells of a stream is one row with one hash, not a row and a hash for each line."""

import hashlib
import json
from collections.abc import Mapping
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_BEHIND = "The journal is append-only: what is written stands behind the last line, once."
_NO_CHANGE = "The journal is append-only: what is written stays as it was written."

# INSERT OR REPLACE deletes without asking the triggers for deletion, so inserting is watched as well.
SQLITE = (
    f"""create trigger amends_journal_update before update on amends_journal
    begin select raise(abort, '{_NO_CHANGE}'); end""",
    f"""create trigger amends_journal_delete before delete on amends_journal
    begin select raise(abort, '{_NO_CHANGE}'); end""",
    f"""create trigger amends_journal_insert before insert on amends_journal
    when exists (select 1 from amends_journal where stream = new.stream and number >= new.number)
    begin select raise(abort, '{_BEHIND}'); end""",  # noqa: S608 - our own words
)
POSTGRESQL = (
    """create trigger amends_journal_change before update or delete on amends_journal
    for each row execute function amends_journal_refuses()""",
    """create trigger amends_journal_truncate before truncate on amends_journal
    for each statement execute function amends_journal_refuses()""",
)


def upgrade() -> None:
    database = op.get_bind()
    is_postgresql = database.dialect.name == "postgresql"
    for name in ("change", "truncate") if is_postgresql else ("update", "delete", "insert"):
        op.execute(f"drop trigger if exists amends_journal_{name}" + (" on amends_journal" if is_postgresql else ""))
    op.rename_table("amends_journal", "amends_lines")
    journal = op.create_table(
        "amends_journal",
        sa.Column("stream", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("at", "wall", "told", "hash")),
        # the table that it replaces still has the usual name
        sa.PrimaryKeyConstraint("stream", "number", name="pk_amends_journal_entries"),
    )
    for stream in database.scalars(sa.text("select distinct stream from amends_lines")).all():
        _carry(database, journal, stream)
    op.drop_table("amends_lines")
    for words in POSTGRESQL if is_postgresql else SQLITE:
        op.execute(sa.text(words.replace(":", "\\:")))


def _carry(database: sa.Connection, journal: sa.Table, stream: str) -> None:
    """Lines of one moment become an entry; a head that fitted them fits the entries."""
    this = {"stream": stream}
    lines = database.execute(sa.text("select * from amends_lines where stream = :stream order by number"), this)
    entries, was = _entries(stream, [dict(line) for line in lines.mappings()])
    database.execute(sa.insert(journal), entries)
    old = {**this, "number": entries[-1]["number"], "was": was, "hash": entries[-1]["hash"]}
    fitting = "where stream = :stream and number = :number and hash = :was"
    database.execute(sa.text(f"update amends_heads set hash = :hash {fitting}"), old)  # noqa: S608 - our own words


def _entries(stream: str, lines: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], str]:
    """And the hash of the last line. Where a line is not as it was written, the entry gets no hash, so that it is found
    as the line was."""
    entries: list[dict[str, Any]] = []
    was = now = ""
    is_whole = True
    for (at, wall), together in groupby(lines, key=lambda line: (line["at"], line["wall"])):
        told: list[Any] = []
        number = 0
        for line in together:
            is_whole = is_whole and _hashed(was, line) == line["hash"]
            was, number = line["hash"], line["number"]
            actor = [line["actor_kind"], line["actor_id"], line["actor_name"]]
            if not told or told[-1][:3] != actor:
                told.append([*actor, []])
            told[-1][3].append([line["kind"], _facts(line)])
        text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        now = _digest("\n".join((now, stream, str(number), at, wall, text))) if is_whole else ""
        entries.append({"stream": stream, "number": number, "at": at, "wall": wall, "told": text, "hash": now})
    return entries, was


def _facts(line: Mapping[str, Any]) -> Any:
    try:
        return json.loads(line["facts"])
    except ValueError:
        return line["facts"]


def _hashed(before: str, line: Mapping[str, Any]) -> str:
    rest = {name: value for name, value in line.items() if name != "hash"}
    return _digest(before + json.dumps(rest, ensure_ascii=False, separators=(",", ":"), sort_keys=True))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
