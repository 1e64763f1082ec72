"""Jobs are carried in the transaction that wrote them, once, and in this process for one database only."""

import time
from datetime import timedelta
from types import SimpleNamespace

import pytest
import sqlalchemy as sa
from amends.engine.clock import FixedClock, SystemClock
from amends.engine.job import Job, JobState
from amends.engine.jobs import CarrierTaken, DbosCarrier, Sweeper, Worker
from amends.engine.store import Store


@pytest.fixture
def carriers(store, database_url):
    """Makes carriers on the database of the test, and closes them after it."""
    made = []

    def carrier(url=database_url, **options):
        made.append(DbosCarrier(url, every=0.05, **options))
        return made[-1]

    yield carrier
    for one in made:
        one.close(timeout=1)


def ask(store, carrier, key="R-000001:tell:1", at=None, **facts):
    at = at or SystemClock().now()
    usual = {"case": "R-000001", "kind": "action", "name": "notify", "created_at": at, "next_try_at": at}
    with store.writing() as work:
        job, _ = work.jobs.add(Job(key=key, **(usual | facts)))
        carrier.enqueue(work, job)
    return job


class Performer:
    """What recovery does with a job, in short; keeps what it did."""

    def __init__(self, store, clock=None, act=lambda job: None):
        self.store, self.clock, self.act, self.done, self.asked = store, clock or SystemClock(), act, [], []

    def __call__(self, job_id):
        self.asked.append(job_id)
        with self.store.writing() as work:
            job = work.jobs.start(job_id, self.clock.now())
        if job is None:
            return
        self.act(job)
        self.done.append(job.key)
        with self.store.writing() as work:
            work.jobs.done(job.id, self.clock.now())


def until(condition, seconds=10.0):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come about in time"
        time.sleep(0.02)


def carried(carrier):
    return {status.workflow_id: status.status for status in carrier._client.list_workflows(load_input=False)}


def test_a_job_is_performed_and_may_ask_for_another(store, carriers):
    carrier = carriers()

    def act(job):
        if not job.key.endswith("+"):
            ask(store, carrier, job.key + "+")

    performer = Performer(store, act=act)
    carrier.launch(performer)
    ask(store, carrier)

    until(lambda: len(performer.done) == 2)
    assert performer.done in (["R-000001:tell:1+", "R-000001:tell:1"], ["R-000001:tell:1", "R-000001:tell:1+"])


def test_a_rollback_leaves_nothing_behind(store, carriers):
    carrier = carriers()
    performer = Performer(store)
    carrier.launch(performer)

    def then_fall(work, job):
        carrier.enqueue(work, job)
        raise RuntimeError("power cut")

    falling = SimpleNamespace(enqueue=then_fall)
    with pytest.raises(RuntimeError, match="power cut"):
        ask(store, falling, "a")

    time.sleep(0.3)
    assert carried(carrier) == {}
    assert performer.asked == []
    ask(store, carrier, "a")
    until(lambda: performer.done == ["a"])


def test_a_try_is_carried_once_and_the_next_try_anew(store, carriers):
    carrier = carriers()
    job = ask(store, carrier)
    with store.writing() as work:
        carrier.enqueue(work, job)
        carrier.enqueue(work, job)
    assert set(carried(carrier)) == {f"{job.id}.0"}

    with store.writing() as work:
        work.jobs.start(job.id, SystemClock().now())
        work.jobs.again(job.id, "busy", SystemClock().now())
        carrier.enqueue(work, work.jobs.load(job.id))
    assert set(carried(carrier)) == {f"{job.id}.0", f"{job.id}.1"}


@pytest.mark.trap(46)
def test_only_ids_stand_in_the_tables_of_dbos_and_nothing_is_pickled(store, carriers, database_url):
    carrier = carriers()
    carrier.launch(Performer(store))
    ask(store, carrier, args={"parameters": {"to": "mina@example.org"}})
    until(lambda: "SUCCESS" in carried(carrier).values())

    [status] = carrier._client.list_workflows()
    assert status.input["args"] in ([1], (1,))
    engine = sa.create_engine(sa.make_url(store.url))
    schema = None if store.is_sqlite else "dbos"
    with engine.connect() as connection:
        tables = [t for t in sa.inspect(connection).get_table_names(schema=schema) if not t.startswith("amends_")]
        rows = [
            connection.execute(sa.text(f'select * from {schema + "." if schema else ""}"{t}"')).all() for t in tables
        ]
    engine.dispose()
    assert "mina" not in str(rows)
    assert "gASV" not in str(rows)


@pytest.mark.trap(46)
def test_a_second_database_in_one_process_is_refused_until_the_first_is_closed(store, carriers, tmp_path):
    other_store = Store(f"sqlite:///{tmp_path / 'other.sqlite'}")
    other_store.migrate()
    first, other = carriers(), carriers(other_store.url)
    first.launch(Performer(store))

    with pytest.raises(CarrierTaken, match="This process carries jobs for the database 'amends"):
        other.launch(Performer(other_store))

    ask(other_store, other)  # handing over is possible from anywhere
    first.close(timeout=1)
    performer = Performer(other_store)
    other.launch(performer)
    until(lambda: performer.done == ["R-000001:tell:1"])
    other.close(timeout=1)
    other_store.close()


@pytest.mark.trap(46)
def test_a_host_with_a_dbos_of_its_own_is_told_so(store, carriers, tmp_path):
    from dbos import DBOS

    DBOS(config={"name": "host", "system_database_url": f"sqlite:///{tmp_path / 'host.sqlite'}", "executor_id": "host"})
    try:
        with pytest.raises(CarrierTaken, match="a DBOS of the application it lives in"):
            carriers().launch(Performer(store))
    finally:
        DBOS.destroy()


@pytest.mark.trap(47)
def test_a_job_that_could_not_be_begun_is_carried_again(store, carriers, now):
    """The database was away when the worker took it: DBOS has ended it, our row still waits."""
    clock = FixedClock(now)
    carrier = carriers(clock=clock)
    working = Performer(store, clock)

    def perform(job_id):
        if not working.asked:
            working.asked.append(job_id)
            raise OSError("the database is away")
        working(job_id)

    carrier.launch(perform)
    ask(store, carrier, at=now)
    sweeper = Sweeper(store, carrier, clock, SystemClock(), dead_after=timedelta(seconds=10))
    until(lambda: "SUCCESS" in carried(carrier).values())
    assert sweeper.sweep() == 0

    clock.advance(seconds=61)
    assert sweeper.sweep() == 1
    until(lambda: working.done == ["R-000001:tell:1"])


def test_what_ended_long_ago_is_deleted_from_the_queue(store, carriers):
    carrier = carriers()
    performer = Performer(store)
    carrier.launch(performer)
    job = ask(store, carrier)
    until(lambda: "SUCCESS" in carried(carrier).values())

    now = SystemClock().now()
    with store.writing() as work:
        work.beats.beat("long gone", now - timedelta(days=8))
    sweepers = [
        Sweeper(store, carrier, SystemClock(), wall, dead_after=timedelta(seconds=10))
        for wall in (FixedClock(now), FixedClock(now + timedelta(days=8)))
    ]
    assert [sweeper.tidy() for sweeper in sweepers] == [0, 1]
    assert carried(carrier) == {}
    with store.reading() as work:
        assert work.jobs.load(job.id).state is JobState.DONE
        assert work.beats.all() == {}


def test_a_worker_ticks_beats_and_finishes_the_job_in_hand(store, carriers):
    carrier, ticks = carriers(), []
    performer = Performer(store, act=lambda job: time.sleep(0.7))
    worker = Worker(store, performer, ticks.append, carrier, SystemClock(), every=0.05)
    worker.start()
    with store.reading() as work:
        assert carrier.executor_id in work.beats.all()
    until(lambda: len(ticks) > 2)
    ask(store, carrier)
    until(lambda: performer.asked)

    worker.stop(timeout=5)

    assert performer.done == ["R-000001:tell:1"]
    with store.reading() as work:
        assert work.beats.all() == {}


def test_a_tick_that_fails_is_logged_once_and_comes_again(store, carriers, caplog):
    ticks = []

    def tick(now):
        ticks.append(now)
        raise OSError("the database is away")

    worker = Worker(store, Performer(store), tick, carriers(), SystemClock(), every=0.02)
    worker.start()
    until(lambda: len(ticks) > 3)
    worker.stop(timeout=2)

    assert [record.message for record in caplog.records if record.name == "amends.jobs"] == [
        "a round of the worker failed"
    ]


def test_a_carrier_that_was_closed_still_hands_over(store, carriers):
    """A house that stops its worker goes on taking reports; another worker does what they ask for."""
    first = carriers()
    first.launch(Performer(store))
    first.close(timeout=1)
    first.close(timeout=1)
    ask(store, first)

    performer = Performer(store)
    carriers().launch(performer)
    until(lambda: performer.done == ["R-000001:tell:1"])
