"""Store: one database, opened for reading or for writing."""

import contextlib
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event, exc

from .. import faults
from ..errors import AmendsError, SettingWrong
from . import migrating
from .unit_of_work import UnitOfWork

#: how long a writer waits for its turn, in seconds
PATIENCE = 30
#: pages of the log (16 MB) before they are carried over: what every step writes is then carried over once in many steps
CHECKPOINT = "wal_autocheckpoint=4000"


class DatabaseUnavailable(AmendsError):
    """The database is locked, full, stopped or gone; whether the last commit arrived is not known."""

    sentence = "The database cannot be used just now ({problem}). Nothing was lost; please try again in a moment."


class Store:
    """The database at a URL: `sqlite:///path/to.sqlite` or `postgresql+psycopg://...`. Share one among all threads."""

    def __init__(self, url: str) -> None:
        """Opens nothing yet, but makes the folder of a SQLite file. Raises SettingWrong for a URL of another kind."""
        self.url = url
        self._address = _address(url)
        self.is_sqlite = self._address.get_backend_name() == "sqlite"
        self._writer, self._reader = _sqlite(self._address) if self.is_sqlite else _postgresql(self._address)
        # SQLite lets waiting writers poll; within a process a lock hands the turn over at once.
        self._turn = threading.Lock()
        self._owner: int | None = None
        self._process = os.getpid()
        self._left_behind: list[Any] = []
        #: open connections that nobody uses just now; taking one from the library's pool costs four times as much
        self._idle: dict[sa.Engine, list[sa.Connection]] = {self._writer: [], self._reader: []}

    @property
    def named(self) -> str:
        """Its address as one may say it aloud: without a password."""
        return self._address.render_as_string(hide_password=True)

    @property
    def file(self) -> Path:
        """Where a SQLite database is."""
        return Path(str(self._address.database))

    def migrate(self) -> None:
        """Bring the tables to this version of the product. Quick if they are; safe from several processes at once."""
        with self._told():
            migrating.migrate(self._writer)
        self.close()

    def close(self) -> None:
        """Close what is open; used again, the store opens it again."""
        idle, self._idle = self._idle, {self._writer: [], self._reader: []}
        for connection in (*idle[self._writer], *idle[self._reader]):
            connection.close()
        self._writer.dispose()
        self._reader.dispose()

    @contextlib.contextmanager
    def writing(self) -> Iterator[UnitOfWork]:
        """A transaction that is committed at the end of the block, or rolled back if anything is raised in it."""
        self._come_home()
        turn = self._my_turn() if self.is_sqlite else contextlib.nullcontext()
        with turn, self._told(), self._begun(self._writer) as connection:
            yield UnitOfWork(connection, is_writing=True)
            faults.here("commit_coming")
        faults.here("commit_done")

    @contextlib.contextmanager
    def reading(self) -> Iterator[UnitOfWork]:
        """A snapshot of the database; writing in it is refused, and it keeps no writer waiting."""
        self._come_home()
        with self._told(), self._begun(self._reader) as connection:
            yield UnitOfWork(connection, is_writing=False)

    @contextlib.contextmanager
    def _begun(self, engine: sa.Engine) -> Iterator[sa.Connection]:
        """A connection in its transaction. Those of SQLite, a file, cannot break and are used again as they are."""
        if not self.is_sqlite:
            with engine.begin() as connection:
                yield connection
            return
        idle = self._idle[engine]
        try:
            connection = idle.pop()
        except IndexError:
            connection = engine.connect()
        try:
            with connection.begin():
                yield connection
        except BaseException:
            connection.close()
            raise
        idle.append(connection)

    def _come_home(self) -> None:
        """A server that forks after it has begun: the connections are the parent's, and may not even be closed here."""
        if os.getpid() == self._process:
            return
        self._left_behind += [self._writer.pool, self._reader.pool, self._idle]
        self._idle = {self._writer: [], self._reader: []}
        for engine in (self._writer, self._reader):
            engine.dispose(close=False)
        self._turn, self._owner, self._process = threading.Lock(), None, os.getpid()

    @contextlib.contextmanager
    def _my_turn(self) -> Iterator[None]:
        if self._owner == threading.get_ident():
            raise RuntimeError("this thread is writing already: one step, one transaction")
        if not self._turn.acquire(timeout=PATIENCE):
            raise DatabaseUnavailable(problem=f"another step has been writing for {PATIENCE} seconds")
        self._owner = threading.get_ident()
        try:
            yield
        finally:
            self._owner = None
            self._turn.release()

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Troubles of the database in our own words, whichever driver and layer they come from."""
        driver: Any = self._writer.dialect.loaded_dbapi
        try:
            yield
        except (driver.OperationalError, driver.InterfaceError) as trouble:
            raise DatabaseUnavailable(problem=trouble) from trouble
        except (exc.OperationalError, exc.InterfaceError, exc.TimeoutError) as trouble:
            raise DatabaseUnavailable(problem=getattr(trouble, "orig", trouble)) from trouble
        except exc.DatabaseError as trouble:
            if type(trouble.orig) is driver.DatabaseError:  # SQLite says it of a file that is damaged
                raise DatabaseUnavailable(problem=trouble.orig) from trouble
            raise


def _address(url: str) -> sa.URL:
    try:
        address = sa.make_url(url)
    except exc.ArgumentError:
        raise SettingWrong(name="AMENDS_DATABASE_URL", problem="is not the URL of a database") from None
    if address.get_backend_name() not in ("sqlite", "postgresql"):
        raise SettingWrong(name="AMENDS_DATABASE_URL", problem="must begin with sqlite:/// or postgresql+psycopg://")
    if address.drivername in ("postgresql", "postgres"):
        address = address.set(drivername="postgresql+psycopg")
    if address.get_backend_name() == "sqlite" and address.database in (None, "", ":memory:"):
        raise SettingWrong(name="AMENDS_DATABASE_URL", problem="must name a file: sqlite:///path/to/amends.sqlite")
    return address


def _sqlite(address: sa.URL) -> tuple[sa.Engine, sa.Engine]:
    """Two pools, because a reader must not wait for the writer nor be able to write."""
    Path(str(address.database)).parent.mkdir(parents=True, exist_ok=True)
    writer, reader = (
        sa.create_engine(address, connect_args={"timeout": PATIENCE}, pool_size=8, max_overflow=32) for _ in range(2)
    )
    event.listen(writer, "connect", lambda connection, _: _prepare(connection, "off"))
    event.listen(reader, "connect", lambda connection, _: _prepare(connection, "on"))
    # The default begins with a read and upgrades at the first write: two of those lose updates (or fail at once).
    event.listen(writer, "begin", lambda connection: _begin(connection, "BEGIN IMMEDIATE"))
    event.listen(reader, "begin", lambda connection: _begin(connection, "BEGIN"))
    return writer, reader


def _prepare(connection: Any, query_only: str) -> None:
    connection.isolation_level = None
    pragmas = "journal_mode=wal", "synchronous=normal", "foreign_keys=on", f"query_only={query_only}", CHECKPOINT
    for pragma in pragmas:
        connection.execute(f"pragma {pragma}").close()


def _begin(connection: sa.Connection, words: str) -> None:
    driver: Any = connection.connection.driver_connection
    driver.execute(words)


def _postgresql(address: sa.URL) -> tuple[sa.Engine, sa.Engine]:
    """One pool; the reader sees one moment of the database, as on SQLite."""
    writer = sa.create_engine(address, pool_pre_ping=True, pool_size=8, max_overflow=32)
    return writer, writer.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
