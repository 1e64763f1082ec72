"""Rooms: where the databases of scenarios stand; whoever runs the features may bring others than files."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

LOCKS = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'amends_journal'"


class Rooms(Protocol):
    """One database for each path."""

    def address(self, path: Path) -> str:
        """Its URL."""
        ...

    def copy(self, path: Path, to: Path) -> None:
        """Another with the same content, while nobody is at the first."""
        ...

    def hands(self, path: Path) -> AbstractContextManager[Any]:
        """The driver's connection of somebody who owns the database; committed at the end."""
        ...

    def unlock(self, hands: Any) -> None:
        """What only an owner can: take away what keeps the record append-only."""
        ...


class Files:
    """Each database is a SQLite file at its path."""

    def address(self, path: Path) -> str:
        return f"sqlite:///{path}"

    def copy(self, path: Path, to: Path) -> None:
        shutil.copy(path, to)

    @contextmanager
    def hands(self, path: Path) -> Iterator[Any]:
        with closing(sqlite3.connect(path)) as connection, connection:
            yield connection

    def unlock(self, hands: Any) -> None:
        for (lock,) in hands.execute(LOCKS).fetchall():
            hands.execute(f'DROP TRIGGER "{lock}"')
