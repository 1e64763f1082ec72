"""Connections: open ones that are used again and again, and the transaction that one of them is in.

Begin and commit go to the driver itself: what the library puts around a connection and a transaction costs as much as
five statements of a step. The library's own connection stands beside the driver's for whoever asks by it.
"""

import time
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

#: connections that are kept open while nobody uses them
MOST_IDLE = 8
#: seconds after which the other end may be gone, and is asked before the connection is used again
FRESH = 5.0


class Connection:
    """An open connection, as the library has it and as the driver has it."""

    def __init__(self, engine: sa.Engine) -> None:
        self.library = engine.connect()
        self.driver: Any = self.library.connection.driver_connection
        self.cursor: Any = self.driver.cursor()
        self.dialect = engine.dialect
        self.used_at = 0.0

    def commit(self) -> None:
        if self.library.in_transaction():  # somebody asked by it
            self.library.commit()
        else:
            self.driver.commit()

    def close(self) -> None:
        """Whatever it was in is rolled back."""
        self.library.close()


class Connections:
    """The connections of one kind to one database."""

    def __init__(self, engine: sa.Engine, begin: str = "") -> None:
        """`begin`: the words that begin a transaction, where the driver does not find them itself."""
        self.engine = engine
        self._begin = begin
        self._idle: list[Connection] = []
        self._stays_fresh = engine.dialect.name == "sqlite"

    def begun(self) -> Connection:
        """A connection in a new transaction; give it back with `keep`, or close it if something went wrong."""
        connection = self._open()
        if self._begin:
            try:
                connection.driver.execute(self._begin)
            except BaseException:
                connection.close()
                raise
        return connection

    def keep(self, connection: Connection) -> None:
        """For the next one, after its transaction was committed."""
        if len(self._idle) >= MOST_IDLE:
            connection.close()
            return
        connection.used_at = time.monotonic()
        self._idle.append(connection)

    def let_go(self) -> None:
        """Give all that nobody uses to the pool, which asks the other end before it hands them out again."""
        idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def left_behind(self) -> Any:
        """Forget what a parent process had opened, without closing it; it must be held on to, or it is closed."""
        left, self._idle = (self._idle, self.engine.pool), []
        self.engine.dispose(close=False)
        return left

    def _open(self) -> Connection:
        try:
            connection = self._idle.pop()
        except IndexError:
            return Connection(self.engine)
        if self._stays_fresh or time.monotonic() - connection.used_at < FRESH:
            return connection
        connection.close()  # the pool asks the other end before it hands it out again
        return Connection(self.engine)


def saying(words: str) -> Callable[[sa.Connection], None]:
    """For those who ask by the library: it begins a transaction with these words, unless the driver is in one."""

    def begin(connection: sa.Connection) -> None:
        driver: Any = connection.connection.driver_connection
        if not driver.in_transaction:
            driver.execute(words)

    return begin
