"""Timers: literals bare or quoted, absolute due time kept, our clock, our calendars, rows of what is due."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from amends.engine.calendars import Calendars
from amends.engine.errors import CaseStuck
from diagrams.driver import START, Case

pytestmark = pytest.mark.usefixtures("careful")

WAIT = 'startEvent s\nintermediateCatchEvent wait timer="{}" {}\nuserTask after\nendEvent e\nflow s wait after e'
OFFICE = Calendars.from_files({"us_office.json": Path("processes/calendars/us_office.json").read_bytes()})


@pytest.mark.trap(23)
@pytest.mark.trap(25)
@pytest.mark.parametrize(("text", "due"), [
    ("PT4H", START + timedelta(hours=4)), ("'P3D'", START + timedelta(days=3)), ("P1M", START.replace(month=4)),
    ("2026-03-02T12:00:00+01:00", START + timedelta(hours=2)), ("answer_within", START + timedelta(days=2)),
    ("promised_by", datetime(2026, 4, 1, tzinfo=UTC)), ("2 working hours", START + timedelta(hours=2))])  # fmt: skip
def test_due_times(text, due):
    case = Case(WAIT.format(text, ""), answer_within="P2D", promised_by="2026-04-01")

    assert case.due == [due]
    case.now = due - timedelta(seconds=1)
    assert case.later().open == []
    case.now = due + timedelta(hours=7)
    assert case.later().open == ["after"]
    assert case.timers == []
    assert [(f.element, f.round, f.due) for f in case.step.fired] == [("wait", 1, due)]


@pytest.mark.trap(23)
@pytest.mark.trap(24)
@pytest.mark.parametrize(
    "text", ["-PT1S", "P99999999999Y", "PT", "P", "soon_missing", "amount", "R/PT0S", "2026-13-45", "PT1H2D"]
)
def test_bad_times_name_the_element(text):
    with pytest.raises((CaseStuck, AssertionError), match="<wait>"):
        Case(WAIT.format(text, ""), amount=3)


def test_the_calendar_of_the_case_counts_unless_the_event_names_another():
    theirs = Case(WAIT.format("2 working days", ""), calendars=OFFICE, calendar="us_office")
    named = Case(WAIT.format("2 working days", "+calendar=us_office"), calendars=OFFICE)
    everyday = Case(WAIT.format("2 working days", ""), calendars=OFFICE)

    assert theirs.due == named.due == [OFFICE.add(START, "2 working days", "us_office")]
    assert everyday.due == [OFFICE.add(START, "2 working days", "everyday")] != theirs.due


@pytest.mark.trap(17)
def test_two_timers_of_one_gateway_have_two_due_times():
    case = Case("""
        startEvent s
        eventBasedGateway first
        intermediateCatchEvent slow timer=PT9H
        intermediateCatchEvent fast timer=PT1H
        userTask a
        userTask b
        endEvent e
        flow s first slow a e
        flow first fast b e""")

    assert [(t.element, t.due.hour) for t in case.timers] == [("slow", 18), ("fast", 10)]
    assert case.later(hours=2).open == ["b"]
    assert case.timers == []
    assert [(p.element, p.round) for p in case.step.passed] == [("first", 1), ("fast", 1)]


@pytest.mark.trap(52)
@pytest.mark.trap(24)
def test_reminders_repeat_and_their_handlers_survive():
    case = Case(
        "startEvent s\nuserTask work\nboundaryEvent remind on=work timer=R3/P1D soft\nuserTask reminded\n"
        "endEvent e\nendEvent e_reminded\n"
        "flow s work e\nflow remind reminded e_reminded"
    )

    for day in (1, 2, 3):
        case.later(days=1)
        assert case.open == ["reminded"] * day + ["work"]
        assert len(case.timers) == (day < 3)
    case.later(days=9).do("work")
    assert case.open == ["reminded"] * 3
    assert not case.ended
    assert case.do("reminded").do("reminded").do("reminded").ended


def test_days_without_a_worker_bring_one_reminder_not_thirty():
    case = Case(
        "startEvent s\nuserTask work\nboundaryEvent remind on=work timer=R/P1D soft\n"
        "scriptTask count : sent = sent + 1\nendEvent e\n"
        "endEvent e_sent\nflow s work e\nflow remind count e_sent",
        sent=0,
    )

    case.later(days=30, hours=1)

    assert case.data["sent"] == 1
    assert case.due == [START + timedelta(days=31)]
    assert case.step.fired[0].due == START + timedelta(days=1)


def test_the_due_time_is_kept_through_restore_and_new_data():
    case = Case(WAIT.format("answer_within", ""), answer_within="P2D")
    due = case.due

    assert case.knowing(answer_within="P9D").later(days=1).due == due


def test_a_timer_on_an_activity_interrupts_it_or_not():
    task = (
        "startEvent s\nuserTask work\nboundaryEvent late on=work timer=PT1H {}\nuserTask hurry\nendEvent e\n"
        "endEvent e_late\nflow s work e\nflow late hurry e_late"
    )

    hard, soft = Case(task.format("")), Case(task.format("soft"))

    assert hard.later(hours=2).open == ["hurry"]
    assert hard.step.closed[0].how == "cancelled"
    assert [p.how for p in hard.step.passed if p.element == "work"] == ["cancelled"]
    assert soft.later(hours=2).open == ["hurry", "work"]


def test_a_timer_that_is_not_needed_any_more_is_cleared():
    case = Case(
        "startEvent s\nuserTask work\nboundaryEvent late on=work timer=PT1H soft\nuserTask after\nendEvent e\n"
        "endEvent e_late\nflow s work after e\nflow late e_late"
    )

    case.do("work")

    assert [t.element for t in case.step.timers_cleared] == ["late"]
    assert [p.element for p in case.step.passed] == ["work"]


def test_a_time_that_is_over_already_fires_in_the_same_step():
    case = Case(WAIT.format("2020-01-01", ""))

    assert case.open == ["after"]
    assert case.step.timers_set == ()
    assert case.step.fired[0].due == datetime(2020, 1, 1, tzinfo=UTC)


def test_the_step_needs_to_know_the_time_zone_of_now():
    case = Case(WAIT.format("PT4H", ""))
    case.now = datetime(2026, 3, 2, 9)  # noqa: DTZ001

    with pytest.raises(ValueError, match="time zone"):
        case.later()
