"""Jobs without any worker: worked off here and now, for tests, commands and demos."""

from datetime import timedelta

import pytest
from amends.engine.clock import FixedClock
from amends.engine.job import Job, JobState
from amends.engine.jobs import JobStays, NoCarrier, next_try, work_off


def ask(store, clock, key, **facts):
    usual = {
        "case": "R-000001",
        "kind": "action",
        "name": "notify",
        "created_at": clock.now(),
        "next_try_at": clock.now(),
    }
    with store.writing() as work:
        job, _ = work.jobs.add(Job(key=key, **(usual | facts)))
        NoCarrier().enqueue(work, job)
    return job


def state(store, job):
    with store.reading() as work:
        return work.jobs.load(job.id).state


def performing(store, clock, act=lambda job: None):
    """What recovery does with a job, in short."""

    def perform(job_id):
        with store.writing() as work:
            job = work.jobs.start(job_id, clock.now())
        if job is not None:
            act(job)
            with store.writing() as work:
                work.jobs.done(job.id, clock.now())

    return perform


def test_patience_grows_and_ends(now):
    pauses = [next_try(tries, now) for tries in range(1, 8)]

    assert [pause and (pause - now).total_seconds() for pause in pauses] == [5, 30, 120, 600, 3600, None, None]


def test_all_that_is_due_is_worked_off_and_what_that_asks_for(store, now):
    clock = FixedClock(now)
    first = ask(store, clock, "a")
    later = ask(store, clock, "later", next_try_at=now + timedelta(hours=1))
    asked = []
    perform = performing(
        store, clock, lambda job: asked.append(ask(store, clock, f"{job.key}+")) if len(job.key) < 3 else None
    )

    assert work_off(store, perform, clock) == 3
    assert [state(store, job) for job in (first, *asked)] == [JobState.DONE] * 3
    assert state(store, later) is JobState.QUEUED
    clock.advance(hours=1)
    assert work_off(store, performing(store, clock), clock) == 1


def test_a_job_that_stays_due_does_not_go_round_for_ever(store, now):
    clock = FixedClock(now)
    job = ask(store, clock, "a")

    with pytest.raises(JobStays, match=rf"Job {job.id} \('notify'\) is still due"):
        work_off(store, lambda job_id: None, clock)


def test_a_job_that_failed_waits_for_its_next_try(store, now):
    clock = FixedClock(now)
    job = ask(store, clock, "a")

    def fail(job_id):
        with store.writing() as work:
            begun = work.jobs.start(job_id, clock.now())
            work.jobs.again(job_id, "the mail server is down", next_try(begun.tries, clock.now()))

    assert work_off(store, fail, clock) == 1
    assert work_off(store, fail, clock) == 0
    clock.advance(seconds=5)
    assert work_off(store, performing(store, clock), clock) == 1
    assert state(store, job) is JobState.DONE
