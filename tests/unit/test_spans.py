"""Spans: when a part of a clock is over, and how much later it ends after a pause, by the calendar of the house."""

from datetime import datetime
from pathlib import Path

import pytest
from amends import processes
from amends.engine import spans
from amends.engine.calendars import Calendars

FOLDER = Path(str(processes.__path__[0])) / "calendars"
CALENDARS = Calendars.from_files({path.name: path.read_bytes() for path in FOLDER.glob("*.json")})
ZONE = CALENDARS["us_office"].zone


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def said(moment):
    return f"{moment.astimezone(ZONE):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("percent", "span", "when"),
    [
        (50, "3 working days", "2026-03-10 09:30"),
        (80, "3 working days", "2026-03-11 10:48"),
        (50, "P5D", "2026-03-08 22:30"),
    ],
)
def test_a_part_of_the_time_is_over_while_people_work_if_work_is_counted(percent, span, when):
    start = at("2026-03-06 10:00")
    due = CALENDARS.add(start, span, "us_office")
    assert said(spans.part_way(CALENDARS, start, due, percent, span, "us_office")) == when


@pytest.mark.parametrize(
    ("span", "since", "until", "due"),
    [
        ("3 working days", "2026-03-09 10:00", "2026-03-10 10:00", "2026-03-12 17:00"),
        ("3 working days", "2026-03-07 10:00", "2026-03-08 10:00", "2026-03-11 17:00"),
        ("31 working hours", "2026-03-09 16:00", "2026-03-10 10:00", "2026-03-12 11:00"),
        ("P5D", "2026-03-09 10:00", "2026-03-10 10:00", "2026-03-12 17:00"),
        ("P5D", "2026-03-09 10:00", "2026-03-09 10:00", "2026-03-11 17:00"),
    ],
)
def test_a_clock_that_stood_still_ends_as_much_later(span, since, until, due):
    assert said(spans.later(CALENDARS, at("2026-03-11 17:00"), at(since), at(until), span, "us_office")) == due


def test_the_end_of_a_day_is_midnight_and_midnight_ends_the_day_before():
    assert said(spans.end_of_day(CALENDARS, at("2026-03-11 17:00"), "us_office")) == "2026-03-12 00:00"
    assert said(spans.end_of_day(CALENDARS, at("2026-03-12 00:00"), "us_office")) == "2026-03-12 00:00"
    assert said(spans.next_day(CALENDARS, at("2026-03-12 00:00"), "us_office")) == "2026-03-13 00:00"


def test_a_span_may_stand_in_a_field_of_the_case():
    assert spans.span_of({"within": "decide_within"}, {"decide_within": "3 working days"}) == "3 working days"
    assert spans.span_of({"within": "P3D"}, {}) == "P3D"
