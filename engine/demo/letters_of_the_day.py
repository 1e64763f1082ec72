"""The letters of an invented day: who wrote when, about what, and how far we have come with it.

They lie beside this module as JSON, one file a sector: `told` is what came in, `says` what its people answer.
"""

import json
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from . import fortunes
from .fortunes import Fortune
from .sector import Complaint, Start


def complaints(sector: str, zone: ZoneInfo, day: tuple[int, int], year: int) -> list[Complaint]:
    """As reports of that day of the year, in the order of time."""
    found = [_complaint(f"{sector}:{place}", one, zone, day, year) for place, one in enumerate(_file(sector)["told"])]
    return sorted(found, key=lambda complaint: complaint.at)


def starts(sector: str, zone: ZoneInfo, day: tuple[int, int], year: int) -> list[Start]:
    """What the staff of that day begin by a form."""
    return [
        Start(
            process=one["process"],
            at=_at(one["at"], zone, day, year),
            by=one["by"],
            unit=one["unit"],
            answers=one["answers"],
            fortune=getattr(fortunes, one["fortune"].upper()),
        )
        for one in _file(sector)["starts"]
    ]


def script(sector: str) -> dict[str, Any]:
    """What the people of a sector answer, by field."""
    return dict(_file(sector)["says"])


@cache
def _file(sector: str) -> dict[str, Any]:
    return json.loads(Path(__file__).with_name(f"{sector}_day.json").read_text(encoding="utf-8"))


def _complaint(key: str, one: dict[str, Any], zone: ZoneInfo, day: tuple[int, int], year: int) -> Complaint:
    name, fate = one["name"], _fortune(one)
    contact = f"{name.split()[0].lower()}@customers.example" if name else "none given"
    answers = {"what_happened": one["words"], "contact": contact, "service_occasion": one["occasion"]}
    answers |= {"reporter_name": name} if name else {}
    answers |= {field: value for field, value in fate.reports.items() if field != "what_happened"}
    at = _at(one["at"], zone, day, year)
    names = one.get("names", "")
    return Complaint(key=key, at=at, unit=one["unit"], answers=answers, fortune=fate, names=names)


def _at(clock: str, zone: ZoneInfo, day: tuple[int, int], year: int) -> datetime:
    hour, minute = map(int, clock.split(":"))
    return datetime(year, *day, hour, minute, tzinfo=zone)


def _fortune(one: dict[str, Any]) -> Fortune:
    found: Fortune = getattr(fortunes, one["fortune"].upper())
    return replace(found, says={**found.says, "content_class": one["about"]})
