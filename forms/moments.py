"""How times are said to a reader: in their zone, in their language, as far or near as they are. No Flask."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from babel.dates import format_skeleton, format_timedelta

from .typed import Say, plainly

#: days around today that are called by their weekday
NEAR = 6


@dataclass(frozen=True, kw_only=True)
class Moments:
    """Times as one person reads them at one moment; made once a request. `say` translates, as in fields.py."""

    now: datetime
    zone: tzinfo = UTC
    language: str = "en"
    say: Say = plainly

    def full(self, moment: datetime) -> str:
        """Day, year, time and zone: for records and letters."""
        return f"{self._said('yMMMEd', moment)} {self._local(moment).tzname()}"

    def near(self, moment: datetime) -> str:
        """Day and time as one would say them today: "today, 14:30"."""
        days = (self._local(moment).date() - self._local(self.now).date()).days
        words = {-1: self.say("yesterday"), 0: self.say("today"), 1: self.say("tomorrow")}
        if days in words:
            return f"{words[days]}, {self._time(moment)}"
        if abs(days) <= NEAR:
            return self._said("MMMEd", moment)
        return self._said("MMMd" if self._local(moment).year == self._local(self.now).year else "yMMMd", moment)

    def day(self, moment: datetime) -> str:
        """Only the day, with its year."""
        return format_skeleton("yMMMEd", self._local(moment), locale=self.language)

    def away(self, moment: datetime) -> str:
        """How far from now: "in 2 hours", "40 minutes ago"."""
        return format_timedelta(moment - self.now, add_direction=True, threshold=1.2, locale=self.language)

    def gap(self, earlier: datetime, later: datetime) -> str:
        """How long from one to the other: "12 minutes"."""
        return format_timedelta(max(later - earlier, timedelta(0)), threshold=1.2, locale=self.language)

    def _said(self, skeleton: str, moment: datetime) -> str:
        return f"{format_skeleton(skeleton, self._local(moment), locale=self.language)}, {self._time(moment)}"

    def _time(self, moment: datetime) -> str:
        return self._local(moment).strftime("%H:%M")

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone)
