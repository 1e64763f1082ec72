"""A house moves from a SQLite file to another database: everything arrives, proves itself, and the old one opens to nobody."""

import databases
import pytest
from amends.engine.assembly import House
from amends.engine.clock import FixedClock, SystemClock
from amends.engine.errors import SettingWrong
from amends.engine.moving import AtWork, NotEmpty, RecordBroken, move
from amends.engine.store import Store
from amends.engine.store.copying import COPIED, CopyDiffers, heads
from small_house import MONDAY, RUTH, kinds, open_house, report, task, work

LETTER = """
    startEvent reported
    serviceTask write label="Write to the customer" : notify(letter='hello', to='customer')
    userTask answer lane=front_line label="Answer the customer" +formJsonSchemaFilename=words.schema.json
    endEvent answered
    flow reported write answer answered"""


@pytest.fixture
def house(tmp_path):
    """Two cases: one whose letter is to be written, one whose task is open."""
    (tmp_path / "old").mkdir()
    old = f"sqlite:///{tmp_path / 'old' / 'house.sqlite'}"
    house = open_house(tmp_path / "old", LETTER, settings={"AMENDS_DATABASE_URL": old})
    report(house, contact="mina@mail.example")
    work(house)
    report(house, contact="noor@mail.example")
    yield house
    house.close()


@pytest.fixture
def target(tmp_path):
    store = Store(databases.empty(tmp_path / "new.sqlite"))
    yield store
    store.close()


def at_its_new_place(house, target):
    return House.open({**house.settings, "AMENDS_DATABASE_URL": target.url}, clock=FixedClock(MONDAY))


def test_everything_arrives_and_goes_on(house, target):
    with house.store.reading() as unit:
        before = heads(unit)

    moved = move(house.store, target)

    assert moved.cases == 2
    with target.reading() as unit:
        assert heads(unit) == before
        assert unit.journal.verify() == []
    new = at_its_new_place(house, target)
    work(new)
    assert kinds(new, "R-000002").count("letter_sent") == 1
    new.recovery.complete(task(new, "R-000001", "answer"), {"words": "Sorry."}, by=RUTH)
    assert kinds(new, "R-000001")[-1] == "case_ended"
    assert report(new) == "R-000003"
    new.close()


def test_the_old_house_opens_to_nobody(house, target):
    move(house.store, target)

    with pytest.raises(SettingWrong, match="left"):
        House.open(house.settings)


def test_a_job_gets_no_number_that_was_used_before(house, target):
    with house.store.writing() as unit:
        used = [job.id for job in unit.jobs.of_case("R-000002")]
        unit.connection.exec_driver_sql(f"delete from amends_jobs where id = {used[-1]}")

    move(house.store, target)

    new = at_its_new_place(house, target)
    number = report(new)
    with new.store.reading() as unit:
        assert min(job.id for job in unit.jobs.of_case(number)) > used[-1]
    new.close()


def test_nothing_is_moved_into_a_database_that_holds_something(house, target):
    target.migrate()
    with target.writing() as unit:
        unit.people.add_person(RUTH, "ruth", "")

    with pytest.raises(NotEmpty):
        move(house.store, target)

    House.open(house.settings).close()


def test_nothing_is_moved_under_the_hands_of_a_worker(house, target):
    with house.store.writing() as unit:
        unit.beats.beat("somebody", SystemClock().now())

    with pytest.raises(AtWork, match="1 workers"):
        move(house.store, target)


def test_a_record_that_was_changed_is_not_carried_away(house, target, tmp_path):
    files = databases.Files()
    with files.hands(tmp_path / "old" / "house.sqlite") as hands:
        files.unlock(hands)
        hands.execute("update amends_journal set wall = at || ' ' where stream = 'R-000001'")

    with pytest.raises(RecordBroken, match="Line 1 of the record R-000001"):
        move(house.store, target)


def test_what_does_not_arrive_as_it_was_leaves_nothing_behind(house, target, monkeypatch):
    from amends.engine.store import copying

    monkeypatch.setattr(copying, "_count", lambda connection, table: id(connection))
    with pytest.raises(CopyDiffers):
        move(house.store, target)
    monkeypatch.undo()

    with target.reading() as unit:
        assert copying.is_empty(unit)
    assert move(house.store, target).cases == 2


def test_every_table_but_the_beats_is_carried():
    assert len(COPIED) >= 20
    assert not any(table.name == "amends_beats" for table in COPIED)
