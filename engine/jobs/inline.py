"""Work off: perform what is due here and now, one job after the other, without any worker."""

from typing import Any

from ..clock import Clock
from ..errors import AmendsError
from .carrier import Perform

BATCH = 100


class JobStays(AmendsError):
    """A job is due again right after it was performed: going on would never end."""

    sentence = "Job {job} ('{name}') is still due after it was performed; look at its problem: {problem}"


def work_off(store: Any, perform: Perform, clock: Clock) -> int:
    """Perform all due jobs, and those that they ask for, until none is left. Returns how many. Raises JobStays."""
    seen: set[tuple[int, int]] = set()
    while jobs := _due(store, clock):
        for job in jobs:
            if (job.id, job.tries) in seen:
                raise JobStays(job=job.id, name=job.name, problem=job.problem or "none is noted")
            seen.add((job.id, job.tries))
            perform(job.id)
    return len(seen)


def _due(store: Any, clock: Clock) -> list[Any]:
    with store.reading() as work:
        return work.jobs.due(clock.now(), BATCH)
