"""The words of the features as values: who, when, how long, how much, and the tables below a step."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from html import unescape
from typing import Any

from amends.engine.person import Person
from parse import with_pattern
from pytest_bdd import parsers

from .cast import CUSTOMERS, STAFF, TOWN, LetDown

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
UNITS = {"minute": "minutes", "hour": "hours", "day": "days", "week": "weeks", "second": "seconds"}
#: where a case may wait when a scenario begins, in the words of the features -> the label of the task
WAITS = {
    "to be understood": "Understand the impact",
    "to be looked into": "Investigate",
    "for an offer": "Compose an offer",
    "to be closed": "Tell result and lesson",
}

#: the people of a lane, as the features call them
LANES = {"supervisors": "supervisor", "front line": "front_line", "case owners": "case_owner"}


def _staff(text: str) -> Person:
    return STAFF[text]


def _customer(text: str) -> LetDown:
    return CUSTOMERS[text]


def _span(text: str) -> timedelta:
    count, unit = text.split()
    return timedelta(**{UNITS[unit.rstrip("s")]: int(count)})


def _time(text: str) -> tuple[str, str]:
    day, hour = text.split()
    return day, hour


def _pattern(pattern: str, read: Callable[[str], Any]) -> Callable[[str], Any]:
    """A kind of word for `parse`: what it looks like, and the value it stands for."""
    return with_pattern(pattern)(lambda string: read(string))


KINDS = {
    "Staff": _pattern("|".join(STAFF), _staff),
    "Customer": _pattern("|".join(CUSTOMERS), _customer),
    "Span": _pattern(r"\d+ (?:second|minute|hour|day|week)s?", _span),
    "Time": _pattern(rf"(?:{'|'.join(WEEKDAYS)}) \d\d:\d\d", _time),
    "Lane": _pattern("|".join(LANES), lambda text: LANES[text]),
    "Date": _pattern(r"\d{4}-\d\d-\d\d \d\d:\d\d", datetime.fromisoformat),
    "Label": _pattern(r'[^"]+', str),
    "Failure": _pattern("a small failure|a cancelled flight|an injury", str),
    "Wait": _pattern("|".join(WAITS), lambda text: WAITS[text]),
    "Within": _pattern(r"\d+ working (?:day|hour)s?", str),
    "Amount": _pattern("as much as the desk may give|just more than the desk may give", str),
}


def sentence(text: str) -> parsers.StepParser:
    """A step in words; `{who:Staff}`, `{when:Time}` and the other KINDS stand for values."""
    return parsers.cfparse(text, KINDS)


def next_time(now: datetime, day: str, hour: str) -> datetime:
    """The next such time on the clocks of the town, now itself included."""
    local = now.astimezone(TOWN)
    hours, minutes = map(int, hour.split(":"))
    ahead = (WEEKDAYS.index(day) - local.weekday()) % 7
    found = (local + timedelta(days=ahead)).replace(hour=hours, minute=minutes, second=0, microsecond=0)
    return found if found >= local else found + timedelta(days=7)


def said(moment: datetime) -> str:
    """A time as the features say it: Tuesday 10:00."""
    local = moment.astimezone(TOWN)
    return f"{WEEKDAYS[local.weekday()]} {local:%H:%M}"


def plain(markup: str) -> str:
    """The words of a letter."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def rows(table: Sequence[Sequence[str]]) -> list[dict[str, str]]:
    """The table below a step as rows by column."""
    head, *body = table
    return [dict(zip(head, row, strict=True)) for row in body]


def value(text: str) -> Any:
    """A cell as the value of a field: yes and no, numbers, lists with commas, else its text."""
    if text in ("yes", "no"):
        return text == "yes"
    if re.fullmatch(r"-?\d+", text):
        return int(text)
    if re.fullmatch(r"\d+\.\d+", text):
        return float(text)
    return text


def field(title: str) -> str:
    """A field's name from the words for it: "hours lost" is `hours_lost`."""
    return title.strip().lower().replace(" ", "_").replace("-", "_")
