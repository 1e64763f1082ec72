"""Turning the clock: how far a demo's time is ahead of the wall's, kept so that all its processes agree."""

import time
from datetime import timedelta

from .store import Store

#: seconds for which a process may go on with what it read before
READ_AGAIN = 1.0


class Turned:
    """How far the clock was turned. Only forward: what happened stays happened."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known, self._read_at = timedelta(), 0.0

    def __call__(self) -> timedelta:
        if time.monotonic() - self._read_at > READ_AGAIN:
            with self._store.asking() as work:
                self._known = timedelta(seconds=work.settings.load("clock_offset", 0.0))
            self._read_at = time.monotonic()
        return self._known

    def forward(self, by: timedelta) -> None:
        with self._store.writing() as work:
            work.settings.save("clock_offset", work.settings.load("clock_offset", 0.0) + by.total_seconds())
        self._read_at = 0.0
