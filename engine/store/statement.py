"""Statements: written with SQLAlchemy, compiled once for each database, run on the driver's own cursor.

SQLAlchemy's `execute` costs 50-90 microseconds a statement, the driver's 5-15; a step writes a dozen of them. Values
are text, numbers and bytes only, so no processing of types is missed.
"""

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

#: what makes an insert that knows conflicts, for each database
INSERTS: Mapping[str, Callable[[sa.Table], Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


class Statement:
    """One statement with named values; `write` gives its clause for a dialect."""

    def __init__(self, write: Callable[[str], sa.Executable]) -> None:
        self._write = write
        #: as each database takes it
        self.known: dict[str, Compiled] = {}

    def compiled(self, dialect: sa.Dialect) -> "Compiled":
        found = self.known.get(dialect.name)
        if found is None:
            found = self.known[dialect.name] = _compile(self._write(dialect.name), dialect)
        return found


class Compiled(NamedTuple):
    """The SQL text for one database, and what makes the values as the driver takes them of those that are given."""

    sql: str
    values: Callable[[Mapping[str, Any]], Any]


def _compile(clause: Any, dialect: sa.Dialect) -> Compiled:
    found = clause.compile(dialect=dialect)
    asked = {name for name, bind in found.binds.items() if bind.required}
    fixed = {name: value for name, value in found.params.items() if name not in asked}
    return Compiled(str(found), _picking(found.positiontup, fixed))


def _picking(order: Sequence[str] | None, fixed: Mapping[str, Any]) -> Callable[[Mapping[str, Any]], Any]:
    """`order`: the names of the values, None where the driver takes them by name; `fixed`: what the statement says."""
    if order is None:
        return lambda given: {**fixed, **given}
    pick: Callable[[Any], Any] = itemgetter(*order) if len(order) > 1 else lambda given: [given[n] for n in order]
    return (lambda given: pick({**fixed, **given})) if fixed else pick


def statement(clause: sa.Executable) -> Statement:
    """A clause that is the same for every database."""
    return Statement(lambda _: clause)


def adding(table: sa.Table, *left_out: str) -> Statement:
    """Insert a row; the values are named like the columns."""
    return statement(sa.insert(table).values(_values(table, left_out)))


def adding_once(table: sa.Table, *left_out: str, on: Sequence[str], returning: str = "") -> Statement:
    """Insert a row unless one with the same `on` columns is there; then nothing is written, nor returned."""

    def write(dialect: str) -> sa.Executable:
        clause = INSERTS[dialect](table).values(_values(table, left_out)).on_conflict_do_nothing(index_elements=on)
        return clause.returning(table.c[returning]) if returning else clause

    return Statement(write)


def putting(table: sa.Table, *, on: Sequence[str]) -> Statement:
    """Insert a row, or overwrite the one with the same `on` columns."""

    def write(dialect: str) -> sa.Executable:
        clause = INSERTS[dialect](table).values(_values(table, ()))
        rest = {c.name: clause.excluded[c.name] for c in table.c if c.name not in on}
        return clause.on_conflict_do_update(index_elements=on, set_=rest)

    return Statement(write)


def _values(table: sa.Table, left_out: Sequence[str]) -> dict[str, Any]:
    return {c.name: sa.bindparam(c.name, type_=c.type) for c in table.c if c.name not in left_out}


def given(name: str, type_: Any = None) -> Any:
    """A value handed in when the statement runs; in a condition, its name is not that of a column that is written."""
    return sa.bindparam(name, type_=type_)
