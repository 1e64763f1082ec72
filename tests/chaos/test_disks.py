"""The disk is full, or may not be written to: a sentence, then it goes on."""

import contextlib
import os
import resource
import subprocess

import pytest
from amends.engine import invariants
from amends.engine.errors import AmendsError
from amends.engine.store import DatabaseUnavailable
from small_house import RUTH, kinds, open_house, report, task, work

pytestmark = pytest.mark.sqlite
LETTER = """
    startEvent reported
    serviceTask write label="Write to the customer" : notify(letter='hello', to='customer')
    userTask answer lane=front_line label="Answer" +formJsonSchemaFilename=words.schema.json
    endEvent answered
    flow reported write answer answered"""


@contextlib.contextmanager
def no_room():
    """This process may write to no file any more; Python hears of it as of a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextlib.contextmanager
def mounted(at, *how):
    """A file system of its own; skipped where this user may not mount one."""
    at.mkdir()
    if subprocess.run(["mount", *how, str(at)], capture_output=True).returncode:
        pytest.skip("mounting needs rights that this user lacks")
    try:
        yield at
    finally:
        subprocess.run(["umount", "--lazy", str(at)], check=True)


def refused(act):
    """What is told, whatever is tried."""
    with pytest.raises(DatabaseUnavailable) as told:
        act()
    return str(told.value)


def test_without_room_a_sentence_is_told_and_with_room_it_goes_on(tmp_path):
    house = open_house(tmp_path, LETTER)
    before = report(house)
    with no_room():
        told = refused(lambda: report(house))
        with contextlib.suppress(AmendsError):
            work(house)
    assert "Nothing was lost" in told

    after = report(house)
    house.clock.advance(minutes=6)
    work(house)
    for case in (before, after):
        house.recovery.complete(task(house, case, "answer"), {"words": "Sorry."}, by=RUTH)
        assert kinds(house, case)[-1] == "case_ended"
        assert kinds(house, case).count("letter_sent") == 1
    assert invariants.broken(house.means) == []
    house.close()


def test_what_was_typed_is_handed_in_when_there_is_room_again(tmp_path):
    house = open_house(tmp_path, LETTER)
    case = report(house)
    work(house)
    one = task(house, case, "answer")
    with no_room():
        refused(lambda: house.recovery.complete(one, {"words": "Sorry."}, by=RUTH, key="k"))

    house.recovery.complete(one, {"words": "Sorry."}, by=RUTH, key="k")
    assert kinds(house, case).count("task_completed") == 1
    assert invariants.broken(house.means) == []
    house.close()


def test_a_full_disk_is_told_and_left_when_room_is_made(tmp_path):
    with mounted(tmp_path / "small", "-t", "tmpfs", "-o", "size=3m", "tmpfs") as disk:
        house = open_house(disk, LETTER)
        cases = [report(house)]
        ballast = disk / "ballast"
        with contextlib.suppress(OSError), ballast.open("wb", buffering=0) as file:
            while True:
                file.write(b"x" * 4096)
        told = ""
        while not told:
            try:
                cases.append(report(house))
                work(house)
            except DatabaseUnavailable as full:
                told = str(full)
        assert "full" in told
        ballast.unlink()

        cases.append(report(house))
        house.clock.advance(minutes=6)
        work(house)
        with house.store.reading() as unit:
            assert unit.cases.count() == len(cases)
        assert all(kinds(house, case).count("letter_sent") == 1 for case in cases)
        assert invariants.broken(house.means) == []
        house.close()


def test_a_database_that_may_only_be_read_is_told_and_goes_on_when_it_may_be_written(tmp_path):
    (tmp_path / "real").mkdir()
    house = open_house(tmp_path / "real", LETTER)
    case = report(house)
    house.close()
    with mounted(tmp_path / "locked", "--bind", str(tmp_path / "real")) as disk:
        subprocess.run(["mount", "-o", "remount,bind,ro", str(disk)], check=True)
        assert "Nothing was lost" in refused(lambda: open_house(disk, LETTER))

    house = open_house(tmp_path / "real", LETTER)
    work(house)
    assert kinds(house, case).count("letter_sent") == 1
    assert invariants.broken(house.means) == []
    house.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_a_file_without_the_right_to_write_is_told(tmp_path):
    open_house(tmp_path, LETTER).close()
    (tmp_path / "house.sqlite").chmod(0o444)
    assert "Nothing was lost" in refused(lambda: open_house(tmp_path, LETTER))
