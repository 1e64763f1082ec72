"""Copying: everything that one database holds, into another one that is empty, whatever kind the two are of."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from ..errors import AmendsError
from . import tables
from .unit_of_work import UnitOfWork

#: rows at once
PAGE = 1000
#: who is alive on one database is not alive on the other
STAYS = {tables.beats.name}
COPIED = tuple(table for table in tables.metadata.sorted_tables if table.name not in STAYS)
#: so that whatever was handed to somebody there is handed out anew here
FREE = {"handed_until": None}
JOBS = {"jobs": tables.jobs.name}
#: the last number that a job had, also one that is gone; nothing if there was none
LAST = {
    "sqlite": sa.text("select seq from sqlite_sequence where name = :jobs"),
    "postgresql": sa.text("select pg_sequence_last_value(pg_get_serial_sequence(:jobs, 'id')::regclass)"),
}
GO_ON = {
    "sqlite": [
        sa.text("delete from sqlite_sequence where name = :jobs and :last > 0"),
        sa.text("insert into sqlite_sequence (name, seq) values (:jobs, :last)"),
    ],
    "postgresql": [sa.text("select setval(pg_get_serial_sequence(:jobs, 'id')::regclass, :last)")],
}


class CopyDiffers(AmendsError):
    """What arrived is not what was sent."""

    sentence = "The copy is not like the original ({what}). Nothing was kept of it, and the original is as it was."


def is_empty(work: UnitOfWork) -> bool:
    """Whether nothing was ever kept here."""
    some = [sa.select(sa.literal(1)).select_from(table).limit(1) for table in COPIED]
    return all(work.connection.execute(row).first() is None for row in some)


def keep_still(work: UnitOfWork) -> None:
    """Nobody else writes until the end of this transaction. SQLite has one writer anyway."""
    if work.connection.dialect.name == "postgresql":
        names = ", ".join(table.name for table in COPIED)
        work.connection.execute(sa.text(f"lock table {names} in share row exclusive mode"))


def copy(source: UnitOfWork, target: UnitOfWork) -> int:
    """All rows, in the transactions that are handed in. How many cases there were. Raises CopyDiffers."""
    for table in COPIED:
        for rows in _pages(source.connection, table):
            target.connection.execute(sa.insert(table), rows)
    _go_on_counting(source.connection, target.connection)
    _compare(source, target)
    return target.cases.count()


def _pages(connection: sa.Connection, table: sa.Table) -> Iterator[list[dict[str, Any]]]:
    found = connection.execution_options(yield_per=PAGE).execute(sa.select(table).order_by(*table.primary_key))
    free = {name: value for name, value in FREE.items() if name in table.c}
    for page in found.mappings().partitions():
        yield [{**row, **free} for row in page]


def _compare(source: UnitOfWork, target: UnitOfWork) -> None:
    """The record proves itself there, and each of its streams has come as far as here."""
    if heads(source) != heads(target):
        raise CopyDiffers(what="the record does not end where it did")
    for table in COPIED:
        before, after = (_count(work.connection, table) for work in (source, target))
        if before != after:
            raise CopyDiffers(what=f"{table.name} had {before} rows and has {after}")
    broken = [(breach.stream, breach.number) for breach in target.journal.verify()]
    if broken != [(breach.stream, breach.number) for breach in source.journal.verify()]:
        raise CopyDiffers(what=f"line {broken[0][1]} of {broken[0][0]} was not like that" if broken else "the record")


def _count(connection: sa.Connection, table: sa.Table) -> int:
    return connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()


def heads(work: UnitOfWork) -> list[tuple[str, int, str]]:
    """How far each stream of the record has come, and its hash there."""
    cases = sa.select(tables.cases.c.number, tables.cases.c.recorded, tables.cases.c.head)
    found = [row for asked in (cases, sa.select(tables.heads)) for row in work.connection.execute(asked)]
    return sorted((stream, number, hash_) for stream, number, hash_ in found)


def _go_on_counting(source: sa.Connection, target: sa.Connection) -> None:
    """The numbers of jobs are never used again, also not those of jobs that are gone."""
    last = source.execute(LAST[source.dialect.name], JOBS).scalar()
    for statement in GO_ON[target.dialect.name] if last else ():
        target.execute(statement, {**JOBS, "last": last})
