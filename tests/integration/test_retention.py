"""Finished jobs leave their table after a while; the record, letters and payments stay for good."""

from datetime import timedelta

import pytest
from amends.engine import invariants
from amends.engine.assembly import House
from amends.engine.clock import SystemClock
from amends.engine.errors import SettingWrong
from amends.engine.jobs import DbosCarrier, Sweeper
from small_house import kinds, open_house, pass_time, report, work

LETTERS = """
    startEvent reported
    serviceTask write label="Write to the customer" : notify(letter='hello', to='customer')
    intermediateCatchEvent later timer=P200D label="Much later"
    serviceTask again label="Write again" : notify(letter='hello', to='customer')
    endEvent answered
    flow reported write later again answered"""


@pytest.fixture
def house(tmp_path):
    house = open_house(tmp_path, LETTERS)
    yield house
    house.close()


def jobs(house, case):
    with house.store.reading() as unit:
        return [job.key for job in unit.jobs.of_case(case)]


def tidy(house):
    carrier = DbosCarrier(house.store.url)
    sweeper = Sweeper(house.store, carrier, house.clock, SystemClock(), dead_after=timedelta(seconds=6))
    gone = sweeper.tidy()
    carrier.close()
    return gone


def test_jobs_that_were_done_long_ago_go_and_the_record_stays(house):
    case = report(house)
    work(house)
    before, asked = kinds(house, case), jobs(house, case)
    pass_time(house, days=89)
    assert tidy(house) == 0

    pass_time(house, days=2)
    assert tidy(house) == len(asked) == 1

    assert (jobs(house, case), kinds(house, case)) == ([], before)
    assert invariants.broken(house.means) == []
    with house.store.reading() as unit:
        assert len(unit.letters.of_case(case)) == 1


def test_a_case_goes_on_when_its_old_jobs_are_gone(house):
    case = report(house)
    work(house)
    pass_time(house, days=100)
    tidy(house)

    pass_time(house, days=101)

    assert kinds(house, case).count("letter_sent") == 2
    assert kinds(house, case)[-1] == "case_ended"
    assert invariants.broken(house.means) == []


@pytest.mark.parametrize("days", ["0", "-1", "soon", ""])
def test_how_long_is_a_number_of_days(tmp_path, days):
    made = open_house(tmp_path)
    made.close()
    house = House.open({**made.settings, "AMENDS_KEEP_JOBS_DAYS": days}, with_workers=True)

    with pytest.raises(SettingWrong, match="AMENDS_KEEP_JOBS_DAYS"):
        house.worker()

    house.close()
