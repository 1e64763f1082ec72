"""Clock: who is asked what time it is. Nobody else looks at the wall."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Something that knows the time."""

    def now(self) -> datetime:
        """The time, aware, in UTC."""
        ...


class SystemClock:
    """The clock of the machine."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class FixedClock:
    """A clock that stands still until somebody turns it."""

    def __init__(self, now: datetime) -> None:
        self._now = _in_utc(now)

    def now(self) -> datetime:
        return self._now

    def advance(self, **by: float) -> datetime:
        """Turn it on by days, hours, minutes ..., as `timedelta` takes them; answers the new time."""
        self._now += timedelta(**by)
        return self._now

    def turn_to(self, now: datetime) -> datetime:
        """Set it; answers the new time."""
        self._now = _in_utc(now)
        return self._now


class SettableClock:
    """A running clock that is ahead of another one by what `offset` says; for demonstrations."""

    def __init__(self, wall: Clock, offset: Callable[[], timedelta]) -> None:
        self.wall = wall
        self.offset = offset

    def now(self) -> datetime:
        return self.wall.now() + self.offset()


def _in_utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone")
    return moment.astimezone(UTC)
