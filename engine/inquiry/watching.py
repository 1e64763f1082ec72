"""How the house is doing, for machines that watch it: figures, and whether it is ready to serve. No names, no cases."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from ..errors import AmendsError
from ..job import JobState
from ..recovery.means import Means
from ..store.figures import Figures
from .problems import SILENT


@dataclass(frozen=True, kw_only=True)
class Watched:
    """What can be counted; lags in seconds, 0 if nothing is late."""

    figures: Figures
    jobs: Mapping[JobState, int]
    workers: int
    timers_lag: float
    jobs_lag: float


def watched(means: Means) -> Watched:
    """A few questions to the database, whatever the number of cases; ask every few seconds, not more."""
    now = means.now()
    with means.store.reading() as work:
        figures = work.figures(now)
        jobs, alive = work.jobs.counts(), work.beats.alive(means.wall.now() - SILENT)
    return Watched(
        figures=figures, jobs=jobs, workers=len(alive), timers_lag=_late(figures.next_timer, now),
        jobs_lag=_late(figures.oldest_job, now),
    )  # fmt: skip


def _late(due: datetime | None, now: datetime) -> float:
    return max((now - (due or now)) / timedelta(seconds=1), 0.0)


def readiness(means: Means, worker: str = "") -> dict[str, bool]:
    """What must hold before somebody is sent here; `worker` is the id of the one in this process, if one is."""
    found = {"database": False, "tables": False, "edition": False}
    try:
        with means.store.reading() as work:
            found["database"] = True
            found["tables"] = work.is_current()
            found["edition"] = found["tables"] and work.editions.latest() is not None
            if worker:
                found["worker"] = worker in work.beats.alive(means.wall.now() - SILENT)
    except AmendsError:
        found["database"] = False
    return found
