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
from .connections import Connection, Connections, saying
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
        opened = _sqlite(self._address) if self.is_sqlite else _postgresql(self._address)
        self._writers, self._readers, self._askers = opened
        # SQLite lets waiting writers poll; within a process a lock hands the turn over at once.
        self._turn = threading.Lock()
        self._owner: int | None = None
        self._process = os.getpid()
        self._left_behind: list[Any] = []

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
        try:
            migrating.migrate(self._writers.engine)
        except Exception as trouble:
            self._say(trouble)
            raise
        self.close()

    def close(self) -> None:
        """Close what is open; used again, the store opens it again."""
        kinds = self._writers, self._readers, self._askers
        for connections in kinds:  # all at first: some share a pool, and what comes back to a closed one stays open
            connections.let_go()
        for connections in kinds:
            connections.engine.dispose()

    @contextlib.contextmanager
    def writing(self) -> Iterator[UnitOfWork]:
        """A transaction that is committed at the end of the block, or rolled back if anything is raised in it."""
        self._come_home()
        self._take_turn()
        connection = None
        try:
            connection = self._writers.begun()
            work = UnitOfWork(connection, is_writing=True)
            yield work
            work.settle()
            faults.here("commit_coming")
            connection.commit()
            self._writers.keep(connection)
        except BaseException as trouble:
            self._failed(connection, trouble)
            raise
        finally:
            self._give_turn()
        faults.here("commit_done")

    def reading(self) -> contextlib.AbstractContextManager[UnitOfWork]:
        """A snapshot of the database; writing in it is refused, and it keeps no writer waiting."""
        return self._looking(self._readers)

    def asking(self) -> contextlib.AbstractContextManager[UnitOfWork]:
        """As `reading`, for a single question, or for several whose answers need not be of one moment: with nothing
        around them they take a third of the time."""
        return self._looking(self._askers)

    @contextlib.contextmanager
    def _looking(self, connections: Connections) -> Iterator[UnitOfWork]:
        self._come_home()
        connection = None
        try:
            connection = connections.begun()
            yield UnitOfWork(connection, is_writing=False)
            connection.commit()
            connections.keep(connection)
        except BaseException as trouble:
            self._failed(connection, trouble)
            raise

    def _failed(self, connection: Connection | None, trouble: BaseException) -> None:
        if connection is not None:
            connection.close()
        try:
            self._say(trouble)
        except DatabaseUnavailable:
            self._let_go()
            raise

    def _let_go(self) -> None:
        """A server that was stopped has closed them all, not only the one that has just told."""
        if not self.is_sqlite:
            for connections in (self._writers, self._readers, self._askers):
                connections.let_go()

    def _come_home(self) -> None:
        """A server that forks after it has begun: the connections are the parent's, and may not even be closed here."""
        if os.getpid() == self._process:
            return
        self._left_behind += [c.left_behind() for c in (self._writers, self._readers, self._askers)]
        self._turn, self._owner, self._process = threading.Lock(), None, os.getpid()

    def _take_turn(self) -> None:
        """One writer after the other in a process, where the database has only one."""
        if not self.is_sqlite:
            return
        me = threading.get_ident()
        if self._owner == me:
            raise RuntimeError("this thread is writing already: one step, one transaction")
        if not self._turn.acquire(timeout=PATIENCE):
            raise DatabaseUnavailable(problem=f"another step has been writing for {PATIENCE} seconds")
        self._owner = me

    def _give_turn(self) -> None:
        if self.is_sqlite:
            self._owner = None
            self._turn.release()

    def _say(self, trouble: BaseException) -> None:
        """Troubles of the database in our own words, whichever driver and layer they come from."""
        driver: Any = self._writers.engine.dialect.loaded_dbapi
        if isinstance(trouble, exc.TimeoutError):
            raise DatabaseUnavailable(problem=trouble) from trouble
        problem = trouble.orig if isinstance(trouble, exc.DBAPIError) else trouble
        is_damaged = type(problem) is driver.DatabaseError  # as SQLite says of a file
        if is_damaged or isinstance(problem, (driver.OperationalError, driver.InterfaceError)):
            raise DatabaseUnavailable(problem=problem) from trouble


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


def _sqlite(address: sa.URL) -> tuple[Connections, Connections, Connections]:
    """Two pools, because a reader must not wait for the writer nor be able to write."""
    Path(str(address.database)).parent.mkdir(parents=True, exist_ok=True)
    # The default begins with a read and upgrades at the first write: two of those lose updates (or fail at once).
    readers = _of_file(address, "on", "BEGIN")
    return _of_file(address, "off", "BEGIN IMMEDIATE"), readers, Connections(readers.engine)


def _of_file(address: sa.URL, query_only: str, words: str) -> Connections:
    engine = sa.create_engine(address, connect_args={"timeout": PATIENCE}, pool_size=8, max_overflow=32)
    event.listen(engine, "connect", lambda connection, _: _prepare(connection, query_only))
    event.listen(engine, "begin", saying(words))
    return Connections(engine, words)


def _prepare(connection: Any, query_only: str) -> None:
    connection.isolation_level = None
    pragmas = "journal_mode=wal", "synchronous=normal", "foreign_keys=on", f"query_only={query_only}", CHECKPOINT
    for pragma in pragmas:
        connection.execute(f"pragma {pragma}").close()


def _postgresql(address: sa.URL) -> tuple[Connections, Connections, Connections]:
    """One pool; the reader sees one moment of the database, as on SQLite. The driver begins by itself."""
    writer = sa.create_engine(address, pool_pre_ping=True, pool_size=8, max_overflow=32)
    reader = writer.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return Connections(writer), Connections(reader), Connections(writer.execution_options(isolation_level="AUTOCOMMIT"))
