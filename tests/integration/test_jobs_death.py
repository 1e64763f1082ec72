"""A worker may die at any moment, with kill -9: its jobs are done by another one, soon."""

import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from amends.engine.clock import SystemClock
from amends.engine.job import Job, JobState
from amends.engine.jobs import DbosCarrier, Sweeper, Worker

WORKER = """
import sys, time, pathlib
from amends.engine.clock import SystemClock
from amends.engine.jobs import DbosCarrier, Worker
from amends.engine.store import Store

url, began, moment = sys.argv[1:]
store, clock = Store(url), SystemClock()

def perform(job_id):
    if moment == "after":
        with store.writing() as work:
            work.jobs.start(job_id, clock.now())
    pathlib.Path(began).touch()
    time.sleep(600)

Worker(store, perform, lambda now: None, DbosCarrier(url, every=0.05), clock).start()
time.sleep(600)
"""


@pytest.fixture
def doomed(database_url, store, tmp_path):
    """Starts a worker as a process of its own; gives what waits until it is at a job and kills it."""
    processes = []

    def kill(moment):
        began = tmp_path / "began"
        command = [sys.executable, "-c", WORKER, database_url, str(began), moment]
        process = subprocess.Popen(command)
        processes.append(process)
        wait(began.exists)
        process.kill()
        process.wait()

    yield kill
    for process in processes:
        process.kill()
        process.wait()


def wait(condition, seconds=20.0):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come about in time"
        time.sleep(0.02)


def ask(store, carrier):
    at = SystemClock().now()
    with store.writing() as work:
        job, _ = work.jobs.add(Job(key="a", case="R-1", kind="action", name="x", created_at=at, next_try_at=at))
        carrier.enqueue(work, job)
    return job


@pytest.mark.trap(47)
@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_job_of_a_killed_worker_is_done_by_another(store, database_url, doomed, moment):
    """`before` and `after` the worker had noted that it has begun the job."""
    carrier, clock, done = DbosCarrier(database_url, every=0.05), SystemClock(), []
    job = ask(store, carrier)
    doomed(moment)

    def perform(job_id):
        with store.writing() as work:
            if work.jobs.start(job_id, clock.now()):
                done.append(job_id)
                work.jobs.done(job_id, clock.now())

    worker = Worker(store, perform, lambda now: None, carrier, clock, sweep_every=0.1, dead_after=1.0)
    worker.start()
    began = time.monotonic()
    wait(lambda: done == [job.id])
    assert time.monotonic() - began < 10
    worker.stop(timeout=3)

    with store.reading() as work:
        assert work.jobs.load(job.id).state is JobState.DONE


@pytest.mark.trap(47)
def test_what_the_dead_left_is_taken_over_once_however_many_sweep(store, database_url, doomed):
    carrier = DbosCarrier(database_url)
    job = ask(store, carrier)
    doomed("after")
    sweepers = [Sweeper(store, carrier, SystemClock(), SystemClock(), dead_after=timedelta(0)) for _ in range(2)]

    taken = [sweeper.sweep() for sweeper in sweepers]

    assert taken == [1, 0]
    with store.reading() as work:
        found = work.jobs.load(job.id)
    assert (found.state, found.tries) == (JobState.QUEUED, 1)
    assert "died" in found.problem
    carrier.close()


def test_a_living_worker_keeps_its_jobs(store, database_url, tmp_path):
    carrier, began = DbosCarrier(database_url), tmp_path / "began"
    job = ask(store, carrier)
    process = subprocess.Popen([sys.executable, "-c", WORKER, database_url, str(began), "after"])
    wait(Path(began).exists)

    sweeper = Sweeper(store, carrier, SystemClock(), SystemClock(), dead_after=timedelta(seconds=15))
    assert sweeper.sweep() == 0
    with store.reading() as work:
        assert work.jobs.load(job.id).state is JobState.RUNNING
    process.kill()
    process.wait()
    carrier.close()


def test_a_clock_that_was_set_back_does_not_keep_the_dead_alive(store, database_url, doomed):
    carrier = DbosCarrier(database_url)
    ask(store, carrier)
    doomed("after")
    with store.writing() as work:
        for worker in work.beats.all():
            work.beats.beat(worker, SystemClock().now() + timedelta(hours=1))

    assert Sweeper(store, carrier, SystemClock(), SystemClock(), dead_after=timedelta(seconds=15)).sweep() == 1
    carrier.close()


def test_what_kills_each_worker_is_given_up(store, database_url):
    """Six have tried it; the seventh is spared."""
    clock, carrier = SystemClock(), DbosCarrier(database_url)
    job = ask(store, carrier)
    sweeper = Sweeper(store, carrier, clock, clock, dead_after=timedelta(0))
    for _ in range(6):
        with store.writing() as work:
            sweeper._begin_again(work, work.jobs.start(job.id, clock.now()))

    with store.reading() as work:
        found = work.jobs.load(job.id)
    assert (found.state, found.tries) == (JobState.FAILED, 6)
    assert "died" in found.problem
    carrier.close()
