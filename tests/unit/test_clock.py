"""Clocks: nobody else looks at the wall."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from amends.engine.clock import FixedClock, SettableClock, SystemClock

NOON = datetime(2026, 2, 8, 12, tzinfo=UTC)


def test_the_clock_of_the_machine_is_aware_and_in_utc():
    assert SystemClock().now().utcoffset() == timedelta()


def test_a_fixed_clock_moves_only_when_it_is_turned():
    clock = FixedClock(NOON.astimezone(timezone(timedelta(hours=8))))
    assert clock.now() == NOON
    assert clock.now().utcoffset() == timedelta()
    assert clock.advance(hours=2, minutes=30) == NOON + timedelta(minutes=150)
    assert clock.turn_to(NOON) == clock.now() == NOON


def test_a_time_without_a_zone_is_no_time():
    with pytest.raises(ValueError, match="no time zone"):
        FixedClock(datetime(2026, 2, 8))  # noqa: DTZ001 - that is the point


def test_a_settable_clock_runs_ahead_by_what_is_stored():
    wall, ahead = FixedClock(NOON), {"by": timedelta()}
    clock = SettableClock(wall, lambda: ahead["by"])
    ahead["by"] = timedelta(days=3)
    wall.advance(hours=1)
    assert clock.now() == NOON + timedelta(days=3, hours=1)
