"""Jobs: each key once, each try by one worker, nothing left behind by a worker that died."""

from datetime import timedelta

import pytest
from amends.engine.errors import NotFound
from amends.engine.job import Job, JobState


@pytest.fixture
def job(store, now):
    def add(key="R-000001/tell_customer/1", **facts):
        usual = {"case": "R-000001", "kind": "action", "name": "notify", "created_at": now, "next_try_at": now}
        with store.writing() as work:
            return work.jobs.add(Job(key=key, **(usual | facts)))[0]

    return add


def state(store, job):
    with store.reading() as work:
        return work.jobs.load(job.id).state


def test_a_key_is_accepted_once(store, job, now):
    first = job(args={"letter": "closing"})
    with store.writing() as work:
        other = Job(key=first.key, case="R-2", kind="wake", name="x", created_at=now, next_try_at=now)
        again, is_new = work.jobs.add(other)

        assert (again, is_new) == (first, False)
        assert work.jobs.by_key(first.key) == first
        assert work.jobs.by_key("unknown") is None
        assert work.jobs.of_case("R-000001") == [first]


def test_a_job_runs_and_is_done(store, job, now):
    new = job()
    with store.writing() as work:
        running = work.jobs.start(new.id, now)
        assert running is not None
        assert (running.state, running.tries) == (JobState.RUNNING, 1)
        assert work.jobs.start(new.id, now) is None
        assert work.jobs.done(new.id, now)
        assert not work.jobs.done(new.id, now)
        assert work.jobs.load(new.id).done_at == now
        assert work.jobs.start(new.id, now + timedelta(days=1)) is None


def test_a_job_is_not_started_before_its_time(store, job, now):
    new = job(next_try_at=now + timedelta(minutes=1))
    with store.writing() as work:
        assert work.jobs.start(new.id, now) is None
        assert work.jobs.start(new.id, now + timedelta(minutes=1)) is not None


def test_a_failed_try_is_tried_again_later(store, job, now):
    new = job()
    with store.writing() as work:
        work.jobs.start(new.id, now)
        assert work.jobs.again(new.id, "The mail server is silent.", now + timedelta(minutes=1))
        assert work.jobs.due(now) == []
        due = work.jobs.due(now + timedelta(minutes=1))
        assert [(j.id, j.problem) for j in due] == [(new.id, "The mail server is silent.")]
        again = work.jobs.start(new.id, now + timedelta(minutes=1))
        assert again is not None
        assert again.tries == 2


def test_a_job_that_was_given_up_waits_for_the_operator(store, job, now):
    lost, skipped = job(), job("another")
    with store.writing() as work:
        for new in (lost, skipped):
            work.jobs.start(new.id, now)
            assert work.jobs.give_up(new.id, "No such address.")
        assert [j.id for j in work.jobs.problems()] == [lost.id, skipped.id]
        assert work.jobs.start(lost.id, now + timedelta(days=1)) is None

        assert work.jobs.skip(skipped.id, "told by telephone")
        assert work.jobs.again(lost.id, "", now)
        assert work.jobs.start(lost.id, now) is not None
        assert work.jobs.problems() == []
    assert state(store, skipped) is JobState.SKIPPED


def test_a_job_is_withdrawn_only_before_it_runs(store, job, now):
    waiting, running = job("waiting"), job("running")
    with store.writing() as work:
        work.jobs.start(running.id, now)
        assert work.jobs.withdraw("waiting")
        assert not work.jobs.withdraw("running")
        assert not work.jobs.withdraw("unknown")
        assert work.jobs.start(waiting.id, now) is None
    assert state(store, waiting) is JobState.WITHDRAWN


def test_a_job_whose_worker_died_is_due_again(store, job, now):
    new = job()
    with store.writing() as work:
        work.jobs.start(new.id, now, within=timedelta(minutes=5))
        assert work.jobs.due(now + timedelta(minutes=4)) == []
        assert [j.id for j in work.jobs.due(now + timedelta(minutes=5))] == [new.id]
        again = work.jobs.start(new.id, now + timedelta(minutes=5))
        assert again is not None
        assert again.tries == 2


def test_due_jobs_come_in_order_and_what_is_carried_is_left_out(store, job, now):
    later, sooner = job("later", next_try_at=now), job("sooner", next_try_at=now - timedelta(minutes=1))
    with store.writing() as work:
        assert [j.id for j in work.jobs.due(now)] == [sooner.id, later.id]
        work.jobs.hand_on(sooner.id, now + timedelta(seconds=30))
        assert [j.id for j in work.jobs.due(now)] == [later.id]
        assert [j.id for j in work.jobs.due(now + timedelta(seconds=30), limit=1)] == [sooner.id]


def test_jobs_are_counted_by_state(store, job, now):
    job("a")
    with store.writing() as work:
        work.jobs.start(job_id := work.jobs.of_case("R-000001")[0].id, now)
        work.jobs.done(job_id, now)
    job("b")

    with store.reading() as work:
        counts = work.jobs.counts()

    assert (counts[JobState.DONE], counts[JobState.QUEUED], counts[JobState.FAILED]) == (1, 1, 0)


def test_a_job_that_is_not_there_is_named(store):
    with pytest.raises(NotFound, match="job '7'"), store.reading() as work:
        work.jobs.load(7)


def test_jobs_that_were_over_long_ago_are_forgotten(store, job, now):
    done, skipped, open_, fresh = (job(f"R-000001/{name}/1") for name in ("done", "skipped", "open", "fresh"))
    with store.writing() as work:
        for new, at in ((done, now), (fresh, now + timedelta(days=89))):
            work.jobs.start(new.id, now)
            work.jobs.done(new.id, at)
        work.jobs.skip(skipped.id, "told on the phone")
        long_after = now + timedelta(days=100) - timedelta(days=90)

        assert work.jobs.forget(long_after, 1) == 1
        assert work.jobs.forget(long_after, 10) == 1
        assert work.jobs.forget(long_after, 10) == 0
        assert [left.id for left in work.jobs.of_case("R-000001")] == [open_.id, fresh.id]
