"""Thousands of times due at once, clocks that are set forward and back, summer time: each time comes once, in the end."""

import os
from datetime import UTC, datetime, timedelta
from itertools import chain

import pytest
from amends.engine import invariants
from amends.engine.job import JobState
from amends.engine.jobs import work_off
from amends.engine.person import Unit
from chaos.town import stop, town, wait
from small_house import MONDAY, RUTH, folder, kinds, open_house, report, task, work

LONG = int(os.environ.get("ROUNDS", "0"))
TIMER = """
    startEvent reported +starts=answer
    userTask answer lane=front_line label="Answer" +formJsonSchemaFilename=words.schema.json +keeps=answer
    boundaryEvent late on=answer timer=PT2H soft label="Not answered"
    endEvent answered
    endEvent reminded
    flow reported answer answered
    flow late reminded"""


@pytest.fixture
def house(tmp_path):
    house = open_house(tmp_path, TIMER)
    yield house
    house.close()


def fired(house):
    """How often which case says that its time had come."""
    with house.store.reading() as unit:
        cases = [case for case in unit.journal.streams() if case != "house"]
        return {case: sum(line.kind == "timer_fired" for line in unit.journal.of_case(case)) for case in cases}


def test_a_thousand_timers_due_in_one_instant_fire_once_each(house):
    """Ten thousand with `make chaos`."""
    cases = [report(house) for _ in range(10_000 if LONG else 1_000)]
    house.clock.advance(hours=3)
    while house.recovery.tick():
        work_off(house.store, house.recovery.perform, house.clock)

    assert fired(house) == dict.fromkeys(cases, 1)
    assert LONG or invariants.broken(house.means) == []


@pytest.mark.xdist_group("servers")
def test_two_workers_race_for_timers_and_each_fires_once(tmp_path):
    """A thousand with `make chaos`."""
    with town(tmp_path, TIMER.replace("PT2H", "PT1S")) as here:
        cases = [here.report(f"r{n}") for n in range(1_000 if LONG else 60)]
        workers = [here.worker(), here.worker()]
        wait(lambda: not _waiting(here.house), 600)
        for worker in workers:
            stop(worker)

        assert fired(here.house) == dict.fromkeys(cases, 1)
        here.doctor()


def _waiting(house):
    with house.store.reading() as unit:
        counts = unit.jobs.counts()
        return unit.timers.next_due() or counts[JobState.QUEUED] + counts[JobState.RUNNING]


def jobs_of(house, case):
    with house.store.reading() as unit:
        return unit.jobs.of_case(case)


def test_a_timer_handed_out_by_a_clock_that_went_ahead_fires_when_its_time_has_come(house):
    case = report(house)
    house.clock.advance(hours=3)
    house.recovery.tick()
    wake = next(job for job in jobs_of(house, case) if job.kind == "wake")
    with house.store.writing() as unit:
        unit.jobs.start(wake.id, house.clock.now())
    house.clock.advance(hours=-2)
    with house.store.writing() as unit:
        unit.jobs.again(wake.id, "its worker died", house.clock.now())
    work(house)
    assert fired(house) == {case: 0}

    house.clock.advance(hours=1)
    work(house)
    assert fired(house) == {case: 1}
    assert invariants.broken(house.means) == []


def test_a_promise_looked_at_by_a_clock_that_went_ahead_is_missed_when_its_time_is_over(house):
    case = report(house)
    house.clock.advance(hours=5)
    house.recovery.tick()
    for job in jobs_of(house, case):
        with house.store.writing() as unit:
            unit.jobs.start(job.id, house.clock.now())
            unit.jobs.again(job.id, "its worker died", MONDAY)
    house.clock.advance(hours=-4)
    work(house)
    assert "promise_missed" not in kinds(house, case)

    house.clock.advance(hours=3, seconds=1)
    work(house)
    assert (kinds(house, case).count("promise_missed"), fired(house)) == (1, {case: 1})
    assert invariants.broken(house.means) == []


def test_an_hour_forward_and_an_hour_back_again(house):
    """Steps are taken all the while; what is due is done, once, and the record verifies."""
    cases = []
    for by in (1, -1, 1, 1, -1, -1, 2, 1, -1, 1, 3):
        cases.append(report(house))
        house.clock.advance(hours=by)
        work(house)
    house.clock.advance(hours=9)
    work(house)

    assert fired(house) == dict.fromkeys(cases, 1)
    assert all(kinds(house, case).count("promise_missed") == 1 for case in cases)
    assert invariants.broken(house.means) == []


def test_a_time_that_comes_when_the_case_is_over_changes_nothing(house):
    case = report(house)
    house.clock.advance(hours=3)
    house.recovery.tick()
    house.recovery.complete(task(house, case, "answer"), {"words": "Sorry."}, by=RUTH)
    ended = kinds(house, case)
    work(house)

    assert kinds(house, case) == ended
    assert invariants.broken(house.means) == []


OFFICE = """
    startEvent reported
    userTask answer lane=front_line label="Answer" +formJsonSchemaFilename=words.schema.json
    boundaryEvent late on=answer timer="1 working day" soft label="Not answered in a day"
    boundaryEvent soon on=answer timer="4 working hours" soft label="Not answered in hours"
    boundaryEvent day on=answer timer=P1D soft label="Not answered in 24 hours"
    endEvent answered
    endEvent reminded
    flow reported answer answered
    flow late reminded
    flow soon reminded
    flow day reminded"""
#: Friday 15:00 in New York, and when the three times of the next days are, in UTC
CHANGES = {
    "summer time begins": (datetime(2026, 3, 6, 20, tzinfo=UTC), "2026-03-09T15:00", "2026-03-09T21:00"),
    "summer time ends": (datetime(2026, 10, 30, 19, tzinfo=UTC), "2026-11-02T16:00", "2026-11-02T22:00"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_working_time_is_that_of_the_office_when_summer_time_changes(tmp_path, change):
    """Two hours on Friday and two on Monday; the end of Monday. By the clock on the wall, whatever UTC does."""
    start, soon, late = CHANGES[change]
    folder(tmp_path / "processes", OFFICE)
    office = folder.__globals__["Path"](__file__).parents[2] / "processes/calendars/us_office.json"
    (tmp_path / "processes/calendars/us_office.json").write_bytes(office.read_bytes())
    house = open_house(tmp_path, OFFICE, at=start)
    with house.store.writing() as unit:
        unit.people.add_unit(Unit(id="desk", name="The Desk", parent="house", calendar="us_office"))
    case = house.recovery.report(
        {"what_happened": "The lid is broken."}, by=report.__globals__["CUSTOMER"], unit="desk", channel="web"
    ).number
    with house.store.reading() as unit:
        due = {t.element: t.due.isoformat()[:16] for t in unit.timers.of_case(case)}
    assert (due["soon"], due["late"]) == (soon, late)

    came = []
    for _ in range(4 * 24):
        house.clock.advance(hours=1)
        work(house)
        with house.store.reading() as unit:
            lines = [line for line in unit.journal.of_case(case) if line.kind == "timer_fired"]
        came += [(line.facts["element"], house.clock.now()) for line in lines[len(came) :]]
    assert [element for element, _ in came] == ["day", "soon", "late"]
    assert all(at - datetime.fromisoformat(due[element] + "Z") < timedelta(hours=1) for element, at in came)
    assert set(chain(*[[element] for element, _ in came])) == set(due)
    assert invariants.broken(house.means) == []
    house.close()
