"""Spans: how far a clock has come, when a part of it is over, and how much later it ends after a pause.

A clock in working days or hours is measured by the time that is worked, all others by real time.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any

from .calendars import Calendars

#: nothing is searched further back or ahead, in days
_FURTHEST = 20_000


def span_of(row: Mapping[str, Any], data: Mapping[str, Any]) -> str:
    """The duration of a clock as text, also where its row names a field of the case."""
    within = str(row.get("within", ""))
    return str(data.get(within, within))


def counts_work(text: str) -> bool:
    """Whether a duration counts only the time that is worked."""
    return "working" in text


def part_way(calendars: Calendars, start: datetime, due: datetime, percent: int, text: str, calendar: str) -> datetime:
    """When so many hundredths of the time from start to due are over."""
    if not counts_work(text):
        return start.astimezone(UTC) + (due.astimezone(UTC) - start.astimezone(UTC)) * percent / 100
    return after_work(calendars, start, worked(calendars, start, due, calendar) * percent / 100, calendar)


def later(calendars: Calendars, due: datetime, since: datetime, until: datetime, text: str, calendar: str) -> datetime:
    """When a clock is due that stood still from `since` until `until`; one in working days still ends with a day."""
    if until <= since:
        return due
    if not counts_work(text):
        return due.astimezone(UTC) + (until.astimezone(UTC) - since.astimezone(UTC))
    moved = after_work(calendars, due, worked(calendars, since, until, calendar), calendar)
    return closing(calendars, moved, calendar) if "day" in text else moved


def worked(calendars: Calendars, start: datetime, end: datetime, calendar: str) -> timedelta:
    """How much of a span of time is worked."""
    own = calendars[calendar]
    day, found = start.astimezone(own.zone).date(), timedelta()
    last = end.astimezone(own.zone).date()
    while day <= last:
        if own.is_working_day(day):
            opens, closes = own.hours_of(day)
            found += max(min(closes, end) - max(opens, start), timedelta())
        day += timedelta(days=1)
    return found


def after_work(calendars: Calendars, start: datetime, left: timedelta, calendar: str) -> datetime:
    """When so much has been worked, counted from a moment."""
    own = calendars[calendar]
    day = start.astimezone(own.zone).date()
    for _ in range(_FURTHEST):
        if own.is_working_day(day):
            opens, closes = own.hours_of(day)
            opens = max(opens, start)
            if left <= closes - opens:
                return opens + left
            left -= max(closes - opens, timedelta())
        day += timedelta(days=1)
    return start


def closing(calendars: Calendars, moment: datetime, calendar: str) -> datetime:
    """When work ends on the day of a moment; a day on which nobody works ends at midnight."""
    own = calendars[calendar]
    day = moment.astimezone(own.zone).date()
    return max(own.hours_of(day)[1], moment) if own.is_working_day(day) else end_of_day(calendars, moment, calendar)


def end_of_day(calendars: Calendars, moment: datetime, calendar: str) -> datetime:
    """Midnight at the end of the day of a moment; midnight itself ends the day before."""
    is_midnight = moment.astimezone(calendars[calendar].zone).time() == time()
    return moment if is_midnight else next_day(calendars, moment, calendar)


def next_day(calendars: Calendars, moment: datetime, calendar: str) -> datetime:
    """Midnight at the beginning of the day after that of a moment."""
    own = calendars[calendar]
    day = moment.astimezone(own.zone).date() + timedelta(days=1)
    return datetime.combine(day, time(), own.zone).astimezone(UTC)
