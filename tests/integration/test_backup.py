"""A backup is made while the house works; after a restore nothing is sent twice, and nothing is lost."""

import threading
from concurrent.futures import ThreadPoolExecutor

import databases
import pytest
from amends.engine import backup
from amends.engine.actions import PaymentRefused, Registry
from amends.engine.assembly import House
from amends.engine.backup import HouseStands, back_up, restore
from amends.engine.clock import FixedClock, SystemClock
from amends.engine.errors import NotAllowed
from amends.engine.job import JobState
from amends.engine.moving import AtWork, NotEmpty
from amends.engine.recovery import reconciling
from amends.engine.store.snapshots import SnapshotUnusable
from small_house import MONDAY, OTTO, RUTH, facts, folder, kinds, open_house, pass_time, report, task, work

LETTERS = """
    startEvent reported
    serviceTask write label="Write to the customer" : notify(letter='hello', to='customer')
    intermediateCatchEvent later timer=PT1H label="An hour later"
    serviceTask remind label="Write once more" : notify(letter='hello', to='customer')
    userTask answer lane=front_line label="Answer the customer" +formJsonSchemaFilename=words.schema.json
    serviceTask refund label="Pay it back" : pay(amount='12.00 USD', payee='Mina')
    endEvent answered
    flow reported write later remind answer refund answered"""


class World:
    """What the world was told: it outlives every house."""

    sends = True

    def __init__(self):
        self.mails, self.paid, self.asked = [], {}, []

    def send(self, mail):
        self.mails.append(mail)

    def pay(self, key, amount, payee):
        self.asked.append(key)
        if payee == "nobody":
            raise PaymentRefused(reason="there is nobody")
        return self.paid.setdefault(key, f"REF-{len(self.paid) + 1}")


@pytest.fixture
def world():
    return World()


@pytest.fixture
def opened(tmp_path, world):
    houses = []

    def open_it(**parts):
        houses.append(open_house(tmp_path, LETTERS, postbox=world, gateway=world, **parts))
        return houses[-1]

    yield open_it
    for house in houses:
        house.close()


@pytest.fixture
def put_back(tmp_path):
    """Restores as an operator would: over the old file, or into a new database of the server; gives its house."""

    def put(house, file, **parts):
        house.close()
        if databases.are_files():
            url = house.settings["AMENDS_DATABASE_URL"]
            restore(url, file, force=True)
        else:
            url = databases.address(tmp_path / "restored.sqlite")
            restore(url, file)
        settings = {**house.settings, "AMENDS_DATABASE_URL": url}
        means = house.means
        return House.open(settings, clock=parts.get("clock", means.clock), postbox=means.postbox, gateway=means.gateway)

    return put


def test_what_went_out_after_the_backup_does_not_go_out_again(opened, put_back, world, tmp_path):
    house = opened()
    report(house, contact="mina@mail.example")
    back_up(house.store, tmp_path / "night.backup")
    work(house)
    pass_time(house, hours=2)
    assert len(world.mails) == 2

    restored = put_back(house, tmp_path / "night.backup")
    for _ in range(3):
        pass_time(restored, hours=2)

    assert len(world.mails) == 2
    problem = restored.inquiry.problems(OTTO)[0]
    assert "may have been done after the backup was made" in problem.reason
    # what follows from it may have been done as well
    restored.recovery.skip(problem.job, OTTO, "it stands in our mailbox")
    pass_time(restored, hours=2)
    [again] = restored.inquiry.problems(OTTO)
    assert "may have been done" in again.reason
    assert len(world.mails) == 2
    assert [line["name"] for line in facts(restored, "R-000001", "job_held")] == ["notify", "notify"]
    restored.close()


def test_what_had_not_gone_out_goes_out_when_the_operator_says_so(opened, put_back, world, tmp_path):
    house = opened()
    report(house, contact="mina@mail.example")
    back_up(house.store, tmp_path / "night.backup")

    restored = put_back(house, tmp_path / "night.backup")
    restored.recovery.retry(restored.inquiry.problems(OTTO)[0].job, OTTO)
    work(restored)

    assert len(world.mails) == 1
    assert facts(restored, "house", "house_restored")[0]["held"] == 1
    restored.close()


def test_a_payment_of_the_time_between_is_asked_under_the_same_key(opened, put_back, world, tmp_path):
    house = opened()
    report(house)
    work(house)
    pass_time(house, hours=2)
    back_up(house.store, tmp_path / "night.backup")
    house.recovery.complete(task(house, "R-000001", "answer"), {"words": "Sorry."}, by=RUTH)
    work(house)
    assert list(world.paid.values()) == ["REF-1"]

    restored = put_back(house, tmp_path / "night.backup")
    restored.recovery.complete(task(restored, "R-000001", "answer"), {"words": "Sorry."}, by=RUTH)
    work(restored)
    assert len(world.asked) == 1
    [held] = restored.inquiry.problems(OTTO)
    restored.recovery.retry(held.job, OTTO)
    work(restored)

    assert (len(world.asked), list(world.paid.values())) == (2, ["REF-1"])
    assert kinds(restored, "R-000001")[-1] == "case_ended"
    restored.close()


def test_a_case_opened_after_the_restore_has_a_number_the_world_does_not_know(opened, put_back, world, tmp_path):
    house = opened()
    report(house)
    back_up(house.store, tmp_path / "night.backup")
    lost = report(house, contact="noor@mail.example")

    restored = put_back(house, tmp_path / "night.backup")
    number = report(restored, contact="mina@mail.example")
    work(restored)

    assert (lost, number) == ("R-000002", "R-002001")
    assert len(world.mails) == 1
    restored.close()


def test_when_house_and_world_agree_nothing_is_held(opened, put_back, world, tmp_path):
    house = opened()
    report(house, contact="mina@mail.example")
    work(house)
    back_up(house.store, tmp_path / "night.backup")
    restored = put_back(house, tmp_path / "night.backup")
    with pytest.raises(NotAllowed):
        reconciling.end(restored.means, RUTH)

    reconciling.end(restored.means, OTTO)
    pass_time(restored, hours=2)

    assert reconciling.state(restored.means) is None
    assert len(world.mails) == 2
    assert kinds(restored, "house")[-1] == "house_reconciled"
    restored.close()


def test_a_house_restored_by_other_means_is_told_so(opened, world):
    """Such as by pg_restore: nothing in it says that it was a backup."""
    house = opened()
    report(house, contact="mina@mail.example")

    assert reconciling.begin(house.means, "otto") == 1
    work(house)

    assert world.mails == []
    assert reconciling.state(house.means).held == 1


def test_of_many_processes_that_open_a_restored_house_one_reconciles_it(opened):
    house = opened()
    report(house)
    with house.store.writing() as unit:
        unit.settings.save(reconciling.BACKUP, {"made_at": ""})

    with ThreadPoolExecutor(4) as processes:
        list(processes.map(lambda _: reconciling.wake_up(house.means), range(4)))

    assert kinds(house, "house").count("house_restored") == 1
    assert kinds(house, "R-000001").count("job_held") == 1


def test_a_backup_is_whole_while_others_write(opened, tmp_path):
    house = opened()
    stop, written = threading.Event(), []

    def write():
        while not stop.is_set():
            written.append(report(house))

    writer = threading.Thread(target=write)
    writer.start()
    while len(written) < 5:
        stop.wait(0.01)
    kept = back_up(house.store, tmp_path / "busy.backup")
    stop.set()
    writer.join()

    assert (5 <= kept.cases <= len(written), kept.breaches) == (True, 0)
    assert (tmp_path / "busy.backup").stat().st_mode & 0o777 == 0o600
    assert [found.name for found in tmp_path.glob("*busy*")] == ["busy.backup"]
    # no log beside it, so that it opens from a disk that cannot be written to
    assert (tmp_path / "busy.backup").read_bytes()[18:20] == b"\1\1"


def test_a_backup_overwrites_nothing(opened, tmp_path):
    (tmp_path / "there").write_text("a letter of love")

    with pytest.raises(SnapshotUnusable, match="there already"):
        back_up(opened().store, tmp_path / "there")

    assert (tmp_path / "there").read_text() == "a letter of love"


@pytest.mark.parametrize("content", [None, b"", b"rubbish" * 1000])
def test_what_is_no_backup_is_not_put_anywhere(tmp_path, content):
    if content is not None:
        (tmp_path / "file").write_bytes(content)

    with pytest.raises(SnapshotUnusable):
        restore(databases.empty(tmp_path / "new.sqlite"), tmp_path / "file")

    assert not (tmp_path / "new.sqlite").exists()


def test_a_restore_overwrites_nothing(opened, tmp_path):
    house = opened()
    report(house)
    back_up(house.store, tmp_path / "night.backup")

    with pytest.raises((HouseStands, NotEmpty), match=r"1 cases stands|not empty"):
        restore(house.settings["AMENDS_DATABASE_URL"], tmp_path / "night.backup")

    assert report(house) == "R-000002"


@pytest.mark.sqlite
def test_what_stood_there_is_moved_aside_and_not_lost(opened, tmp_path):
    house = opened()
    back_up(house.store, tmp_path / "night.backup")
    report(house)
    house.close()

    aside = restore(house.settings["AMENDS_DATABASE_URL"], tmp_path / "night.backup", force=True)

    before = House.open({**house.settings, "AMENDS_DATABASE_URL": f"sqlite:///{aside}"}, clock=FixedClock(MONDAY))
    assert before.inquiry.case("R-000001", RUTH).case.is_open
    before.close()


@pytest.mark.sqlite
def test_a_database_that_is_damaged_gives_way(opened, tmp_path):
    house = opened()
    report(house)
    back_up(house.store, tmp_path / "night.backup")
    house.close()
    for file in tmp_path.glob("house.sqlite*"):
        file.write_bytes(b"rubbish" * 1000)

    restore(house.settings["AMENDS_DATABASE_URL"], tmp_path / "night.backup", force=True)

    restored = opened()
    assert restored.inquiry.case("R-000001", RUTH).case.is_open


@pytest.mark.sqlite
def test_nothing_is_put_under_the_hands_of_a_worker(opened, tmp_path):
    house = opened()
    report(house)
    back_up(house.store, tmp_path / "night.backup")
    with house.store.writing() as unit:
        unit.beats.beat("somebody", SystemClock().now())

    with pytest.raises(AtWork):
        restore(house.settings["AMENDS_DATABASE_URL"], tmp_path / "night.backup", force=True)


@pytest.mark.sqlite
def test_a_backup_that_somebody_just_copies_into_place_holds_too(opened, world, tmp_path):
    house = opened()
    report(house, contact="mina@mail.example")
    back_up(house.store, tmp_path / "night.backup")
    house.close()
    folder(tmp_path / "processes", LETTERS)

    at = f"sqlite:///{tmp_path / 'night.backup'}"
    copied = House.open({**house.settings, "AMENDS_DATABASE_URL": at}, clock=house.clock, postbox=world, gateway=world)
    work(copied)

    assert world.mails == []
    with copied.store.reading() as unit:
        assert [job.state for job in unit.jobs.of_case("R-000001")] == [JobState.FAILED]
    copied.close()


def test_a_look_up_is_not_held():
    """Nobody notices when it is done twice; what leaves the house is held."""
    registry = Registry.installed()
    free = {name for name in registry.names() if getattr(registry.action(name), "only_reads", False)}

    assert "precedents" in free
    assert not free & {"notify", "pay"}


@pytest.mark.sqlite
def test_a_restore_that_fails_leaves_the_house_where_it_stood(opened, tmp_path, monkeypatch):
    house = opened()
    report(house)
    back_up(house.store, tmp_path / "night.backup")
    report(house)
    house.close()

    def full(file, at):
        raise OSError(28, "No space left on device", str(at))

    monkeypatch.setattr(backup, "lay", full)
    with pytest.raises(OSError, match="No space left"):
        restore(house.settings["AMENDS_DATABASE_URL"], tmp_path / "night.backup", force=True)

    assert opened().inquiry.case("R-000002", RUTH).case.is_open
