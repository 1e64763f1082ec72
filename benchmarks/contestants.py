"""Contestants: each begins a case and takes it a step further, as `begin` and `step`, in its own way of keeping it."""

import json
import sqlite3
from pathlib import Path
from typing import Any, Protocol


class Contestant(Protocol):
    """One way of running a case."""

    def begin(self, data: dict[str, Any]) -> None:
        """Start a case, and keep it."""
        ...

    def step(self, element: str, typed: dict[str, Any]) -> None:
        """Find the case again, hand in one task, go on as far as it goes, keep it."""
        ...

    def done(self) -> bool:
        """Whether the case came to its end with the right data."""
        ...

    def size(self) -> int:
        """Bytes of engine state that one case costs between steps; 0 where nothing is kept."""
        ...


def connect(path: Path) -> sqlite3.Connection:
    """A database as safe and as quick as that of the house: WAL, synchronous=NORMAL."""
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("pragma journal_mode=wal")
    database.execute("pragma synchronous=normal")
    database.execute("create table kept(id integer primary key, version integer, data text, state blob)")
    return database


class Floor:
    """No engine at all: read a row, change it, write it with a version check. Nobody can be quicker and durable."""

    def __init__(self, diagram: bytes, folder: Path) -> None:
        self._database = connect(folder / "floor.sqlite")
        self._case = 0
        self._last: dict[str, Any] = {}

    def begin(self, data: dict[str, Any]) -> None:
        self._database.execute("begin immediate")
        row = self._database.execute("insert into kept(version, data) values(1, ?)", (json.dumps(data),))
        self._case = row.lastrowid or 0
        self._database.execute("commit")

    def step(self, element: str, typed: dict[str, Any]) -> None:
        read = "select version, data from kept where id = ?"
        version, data = self._database.execute(read, (self._case,)).fetchone()
        self._last = json.loads(data) | typed
        self._database.execute("begin immediate")
        changed = self._database.execute(
            "update kept set version = version + 1, data = ? where id = ? and version = ?",
            (json.dumps(self._last), self._case, version),
        )
        self._database.execute("commit")
        if changed.rowcount != 1:
            raise RuntimeError("somebody else wrote the row")

    def done(self) -> bool:
        return self._last.get("would_recommend") == 9

    def size(self) -> int:
        return 0
