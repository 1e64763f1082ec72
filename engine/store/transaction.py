"""Transaction: the thin hand between the parts of the store and the driver."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from ..errors import NotFound
from .connections import Connection
from .statement import Statement


class Nowhere(NotFound):
    """A number that no row can have, or a name with signs that no name has: so there is nothing of that name."""

    sentence = "There is nothing here under such a number or name."


class Transaction:
    """Runs statements inside one open transaction of a connection."""

    def __init__(self, connection: Connection, *, is_writing: bool) -> None:
        #: False: a snapshot that may be read, never changed
        self.is_writing = is_writing
        self._dialect, self._cursor = connection.dialect, connection.cursor
        self._library, self._database = connection.library, connection.dialect.name
        #: what one part was told and another one would ask for
        self.known: dict[Any, Any] = {}
        #: how far streams of the record have come in this transaction (number and hash), until that is written as well
        self.heads: dict[str, tuple[int, str]] = {}

    @property
    def is_postgresql(self) -> bool:
        return self._database == "postgresql"

    def change(self, statement: Statement, /, **values: Any) -> int:
        """How many rows it changed."""
        self._check()
        self._run(statement, values)
        return self._cursor.rowcount

    def one(self, statement: Statement, /, **values: Any) -> Any | None:
        """The first row as a tuple, or None."""
        self._run(statement, values)
        return self._cursor.fetchone()

    def only(self, statement: Statement, /, **values: Any) -> Any:
        """The row of a statement that always has one."""
        self._run(statement, values)
        return self._cursor.fetchone()

    def all(self, statement: Statement, /, **values: Any) -> list[Any]:
        """All rows as tuples."""
        self._run(statement, values)
        return self._cursor.fetchall()

    def many(self, statement: Statement, rows: Sequence[Mapping[str, Any]]) -> None:
        """The same change for many rows."""
        self._check()
        if not rows:
            return
        compiled = statement.compiled(self._dialect)
        self._cursor.executemany(compiled.sql, [compiled.values(row) for row in rows])

    def search(self, clause: sa.Executable, values: Mapping[str, Any] | None = None) -> Iterable[Any]:
        """Rows of a statement that is put together for one question; dearer than the prepared ones."""
        return self._library.execute(clause, values or {}).all()

    def _check(self) -> None:
        if not self.is_writing:
            raise RuntimeError("this unit of work only reads: open one with `writing`")

    def _run(self, statement: Statement, values: Mapping[str, Any]) -> None:
        compiled = statement.known.get(self._database) or statement.compiled(self._dialect)
        try:
            self._cursor.execute(compiled.sql, compiled.values(values))
        except OverflowError as problem:
            raise Nowhere from problem
        except Exception as problem:
            driver: Any = self._dialect.loaded_dbapi
            if isinstance(problem, driver.DataError):
                raise Nowhere from problem
            raise
