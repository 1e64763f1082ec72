"""Worker: a process, or a part of one, that notices what is due and performs jobs until it is told to stop."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from .. import faults
from ..clock import Clock, SystemClock
from .carrier import Perform
from .dbos_carrier import DbosCarrier
from .sweeper import Sweeper

log = logging.getLogger("amends.jobs")

#: seconds
TIDY_EVERY = 3600.0
#: the first time; a worker that is started anew each night tidies too
TIDY_FIRST = 60.0
#: days for which finished jobs stay
KEEP_DAYS = 90


class Worker:
    """Four things at once: performs jobs (threads of the carrier), ticks, beats, sweeps.

    `tick(now)` turns due timers and promises into jobs; several workers may do so at once, keys keep jobs single. Beats
    have a thread of their own, so that a long tick is not taken for a death. What one round does wrong is logged, and
    the next round comes: a worker does not die of a database that is away for a minute.
    """

    def __init__(
        self,
        store: Any,
        perform: Perform,
        tick: Callable[[datetime], object],
        carrier: DbosCarrier,
        clock: Clock,
        *,
        wall: Clock | None = None,
        every: float = 0.5,
        beat_every: float = 2.0,
        sweep_every: float = 2.0,
        dead_after: float = 6.0,
        keep_jobs: timedelta = timedelta(days=KEEP_DAYS),
    ) -> None:
        """All in seconds. Whoever has not beaten for `dead_after` is taken for dead, at the next sweep."""
        self._store, self._perform, self._tick, self._carrier, self._clock = store, perform, tick, carrier, clock
        self._wall = wall or SystemClock()
        dead = timedelta(seconds=dead_after)
        self._sweeper = Sweeper(store, carrier, clock, self._wall, dead_after=dead, keep_jobs=keep_jobs)
        #: it goes on beating while it finishes the jobs in hand
        self._stopping, self._gone = threading.Event(), threading.Event()
        self._rounds = (
            ("tick", every, lambda: tick(clock.now()), self._stopping),
            ("sweep", sweep_every, self._sweeper.sweep, self._stopping),
            ("tidy", TIDY_EVERY, self._sweeper.tidy, self._stopping),
            ("beat", beat_every, self._beat, self._gone),
        )
        self._threads: list[threading.Thread] = []

    @property
    def name(self) -> str:
        """Under which it beats."""
        return self._carrier.executor_id

    def start(self) -> None:
        """Begin; returns at once. Raises CarrierTaken if this process works for another house already."""
        self._beat()  # before the first job: a worker nobody has heard of counts as dead
        self._carrier.launch(self._perform)
        self._stopping.clear()
        self._gone.clear()
        self._threads = [
            threading.Thread(target=_again_and_again, args=r, name=f"amends-{r[0]}", daemon=True) for r in self._rounds
        ]
        for thread in self._threads:
            thread.start()

    def stop(self, timeout: float = 10.0) -> None:
        """Take nothing new, finish the jobs in hand for at most `timeout` seconds, and say goodbye."""
        self._stopping.set()
        self._carrier.close(timeout)
        self._gone.set()
        for thread in self._threads:
            thread.join(timeout)
        self._threads = []
        with self._store.writing() as work:
            work.beats.forget(self._carrier.executor_id)

    def _beat(self) -> None:
        with self._store.writing() as work:
            work.beats.beat(self._carrier.executor_id, self._wall.now())
            faults.here("beating")


def _again_and_again(part: str, every: float, act: Callable[[], object], until: threading.Event) -> None:
    trouble, pause = "", min(every, TIDY_FIRST)
    while not until.wait(pause):
        pause = every
        try:
            act()
            trouble = ""
        except Exception as problem:
            if str(problem) != trouble and not until.is_set():  # said once, not twice a second
                log.exception("a round of the worker failed", extra={"part": part})
            trouble = str(problem)
