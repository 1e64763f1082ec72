"""The database: all or nothing, writers one after the other, tables brought up to date by whoever comes first."""

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import databases
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from amends.engine.errors import CaseMovedOn, SettingWrong
from amends.engine.events import OwnerNamed
from amends.engine.person import CLOCK
from amends.engine.store import DatabaseUnavailable, Store, migrating, tables
from amends.engine.task import Task, TaskId
from soon import soon

COUNT_UP = """
import sys
from amends.engine.store import Store
store = Store(sys.argv[1])
for _ in range(int(sys.argv[3])):
    with store.writing() as work:
        case = work.cases.load(sys.argv[2])
        case.data["count"] += 1
        work.cases.save(case)
"""
MIGRATE = """
import sys
from amends.engine.store import Store
Store(sys.argv[1]).migrate()
"""

HALF_A_STEP = """
import sys, time
from amends.engine.store import Store
with Store(sys.argv[1]).writing() as work:
    case = work.cases.load(sys.argv[2])
    case.title = "half-way"
    work.cases.save(case)
    print("written", flush=True)
    time.sleep(60)
"""
FORK = """
import os, sys
from amends.engine.store import Store
store = Store(sys.argv[1])
def count_up():
    for _ in range(50):
        with store.writing() as work:
            case = work.cases.load(sys.argv[2])
            case.data["count"] += 1
            work.cases.save(case)
count_up()
child = os.fork()
count_up()
with store.reading() as work:
    work.cases.load(sys.argv[2])
if child == 0:
    os._exit(0)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


class PowerCut(Exception):
    """Whatever may happen in the middle of a step."""


@pytest.fixture
def database_url(tmp_path):
    """Nothing is in it yet."""
    return databases.empty(tmp_path / "house" / "amends.sqlite")


def together(script, *arguments, times=4):
    running = [subprocess.Popen([sys.executable, "-W", "error", "-c", script, *arguments]) for _ in range(times)]
    return [process.wait(120) for process in running]


def test_a_step_is_written_as_a_whole_or_not_at_all(store, case, now):
    number = case()
    with pytest.raises(PowerCut), store.writing() as work:  # noqa: PT012
        kept = work.cases.load(number)
        kept.title = "changed"
        work.cases.save(kept)
        work.tasks.open(Task(id=TaskId(number, "a", 1), label="A", lane="front_line", opened_at=now, unit="kitchen"))
        work.journal.append(number, [OwnerNamed(person="p", name="P")], at=now, wall=now, actor=CLOCK)
        raise PowerCut

    with store.reading() as work:
        assert work.cases.load(number).title != "changed"
        assert work.tasks.of_case(number) == []
        assert work.journal.of_case(number) == []


def test_the_parts_of_a_step_may_come_in_any_order_but_must_fit_together(store, now):
    orphan = Task(id=TaskId("R-000404", "a", 1), label="A", lane="front_line", opened_at=now, unit="kitchen")

    with pytest.raises(Exception, match=r"(?i)foreign key"), store.writing() as work:
        work.tasks.open(orphan)


def test_no_update_is_lost_among_threads(store, case):
    number = case(data={"count": 0})

    def count_up(_):
        with store.writing() as work:
            kept = work.cases.load(number)
            kept.data["count"] += 1
            work.cases.save(kept)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(count_up, range(200)))

    with store.reading() as work:
        kept = work.cases.load(number)
    assert (kept.data["count"], kept.version) == (200, 200)


def test_no_update_is_lost_among_processes(store, case):
    number = case(data={"count": 0})

    assert together(COUNT_UP, store.url, number, "50") == [0, 0, 0, 0]

    with store.reading() as work:
        assert work.cases.load(number).data["count"] == 200


def test_a_process_that_is_killed_half_way_has_written_nothing(store, case):
    number = case()
    script = [sys.executable, "-c", HALF_A_STEP, store.url, number]
    with subprocess.Popen(script, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"written\n"
        process.kill()

    with store.writing() as work:
        kept = work.cases.load(number)
        assert (kept.title, kept.version) == ("The kettle came late", 0)
        work.cases.save(kept)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_a_server_may_fork_after_it_has_begun(store, case):
    number = case(data={"count": 0})

    assert together(FORK, store.url, number, times=2) == [0, 0]

    with store.reading() as work:
        assert work.cases.load(number).data["count"] == 300


def test_of_many_who_saw_the_same_version_one_may_write(store, case):
    number = case()
    ready = threading.Barrier(6)

    def save_what_was_read(_):
        with store.reading() as work:
            seen = work.cases.load(number)
        ready.wait()
        try:
            with store.writing() as work:
                work.cases.save(seen)
        except CaseMovedOn:
            return "moved on"
        return "written"

    with ThreadPoolExecutor(6) as pool:
        outcomes = sorted(pool.map(save_what_was_read, range(6)))

    assert outcomes == ["moved on"] * 5 + ["written"]


def test_streams_continued_by_many_at_once_stay_whole(store, now):
    def append(n):
        with store.writing() as work:
            work.journal.append("house", [OwnerNamed(person=str(n), name="x")], at=now, wall=now, actor=CLOCK)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(append, range(60)))

    with store.reading() as work:
        assert [line.number for line in work.journal.of_case("house")] == list(range(1, 61))
        assert work.journal.verify() == []


def test_one_key_used_by_many_at_once_acts_once(store, now):
    def act(_):
        with store.writing() as work:
            if work.keys.find("k"):
                return "before"
            work.keys.remember("k", "", {"done": True}, now)
            return "now"

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(act, range(6))) == ["before"] * 5 + ["now"]


def test_numbers_counted_by_many_at_once_are_all_different(store):
    def count(_):
        with store.writing() as work:
            return work.cases.next_number()

    with ThreadPoolExecutor(8) as pool:
        numbers = sorted(pool.map(count, range(40)))

    assert numbers == [f"R-{n:06d}" for n in range(1, 41)]


def test_a_reader_neither_waits_for_the_writer_nor_sees_what_is_not_committed(store, case):
    number = case()
    with store.writing() as work:
        kept = work.cases.load(number)
        kept.title = "half-way"
        work.cases.save(kept)
        with store.reading() as other:
            assert other.cases.load(number).title == "The kettle came late"


def test_a_reader_sees_one_moment(store, case):
    number = case()
    with store.reading() as work:
        before = work.cases.load(number).version
        with store.writing() as other:
            other.cases.save(other.cases.load(number))
        assert work.cases.load(number).version == before


def test_a_reader_cannot_write(store, case):
    number = case()
    with pytest.raises(RuntimeError, match="only reads"), store.reading() as work:
        work.cases.save(work.cases.load(number))
    with pytest.raises((sa.exc.DBAPIError, DatabaseUnavailable)), store.reading() as work:
        work.connection.execute(sa.text("delete from amends_cases"))


def test_who_asks_one_thing_sees_what_is_there_and_writes_nothing(store, case):
    number = case()
    with store.asking() as work:
        before = work.cases.load(number).version
        with store.writing() as other:
            other.cases.save(other.cases.load(number))
        assert (before, work.cases.load(number).version, work.cases.count()) == (0, 1, 1)
    with pytest.raises(RuntimeError, match="only reads"), store.asking() as work:
        work.cases.save(work.cases.load(number))
    with store.writing() as work:
        assert work.cases.load(number).version == 1


def test_a_store_that_is_closed_has_no_connection_left(store, case):
    if store.is_sqlite:
        pytest.skip("nobody counts who has a file open")
    for way in (store.writing, store.reading, store.asking):
        with way() as work:
            work.cases.count()
    store.close()
    import psycopg

    with psycopg.connect(store.url.replace("+psycopg", ""), autocommit=True) as hands:
        others = "from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
        for _ in range(50):  # the server takes a moment to notice
            left = hands.execute(f"select count(*) {others}").fetchone()
            if left == (0,):
                break
            hands.execute("select pg_sleep(0.1)")
    assert left == (0,)


def test_a_server_that_closed_all_connections_is_told_of_once(store, case):
    if store.is_sqlite:
        pytest.skip("a file closes no connections")
    number = case()
    ways = store.writing, store.reading, store.asking
    for way in ways:
        with way() as work:
            work.cases.load(number)
    import psycopg

    with psycopg.connect(store.url.replace("+psycopg", ""), autocommit=True) as hands:
        others = "select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
        hands.execute(f"select pg_terminate_backend(pid) from ({others}) as them")

    with pytest.raises(DatabaseUnavailable, match="Nothing was lost"), store.reading() as work:
        work.cases.load(number)
    for way in ways:
        with way() as work:
            assert work.cases.load(number).number == number


def test_a_writer_within_a_writer_is_a_mistake(store):
    if not store.is_sqlite:
        pytest.skip("PostgreSQL has many writers")
    with pytest.raises(RuntimeError, match="writing already"), store.writing(), store.writing():
        pass
    with store.writing() as work:
        assert work.settings.load("still", "here") == "here"


def test_a_database_that_cannot_be_used_is_told_in_a_sentence(tmp_path):
    (tmp_path / "broken.sqlite").mkdir()

    with pytest.raises(DatabaseUnavailable, match="Nothing was lost"):
        Store(f"sqlite:///{tmp_path / 'broken.sqlite'}").migrate()


@pytest.mark.parametrize("url", ["mysql://a/b", "sqlite://", "sqlite:///:memory:", "rubbish", ""])
def test_a_url_nobody_can_use_is_named(url):
    with pytest.raises(SettingWrong, match="AMENDS_DATABASE"):
        Store(url)


def test_migrating_again_is_quick(store):
    with soon(1):
        store.migrate()


def test_processes_that_start_at_once_migrate_once(database_url):
    assert together(MIGRATE, database_url) == [0, 0, 0, 0]

    store = Store(database_url)
    with store.writing() as work:
        assert work.cases.next_number() == "R-000001"
    store.close()


def test_the_migrations_make_the_tables_the_statements_expect(store):
    engine = sa.create_engine(sa.make_url(store.url))
    with engine.connect() as connection:
        opts = {"include_name": lambda name, kind, _: kind != "table" or name.startswith(tables.PREFIX)}
        context = MigrationContext.configure(connection, opts=opts | {"version_table": migrating.VERSION_TABLE})
        assert compare_metadata(context, tables.metadata) == []
        config = migrating.configuration(connection)
    engine.dispose()

    assert ScriptDirectory.from_config(config).get_heads() == [migrating.NEWEST]


def test_tables_of_others_stay_as_they_are(database_url):
    engine = sa.create_engine(sa.make_url(database_url))
    store = Store(database_url)
    with engine.begin() as connection:
        connection.execute(sa.text("create table cases (number text)"))
        connection.execute(sa.text("create table alembic_version (version_num text)"))
        connection.execute(sa.text("insert into alembic_version values ('of the host')"))

    store.migrate()

    with engine.connect() as connection:
        assert connection.execute(sa.text("select version_num from alembic_version")).scalar() == "of the host"
        assert connection.execute(sa.text("select count(*) from cases")).scalar() == 0
    engine.dispose()
    store.close()


def test_a_database_of_a_newer_version_is_refused(store):
    with store.writing() as work:
        work.connection.execute(sa.text("update amends_version set version_num = '9999'"))

    with pytest.raises(SettingWrong, match="newer version"):
        store.migrate()
