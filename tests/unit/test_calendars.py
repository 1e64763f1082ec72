"""When something is due: durations as text, time zones, working days and holidays."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from amends import processes
from amends.engine.calendars import Calendars, CalendarWrong, NotADuration, is_duration
from hypothesis import given
from hypothesis import strategies as st

FOLDER = Path(str(processes.__path__[0])) / "calendars"
SHIPPED = Calendars.from_files({path.name: path.read_bytes() for path in FOLDER.glob("*.json")})


def at(text):
    return datetime.fromisoformat(text).astimezone(UTC)


def due(start, text, calendar="everyday"):
    return SHIPPED.add(at(start), text, calendar)


def custom(**changes):
    found = {"name": "mine", "timezone": "UTC", "working_days": [1, 2, 3, 4, 5], "hours": ["09:00", "17:00"], **changes}
    return Calendars.from_files({"mine.json": json.dumps(found).encode()})


def test_the_calendars_we_ship():
    assert SHIPPED.names == ("cn_office", "eu_office", "everyday", "uk_office", "us_office")


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("PT15M", "2026-01-31T10:15Z"),
        ("PT4H", "2026-01-31T14:00Z"),
        ("P7D", "2026-02-07T10:00Z"),
        ("P2W", "2026-02-14T10:00Z"),
        ("P1M", "2026-02-28T10:00Z"),
        ("P1Y1M1DT1H1M1S", "2027-03-01T11:01:01Z"),
        ("PT0S", "2026-01-31T10:00Z"),
        ("PT36H", "2026-02-01T22:00Z"),
        ("0 working days", "2026-01-31T10:00Z"),
        ("0 working hours", "2026-01-31T10:00Z"),
    ],
)
def test_durations_are_counted(text, end):
    assert is_duration(text)
    assert due("2026-01-31T10:00Z", text) == at(end)


@pytest.mark.trap(24)
@pytest.mark.parametrize(
    "text",
    [
        "-PT1S", "+PT1S", "P", "PT", "P1", "1D", "R/PT0S", "P99999999999Y", "P999999999M", "PT0.5H", "P1DT", "soon", "",
        "PT1H ", "2 days", "-1 working days", "1.5 working days", "99999 working days", "1 working minute",
        "２ working days", None, 5,
    ],
)  # fmt: skip
def test_what_is_no_duration_is_refused_in_words(text):
    assert not is_duration(text)
    with pytest.raises(NotADuration, match="is not a duration such as PT4H, P3D or '2 working days'"):
        SHIPPED.add(at("2026-01-31T10:00Z"), text)


def test_nothing_is_due_after_the_last_year():
    with pytest.raises(NotADuration, match="ends after 2200"):
        due("2026-01-31T10:00Z", "P999Y")
    with pytest.raises(NotADuration, match="ends after 2200"):
        due("2199-12-31T10:00Z", "PT999999H")


def test_days_follow_the_local_clock_and_hours_do_not():
    # on 8 March 2026 the clocks of New York go forward
    assert due("2026-03-07T10:00-05:00", "P1D", "us_office") == at("2026-03-08T10:00-04:00")
    assert due("2026-03-07T10:00-05:00", "PT24H", "us_office") == at("2026-03-08T11:00-04:00")
    # on 1 November they go back
    assert due("2026-10-31T10:00-04:00", "P1D", "us_office") == at("2026-11-01T10:00-05:00")
    assert due("2026-10-31T10:00-04:00", "PT24H", "us_office") == at("2026-11-01T09:00-05:00")


def test_an_hour_that_does_not_exist_is_an_hour_later_and_one_that_comes_twice_is_the_first():
    assert due("2026-03-07T02:30-05:00", "P1D", "us_office") == at("2026-03-08T03:30-04:00")
    assert due("2026-10-31T01:30-04:00", "P1D", "us_office") == at("2026-11-01T01:30-04:00")


@pytest.mark.parametrize(
    ("start", "text", "end"),
    [
        ("2026-02-06T10:00-05:00", "1 working day", "2026-02-09T17:00-05:00"),  # Friday -> Monday
        ("2026-02-07T10:00-05:00", "1 working day", "2026-02-09T17:00-05:00"),  # Saturday -> Monday
        ("2026-02-13T16:00-05:00", "2 working days", "2026-02-18T17:00-05:00"),  # Monday is Washington's birthday
        ("2026-03-06T16:00-05:00", "1 working day", "2026-03-09T17:00-04:00"),  # over the change of clocks
        ("2026-02-06T10:00-05:00", "4 working hours", "2026-02-06T14:00-05:00"),
        ("2026-02-06T15:00-05:00", "4 working hours", "2026-02-09T11:00-05:00"),
        ("2026-02-06T20:00-05:00", "1 working hour", "2026-02-09T10:00-05:00"),
        ("2026-02-06T05:00-05:00", "8 working hours", "2026-02-06T17:00-05:00"),
        ("2026-02-06T10:00-05:00", "80 working hours", "2026-02-23T10:00-05:00"),
        ("2026-07-02T10:00-04:00", "1 working day", "2026-07-06T17:00-04:00"),  # the 4th is a Saturday, kept on Friday
        (
            "2027-12-30T10:00-05:00",
            "1 working day",
            "2028-01-03T17:00-05:00",
        ),  # New Year's Day 2028, kept on 31 December
    ],
)
def test_working_time_in_a_us_office(start, text, end):
    assert due(start, text, "us_office") == at(end)


def test_an_adjusted_working_saturday_counts_and_the_holiday_does_not():
    # Spring Festival 2026: 15 to 23 February off, worked on Saturday the 14th and Saturday the 28th
    assert due("2026-02-13T10:00+08:00", "1 working day", "cn_office") == at("2026-02-14T18:00+08:00")
    assert due("2026-02-13T10:00+08:00", "2 working days", "cn_office") == at("2026-02-24T18:00+08:00")
    assert due("2026-02-26T10:00+08:00", "2 working days", "cn_office") == at("2026-02-28T18:00+08:00")


def test_every_day_ends_at_midnight():
    assert due("2026-02-07T10:00Z", "1 working day") == at("2026-02-09T00:00Z")
    assert due("2026-02-07T10:00Z", "30 working hours") == at("2026-02-08T16:00Z")


def test_working_hours_round_the_clock_are_real_time_where_clocks_change():
    calendars = custom(timezone="Europe/London", working_days=[1, 2, 3, 4, 5, 6, 7], hours=["00:00", "24:00"])
    assert calendars.add(at("2026-03-28T12:00Z"), "24 working hours", "mine") == at("2026-03-29T12:00Z")


def test_extra_days_win_over_everything():
    calendars = custom(
        holidays={"country": "US", "subdivision": "CA"},
        extra_working_days=["2026-07-03"],
        extra_holidays=["2026-07-06"],
    )
    assert calendars.add(at("2026-07-02T10:00Z"), "1 working day", "mine") == at("2026-07-03T17:00Z")
    assert calendars.add(at("2026-07-03T10:00Z"), "1 working day", "mine") == at("2026-07-07T17:00Z")


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"timezone": "Mars/Olympus"}, "no time zone"),
        ({"timezone": "../../etc/passwd"}, "cannot be read"),
        ({"working_days": []}, "working_days are ISO numbers"),
        ({"working_days": [0]}, "working_days are ISO numbers"),
        ({"hours": ["17:00", "09:00"]}, "begin before they end"),
        ({"hours": ["9"]}, "cannot be read"),
        ({"holidays": {"country": "ZZ"}}, "ZZ"),
        ({"extra_holidays": ["soon"]}, "cannot be read"),
        ({"extra_holidays": ["2026-01-02"], "extra_working_days": ["2026-01-02"]}, "both"),
        ({"name": "yours"}, "calls itself 'yours'"),
    ],
)
def test_a_calendar_that_cannot_be_counted_with_is_refused_in_words(changes, why):
    with pytest.raises(CalendarWrong, match=why):
        custom(**changes)


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff", b'{"name": 5}', b"[" * 100_000])
def test_a_file_that_is_no_calendar_is_refused(content):
    with pytest.raises(CalendarWrong):
        Calendars.from_files({"calendars/mine.json": content})


def test_a_calendar_that_is_not_there_names_those_that_are():
    with pytest.raises(CalendarWrong, match="there are: cn_office, eu_office, everyday, uk_office, us_office"):
        due("2026-02-07T10:00Z", "P1D", "office")


def test_a_calendar_without_working_days_to_come_does_not_search_for_ever():
    calendars = custom(working_days=[7], hours=["09:00", "09:01"])
    with pytest.raises(CalendarWrong, match="too few working hours"):
        calendars.add(at("2026-02-07T10:00Z"), "9999 working hours", "mine")


@given(
    st.integers(0, 4 * 365 * 24 * 60).map(lambda minutes: at("2024-01-01T00:00Z") + timedelta(minutes=minutes)),
    st.integers(0, 30),
    st.integers(0, 30),
    st.sampled_from(["day", "hour"]),
    st.sampled_from(SHIPPED.names),
)
def test_more_time_is_never_due_earlier(start, one, other, unit, calendar):
    less, more = sorted((one, other))
    ends = [SHIPPED.add(start, f"{count} working {unit}s", calendar) for count in (less, more)]
    assert start <= ends[0] <= ends[1]
