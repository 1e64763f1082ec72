"""What a diagram may write where it says when."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from amends.engine.bpmn.rules_language import time_problem
from amends.engine.bpmn.timers import instant, literal


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (' "PT1H" ', "PT1H"),
        ("'P3D'", "P3D"),
        ("P1Y2M3W4DT5H6M7S", "P1Y2M3W4DT5H6M7S"),
        ("2 working days", "2 working days"),
        ("R3/P1D", "R3/P1D"),
        ("R/1 working day", "R/1 working day"),
        ("2026-03-01", "2026-03-01"),
        ("2026-03-01T12:00:00+01:00", "2026-03-01T12:00:00+01:00"),
        ("answer_within", ""),
        ("P", ""),
        ("-PT1S", ""),
        ("R/soon", ""),
        ("", ""),
    ],
)
def test_a_literal_is_written_bare_or_in_quotes(text, found):
    assert literal(text) == found


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("2026-03-01", datetime(2026, 3, 1, tzinfo=UTC)),
        (date(2026, 3, 1), datetime(2026, 3, 1, tzinfo=UTC)),
        ("2026-03-01T12:00:00+01:00", datetime(2026, 3, 1, 11, tzinfo=UTC)),
        ("2026-03-01T12:00:00", datetime(2026, 3, 1, 12, tzinfo=UTC)),
        (datetime(2026, 3, 1, 12, tzinfo=timezone(timedelta(hours=-5))), datetime(2026, 3, 1, 17, tzinfo=UTC)),
    ],
)
def test_an_instant_is_aware_and_in_utc(value, found):
    assert instant(value) == found
    assert instant(value).tzinfo == UTC


@pytest.mark.parametrize("value", ["soon", 3, None, "2026-13-45", ["2026-03-01"]])
def test_what_is_no_instant_is_said(value):
    with pytest.raises(ValueError, match=r"."):
        instant(value)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("PT4H", ""),
        ("answer_within", ""),
        ("'P1D' if severity <= 2 else 'P5D'", ""),
        ("PT", "is not a time such as PT4H"),
        ("2 working weeks", "is not a time such as PT4H"),
        ("severity", "is number, and not a duration"),
        ("answer_within +", "it is not written as the language wants it"),
    ],
)
def test_a_time_is_checked_before_any_case_waits_for_it(text, problem):
    found = time_problem(text, {"answer_within": "duration", "severity": "number"})

    assert problem in found
    assert bool(problem) == bool(found)
