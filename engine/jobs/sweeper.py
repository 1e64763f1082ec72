"""Sweeper: finds what dead workers left behind and what nobody carries, and hands it on; deletes what is long over.

DBOS does not notice that a worker has died, and never deletes. So every worker beats, and every living worker sweeps:
work of an executor without a fresh beat is begun anew by somebody else.
"""

from datetime import timedelta
from typing import Any

from .. import faults
from ..clock import Clock
from ..errors import NotFound
from ..job import Job, JobState
from .backoff import next_try
from .dbos_carrier import Carried, DbosCarrier

MOST = 200
#: how many finished jobs go at once: a writer who waits, waits for so many
BATCH = 1000
DIED = "The worker that was doing it has died; it is done again."
DEADLY = "Each worker that tried it has died; it is not tried any more."


class Sweeper:
    """`clock` is the time of cases, `wall` that of the machine: a demonstration that leaps a week kills no worker."""

    def __init__(
        self,
        store: Any,
        carrier: DbosCarrier,
        clock: Clock,
        wall: Clock,
        *,
        dead_after: timedelta,
        keep: timedelta = timedelta(days=7),
        keep_jobs: timedelta = timedelta(days=90),
    ) -> None:
        """`keep`: what DBOS has ended; `keep_jobs`: what was done, skipped or called off."""
        self._store, self._carrier, self._clock, self._wall = store, carrier, clock, wall
        self._dead_after, self._keep, self._keep_jobs = dead_after, keep, keep_jobs

    def sweep(self) -> int:
        """Take over from the dead, hand on what is due and with nobody. How many jobs found somebody new."""
        alive = self._alive()
        left = self._carrier.stranded(alive)
        for carried in left:
            self._take_over(carried, alive)
        return len(left) + self._hand_on()

    def tidy(self) -> int:
        """Delete what DBOS ended long ago, who has not beaten since, and jobs that were over long ago: what they did
        stays on the record, among letters and payments. How many of DBOS's and of our jobs went."""
        before = self._wall.now() - self._keep
        with self._store.writing() as work:
            for worker in [worker for worker, at in work.beats.all().items() if at < before]:
                work.beats.forget(worker)
        return self._carrier.forget_ended(before) + self._forget_jobs()

    def _forget_jobs(self) -> int:
        before, gone = self._clock.now() - self._keep_jobs, 0
        while True:
            with self._store.writing() as work:
                found = work.jobs.forget(before, BATCH)
            gone += found
            if found < BATCH:
                return gone

    def _alive(self) -> set[str]:
        """Who has beaten of late. A beat still to come is of one who died before the clock was set back."""
        with self._store.reading() as work:
            beats, now = work.beats.all(), self._wall.now()
        return {w for w, at in beats.items() if abs(now - at) <= self._dead_after} | {self._carrier.executor_id}

    def _take_over(self, carried: Carried, alive: set[str]) -> None:
        """A job the dead worker had begun becomes a new try; one that it had not begun is carried as it was.

        Looked at once more inside the transaction, because another sweeper may have been here.
        """
        with self._store.writing() as work:
            if not self._carrier.stranded(alive, only=carried.id):
                return
            job = _job(work, carried)
            if job is not None and job.state is JobState.RUNNING and job.tries == carried.tries + 1:
                self._begin_again(work, job)
                faults.here("taking_over")
        faults.here("taken_over")
        if job is not None and job.state is JobState.QUEUED and job.tries == carried.tries:
            self._carrier.resume(carried)
        else:
            self._carrier.forget([carried.id])

    def _begin_again(self, work: Any, job: Job) -> None:
        """At once; but what has killed so many workers does not kill the next."""
        now = self._clock.now()
        if next_try(job.tries, now) is None:
            work.jobs.give_up(job.id, DEADLY)
        else:
            work.jobs.again(job.id, DIED, now)
            self._carrier.enqueue(work, work.jobs.load(job.id))

    def _hand_on(self) -> int:
        """Jobs that are due and with nobody, for whatever reason: their try has come, or their carrier lost them."""
        with self._store.reading() as work:
            if not work.jobs.due(self._clock.now(), 1):
                return 0
        with self._store.writing() as work:
            jobs = work.jobs.due(self._clock.now(), MOST)
            for job in jobs:
                self._carrier.enqueue(work, job)
            faults.here("handing_on")
            return len(jobs)


def _job(work: Any, carried: Carried) -> Job | None:
    try:
        return work.jobs.load(carried.job)
    except NotFound:
        return None
