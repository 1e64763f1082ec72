"""Snapshots: the whole database in one SQLite file, as it is at one moment, while others go on working in it."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from ..errors import AmendsError
from . import tables
from .copying import copy
from .database import Store


class SnapshotUnusable(AmendsError):
    """A file that was not made by us, or did not survive."""

    sentence = "'{file}' cannot be used: {why}."


def take(store: Store, file: Path, finish: Callable[[Store], object]) -> None:
    """Appears whole or not at all, and nobody else may read it; `finish` gets the copy before it has its name.

    Raises SnapshotUnusable if the file is there.
    """
    if file.exists():
        raise SnapshotUnusable(file=file, why="it is there already")
    file.parent.mkdir(parents=True, exist_ok=True)
    with _coming(file) as part:
        if store.is_sqlite:
            _by_sqlite(store, part)
        else:
            _by_copying(store, part)
        with closing(Store(f"sqlite:///{part}")) as copied:
            finish(copied)
        _alone(part)


@contextmanager
def _coming(file: Path) -> Iterator[Path]:
    """A file that gets its name when it is complete."""
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        yield part
        with part.open("rb+") as written:
            os.fsync(written.fileno())
        part.rename(file)
    finally:
        for left in (part, *(part.with_name(part.name + end) for end in ("-wal", "-shm", "-journal"))):
            left.unlink(missing_ok=True)


def _by_sqlite(store: Store, part: Path) -> None:
    with store.reading() as work, closing(sqlite3.connect(part)) as copied:
        driver: Any = work.connection.connection.driver_connection
        driver.backup(copied)


def _by_copying(store: Store, part: Path) -> None:
    with closing(Store(f"sqlite:///{part}")) as copied:
        copied.migrate()
        with store.reading() as here, copied.writing() as there:
            copy(here, there)


def _alone(part: Path) -> None:
    """In one file, without a log beside it; and sound."""
    with closing(sqlite3.connect(part)) as copied:
        copied.execute("pragma journal_mode=delete").close()
        [found] = copied.execute("pragma quick_check").fetchone()
    if found != "ok":
        raise SnapshotUnusable(file=part, why=f"the database says of it: {found}")


def look(file: Path) -> None:
    """Raises SnapshotUnusable unless it is a sound SQLite database with a house in it."""
    if not file.is_file():
        raise SnapshotUnusable(file=file, why="there is no such file")
    try:
        with closing(_opened(file)) as found:
            [said] = found.execute("pragma quick_check").fetchone()
            known = {name for (name,) in found.execute("select name from sqlite_master where type = 'table'")}
    except sqlite3.Error as problem:
        raise SnapshotUnusable(file=file, why=f"it is no database ({problem})") from None
    if said != "ok" or tables.cases.name not in known:
        raise SnapshotUnusable(file=file, why="it is damaged" if said != "ok" else "no house is in it")


def _opened(file: Path) -> sqlite3.Connection:
    """For reading only."""
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)


def lay(file: Path, at: Path) -> None:
    """A copy of a snapshot, that opens as a database."""
    at.parent.mkdir(parents=True, exist_ok=True)
    with _coming(at) as part, closing(_opened(file)) as kept, closing(sqlite3.connect(part)) as laid:
        kept.backup(laid)


def put_aside(file: Path, name: str) -> Path:
    """The database and what belongs to it, under another name, where nothing stands. Nobody may have it open."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(file)) as left:
        left.execute("pragma wal_checkpoint(truncate)").close()
    aside = file.with_name(name)
    for end in ("-wal", "-shm"):  # a log left there by another database would be written into this one
        aside.with_name(aside.name + end).unlink(missing_ok=True)
    for end in ("", "-wal", "-shm"):
        part = file.with_name(file.name + end)
        if part.exists():
            part.rename(aside.with_name(aside.name + end))
    return aside
