"""Asking: something is to be done in the world or later; a job says so, and a worker gets its id."""

from dataclasses import replace

from .. import faults
from ..job import Job, JobState
from ..store import UnitOfWork
from .means import Means
from .reconciling import HELD, is_held


def ask(means: Means, work: UnitOfWork, job: Job) -> bool:
    """Write a job and hand its id to a worker, both or none; a key that is there already asks for nothing new.

    Whether it is held for an operator instead, because the house was restored and it may have been done before.
    """
    held = is_held(means, work, job)
    kept, is_new = work.jobs.add(replace(job, state=JobState.FAILED, problem=HELD) if held else job)
    if is_new and not held:
        means.carrier.enqueue(work, kept)
        faults.here("job_handed_over")
    return is_new and held
