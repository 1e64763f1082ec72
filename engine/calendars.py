"""Calendars: when something is due - durations as text, counted in hours, in days, or in the days and hours we work.

A duration is ISO 8601 ("PT15M", "P7D"; no sign, no fractions) or "<n> working days" or "<n> working hours".
Years to days are counted on the local clock of the calendar's time zone (P1D from 10:00 is 10:00, also when the clocks
change); hours, minutes and seconds are real time. "n working days" end when work ends on the n-th working day after the
day of the start; "n working hours" run only while work is done.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any, Self
from zoneinfo import ZoneInfo

import holidays

from .errors import AmendsError

_ISO = re.compile(
    r"P(?=.)(?:(\d{1,3})Y)?(?:(\d{1,3})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?"
    r"(?:T(?=.)(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,9})S)?)?", re.ASCII,
)  # fmt: skip
_WORKING = re.compile(r"(\d{1,4}) working (day|hour)s?", re.ASCII)
#: nothing is due later than this, and no calendar is searched further
_LAST_YEAR = 2200
_LONGEST_SEARCH = 20_000


class NotADuration(AmendsError):
    """A text that says no duration, or one that ends beyond all reason."""

    sentence = "'{text}' is not a duration such as PT4H, P3D or '2 working days'{why}."


class CalendarWrong(AmendsError):
    """A calendar is not there or cannot be counted with."""

    sentence = "The calendar '{name}' {problem}."


def is_duration(text: object) -> bool:
    """Whether a text is a duration that `Calendars.add` can count."""
    return isinstance(text, str) and bool(_iso(text) or _working(text))


@lru_cache(1_000)
def _iso(text: str) -> tuple[int, ...]:
    """Years, months, weeks, days, hours, minutes, seconds; () of any other text."""
    found = _ISO.fullmatch(text)
    return tuple(int(part or 0) for part in found.groups()) if found else ()


@lru_cache(1_000)
def _working(text: str) -> tuple[int, str] | None:
    """(how many, "day" or "hour")"""
    found = _WORKING.fullmatch(text)
    return (int(found[1]), found[2]) if found else None


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """When work is done in one place."""

    name: str
    zone: ZoneInfo
    #: ISO numbers, Monday is 1
    working_days: frozenset[int]
    opens: time
    #: None: midnight at the end of the day
    closes: time | None
    #: country and part of it, as the package `holidays` names them
    country: str | None = None
    part: str | None = None
    extra_working_days: frozenset[date] = frozenset()
    extra_holidays: frozenset[date] = frozenset()

    def is_working_day(self, day: date) -> bool:
        """Its own extra days win, then the country's holidays and adjusted working days, then the weekday."""
        if day in self.extra_working_days or day in self.extra_holidays:
            return day in self.extra_working_days
        if self.country:
            off, adjusted = _of_year(self.country, self.part, day.year)
            if day in off or day in adjusted:
                return day in adjusted
        return day.isoweekday() in self.working_days

    def hours_of(self, day: date) -> tuple[datetime, datetime]:
        """When work begins and ends on a working day, in UTC."""
        end = self._at(day, self.closes) if self.closes else self._at(day + timedelta(days=1), time())
        return self._at(day, self.opens), end

    def after_working_days(self, start: datetime, count: int) -> datetime:
        day = start.astimezone(self.zone).date()
        if not count:
            return start
        for _ in range(_LONGEST_SEARCH):
            day += timedelta(days=1)
            count -= self.is_working_day(day)
            if not count:
                return self.hours_of(day)[1]
        raise CalendarWrong(name=self.name, problem="has too few working days")

    def after_working_hours(self, start: datetime, count: int) -> datetime:
        day, left = start.astimezone(self.zone).date(), timedelta(hours=count)
        if not count:
            return start
        for _ in range(_LONGEST_SEARCH):
            if self.is_working_day(day):
                opens, closes = self.hours_of(day)
                opens = max(opens, start)
                if left <= closes - opens:
                    return opens + left
                left -= max(closes - opens, timedelta())
            day += timedelta(days=1)
        raise CalendarWrong(name=self.name, problem="has too few working hours")

    def after_iso(self, start: datetime, text: str, parts: tuple[int, ...]) -> datetime:
        years, months, weeks, days, hours, minutes, seconds = parts
        if years or months or weeks or days:
            local = start.astimezone(self.zone)
            day = _months_later(local.date(), 12 * years + months, text) + timedelta(weeks=weeks, days=days)
            if day.year > _LAST_YEAR:
                raise NotADuration(text=text, why=f": it ends after {_LAST_YEAR}")
            # an hour that the clocks skip is read as if they were not changed yet; one that comes twice is the first
            start = datetime.combine(day, local.time(), self.zone).astimezone(UTC)
        end = start + timedelta(hours=hours, minutes=minutes, seconds=seconds)
        if end.year > _LAST_YEAR:
            raise NotADuration(text=text, why=f": it ends after {_LAST_YEAR}")
        return end

    def _at(self, day: date, moment: time) -> datetime:
        return datetime.combine(day, moment, self.zone).astimezone(UTC)


class Calendars:
    """The calendars of an edition by name. `everyday` (every hour of every day, UTC) is there without a file."""

    def __init__(self, calendars: Mapping[str, Calendar] | None = None) -> None:
        self._calendars = {"everyday": EVERYDAY, **(calendars or {})}

    @classmethod
    def from_files(cls, files: Mapping[str, bytes]) -> Self:
        """Read name or path -> JSON; raises CalendarWrong."""
        found = [read(PurePosixPath(path).stem, content) for path, content in files.items()]
        return cls({calendar.name: calendar for calendar in found})

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(sorted(self._calendars))

    def __getitem__(self, name: str) -> Calendar:
        try:
            return self._calendars[name]
        except KeyError:
            raise CalendarWrong(name=name, problem=f"is not there; there are: {', '.join(self.names)}") from None

    def add(self, start: datetime, text: str, calendar_name: str = "everyday") -> datetime:
        """When a duration that begins at `start` (aware) is over, in UTC. Raises NotADuration, CalendarWrong."""
        if start.tzinfo is None:
            raise ValueError(f"{start} has no time zone")
        calendar = self[calendar_name]
        start = start.astimezone(UTC)
        if isinstance(text, str) and (parts := _iso(text)):
            return calendar.after_iso(start, text, parts)
        if isinstance(text, str) and (working := _working(text)):
            count = calendar.after_working_days if working[1] == "day" else calendar.after_working_hours
            return count(start, working[0])
        raise NotADuration(text=str(text)[:60], why="")


EVERYDAY = Calendar(
    name="everyday", zone=ZoneInfo("UTC"), working_days=frozenset(range(1, 8)), opens=time(), closes=None
)


def read(name: str, content: bytes) -> Calendar:
    """A calendar from its JSON; raises CalendarWrong with what is wrong."""
    try:
        found = json.loads(content)
        calendar = _calendar(found)
    except KeyError as missing:
        raise CalendarWrong(name=name, problem=f"lacks {missing}") from None
    except (ValueError, TypeError, AttributeError, NotImplementedError, RecursionError) as problem:
        raise CalendarWrong(name=name, problem=f"cannot be read: {problem}") from None
    if calendar.name != name:
        raise CalendarWrong(name=name, problem=f"calls itself '{calendar.name}'; file and name have to be the same")
    return calendar


def _calendar(found: dict[str, Any]) -> Calendar:
    opens, closes = found["hours"]
    where = found.get("holidays") or {}
    calendar = Calendar(
        name=found["name"],
        zone=_zone(found["timezone"]),
        working_days=frozenset(found["working_days"]),
        opens=time.fromisoformat(opens),
        closes=None if closes == "24:00" else time.fromisoformat(closes),
        country=where.get("country"),
        part=where.get("subdivision"),
        extra_working_days=_days(found.get("extra_working_days", ())),
        extra_holidays=_days(found.get("extra_holidays", ())),
    )
    _check(calendar)
    return calendar


def _check(calendar: Calendar) -> None:
    if not calendar.working_days or not calendar.working_days <= set(range(1, 8)):
        raise ValueError("working_days are ISO numbers, Monday 1 to Sunday 7, at least one")
    if calendar.closes and calendar.opens >= calendar.closes:
        raise ValueError("hours have to begin before they end; '24:00' is midnight at the end of the day")
    if both := calendar.extra_working_days & calendar.extra_holidays:
        raise ValueError(f"{min(both)} is both an extra working day and an extra holiday")
    if calendar.country:
        _of_year(calendar.country, calendar.part, 2026)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, OSError):
        raise ValueError(f"there is no time zone '{name}'") from None


def _days(days: Any) -> frozenset[date]:
    return frozenset(date.fromisoformat(day) for day in days)


@lru_cache(256)
def _of_year(country: str, part: str | None, year: int) -> tuple[frozenset[date], frozenset[date]]:
    """Holidays and adjusted working days of one year. The next year is read too: it may move days of this December."""
    found = holidays.country_holidays(country, subdiv=part, years=(year, year + 1), expand=False)
    adjusted = frozenset(day for day in getattr(found, "weekend_workdays", ()) if day.year == year)
    return frozenset(day for day in found if day.year == year) - adjusted, adjusted


def _months_later(day: date, months: int, text: str) -> date:
    """The same day of a later month, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > _LAST_YEAR:
        raise NotADuration(text=text, why=f": it ends after {_LAST_YEAR}")
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (following - timedelta(days=1)).day))
